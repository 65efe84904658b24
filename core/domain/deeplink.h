// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ids.h"

namespace headgate {

/**
 * headgate://open?session=ID, as it may stand in a chat or an issue. Whoever wrote it is not the
 * person: it shows a session that is there, and nothing else. It adds no source, and decides
 * nothing. Errors: BadSource.
 */
Expected<SessionId> sessionFromLink(const QString& text);
/** Whether the text is such a link, a good or a bad one. */
bool isLink(const QString& text);

} // namespace headgate

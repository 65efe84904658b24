// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ids.h"

#include <QString>

namespace headgate {

/** Where a link leads. */
struct DeepLink
{
    SessionId session;
    MessageId message; ///< empty: the session as such
    PartId part; ///< of `message`; empty: its begin

    friend bool operator==(const DeepLink&, const DeepLink&) = default;
};

/**
 * headgate://open?session=ID&message=ID&part=ID, as it may stand in a chat or an issue; a message
 * and its part may be left out. Whoever wrote it is not the person: it shows a session that is
 * there, at that place, and nothing else. It adds no source, and decides nothing. Errors:
 * BadSource.
 */
Expected<DeepLink> readLink(const QString& text);
/** The text that leads there. */
QString linkTo(const DeepLink& place);
/** Whether the text is such a link, a good or a bad one. */
bool isLink(const QString& text);

} // namespace headgate

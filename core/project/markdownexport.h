// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"
#include "core/domain/session.h"

#include <QString>

#include <vector>

namespace headgate {

/** A session as Markdown that other programs can read: nothing shortened, tool calls and their
 * output in fences. Pure. */
QString markdownExport(const Session& session, const std::vector<MessageWithParts>& messages);

} // namespace headgate

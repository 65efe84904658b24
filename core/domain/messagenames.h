// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"

namespace headgate {

QString roleName(Role role); ///< "unknown", "user", "assistant"
/** Upstream's words: "pending", "running", "completed", "error". */
QString toolStatusName(ToolStatus status);

} // namespace headgate

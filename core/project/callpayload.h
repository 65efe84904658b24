// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/message.h"

namespace headgate {

/** Whether a request to edit names the file and does not show the edit: over the newer API of
 * OpenCode. Its tool call has the rest. Pure; any thread. */
bool lacksPayload(const Checkpoint& checkpoint);

/** Puts into such a request what the call would do: the lines that go and come, or its arguments
 * where it has none. No effect on others. */
void takePayload(Checkpoint& checkpoint, const ToolCall& call);

} // namespace headgate

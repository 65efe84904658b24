// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/fact.h"

namespace headgate {

/**
 * Puts what one event says of a message to what is known of it: parts stand where they were told
 * first, one call of a tool is one part, text is appended until it is told as a whole. Facts of
 * other messages do nothing. Pure; any thread.
 */
void fold(MessageWithParts& message, const Fact& fact);

} // namespace headgate

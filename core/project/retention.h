// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/storage.h"

#include <vector>

namespace headgate {

/** Whose contents go by this wish, those that rested longest first; what has none is left out. Who
 * is at work is for the caller to know. Pure. */
std::vector<SessionKey> sessionsToDrop(
    const std::vector<SessionStorage>& sessions, const Retention& wish, Timestamp now);

} // namespace headgate

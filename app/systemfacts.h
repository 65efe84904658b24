// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/systemfacts.h"

namespace headgate {

/** What is true without a window; the caller fills in the rest. Any thread. */
SystemFacts systemFacts();

} // namespace headgate

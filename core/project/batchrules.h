// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

namespace headgate {

/** Whether what a person reads of two states of a request would be the same. */
bool sameContent(const Checkpoint& a, const Checkpoint& b);

/** Whether a request may be decided together with others: a permission that waits, can be answered,
 * and has no severe risk hint. Everything else is opened by itself (approvals.md H14). */
bool mayBeBatched(const Checkpoint& checkpoint);

/** Whether two requests ask for the same thing in the same place: grouped for reading, still
 * answered one by one (approvals.md H26, H30). */
bool isAlike(const Checkpoint& a, const Checkpoint& b);

} // namespace headgate

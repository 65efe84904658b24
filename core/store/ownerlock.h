// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"

#include <QLockFile>

#include <memory>

namespace headgate {

/**
 * Takes `file` for this process, for as long as the lock lives; `folder` is named in the error.
 *
 * A living owner is never robbed, however old the lock; one that ended is noticed by its pid. A
 * lock without a word in it is left by a process that was killed between making and filling it: it
 * is taken over once it is a second old, for which this call waits. Any thread. Error:
 * ProfileLocked, with the folder and the owner; DatabaseError where no file can be made.
 */
Expected<std::unique_ptr<QLockFile>> takeOwnerLock(const QString& file, const QString& folder);

} // namespace headgate

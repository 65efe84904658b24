// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/project/audit.h"

#include <functional>

namespace headgate {

/**
 * Reads decisions.jsonl of a profile from its first line, tells each that can be read, and checks
 * it: the chain of hashes, and that every decision which the profile's history knows to be written
 * is there. A file that is not there has no lines. Blocking; any thread; writes nothing and may run
 * beside a writer. Errors: DatabaseError where a file cannot be read.
 */
Expected<audit::Report> readAudit(
    const QString& profile, const std::function<void(const audit::Entry&)>& each);

} // namespace headgate

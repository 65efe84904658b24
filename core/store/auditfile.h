// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/project/audit.h"

#include <functional>

namespace headgate {

/** What the check of a profile's decisions.jsonl came to. */
struct AuditReport
{
    qint64 lines = 0;
    QByteArray head; ///< SHA-256 of the last line; empty: there is none
    std::vector<audit::Fault> faults;
};

/**
 * Reads decisions.jsonl of a profile from its first line, tells each that can be read, and checks
 * it: the chain of hashes, and that every decision which the profile's history knows to be written
 * is there. A file that is not there has no lines. Blocking; any thread; writes nothing and may run
 * beside a writer. Errors: DatabaseError where a file cannot be read.
 */
Expected<AuditReport> readAudit(
    const QString& profile, const std::function<void(const audit::Entry&)>& each);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/project/proof.h"

#include <optional>
#include <vector>

namespace headgate {

class Database;

/** What a history holds, told by sequence numbers, offsets and places: the proof that nothing is
 * missing. Reads only. */
namespace offsetledger {

/** All of a source, or one session of it. Thread of `database`, outside of a transaction. Errors:
 * DatabaseError. */
Expected<proof::Holding> holding(
    Database& database, const SourceId& source, const SessionId& only = {});

/** The same, of a profile's history that is opened for it: any thread, also beside a writer.
 * Nothing is held where there is no history. */
Expected<proof::Holding> holding(
    const QString& profile, const SourceId& source, const SessionId& only = {});

/** Whole lines in what was read of a file, counted anew; -1: it is shorter, or not there any more.
 * Blocking: it reads that much of the file. */
qint64 linesInFile(const LogFile& file);

} // namespace offsetledger

} // namespace headgate

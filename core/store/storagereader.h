// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/storage.h"

#include <QHash>

#include <chrono>

namespace headgate {

class Database;

/**
 * Counts what sessions take in the history, in slices: all rows have to be looked at, so that this
 * takes seconds where there are millions. Thread of the database that each call is given.
 */
class StorageReader
{
public:
    /** Some more, for about that time; false: that was all. */
    bool step(Database& database, std::chrono::microseconds most);
    /** Once step() said so. `profile`: its directory; empty: all is in memory. */
    StorageFound take(Database& database, const QString& profile);

private:
    struct Tally
    {
        qint64 events = 0;
        qint64 bytes = 0;
        qint64 last = 0;
    };

    void countRows(Database& database, qint64 to);

    QHash<qint64, Tally> m_tallies; ///< by session row
    qint64 m_row = 0; ///< counted up to here
    qint64 m_newest = -1; ///< -1: not known yet
};

} // namespace headgate

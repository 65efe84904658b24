// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/health.h"
#include "core/project/health.h"
#include "core/store/query.h"

namespace headgate {

class Database;

/**
 * How connections did, in the history: of each source its newest events and the minutes of its last
 * day. Thread of the database, which it must not outlive; writes stand inside its transactions.
 */
class HealthStore
{
public:
    explicit HealthStore(Database& database);

    void put(const SourceId& source, const HealthNews& news);
    /** What was kept of one source. */
    SourceHealth read(const SourceId& source);
    /** Of all that were ever followed, by id. */
    static std::vector<SourceHealth> readAll(Database& database);

private:
    void trim(const SourceId& source, Timestamp newest);

    Database& m_database;
    Query m_addEvent, m_dropLast, m_putMinute, m_trimEvents, m_trimMinutes;
    int m_untrimmed = 0;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/historyreader.h"

/**
 * Reading a log back: the history says where each event stands, the file what it says. What the
 * file does not hold any more is left out. Thread of `database`, over any connection.
 */
namespace headgate::logpages {

/** As historyreader::loadPage(). */
SessionPage loadPage(Database& database, const SessionKey& session,
    const std::optional<PagePosition>& before, int limit);

/** As historyreader::loadEvents(), without this client's own marks. */
EventsLogged loadEvents(Database& database, const SourceId& source, qint64 after, int limit);

/** As historyreader::loadRange(). */
std::vector<StoredEvent> loadRange(Database& database, const SourceId& source,
    const SessionId& session, qint64 after, qint64 upTo);

} // namespace headgate::logpages

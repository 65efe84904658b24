// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/event.h"
#include "core/domain/message.h"
#include "core/project/livetexts.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace headgate {

/** Where a page of messages ends towards the past. */
struct PagePosition
{
    qint64 order = 0;
    QString key; ///< "m:<id>"

    friend bool operator==(const PagePosition&, const PagePosition&) = default;
};

/** Messages of one session as the history has them. */
struct SessionPage
{
    std::vector<MessageWithParts> messages; ///< by (created, id)
    std::vector<Mark> marks; ///< between the oldest of these and the end of the page
    std::vector<Todo> todos;
    std::optional<PagePosition> oldest;
    bool hasOlder = false;
};

/** An event as it stands in the history, for whoever copies it on. */
struct StoredEvent
{
    qint64 row = 0;
    SessionId session;
    EventId id;
    QByteArray raw;
};

/**
 * Reading what History wrote, over any connection. The thread is that of `database`: the reader's
 * own, or the engine's where the history is in memory.
 */
namespace historyreader {

/** The newest `limit` messages, or those before `before`. */
SessionPage loadPage(Database& database, const SessionKey& session,
    const std::optional<PagePosition>& before, int limit);

/** This client's own marks of a session, made from `from` until before `until`; empty: no bound. */
std::vector<Mark> loadMarks(Database& database, const SessionKey& session,
    std::optional<Timestamp> from, std::optional<Timestamp> until);

/** What the session list and the inbox need of one source: sessions, their last status, open
 * requests, decisions; in order of time. */
std::vector<Event> loadOverview(Database& database, const SourceId& source);

/** Events after a row, at most `limit`, for whoever was too slow to be told of each. Rows without
 * one count as skipped: deltas, whose text is in their part. */
EventsLogged loadEvents(Database& database, const SourceId& source, qint64 after, int limit);

/** What upstream told of a source, or of one session of it, in the rows after `after` up to `upTo`;
 * without what was superseded and without this client's own marks. */
std::vector<StoredEvent> loadRange(Database& database, const SourceId& source,
    const SessionId& session, qint64 after, qint64 upTo);

/** Every text that was still streaming when it was written last; each may have missed something
 * since. */
LiveTexts loadLive(Database& database, const SourceId& source);

} // namespace historyreader

} // namespace headgate

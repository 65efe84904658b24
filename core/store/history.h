// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/expected.h"
#include "core/domain/source.h"
#include "core/store/database.h"
#include "core/store/entitystore.h"
#include "core/store/logindex.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

class QLockFile;

namespace headgate {

/**
 * What this client knows: events, the newest state of each thing they describe, and how far each
 * session's durable log was read, always written in one transaction. Engine thread. One process
 * writes a profile; it holds the profile's lock.
 */
class History
{
public:
    /** `profile` empty: in memory. Errors: ProfileLocked, DatabaseError. */
    static Expected<std::unique_ptr<History>> open(const QString& profile);
    ~History();

    /** Where a reader of its own can open it; empty when in memory. */
    QString path() const;
    Database& database() { return *m_database; }

    using Entity = StoredEntity;

    // Everything below stands between begin() and commit(). Only what was committed may be read
    // over the database itself.
    void begin();
    /** Errors: DatabaseError; then nothing since begin() was kept. */
    Outcome commit();

    bool knows(const SourceId& source, const EventId& id);
    /** Those of `ids` that knows() would know, found at once. */
    QSet<EventId> known(const SourceId& source, const std::vector<EventId>& ids);

    enum class Verdict {
        Applied,
        Stale, ///< kept as proof of the sequence; the thing it describes is newer already
    };
    /** Appends an event that knows() denied. Sets *row. Its payload goes when a later one describes
     * the same thing; sequence, id and hash stay. */
    Verdict append(const Event& event, qint64* row);
    /** A place in the order for what is kept elsewhere: a delta, whose text is in its part. */
    qint64 passRow() { return m_nextRow++; }

    /**
     * The durable sequence number of a known event, told by its twin. `entity` empty: what the
     * event described.
     */
    void setSeq(const SourceId& source, const EventId& id, const SessionKey& session,
        const QString& entity, qint64 seq);

    /** How far the durable log of a session was read without a gap; -1: not followed yet. */
    qint64 cursor(const SessionKey& session);
    void setCursor(const SessionKey& session, qint64 seq);
    QHash<SessionId, qint64> cursors(const SourceId& source);

    /** How far a stream was read; nothing: not at all. */
    std::optional<StreamCursor> streamCursor(const SourceId& source);
    void setStreamCursor(const SourceId& source, const StreamCursor& cursor);

    std::optional<Entity> entity(const SessionKey& session, const QString& key);
    /** What described it last; empty if nothing did or it is gone. */
    QByteArray rawOf(const SessionKey& session, const QString& key);
    /** Whether it is there and what is known of it is just this. */
    bool says(const SessionKey& session, const EntityRef& entity);
    /** Whether a message created before this is held. */
    bool hasMessageBefore(const SessionKey& session, Timestamp created);
    /** Its first message is held, and all between that and the newest: the server has no older one
     * to give. */
    void setWhole(const SessionKey& session, bool whole);
    bool isWhole(const SessionKey& session);
    /** Whether a request of this id was asked once and is not any more, in whichever session. */
    bool wasAnswered(const SourceId& source, const RequestId& request);
    /** Keys below `parent` ("" = messages) with order in [from, to], gone ones left out. */
    std::vector<std::pair<QString, Entity>> entities(
        const SessionKey& session, const QString& parent, qint64 from, qint64 to);
    void setOrder(const SessionKey& session, const QString& key, qint64 order);

    /** Puts a piece of text behind what a streaming part has. `gap`: something is missing before
     * it. */
    void appendLive(const SessionKey& session, const MessageId& message, const PartId& part,
        QStringView text, bool gap);
    /** The part is final: its pieces go. */
    void endLive(const SessionKey& session, const PartId& part);

    /** Places in log files. */
    LogIndex& logs() { return *m_logs; }
    /** The numbers that tables know them by. */
    qint64 sourceRow(const SourceId& source);
    qint64 sessionRow(const SessionKey& key);

    /** Last row given out; everything up to it is older than what comes next. */
    qint64 lastRow() const { return m_nextRow - 1; }
    /** Everything of this source goes. For a source that begins anew each time: the demo. */
    void forget(const SourceId& source);
    /** Nothing is remembered of things any more that is not on disk: somebody is about to change
     * them there. Between begin() and commit(). */
    void forgetThings();
    /** When this source was followed first. */
    Timestamp since(const SourceId& source, Timestamp now);

private:
    History() = default;

    struct Statements;
    Outcome prepareAll();
    void writeBehind();
    void forgetCached();
    void touchEntity(
        const Event& event, qint64 session, qint64 row, const std::optional<Entity>& before);

    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statements> m_sql;
    std::unique_ptr<EntityStore> m_entities;
    std::unique_ptr<LogIndex> m_logs;
    QHash<SourceId, qint64> m_sources;
    QHash<SessionKey, qint64> m_sessions;
    QHash<qint64, qint64> m_cursors; ///< by session row; not written yet
    QHash<PartId, int> m_live; ///< pieces on disk
    qint64 m_nextRow = 1;
    qint64 m_progress = 0; ///< the newest row that the file knows of
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/streamrow.h"
#include "core/server/streamrules.h"
#include "core/store/database.h"

#include <QSet>

#include <deque>
#include <memory>
#include <unordered_map>

class QLockFile;

namespace headgate {

/** What of a stream is copied in from elsewhere: its own id makes it come once. */
struct PublishedEvent
{
    QByteArray id;
    QByteArray json;
};

/**
 * The streams this server has promised to others, in streams.db. Server thread alone. All of a
 * turn's writes are one transaction: nothing counts before commit(), which with Full returns after
 * the data reached the disk. What is written lies in memory as well, except the data itself. All
 * SQL of streams stands here.
 */
class StreamStore
{
public:
    enum class Durability {
        Full, ///< a commit survives the loss of power
        Relaxed, ///< a commit survives the end of this process
    };

    /** `directory` empty: in memory. Errors: DatabaseError, ProfileLocked. */
    static Expected<std::unique_ptr<StreamStore>> open(
        const QString& directory, Durability durability);
    ~StreamStore();

    /** The stream by this name; one that has expired is removed first. Valid until the next call
     * that writes. */
    const StreamFacts* find(const StreamName& name, Timestamp now);
    const StreamFacts* find(StreamId id) const;
    std::optional<Timestamp> expiryDate(StreamId id) const;
    std::optional<ProducerState> producer(StreamId id, const QByteArray& producer) const;
    std::vector<StreamFacts> list() const;
    /** When it was made, and when something was last appended to it; the epoch: never. */
    Timestamp createdAt(StreamId id) const;
    Timestamp writtenAt(StreamId id) const;
    /** What setNote() kept; null: nothing. */
    QByteArray note(StreamId id) const;

    /** Rows from a place on, at least one if there is any, more until about `bytes`; what is kept,
     * inherited data included. */
    std::vector<StreamRow> read(StreamId id, Position from, qsizetype bytes);

    /** True between the first write and the commit. */
    bool isOpen() const { return m_open; }
    const StreamFacts& create(const StreamName& name, const CreatePlan& plan, Timestamp now);
    void append(StreamId id, StreamBody body, Timestamp now);
    void close(StreamId id, const std::optional<ProducerClaim>& by);
    void setProducer(StreamId id, const ProducerClaim& claim, Timestamp now);
    void setWriterSeq(StreamId id, const QByteArray& seq);
    /** Kept beside the stream and removed with it: what its owner has to know after a restart. */
    void setNote(StreamId id, const QByteArray& note);
    /** Deletes, or keeps for the forks what they inherited. */
    void remove(StreamId id);
    /** Someone reads or wrote: the sliding expiry begins anew. On disk with the next commit. */
    void touch(StreamId id, Timestamp now);

    /** Appends what is not there yet and notes how far the source was copied. Creates the stream.
     */
    void publish(const StreamName& name, const std::vector<PublishedEvent>& events,
        const QByteArray& copyCursor, Timestamp now);
    QByteArray copyCursor(const StreamName& name);

    /** The streams that changed. Errors: DatabaseError; then nothing of the turn has happened. */
    Expected<std::vector<StreamId>> commit();

    /** One slice of tidying: expired streams, rows of deleted streams, producers not seen for 7
     * days, data older than `retention` (0: kept for ever). Writes; true: there is more to do. */
    bool tidy(Timestamp now, std::chrono::milliseconds retention);
    /** Removes one slice of what this stream was given before. Writes; true: there is more. */
    bool cutStream(StreamId id, Timestamp before);

private:
    struct Stream;
    struct Statements;

    StreamStore() = default;
    Outcome prepareAll();
    Outcome load();
    void loadStream(const Query& row);
    void openTurn();
    Stream& stream(StreamId id) const { return *m_streams.at(id); }
    bool isExpired(const Stream& s, Timestamp now) const;
    void inherit(Stream& s);
    void erase(StreamId id);
    void writeChanges(Stream& s);
    void writeRow(const Stream& s, const StreamRow& row);
    void settle(Stream& s);
    void readRows(StreamId owner, Position from, Position to, bool isJson, qsizetype& bytes,
        std::vector<StreamRow>& rows);
    bool cutOld(Timestamp before);
    void cutHead(StreamId id, Position head);
    bool dropDoomed();
    void forgetProducers(Timestamp now);

    struct IdHash
    {
        size_t operator()(StreamId id) const { return size_t(id); }
    };

    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statements> m_sql;
    std::unordered_map<StreamId, std::unique_ptr<Stream>, IdHash> m_streams;
    QHash<StreamName, StreamId> m_byName;
    std::vector<StreamId> m_changed; ///< in this turn
    QSet<qint64> m_touched;
    qint64 m_nextId = 1;
    bool m_open = false;
};

} // namespace headgate

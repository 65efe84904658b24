// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/logfacts.h"
#include "core/domain/change.h"
#include "core/domain/panenews.h"
#include "core/engine.h"
#include "core/io/eventsource.h"
#include "core/project/checkpoints.h"
#include "core/project/livetexts.h"
#include "core/project/prompts.h"
#include "core/project/sessions.h"
#include "core/project/statetable.h"
#include "core/recentids.h"
#include "core/store/history.h"
#include "core/store/historyreader.h"

#include <QHash>
#include <QSet>

#include <unordered_map>

namespace headgate {

/**
 * One source's way from items to history to changes: drops what is known, proves the sequence,
 * reconciles lists against what is newer, and lets the reducers work. Engine thread. Its apply()
 * runs inside the engine's transaction, so nothing it tells is ever ahead of the disk.
 */
class Follower
{
public:
    /** What the source should do about what was found; carried out after the commit. */
    struct Wish
    {
        enum class Kind { Repair, FetchMessage, Reload, MoreMessages };
        Kind kind = Kind::Repair;
        SessionId session;
        MessageId message;
        qint64 cursor = -1;
    };

    Follower(const SourceConfig& config, History& history, Engine::EventFeed feed);

    /** Rebuilds the list and the inbox from the history, before any connection. Inside a
     * transaction. */
    void restore(Timestamp now, ChangeBatch& out);

    /** Inside a transaction. */
    void apply(
        std::vector<SourceItem> items, Timestamp now, ChangeBatch& out, std::vector<Wish>& wishes);
    /** Records and applies a step in the life of our own answer. Inside a transaction. */
    void decide(const DecisionStep& step, Timestamp now, ChangeBatch& out);
    /** Keeps a mark of our own in a session, and tells it. Inside a transaction. */
    void note(const SessionId& session, const Mark& mark, ChangeBatch& out);
    /** Words of ours are on their way; what became of them is told as it is seen. */
    void expect(const Prompt& prompt, Timestamp behind, ChangeBatch& out);
    /** The server answered: no issue, it took them; SendUnknown, nobody knows; else they are not
     * there. Inside a transaction. */
    void promptAnswered(const QString& id, const Issue& issue, ChangeBatch& out);
    /** Words whose copy has not been seen are looked for in the next page that is asked for from
     * now on. False: they were seen meanwhile. Inside a transaction. */
    bool lookFor(const QString& id, ChangeBatch& out);
    /** All prompts on their way into this session. */
    std::vector<Prompt> promptsOf(const SessionId& session) const;
    /** What an opened session's messages say of its context, and whether it takes wishes. Inside a
     * transaction. */
    void noteContext(const std::vector<MessageWithParts>& messages, ChangeBatch& out);
    /** Of an AgentPane session: who was there, its terminal and its agents, as far as is stored. */
    void tellRoom(const SessionKey& session, ChangeBatch& out);
    void showArchived(bool on, ChangeBatch& out) { headgate::showArchived(m_sessions, on, out); }
    void transportChanged(const SourceStatus& transport, Timestamp now, ChangeBatch& out);
    /** What the source is called; it goes on as it is. */
    void rename(const QString& name, ChangeBatch& out);

    /** Whether committed events are to be kept for takeCopies(). */
    void setCopying(bool on) { m_copying = on; }
    /** What upstream told since the last call, in order, to be copied on after the commit. */
    std::vector<StoredEvent> takeCopies() { return std::exchange(m_copies, {}); }

    /** The machine slept: what the next catch-up brings was missed asleep. */
    void slept() { m_slept = true; }
    void setOpen(const SessionId& session, bool open);
    bool isOpen(const SessionId& session) const { return m_open.contains(session); }
    std::vector<SessionId> openSessions() const { return {m_open.cbegin(), m_open.cend()}; }

    const Checkpoint* checkpoint(const CheckpointKey& key) const
    {
        return find(m_checkpoints, key);
    }
    const SessionsState& sessions() const { return m_sessions; }
    const QHash<SessionId, qint64>& cursors() const { return m_cursors; }
    const SourceStatus& status() const { return m_status; }
    const SourceId& id() const { return m_id; }

private:
    void take(Event& event, bool superseded);
    void take(opencode::SyncTwin& twin);
    void take(MessagesListed& listed);
    void take(SessionsListed& listed);
    void take(StatusListed& listed);
    void take(RequestsListed& listed);
    void take(HistoryListed& listed);
    void take(MessageFetched& fetched);
    void take(const StreamCut& item);
    void take(const CaughtUp& item);
    void take(const CursorMoved& item);
    void take(const StreamBeganAnew& item);
    void take(LogSlice& slice);
    void take(const LimitsListed& listed);
    void take(LogAhead& ahead);
    void take(const Issue& issue);

    struct LogStream;
    LogStream& streamOf(QByteArrayView name);
    void takeRecord(qint64 file, const LogRecord& record);
    qint64 takeTold(const LogRecord& record, LogStream& stream, Timestamp time);
    bool place(const LogRecord& record, LogStream& stream, qint64* message);
    void tellPlaced(const LogRecord& record, LogStream& stream, Timestamp time, bool fresh);
    void tellLogDelta(const PartDelta& delta, LogStream& stream);
    void countStreams();
    void logLine(const LogRecord& record, const LogStream& stream, Timestamp time, qint64 row);
    void restoreLog(ChangeBatch& out);

    void restoreState(ChangeBatch& out);
    void completePane(Event& event);
    void notePane(const Event& event);
    void noteClosed(const SessionsListed& listed);
    void flushNews();
    void tidyPane(Timestamp now);
    void reduceState(const Event& event);

    /** It tells everything in order, and once: there are no lists to ask for. */
    bool isStream() const { return m_status.kind != SourceKind::OpenCode; }
    void prepare(std::vector<SourceItem>& items);
    bool advance(const SessionId& session, qint64 seq);
    void store(const Event& event, bool reduceIt = true);
    void noteLag(Timestamp time);
    bool reconcile(const Event& event, qint64 fence);
    void countRepair(const SessionId& session);
    void removeMissing(const SessionKey& session, const QString& parent,
        const QSet<QString>& listed, qint64 from, qint64 to, qint64 fence);
    void noteWhole(const MessagesListed& listed, qint64 oldest);
    bool reconcileMessages(const std::vector<Event>& updates, const SessionKey& session,
        qint64 fence, bool removals, qint64 from, qint64 to);
    void takeNext(const Event& event);
    void keepThing(Event& thing, Origin origin, bool isNew);
    void removeBehind(const Event& event);
    bool isNextMessage(const SessionKey& session, const QString& key);
    void reduceFacts(const Event& event);
    void reduceFacts(const Event& event, std::vector<Fact> facts);
    void tellTranscript(const Fact& fact);
    std::optional<Part> storedPart(const PartDelta& delta);
    void tellDelta(const PartDelta& delta);
    void takeLiveText(const Event& event, Part& part);
    void dropLive(const Fact& fact);
    bool toldSince(const CheckpointKey& key, qint64 fence);
    void settleDecisions(size_t firstChange);
    void log(const Event& event, qint64 row);
    void flushLive();

    SourceId m_id;
    History& m_history;
    Engine::EventFeed m_feed;
    SourceStatus m_status;
    SessionsState m_sessions;
    CheckpointsState m_checkpoints;
    PromptsState m_prompts;
    LiveTexts m_live;
    StateTable m_state;
    QSet<SessionId> m_open;
    QHash<SessionId, qint64> m_cursors; ///< last sequence number without a gap before it
    QHash<SessionId, qint64>
        m_holes; ///< sessions with a gap that is being repaired -> newest number seen
    QHash<SessionId, int> m_repairs; ///< since the last cut
    QSet<SessionId> m_cutInPart; ///< sessions whose text was streaming when the cut came
    QHash<RequestId, bool>
        m_marked; ///< decisions whose mark stands in the transcript; true: with the answer
    int m_decidedElsewhere = 0; ///< since the last cut
    bool m_catchingUp = false;
    bool m_slept = false;
    bool m_quiet = false; ///< what is being stored is shown with its page, not by itself
    std::optional<PartId> m_after; ///< the part before it in the list that is being stored

    /** Deltas have no row of their own: their text is in their part, and one that was sent twice is
     * known by its id while it is recent. */
    RecentIds m_deltas{4096};

    /** One stream of a log: a session as far as anybody can say. */
    struct LogStream
    {
        SessionId session;
        qint64 row = 0; ///< its number in the history
        LogIndex::Tally more; ///< of this slice
        bool busy = false;
        QByteArray message; ///< that was written last, as a JSON string
        qint64 messageRow = 0;
        bool whole = false; ///< all of that message was told since we listen
        QSet<PartId> parts; ///< of that message
    };
    std::unordered_map<QByteArray, LogStream> m_streams; ///< by the JSON string that names it
    std::vector<LogStream*> m_touched; ///< by this slice
    Timestamp m_logTime; ///< of the last line that said one

    // Of the batch that is being applied.
    struct LivePiece
    {
        SessionId session;
        MessageId message;
        PartId part;
        QString text;
        bool gap = false;
    };
    std::vector<LivePiece> m_pieces;
    QHash<EventId, qsizetype> m_inBatch;
    QSet<EventId> m_caughtUp; ///< stored from a list or twin of this batch; a copy may follow
    QHash<EventId, qint64> m_twinned; ///< paired inside the batch: seq
    QHash<QPair<SessionId, QString>, qsizetype> m_newest; ///< last event of an entity in the batch
    std::vector<bool> m_known;
    EventsLogged m_logged;
    QHash<SessionId, PaneNews> m_news;
    Timestamp m_tidied; ///< when what is too old was removed last
    bool m_copying = false;
    std::vector<StoredEvent> m_copies;
    std::vector<Event> m_ownEvents; ///< marks to be stored after the item that caused them
    Timestamp m_now;
    milliseconds m_lag{-1}; ///< the greatest of the batch that is being applied; below 0: none
    ChangeBatch* m_out = nullptr;
    std::vector<Wish>* m_wishes = nullptr;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/logline.h"
#include "core/decode/opencode.h"
#include "core/domain/checkpoint.h"
#include "core/domain/command.h"
#include "core/domain/event.h"
#include "core/domain/logfile.h"
#include "core/domain/lookup.h"
#include "core/domain/prompt.h"
#include "core/domain/source.h"
#include "core/project/proof.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <functional>
#include <variant>
#include <vector>

namespace headgate {

/** A page of a session's messages: message and part events in the server's order. */
struct MessagesListed
{
    SessionKey session;
    std::vector<Event> updates;
    bool newest = false; ///< nothing follows it
    bool complete = false; ///< nothing stands before it: the server has no older message
    qint64 fence = 0; ///< History::lastRow() when the request left
};

/** Every session of the server, archived ones too. */
struct SessionsListed
{
    std::vector<Event> updates;
    qint64 fence = 0;
};

/** Who is busy or retrying in a directory; who is not named is idle. */
struct StatusListed
{
    QString directory;
    QHash<SessionId, QJsonObject> statuses;
    qint64 fence = 0;
};

/** Every request of one kind that a directory lists as pending, ghosts included. */
struct RequestsListed
{
    QString directory;
    CheckpointKind kind = CheckpointKind::Permission;
    std::vector<Event> asked;
    qint64 fence = 0;
};

/** The server's own log of durable changes after the cursors that were named. */
struct HistoryListed
{
    std::vector<Event> events; ///< with seq, in order per session
    QHash<SessionId, qint64> from; ///< the cursors that were named
};

/** One message with its parts, asked for because a request waits on it; without updates where the
 * server did not give it. */
struct MessageFetched
{
    SessionKey session;
    std::vector<Event> updates;
    qint64 fence = 0;
    MessageId message{};
};

/** The stream broke, or opened again: deltas are not continuous across it. */
struct StreamCut
{
    Timestamp at;
};

/** Everything since the cut has been told; what follows is live. */
struct CaughtUp
{
    Timestamp from; ///< of the cut; epoch: the first connection
};

/** How many tokens models take, by "provider/model". */
struct LimitsListed
{
    QHash<QString, qint64> context;
};

/** Everything of a stream up to here has been told; committed together with it. */
struct CursorMoved
{
    StreamCursor cursor;
};

/** What was read is gone on the server: the stream is told from its start, as another one. */
struct StreamBeganAnew
{
    StreamCursor before;
};

/** One event of a log file, cut but not parsed: its text and all views lie in LogSlice::bytes. */
struct LogRecord
{
    qint64 at = 0; ///< in the file
    QByteArrayView line; ///< without its end
    logline::Head head;
    QByteArrayView message; ///< JSON string: the message it belongs to; null: none
};

/** Lines of a log file in their order, and the file as it is behind them; committed together. */
struct LogSlice
{
    LogFile file;
    QByteArray bytes;
    std::vector<LogRecord> records;
};

/** The end of a log of which much is still to be read: who is at work is told at once, and kept
 * when it is read. All views lie in `bytes`. */
struct LogAhead
{
    QByteArray bytes;
    std::vector<LogRecord> records;
};

using SourceItem = std::variant<Event, opencode::SyncTwin, MessagesListed, SessionsListed,
    StatusListed, RequestsListed, HistoryListed, MessageFetched, StreamCut, CaughtUp, CursorMoved,
    StreamBeganAnew, LogSlice, LogAhead, LimitsListed, Issue>;

/** What became of a decision's POST. */
struct DecisionAnswer
{
    Issue issue; ///< None: the server took it
};

/** What became of a SessionAct. */
struct ActAnswer
{
    Issue issue; ///< None: the server did it
    SessionId made; ///< Create
};

/** What a source itself says it has, to be compared with what is held. */
struct Witness
{
    std::optional<proof::Told> log{}; ///< of a server that numbers; nothing: it keeps none
    std::optional<QByteArray> tail{}; ///< where a stream ends
    Issue issue{}; ///< None: it was asked, and answered
};

/** What a source may ask of the engine. */
class SourceHost
{
public:
    virtual ~SourceHost() = default;

    /** Takes items in order; they are committed before anything is shown of them. */
    virtual void take(const SourceId& source, std::vector<SourceItem> items) = 0;
    /** Everything taken so far is older than what a request sent now will answer. */
    virtual qint64 fence() = 0;
    /** How far each session's durable log was read. */
    virtual QHash<SessionId, qint64> cursors(const SourceId& source) = 0;
    /** How far a stream was read, as committed; nothing: not at all. */
    virtual std::optional<StreamCursor> streamCursor(const SourceId& source) = 0;
    /** The files of a log as far as they were read, in their order. */
    virtual std::vector<LogFile> logFiles(const SourceId&) { return {}; }
    /** Sessions a person looks at. */
    virtual std::vector<SessionId> openSessions(const SourceId& source) = 0;
    /** Whether messages older than this one are held, but not this one: then there is a hole before
     * it. */
    virtual bool hasHoleBefore(
        const SessionKey& session, const MessageId& message, Timestamp created) = 0;
    virtual void statusChanged(const SourceStatus& status) = 0;
};

/** One place events come from. Engine thread; never blocks; every way to end it is safe at any
 * time. */
class EventSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    /** Nothing leaves any more until start(). */
    virtual void pause() = 0;
    virtual void retryNow() = 0;
    /** The machine slept or changed its network: every socket is suspect. */
    virtual void systemResumed() = 0;

    /** A person looks at it: fetch its newest page, and keep it exact across cuts. */
    virtual void openSession(const SessionId& session) = 0;
    /** Fetch the page before the oldest one fetched. No effect where there is none. */
    virtual void loadOlder(const SessionId& session) = 0;
    virtual bool hasOlder(const SessionId& session) const = 0;

    /** Sends it once. `done` is called exactly once, unless the source is destroyed. */
    virtual void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) = 0;
    /** Ends the running turn of this very session. `done` as with decide(). Most sources take no
     * such wish: NotStoppable. */
    virtual void stop(const SessionId& session, const QString& directory,
        std::function<void(DecisionAnswer)> done);
    /** Sends a person's words, once. `agent`: who is to take them; empty: the server chooses.
     * `done` as with decide(). Most sources take none: NotOffered. */
    virtual void prompt(const Prompt& prompt, const QString& directory, const QString& agent,
        std::function<void(DecisionAnswer)> done);
    /** Once. `directory` is that of the session. As prompt(). */
    virtual void act(
        const SessionAct& act, const QString& directory, std::function<void(ActAnswer)> done);
    /** Asks for what is shown and not kept. `done` as with decide(), but of Lookup::Attend. Most
     * sources cannot tell: NotOffered. */
    virtual void lookUp(const Lookup& lookup, std::function<void(Finding)> done);
    /** Asks the source what it has, `after` these numbers of its sessions. `done` as with decide().
     * Most sources cannot tell: NotOffered. */
    virtual void askForProof(
        const QHash<SessionId, qint64>& after, std::function<void(Witness)> done);
    /** The models of a directory matter: how much they take is told by LimitsListed, once. */
    virtual void learnLimits(const QString& directory);
    /** Reads the pending list of a directory again, to learn what became of a request. */
    virtual void listRequests(const QString& directory) = 0;
    /** The durable log of this session has a hole after `cursor`. */
    virtual void repair(const SessionId& session, qint64 cursor) = 0;
    /** A request waits on this message, whose session may never have been opened: fetch its age and
     * reason. */
    virtual void fetchMessage(const SessionId& session, const MessageId& message) = 0;
};

} // namespace headgate

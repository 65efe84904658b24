// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/logids.h"
#include "core/io/logtail.h"
#include "core/io/logwriter.h"
#include "core/project/logstate.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>

namespace headgate {

/** What a log added up to when it was read. */
struct ResumeReport
{
    qint64 events = 0;
    qint64 unreadable = 0; ///< lines that are no events
    int checkpoints = 0; ///< that wait
    int intents = 0; ///< that are active
    int epics = 0;
    int tasks = 0;
    std::optional<Timestamp> lastEvent; ///< its time

    friend bool operator==(const ResumeReport&, const ResumeReport&) = default;
};

/** A question to a person. */
struct CheckpointRequest
{
    QString streamId;
    QString decisionPoint;
    std::vector<LogOption> options;
    QString requestedBy;
    std::optional<milliseconds> timeout{milliseconds(300'000)}; ///< nothing: it never expires
};

/** A person's answer to it. */
struct CheckpointAnswer
{
    QString id; ///< of an intervention: its event's
    bool approved = false;
    QString by;
    QString option; ///< the id of the chosen one; with an approval
    QString reason; ///< with a rejection; a free answer travels as one
    bool evenIfExpired = false;
};

/**
 * A durable event log that several programs write: appended to, followed, asked and rebuilt. The
 * file is the truth: what others write is read, what is written here is on the disk before anybody
 * is told, and an event counts where it stands in the file. Writing waits for the log's lock (31 s
 * at most), so one that paints keeps this in another thread. All of it in the thread that made it.
 */
class EventLog : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        LogWriter::Options writing;
        QString correlationId; ///< of this run; empty: a new one
        /** Where time and randomness come from. */
        std::function<Timestamp()> now;
        std::function<quint64()> random;
    };
    using Handler = std::function<void(const StreamEvent&)>;

    /** Where a project keeps it, below the project's directory. */
    static QString defaultPath();

    /** Nothing is read or made yet. */
    explicit EventLog(const QString& path, QObject* parent = nullptr);
    EventLog(const QString& path, const Options& options, QObject* parent = nullptr);

    /** Reads the whole log. A log that is not there yet is empty. Errors: LogError. */
    Expected<ResumeReport> resume();
    /** Reads what was written since, and tells of it. The number of new events. Errors: LogError.
     */
    Expected<qint64> refresh();
    /** From now on refresh() happens by itself when the file changes. */
    void follow();

    /**
     * Gives the event its id, its time and its run where it has none, and writes it as the last
     * line. Returns it as written, after its subscribers were told. Errors: LogError, LogLocked,
     * LockLost.
     */
    Expected<StreamEvent> append(StreamEvent event);
    /** The same of several, under one lock. The last one as written; of none an empty one. */
    Expected<StreamEvent> append(std::vector<StreamEvent> events);

    /** `type`: one, "checkpoint.*", or "*". Called after the state took the event, also for events
     * of others. A handler may append, subscribe and unsubscribe. */
    int subscribe(const QString& type, Handler handler);
    void unsubscribe(int subscription);

    /** Reads the file anew. Errors: LogError. */
    Expected<std::vector<StreamEvent>> query(const EventFilter& filter) const;
    /** The events of one stream without its first `from`. Errors: LogError. */
    Expected<std::vector<StreamEvent>> readStream(const QString& streamId, qint64 from = 0) const;

    /** The id of the checkpoint. Errors: as append(). */
    Expected<QString> requestCheckpoint(const CheckpointRequest& request);
    /**
     * Decides under the log's lock, after reading what others decided: of several programs one gets
     * through. Errors: RequestNotFound, AlreadyAnswered (args: what, by whom), RequestExpired
     * unless told otherwise, and as append(). After an error nothing was written.
     */
    Expected<StreamEvent> decide(const CheckpointAnswer& answer);
    Expected<StreamEvent> approve(const QString& id, const QString& by, const QString& option = {});
    Expected<StreamEvent> reject(const QString& id, const QString& by, const QString& reason = {});

    std::vector<LogCheckpoint> pending() const { return headgate::pending(m_state.checkpoints); }
    /** Null if not known. */
    const LogCheckpoint* checkpoint(const QString& id) const;
    std::vector<Intent> intents() const { return active(m_state.intents); }
    const LogState& state() const { return m_state; }
    qint64 unreadable() const { return m_unreadable; }

    const QString& path() const { return m_writer.path(); }
    const QString& correlationId() const { return m_options.correlationId; }

signals:
    void changed(); ///< the state took new events, or began anew

private:
    Outcome readOn(LogWriter::Hold* hold);
    void tell();
    void stamp(StreamEvent& event);
    Expected<StreamEvent> decisionFor(const CheckpointAnswer& answer) const;
    StreamEvent decisionOf(const CheckpointAnswer& answer) const;

    Options m_options;
    LogWriter m_writer;
    LogTail m_tail;
    LogState m_state;
    qint64 m_unreadable = 0;
    logids::Last m_lastId;
    std::deque<StreamEvent> m_untold;
    bool m_telling = false;
    bool m_changed = false;
    struct Subscription
    {
        QString type;
        Handler handler;
    };
    std::map<int, Subscription> m_subscriptions;
    int m_nextSubscription = 1;
};

} // namespace headgate

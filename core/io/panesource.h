// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/commandclient.h"
#include "core/io/eventsource.h"
#include "core/io/panepresence.h"
#include "core/io/panestream.h"
#include "core/io/panewrites.h"
#include "core/sync/syncmachine.h"

#include <QTimer>

#include <array>
#include <deque>
#include <memory>
#include <unordered_map>

namespace headgate {

/** A password without a user is a token. */
SourceConfig withToken(SourceConfig config);

/**
 * One AgentPane server: its list of sessions, asked for again every few seconds, and a stream for
 * each session that may still change. Sessions that are closed are read once a person looks at
 * them. How far each was read is committed with its events. Engine thread. Nothing is written there
 * but what a person wishes.
 */
class PaneSource : public EventSource
{
    Q_OBJECT

public:
    struct Pace
    {
        sync::Policy stream = PaneStream::defaultPolicy();
        milliseconds betweenLists{5'000};
        milliseconds betweenTries{1'000}; ///< of a line that was not taken
        milliseconds heartbeat = presence::heartbeatEvery;
    };

    PaneSource(const SourceConfig& config, SourceHost& host);
    PaneSource(const SourceConfig& config, SourceHost& host, const Pace& pace);
    ~PaneSource() override;

    void start() override;
    void pause() override;
    void retryNow() override;
    void systemResumed() override;
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId&) override { }
    bool hasOlder(const SessionId&) const override { return false; }
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void prompt(const Prompt& prompt, const QString& directory, const QString& agent,
        std::function<void(DecisionAnswer)> done) override;
    void act(const SessionAct& act, const QString& directory,
        std::function<void(ActAnswer)> done) override;
    void lookUp(const Lookup& lookup, std::function<void(Finding)> done) override;
    /** Looks in the sessions where somebody waits for what was not told. */
    void listRequests(const QString&) override;
    void repair(const SessionId&, qint64) override { }
    void fetchMessage(const SessionId&, const MessageId&) override { }

private:
    void feed(const sync::Input& input);
    void carryOut(const sync::OpenLive&);
    void carryOut(const sync::Fetch&);
    void carryOut(const sync::CloseLive&);
    void carryOut(const sync::StartTimer& command);
    void carryOut(const sync::StopTimer& command);
    void carryOut(const sync::Report&);

    void list(qint64 from);
    void listArrived(const HttpAnswer& answer, qint64 from);
    void listFailed(const Issue& issue, std::optional<milliseconds> retryAfter);
    void listEnded();
    void followListed();
    PaneStream& follow(const SessionId& session);
    void streamChanged(PaneStream& stream);
    void take(PaneStream& stream, std::vector<SourceItem>&& items);
    void settle();
    void tellOpened(const SessionId& session, qint64 fence = 0);
    void lookedAt(const SessionId& session);
    void refuse(const std::function<void(DecisionAnswer)>& done, Issue issue);
    void tellAnswered(const Decision& decision);
    QString personName() const;
    void restore();
    void report();
    milliseconds steadyNow() const;
    Timestamp now() const;

    /** A session as the list has it. */
    struct Listed
    {
        SessionId session;
        Timestamp updated;
        bool closed = false;
    };

    Pace m_pace;
    PaneServer m_server;
    SourceHost& m_host;
    CommandClient m_client;
    PaneWrites m_writes;
    PanePresence m_presence;
    sync::State m_machine;
    std::array<QTimer, 6> m_timers; ///< one for each sync::Timer
    std::deque<sync::Input> m_inputs;
    bool m_feeding = false;
    QTimer m_nextList;
    std::unique_ptr<QObject> m_reads; ///< of the list of sessions
    std::vector<QJsonObject> m_rows; ///< of the list under way
    qint64 m_fence = 0; ///< when it was asked for
    std::vector<Listed> m_listed;
    std::unordered_map<SessionId, std::unique_ptr<PaneStream>> m_streams;
    QHash<SessionId, qint64> m_offsets; ///< how far each session was told; -1: not at all
    QJsonObject m_stories; ///< by session: what is open there, to be committed with its offset
    QSet<SessionId> m_opened; ///< looked at, and not told yet that they are whole
    QHash<SessionId, qint64> m_looks; ///< asked for once more, with the fence of that moment
    bool m_restored = false;
    bool m_everListed = false;
    bool m_listing = false; ///< to be caught up with
    SourceStatus m_status;
    Timestamp m_reported;
    qint64 m_streamReconnects = 0; ///< of the streams of all sessions
};

} // namespace headgate

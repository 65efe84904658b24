// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/sseparser.h"
#include "core/io/commandclient.h"
#include "core/io/eventsource.h"
#include "core/io/httpstream.h"
#include "core/io/opencodesnapshot.h"
#include "core/sync/syncmachine.h"

#include <QTimer>

#include <array>
#include <memory>

namespace headgate {

/**
 * Follows one OpenCode server: /global/event for all its directories, and after every
 * (re)connection a snapshot of what the stream does not repeat. Live events are buffered until the
 * snapshot is committed, then told by id; what is more than a buffer holds is committed before it,
 * which fences and ids allow, without being called live. Engine thread; the reader is never
 * blocked, for OpenCode queues without bound for a slow one (opencode.md 6).
 */
class OpenCodeSource : public EventSource
{
    Q_OBJECT

public:
    OpenCodeSource(const SourceConfig& config, SourceHost& host);
    ~OpenCodeSource() override;

    void start() override;
    void pause() override;
    void retryNow() override;
    void systemResumed() override;
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId& session) override;
    bool hasOlder(const SessionId& session) const override;
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void stop(const SessionId& session, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void prompt(const Prompt& prompt, const QString& directory, const QString& agent,
        std::function<void(DecisionAnswer)> done) override;
    void act(const SessionAct& act, const QString& directory,
        std::function<void(ActAnswer)> done) override;
    void lookUp(const Lookup& lookup, std::function<void(Finding)> done) override;
    void askForProof(
        const QHash<SessionId, qint64>& after, std::function<void(Witness)> done) override;
    void learnLimits(const QString& directory) override;
    void listRequests(const QString& directory) override;
    void repair(const SessionId& session, qint64 cursor) override;
    void fetchMessage(const SessionId& session, const MessageId& message) override;

private:
    void feed(const sync::Input& input);
    void carryOut(const sync::OpenLive&);
    void carryOut(const sync::Fetch&);
    void carryOut(const sync::CloseLive&);
    void carryOut(const sync::StartTimer& command);
    void carryOut(const sync::StopTimer& command);
    void carryOut(const sync::Report& command);

    void bytesArrived(const QByteArray& bytes);
    void frameArrived(const SseFrame& frame, std::vector<SourceItem>& items);
    void eventArrived(Event&& event, std::vector<SourceItem>& items);
    void hand(std::vector<SourceItem>& items);
    void handBuffered();
    void snapshotFinished();
    void roundFor(const QString& directory);
    void fetchPage(const SessionId& session, const QByteArray& before, int pages,
        std::vector<SourceItem> newer);
    void report();
    /** What a person wishes; sent once, and not at all while the source is paused. */
    struct Wish
    {
        QByteArray method;
        QString path;
        QString directory;
        QJsonObject body;
        Issue unknown; ///< what 404 means
    };
    void send(const Wish& wish, std::function<void(const HttpAnswer&, const Issue&)> done);
    void readRules(std::function<void(Finding)> done);
    void revokeRule(const SavedRule& rule, std::function<void(Finding)> done);
    void fetchLimits();
    void fetchNextMessage(const SessionId& session, const MessageId& message, qint64 fence);
    void noteRequests(const std::vector<SourceItem>& items);
    void noteTurn(const Event& event);
    void noteActive(const QSet<SessionId>& sessions);
    void askWhoWorks();
    bool live() const { return m_machine.phase == SyncState::Live; }
    milliseconds steadyNow() const;
    Timestamp now() const;

    SourceConfig m_config;
    SourceId m_id;
    SourceHost& m_host;
    HttpStream m_stream;
    CommandClient m_client;
    std::unique_ptr<QObject> m_reads{
        new QObject}; ///< what is asked besides snapshots; a pause ends it
    SseParser m_parser;
    sync::State m_machine;
    std::array<QTimer, 6> m_timers; ///< one for each sync::Timer
    QTimer m_rebootstrap; ///< dispose events come in twos and threes
    std::unique_ptr<OpenCodeSnapshot> m_snapshot;
    std::vector<SseItem> m_frames;
    std::vector<SourceItem> m_buffer; ///< live, until the snapshot is committed
    qsizetype m_buffered = 0; ///< bytes of it on the wire
    QSet<QString> m_directories;
    QSet<SessionId> m_sessions;
    QHash<SessionId, QByteArray>
        m_olderCursors; ///< where the page before the oldest fetched one begins; empty: none
    QSet<SessionId> m_fetching;
    bool m_hasNext = false; ///< the server has messages in a second place, see MessagePage
    QSet<SessionId> m_fetchingNext; ///< from there
    QSet<SessionId> m_plain; ///< that have none there
    QSet<RequestId> m_nextRequests; ///< that are answered over the newer API
    struct NextTurn
    {
        QString directory;
        qint64 told = 0; ///< grows with each event of any
    };
    QHash<SessionId, NextTurn> m_nextTurns; ///< that run over the newer API
    qint64 m_nextTold = 0;
    QTimer m_whoWorks; ///< not every end of such a turn is told
    QSet<QString> m_limitsWanted; ///< directories
    QSet<QString> m_limitsAsked; ///< of those, on this connection
    SourceStatus m_status;
    Timestamp m_reported;
    bool m_webPage = false; ///< what answered last in place of the stream
    bool m_caughtUp = false; ///< the open stream has been live
    Timestamp m_cutAt; ///< when the stream broke first since it was live; epoch: it did not
};

} // namespace headgate

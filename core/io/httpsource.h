// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/endpoint.h"
#include "core/io/eventsource.h"
#include "core/io/streamclient.h"
#include "core/io/streamlink.h"
#include "core/io/streamreader.h"
#include "core/sync/syncmachine.h"

#include <QTimer>

#include <array>
#include <deque>
#include <memory>

namespace headgate {

/**
 * Follows one stream that has offsets: catches up over plain requests, then listens; over SSE, or
 * over long polls where SSE does not get through. Values are told with the position behind them, in
 * one piece, so that both are committed together or neither; a long answer in several, between
 * which others have their turn. Engine thread.
 *
 * A stream that is gone is read from its start once, in a new epoch; one that was closed is never
 * asked again. Nothing is ever written to it.
 */
class HttpSource : public EventSource
{
    Q_OBJECT

public:
    HttpSource(const SourceConfig& config, SourceHost& host, const Endpoint& endpoint,
        const sync::Policy& policy = defaultPolicy());
    ~HttpSource() override;

    static sync::Policy defaultPolicy();

    void start() override;
    void pause() override;
    void retryNow() override;
    void systemResumed() override;
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId& session) override;
    bool hasOlder(const SessionId&) const override { return false; }
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void askForProof(
        const QHash<SessionId, qint64>& after, std::function<void(Witness)> done) override;
    void listRequests(const QString&) override { }
    void repair(const SessionId&, qint64) override { }
    void fetchMessage(const SessionId&, const MessageId&) override { }

    /** Whether long polls stand in for SSE; for good, once they do. */
    bool polls() const { return m_polls; }

private:
    void feed(const sync::Input& input);
    void carryOut(const sync::OpenLive&);
    void carryOut(const sync::Fetch&);
    void carryOut(const sync::CloseLive&);
    void carryOut(const sync::StartTimer& command);
    void carryOut(const sync::StopTimer& command);
    void carryOut(const sync::Report&);

    void beginAnew();
    void opened(int status, const QByteArray& type, std::optional<milliseconds> retryAfter);
    void told(const StreamTold& told);
    void toldOnPoll(const StreamTold& told);
    void failed(const StreamAnswer& answer);
    void ended(const Issue& issue);
    bool begin(const StreamTold& told);
    void takeSlice();
    bool tellSlice(qint64 limit);
    void moveTo(StreamCursor cursor, std::vector<SourceItem>&& items);
    void finished(const StreamTold& told, bool stuck);
    void noteCut(SyncState before);
    void tellCaughtUp();
    void startPolling();
    void poll();
    void noteEndOfSse();
    void report();
    milliseconds steadyNow() const;
    Timestamp now() const;

    SourceConfig m_config;
    SourceId m_id;
    SourceHost& m_host;
    Endpoint m_endpoint;
    StreamLink m_link;
    std::unique_ptr<StreamClient> m_asks; ///< null until somebody wants to know where it ends
    sync::State m_machine;
    std::deque<sync::Input> m_inputs; ///< one is being handled; the others follow it
    bool m_feeding = false;
    std::array<QTimer, 6> m_timers; ///< one for each sync::Timer
    QTimer m_nextPoll;
    StreamCursor m_cursor; ///< as told to the host last
    std::optional<StreamCursor> m_lost; ///< a new epoch began and has not told anything yet
    int m_epoch = 0; ///< of the machine, as seen last
    /** An answer whose values are being told. */
    struct Taking
    {
        StreamTold told;
        std::vector<durable::ValueList> lists;
        size_t list = 0;
        qsizetype next = 0; ///< in that list
        qint64 count = 0; ///< of all that were told or left out, in all lists
    };
    std::optional<Taking> m_taking;
    QTimer m_nextSlice;
    durable::Values m_values;
    QByteArray m_contentType;
    SseDoubt m_doubt;
    std::optional<milliseconds> m_sseSince; ///< steady; while an SSE connection is open
    std::optional<Timestamp> m_cutAt; ///< since it was live last; what is read now repairs that
    bool m_cutTold = false; ///< to the host, with the first values behind it
    milliseconds m_pollSince{};
    bool m_polls = false;
    bool m_restored = false; ///< the position was read from the history
    SourceStatus m_status;
    Timestamp m_reported;
};

} // namespace headgate

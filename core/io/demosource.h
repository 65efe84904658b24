// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/eventsource.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace headgate {

/**
 * Plays the recorded session of resources/demo as if a server told it now: the same frames,
 * decoder, history and reducers as a live one. A request really waits for the person, and the
 * recording goes on along their answer. No server, no network. Engine thread.
 */
class DemoSource : public EventSource
{
    Q_OBJECT

public:
    DemoSource(const SourceConfig& config, SourceHost& host);

    void start() override;
    void pause() override;
    void retryNow() override { }
    void systemResumed() override { }
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId&) override { }
    bool hasOlder(const SessionId&) const override { return false; }
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void listRequests(const QString&) override { }
    void repair(const SessionId&, qint64) override { }
    void fetchMessage(const SessionId&, const MessageId&) override { }

private:
    /** One file of the recording, being played. */
    struct Track
    {
        std::vector<QJsonObject> lines;
        size_t next = 0;
        qint64 begunAt = 0; ///< on m_clock
        QJsonObject lastFrame;
    };

    void tellSnapshot();
    void playTrack(const QString& file, qint64 borderMs, qint64 laterShift, const QString& words);
    void playDue();
    void tell(Track& track, const QJsonObject& line, std::vector<SourceItem>& items);
    QByteArray load(const QString& file, qint64 borderMs, qint64 laterShift) const;
    void report(SyncState state);
    Timestamp now() const;

    SourceId m_id;
    SourceHost& m_host;
    SourceStatus m_status;
    Timestamp m_reported;
    QJsonObject m_snapshot;
    qint64 m_shift = 0; ///< ms from the recording's time to now
    std::vector<Track> m_tracks;
    QSet<RequestId> m_answered;
    QElapsedTimer m_clock;
    qint64 m_pausedAt = -1;
    QTimer m_timer;
    QTimer m_heartbeat;
};

} // namespace headgate

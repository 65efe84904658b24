// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/httpsource.h"
#include "core/server/streamserver.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <vector>

namespace headgate {

/**
 * Plays the recorded session of resources/demo as if a server told it now. The frames are appended
 * to a real stream of an embedded server, in memory and at a free port of this machine, and read
 * back over HTTP: client, decoder, history and reducers are those of any stream. A request really
 * waits for the person, and the recording goes on along their answer. Leaves nothing behind. Engine
 * thread.
 */
class DemoSource : public EventSource, private SourceHost
{
    Q_OBJECT

public:
    DemoSource(const SourceConfig& config, SourceHost& host);

    void start() override;
    void pause() override;
    void retryNow() override;
    void systemResumed() override;
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId&) override { }
    bool hasOlder(const SessionId&) const override { return false; }
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void listRequests(const QString&) override { }
    void repair(const SessionId&, qint64) override { }
    void fetchMessage(const SessionId&, const MessageId&) override { }

    /** Where its server listens; 0: it does not. */
    quint16 port() const { return m_server ? m_server->port() : 0; }

private:
    /** One file of the recording, being played. */
    struct Track
    {
        std::vector<QJsonObject> lines;
        size_t next = 0;
        qint64 begunAt = 0; ///< on m_clock
        QJsonObject lastFrame;
    };

    // SourceHost: what the reader says goes to the engine; its status says a little more there.
    void take(const SourceId& source, std::vector<SourceItem> items) override;
    qint64 fence() override { return m_host.fence(); }
    QHash<SessionId, qint64> cursors(const SourceId& source) override;
    std::optional<StreamCursor> streamCursor(const SourceId& source) override;
    std::vector<SessionId> openSessions(const SourceId& source) override;
    bool hasHoleBefore(
        const SessionKey& session, const MessageId& message, Timestamp created) override;
    void statusChanged(const SourceStatus& status) override;

    bool begin();
    void tellSnapshot();
    void playTrack(const QString& file, qint64 borderMs, qint64 laterShift, const QString& words);
    void playDue();
    QByteArray frameOf(Track& track, const QJsonObject& line) const;
    void publish(QByteArrayList values);
    QByteArray load(const QString& file, qint64 borderMs, qint64 laterShift) const;
    Timestamp now() const;

    SourceConfig m_config;
    SourceId m_id;
    SourceHost& m_host;
    std::unique_ptr<StreamServer> m_server;
    std::unique_ptr<HttpSource> m_reader; ///< ends before the server that it reads from
    StreamName m_stream;
    qint64 m_published = 0; ///< values so far
    QJsonObject m_snapshot;
    qint64 m_shift = 0; ///< ms from the recording's time to now
    std::vector<Track> m_tracks;
    QSet<RequestId> m_answered;
    QElapsedTimer m_clock;
    qint64 m_pausedAt = -1;
    bool m_playing = false; ///< the story has begun
    QTimer m_timer;
    QTimer m_heartbeat;
};

} // namespace headgate

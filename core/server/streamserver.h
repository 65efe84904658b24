// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/mailbox.h"
#include "core/server/streamservice.h"

#include <QThread>

#include <atomic>

namespace headgate {

/**
 * The Durable Streams server, on a thread of its own. Belongs to the thread that made it; publish()
 * may be called from any. Stops with this object: every request is answered or ended first.
 */
class StreamServer
{
public:
    explicit StreamServer(ServerOptions options);
    ~StreamServer();
    StreamServer(const StreamServer&) = delete;
    StreamServer& operator=(const StreamServer&) = delete;

    /** Blocks until it listens. Errors: DatabaseError, ProfileLocked, PortInUse, CannotListen,
     * BadSource (a host beyond this machine without a token). */
    Outcome start();
    /** Blocks until all is sent, some seconds at most. */
    void stop();

    quint16 port() const { return m_port; }
    /** "http://127.0.0.1:4437/v1/stream/". */
    QString url() const;

    /** Appends JSON values to a stream, each id once, and notes up to where its source is copied.
     * Any thread; returns at once. */
    void publish(
        const StreamName& name, std::vector<PublishedEvent> events, const QByteArray& copyCursor);
    /** Up to where the source of a stream was copied and committed; blocks. Owner's thread. */
    QByteArray copyCursor(const StreamName& name);
    /** All streams with their copy cursors; blocks. Owner's thread. */
    std::vector<StreamSummary> streams();
    /** What publish() took and the server's thread has not taken yet. Any thread. */
    size_t waitingBatches();

private:
    ServerOptions m_options;
    QThread m_thread;
    std::unique_ptr<StreamService> m_service;
    quint16 m_port = 0;
    std::unique_ptr<Mailbox> m_mailbox; ///< of the service
    std::atomic<size_t> m_waiting = 0; ///< batches in the mailbox
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace headgate {

class HttpConnection;

/**
 * Watches the sockets of all connections through one descriptor, so that a turn costs what happened
 * in it and not how many wait. Server thread. A notifier and a place in poll() for each of them, as
 * QTcpSocket has, took more time than the requests themselves.
 */
class SocketLoop : public QObject
{
    Q_OBJECT

public:
    /** `turnEnded`: after everything that was ready together has been handled. */
    SocketLoop(std::function<void()> turnEnded, QObject* parent);
    ~SocketLoop() override;

    /** Until its socket is closed. The connection must live on until the event loop is reached
     * again: what is ready may have been noted before it ended. False: there is no room. */
    bool add(HttpConnection& connection);
    /** Handles what is ready, after waiting for it no longer than this. False: nothing was. */
    bool handle(std::chrono::nanoseconds wait);
    /** True while turnEnded() is still to come. */
    bool isTurning() const { return m_turning; }

private:
    void run();

    const std::function<void()> m_turnEnded;
    const int m_poll;
    bool m_turning = false;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/answertext.h"
#include "core/http/requestparser.h"

#include <QObject>
#include <QTcpSocket>

#include <functional>

namespace headgate {

/**
 * One accepted connection: takes requests one after the other and carries their answers. Server
 * thread. Memory is bounded: while a request is worked on nothing is read beyond one buffer, and
 * who does not read is dropped.
 */
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        RequestParser::Limits request;
        milliseconds requestTime{30'000}; ///< for a head; for a body between two arrivals
        milliseconds idleTime{75'000}; ///< between requests
        milliseconds writeTime{30'000}; ///< without a byte going out
        qsizetype unsentBytes = 256 * 1024; ///< above it hasRoom() is false
    };
    struct Hooks
    {
        std::function<void(HttpConnection&, HttpRequest&&)> request;
        std::function<void(HttpConnection&)> room; ///< hasRoom() is true again
        std::function<void(HttpConnection&)> gone; ///< last call; the object deletes itself
        std::function<QByteArray()> commonLines; ///< for every head
    };

    HttpConnection(QTcpSocket* socket, const Limits& limits, const Hooks& hooks, QObject* parent);

    /** Header lines for the answer to the current request. */
    void setExtraLines(const QByteArray& lines) { m_extraLines = lines; }
    /** The whole answer to the current request. */
    void answer(const HttpResponse& answer);
    /** An answer whose end is not known yet, and its pieces. */
    void beginStream(const HttpResponse& answer);
    void write(const QByteArray& piece);
    void endStream();

    bool hasRoom() const { return m_socket->bytesToWrite() < m_limits.unsentBytes; }
    bool isBusy() const { return m_busy; }
    qint64 unsentBytes() const { return m_socket->bytesToWrite(); }
    /** The current answer is the last one; without one, it ends now. */
    void finish();
    void abort();
    /** Ends what has waited for too long. */
    void checkTime();

private:
    using Clock = std::chrono::steady_clock;

    void read();
    void process();
    void refuse(int status, const char* reason);
    void answered();
    void send(const QByteArray& bytes);
    void written();
    void closed();
    QByteArray commonLines() const;

    QTcpSocket* const m_socket;
    const Limits& m_limits;
    const Hooks& m_hooks;
    RequestParser m_parser;
    QByteArray m_input;
    qsizetype m_inputAt = 0;
    QByteArray m_extraLines;
    Clock::time_point m_requestBegan;
    Clock::time_point m_lastRead;
    Clock::time_point m_lastWritten;
    bool m_busy = false; ///< a request is being answered
    bool m_isHead = false;
    bool m_keepAlive = true;
    bool m_mayChunk = true;
    bool m_processing = false;
    bool m_draining = false; ///< refused: what still comes is thrown away
    bool m_wasFull = false;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/answertext.h"
#include "core/http/requestparser.h"

#include <QObject>

#include <deque>
#include <functional>

namespace headgate {

/**
 * One accepted connection: takes requests one after the other and carries their answers. Server
 * thread. Memory is bounded: while a request is worked on nothing is read, and who does not read is
 * dropped.
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
    /** What became possible or happened on a socket. */
    struct Ready
    {
        bool read = false;
        bool write = false;
        bool ended = false; ///< the peer sends no more
        bool broken = false;
    };

    /** Owns `socket`, a connected descriptor. */
    HttpConnection(int socket, const Limits& limits, const Hooks& hooks, QObject* parent);
    ~HttpConnection() override;

    int socket() const { return m_socket; }
    void ready(Ready what);

    /** Header lines for the answer to the current request. */
    void setExtraLines(const QByteArray& lines) { m_extraLines = lines; }
    /** The current request waits for what is to come: it ends with the peer. */
    void setLive() { m_live = true; }
    /** The whole answer to the current request. */
    void answer(const HttpResponse& answer);
    /** An answer whose end is not known yet, and its pieces. */
    void beginStream(const HttpResponse& answer);
    void write(const QByteArray& piece);
    void endStream();

    bool hasRoom() const { return m_unsent < m_limits.unsentBytes; }
    bool isBusy() const { return m_busy; }
    qsizetype unsentBytes() const { return m_unsent; }
    /** The current answer is the last one; without one, it ends now. */
    void finish();
    void abort();
    /** Ends what has waited for too long. */
    void checkTime();

private:
    using Clock = std::chrono::steady_clock;

    void process();
    bool receive();
    bool feed();
    void discard();
    void refuse(int status, const char* reason);
    void answered();
    void send(const QByteArray& bytes);
    void flush();
    void written();
    void endWhenSent();
    void closed();
    QByteArray commonLines() const;

    int m_socket; ///< -1: closed
    const Limits& m_limits;
    const Hooks& m_hooks;
    RequestParser m_parser;
    QByteArray m_input;
    std::deque<QByteArray> m_output;
    qsizetype m_outputAt = 0; ///< what of its first piece is sent
    qsizetype m_unsent = 0;
    QByteArray m_extraLines;
    Clock::time_point m_requestBegan;
    Clock::time_point m_lastRead;
    Clock::time_point m_lastWritten;
    bool m_readable = true; ///< the socket may have more: it tells only once
    bool m_peerEnded = false;
    bool m_busy = false; ///< a request is being answered
    bool m_live = false;
    bool m_isHead = false;
    bool m_keepAlive = true;
    bool m_mayChunk = true;
    bool m_processing = false;
    bool m_draining = false; ///< what still comes is thrown away
    bool m_ending = false; ///< closed once all is sent
    bool m_wasFull = false;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/server/httpconnection.h"

#include <utility>

namespace headgate {

namespace {

constexpr qint64 readBuffer = 256 * 1024;
/** How long a refused peer may go on sending before it is cut off: its answer must arrive first. */
constexpr std::chrono::seconds drainTime{2};

} // namespace

HttpConnection::HttpConnection(
    QTcpSocket* socket, const Limits& limits, const Hooks& hooks, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_hooks(hooks)
    , m_parser(limits.request)
    , m_requestBegan(Clock::now())
    , m_lastRead(m_requestBegan)
    , m_lastWritten(m_requestBegan)
{
    socket->setParent(this);
    socket->setReadBufferSize(readBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::written);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::closed);
}

void HttpConnection::read()
{
    if (m_draining) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    process();
}

void HttpConnection::process()
{
    // An answer given at once does not lead back here: the loop goes on.
    if (std::exchange(m_processing, true))
        return;
    while (!m_busy && !m_draining) {
        if (m_inputAt == m_input.size() || !m_parser.isComplete()) {
            if (const QByteArray more = m_socket->readAll(); !more.isEmpty()) {
                m_lastRead = Clock::now();
                if (!m_parser.hasStarted() && m_inputAt == m_input.size())
                    m_requestBegan = m_lastRead;
                m_input = m_inputAt == m_input.size() ? more : m_input.mid(m_inputAt) + more;
                m_inputAt = 0;
            }
        }
        const QByteArrayView rest = QByteArrayView(m_input).sliced(m_inputAt);
        const qsizetype used = m_parser.feed(rest);
        m_inputAt += used;
        if (m_parser.failure().status != 0) {
            refuse(m_parser.failure().status, m_parser.failure().reason);
            break;
        }
        if (m_parser.takeExpectation())
            send("HTTP/1.1 100 Continue\r\n\r\n");
        if (m_parser.isComplete()) {
            HttpRequest request = m_parser.take();
            m_busy = true;
            m_isHead = request.method == "HEAD";
            m_keepAlive = m_keepAlive && request.keepAlive;
            m_mayChunk = request.mayChunk;
            m_hooks.request(*this, std::move(request));
        } else if (used == 0 || m_socket->bytesAvailable() == 0) {
            break;
        }
    }
    m_processing = false;
}

QByteArray HttpConnection::commonLines() const
{
    return m_hooks.commonLines() + m_extraLines;
}

void HttpConnection::answer(const HttpResponse& answer)
{
    const HttpFraming framing = m_isHead ? HttpFraming::NoBody : HttpFraming::Length;
    send(answerText(answer, framing, m_keepAlive, commonLines()));
    answered();
}

void HttpConnection::beginStream(const HttpResponse& answer)
{
    const HttpFraming framing = m_mayChunk ? HttpFraming::Chunks : HttpFraming::UntilClosed;
    send(answerText(answer, framing, m_keepAlive, commonLines()));
}

void HttpConnection::write(const QByteArray& piece)
{
    send(m_mayChunk ? chunkText(piece) : piece);
}

void HttpConnection::endStream()
{
    if (m_mayChunk)
        send(lastChunk);
    else
        m_keepAlive = false;
    answered();
}

void HttpConnection::answered()
{
    m_busy = false;
    m_extraLines.clear();
    m_requestBegan = m_lastRead = Clock::now();
    if (!m_keepAlive) {
        m_draining = true;
        m_socket->disconnectFromHost();
    } else if (!m_processing && (m_inputAt < m_input.size() || m_socket->bytesAvailable() > 0)) {
        // Later: whoever answers may be in the middle of a list of requests.
        QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
    }
}

void HttpConnection::refuse(int status, const char* reason)
{
    HttpResponse answer{status, {}, QByteArray(reason) + '\n'};
    answer.add("Content-Type", "text/plain; charset=utf-8");
    send(answerText(answer, HttpFraming::Length, false, commonLines()));
    m_draining = true;
    m_input.clear();
    m_inputAt = 0;
    m_requestBegan = Clock::now();
}

void HttpConnection::send(const QByteArray& bytes)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() == 0)
        m_lastWritten = Clock::now();
    m_socket->write(bytes);
    // Without it the bytes would wait for another turn of the event loop.
    m_socket->flush();
    m_wasFull = m_wasFull || !hasRoom();
}

void HttpConnection::written()
{
    m_lastWritten = Clock::now();
    if (m_wasFull && m_busy && m_socket->bytesToWrite() < m_limits.unsentBytes / 2) {
        m_wasFull = false;
        m_hooks.room(*this);
    }
}

void HttpConnection::finish()
{
    m_keepAlive = false;
    if (!m_busy) {
        m_draining = true;
        m_socket->disconnectFromHost();
    }
}

void HttpConnection::abort()
{
    m_socket->abort();
}

void HttpConnection::checkTime()
{
    const auto now = Clock::now();
    if (m_socket->bytesToWrite() > 0) {
        if (now - m_lastWritten > m_limits.writeTime)
            abort();
        return;
    }
    if (m_draining) {
        if (now - m_requestBegan > drainTime)
            m_socket->disconnectFromHost();
    } else if (!m_busy && m_parser.hasStarted()) {
        // Slow heads and stalled bodies; a body that keeps coming has ten times as long.
        if (now - m_lastRead > m_limits.requestTime
            || now - m_requestBegan > m_limits.requestTime * 10)
            refuse(408, "the request took too long");
    } else if (!m_busy && now - m_lastRead > m_limits.idleTime) {
        m_socket->disconnectFromHost();
    }
}

void HttpConnection::closed()
{
    m_draining = true;
    m_hooks.gone(*this);
    deleteLater();
}

} // namespace headgate

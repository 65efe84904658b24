// SPDX-License-Identifier: MIT
#include "core/server/httpconnection.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace headgate {

namespace {

/** How long a refused peer may go on sending before it is cut off: its answer must arrive first. */
constexpr std::chrono::seconds drainTime{2};
/** A body up to this size is copied behind its head: cheaper than a second piece. */
constexpr qsizetype smallBody = 8 * 1024;

using Buffer = std::array<char, 128 * 1024>;

/** Where all connections of a thread read into. */
Buffer& readBuffer()
{
    static thread_local const auto buffer = std::make_unique<Buffer>();
    return *buffer;
}

void setOption(int socket, int level, int option)
{
    const int on = 1;
    ::setsockopt(socket, level, option, &on, sizeof on);
}

} // namespace

HttpConnection::HttpConnection(
    int socket, const Limits& limits, const Hooks& hooks, QObject* parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_hooks(hooks)
    , m_parser(limits.request)
    , m_requestBegan(Clock::now())
    , m_lastRead(m_requestBegan)
    , m_lastWritten(m_requestBegan)
{
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
    setOption(socket, IPPROTO_TCP, TCP_NODELAY);
    setOption(socket, SOL_SOCKET, SO_KEEPALIVE);
}

HttpConnection::~HttpConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void HttpConnection::ready(Ready what)
{
    if (m_socket < 0)
        return;
    m_readable = m_readable || what.read || what.ended;
    if (what.write && m_unsent > 0)
        written();
    if (m_draining)
        discard();
    else
        process();
    m_peerEnded = m_peerEnded || what.ended;
    // Who only ended its own side may still wait for an answer, but not for ever.
    if (m_socket >= 0 && (what.broken || (m_peerEnded && (m_live || !m_busy) && m_unsent == 0)))
        closed();
}

void HttpConnection::process()
{
    // An answer given at once does not lead back here: the loop goes on.
    if (std::exchange(m_processing, true))
        return;
    while (!m_busy && !m_draining && (feed() || receive())) { }
    m_processing = false;
}

/** False: there is nothing more that could be read. */
bool HttpConnection::receive()
{
    if (!m_readable || m_socket < 0)
        return false;
    Buffer& buffer = readBuffer();
    const auto got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR)
        return true;
    // Less than there is room for is all there was; an end is told by an event of its own.
    m_readable = got == ssize_t(buffer.size());
    m_peerEnded = m_peerEnded || got == 0;
    if (got <= 0)
        return false;
    m_lastRead = Clock::now();
    if (!m_parser.hasStarted() && m_input.isEmpty())
        m_requestBegan = m_lastRead;
    m_input.append(buffer.data(), got);
    return true;
}

/** Gives the parser what has arrived; true if that led on. */
bool HttpConnection::feed()
{
    if (m_input.isEmpty())
        return false;
    const qsizetype used = m_parser.feed(m_input);
    if (used == m_input.size() && m_input.capacity() <= smallBody)
        m_input.truncate(0); // and keeps its room for the next request
    else if (used == m_input.size())
        m_input.clear();
    else
        m_input.remove(0, used);
    if (m_parser.failure().status != 0) {
        refuse(m_parser.failure().status, m_parser.failure().reason);
        return false;
    }
    if (m_parser.takeExpectation())
        send("HTTP/1.1 100 Continue\r\n\r\n");
    if (!m_parser.isComplete())
        return used > 0 && !m_input.isEmpty();
    HttpRequest request = m_parser.take();
    m_busy = true;
    m_isHead = request.method == "HEAD";
    m_keepAlive = m_keepAlive && request.keepAlive;
    m_mayChunk = request.mayChunk;
    m_hooks.request(*this, std::move(request));
    return true;
}

void HttpConnection::discard()
{
    Buffer& buffer = readBuffer();
    ssize_t got = 1;
    while (m_socket >= 0 && got > 0)
        got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    m_peerEnded = m_peerEnded || got == 0;
}

QByteArray HttpConnection::commonLines() const
{
    return m_extraLines.isEmpty() ? m_hooks.commonLines() : m_hooks.commonLines() + m_extraLines;
}

void HttpConnection::answer(const HttpResponse& answer)
{
    const HttpFraming framing = m_isHead ? HttpFraming::NoBody : HttpFraming::Length;
    if (!hasBody(answer, framing) || answer.body.size() <= smallBody) {
        send(answerText(answer, framing, m_keepAlive, commonLines()));
    } else {
        m_output.push_back(answerHead(answer, framing, m_keepAlive, commonLines()));
        m_unsent += m_output.back().size();
        send(answer.body);
    }
    answered();
}

void HttpConnection::beginStream(const HttpResponse& answer)
{
    const HttpFraming framing = m_mayChunk ? HttpFraming::Chunks : HttpFraming::UntilClosed;
    send(answerHead(answer, framing, m_keepAlive, commonLines()));
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
    m_busy = m_live = false;
    m_extraLines.clear();
    m_requestBegan = m_lastRead = Clock::now();
    if (!m_keepAlive) {
        endWhenSent();
    } else if (!m_processing && (!m_input.isEmpty() || m_readable || m_peerEnded)) {
        // Later: whoever answers may be in the middle of a list of requests.
        QMetaObject::invokeMethod(
            this, [this] { ready({}); }, Qt::QueuedConnection);
    }
}

void HttpConnection::refuse(int status, const char* reason)
{
    HttpResponse answer{status, {}, QByteArray(reason) + '\n'};
    answer.add("Content-Type", "text/plain; charset=utf-8");
    send(answerText(answer, HttpFraming::Length, false, commonLines()));
    m_draining = true;
    m_input.clear();
    m_requestBegan = Clock::now();
}

void HttpConnection::send(const QByteArray& bytes)
{
    if (m_socket < 0 || bytes.isEmpty())
        return;
    if (m_unsent == 0)
        m_lastWritten = Clock::now();
    m_unsent += bytes.size();
    m_output.push_back(bytes);
    flush();
    m_wasFull = m_wasFull || !hasRoom();
}

void HttpConnection::flush()
{
    while (m_unsent > 0) {
        std::array<iovec, 16> parts{};
        size_t count = 0;
        for (; count < std::min(parts.size(), m_output.size()); ++count) {
            const QByteArrayView piece =
                QByteArrayView(m_output[count]).sliced(count == 0 ? m_outputAt : 0);
            parts[count] = {const_cast<char*>(piece.data()), size_t(piece.size())};
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const auto sent = ::sendmsg(m_socket, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        // Room is told of later, and so is a broken connection.
        if (sent <= 0)
            return;
        m_lastWritten = Clock::now();
        m_unsent -= sent;
        m_outputAt += sent;
        while (!m_output.empty() && m_outputAt >= m_output.front().size()) {
            m_outputAt -= m_output.front().size();
            m_output.pop_front();
        }
    }
}

void HttpConnection::written()
{
    flush();
    if (m_unsent == 0 && m_ending) {
        closed();
    } else if (m_wasFull && m_busy && m_unsent < m_limits.unsentBytes / 2) {
        m_wasFull = false;
        m_hooks.room(*this);
    }
}

void HttpConnection::endWhenSent()
{
    m_draining = m_ending = true;
    if (m_unsent == 0)
        closed();
}

void HttpConnection::finish()
{
    m_keepAlive = false;
    if (!m_busy)
        endWhenSent();
}

void HttpConnection::abort()
{
    if (m_socket < 0)
        return;
    // Else the kernel would keep what nobody fetches.
    const linger atOnce{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    closed();
}

void HttpConnection::checkTime()
{
    const auto now = Clock::now();
    if (m_unsent > 0) {
        if (now - m_lastWritten > m_limits.writeTime)
            abort();
        return;
    }
    if (m_draining) {
        if (now - m_requestBegan > drainTime)
            closed();
    } else if (!m_busy && m_parser.hasStarted()) {
        // A head has its time as a whole, or a byte now and then would hold a place for ever; a
        // body that keeps coming has ten times as long.
        const auto limit = m_limits.requestTime;
        const auto since = now - m_requestBegan;
        if (now - m_lastRead > limit || since > (m_parser.hasHead() ? limit * 10 : limit))
            refuse(408, "the request took too long");
    } else if (!m_busy && now - m_lastRead > m_limits.idleTime) {
        closed();
    }
}

void HttpConnection::closed()
{
    if (m_socket < 0)
        return;
    ::close(std::exchange(m_socket, -1));
    m_draining = true;
    m_output.clear();
    m_unsent = 0;
    m_hooks.gone(*this);
    deleteLater();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "tests/bench/loadwire.h"

#include "tests/bench/measures.h"

#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace headgate::bench {

namespace {

constexpr int patience = 60'000;

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "bench_streams: %s\n", what);
    std::exit(1);
}

bool startsWith(const QByteArray& line, QByteArrayView name)
{
    return line.size() >= name.size()
        && QByteArrayView(line).first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
}

QByteArray valueOf(const QByteArray& line)
{
    return line.mid(line.indexOf(':') + 1).trimmed();
}

/** Where the first whole answer in `input` ends, if it has a body of known length or none; -1: it
 * is not there yet. */
qsizetype endOfAnswer(const QByteArray& input)
{
    const qsizetype head = input.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    if (input.size() < 12 || input[9] != '2')
        fail("an append was refused");
    qsizetype length = 0;
    const QByteArray low = input.first(head).toLower();
    if (const qsizetype at = low.indexOf("content-length:"); at >= 0)
        length = low.mid(at + 15, low.indexOf("\r\n", at + 15) - at - 15).trimmed().toLongLong();
    else if (low.contains("transfer-encoding:")) {
        const qsizetype last = input.indexOf("0\r\n\r\n", head);
        return last < 0 ? -1 : last + 5;
    }
    const qsizetype end = head + 4 + length;
    return input.size() < end ? -1 : end;
}

} // namespace

Wire::Wire(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail("cannot connect");
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Wire::~Wire()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

Wire::Wire(Wire&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_input(std::move(other.m_input))
{
}

void Wire::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto sent = ::send(m_socket, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0)
            fail("the connection ended while a request was sent");
        bytes = bytes.sliced(sent);
    }
}

void Wire::wait()
{
    pollfd one{m_socket, POLLIN, 0};
    if (::poll(&one, 1, patience) <= 0)
        fail("no answer came");
}

void Wire::more()
{
    wait();
    std::array<char, 256 * 1024> buffer;
    const auto got = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (got <= 0)
        fail("the connection ended before the answer did");
    m_input.append(buffer.data(), got);
}

const QByteArray& Wire::arrived()
{
    std::array<char, 64 * 1024> buffer;
    const auto got = ::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got == 0)
        fail("the connection ended");
    if (got > 0)
        m_input.append(buffer.data(), got);
    return m_input;
}

QByteArray Wire::line()
{
    qsizetype end = m_input.indexOf("\r\n");
    while (end < 0) {
        more();
        end = m_input.indexOf("\r\n");
    }
    const QByteArray text = m_input.first(end);
    m_input.remove(0, end + 2);
    return text;
}

qint64 Wire::skip(qint64 bytes)
{
    for (qint64 left = bytes; left > 0;) {
        if (m_input.isEmpty())
            more();
        const qsizetype here = std::min<qint64>(left, m_input.size());
        m_input.remove(0, here);
        left -= here;
    }
    return bytes;
}

Answer Wire::receive()
{
    Answer answer;
    answer.status = line().mid(9, 3).toInt();
    qint64 length = 0;
    bool chunks = false;
    for (QByteArray field = line(); !field.isEmpty(); field = line()) {
        if (startsWith(field, "content-length:"))
            length = valueOf(field).toLongLong();
        else if (startsWith(field, "transfer-encoding:"))
            chunks = true;
        else if (startsWith(field, "stream-next-offset:"))
            answer.next = valueOf(field);
        else if (startsWith(field, "stream-up-to-date:"))
            answer.upToDate = true;
    }
    if (answer.status < 200 || answer.status > 299)
        fail("a request was refused");
    if (answer.status == 204)
        return answer;
    if (!chunks) {
        answer.body = skip(length);
        return answer;
    }
    for (qint64 size = -1; size != 0;) {
        size = line().toLongLong(nullptr, 16);
        answer.body += skip(size);
        skip(2);
    }
    return answer;
}

QByteArray requestText(const QByteArray& method, const QByteArray& path, const QByteArray& body,
    const QByteArray& head)
{
    QByteArray text = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head;
    if (method == "POST" || method == "PUT")
        text += "Content-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

double answersPerSecond(quint16 port, const QByteArray& request, int connections, double seconds)
{
    const int poller = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Wire> wires;
    for (int i = 0; i < connections; ++i)
        wires.emplace_back(port);
    for (size_t i = 0; i < wires.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poller, EPOLL_CTL_ADD, wires[i].socket(), &event);
        wires[i].send(request);
    }
    const qint64 begin = steadyNs();
    const qint64 end = begin + qint64(seconds * 1e9);
    qint64 answers = 0;
    size_t open = wires.size();
    std::array<epoll_event, 64> events;
    while (open > 0) {
        const int ready = ::epoll_wait(poller, events.data(), int(events.size()), patience);
        if (ready <= 0)
            fail("no answer came");
        for (int i = 0; i < ready; ++i) {
            Wire& wire = wires[events[size_t(i)].data.u64];
            const qsizetype whole = endOfAnswer(wire.arrived());
            if (whole < 0)
                continue;
            wire.drop(whole);
            ++answers;
            if (steadyNs() < end)
                wire.send(request);
            else
                --open;
        }
    }
    ::close(poller);
    return double(answers) / (double(steadyNs() - begin) / 1e9);
}

std::vector<double> arrivals(std::vector<Wire>& readers, const QByteArray& mark, qint64 since)
{
    std::vector<double> times;
    std::vector<pollfd> waiting;
    for (const Wire& reader : readers)
        waiting.push_back({reader.socket(), POLLIN, 0});
    while (times.size() < readers.size()) {
        if (::poll(waiting.data(), waiting.size(), patience) <= 0)
            fail("an event did not come");
        for (size_t i = 0; i < readers.size(); ++i) {
            if ((waiting[i].revents & POLLIN) == 0)
                continue;
            const qsizetype at = readers[i].arrived().indexOf(mark);
            if (at < 0)
                continue;
            times.push_back(double(steadyNs() - since) / 1e6);
            readers[i].drop(at + mark.size());
            waiting[i].fd = -1;
        }
    }
    return times;
}

} // namespace headgate::bench

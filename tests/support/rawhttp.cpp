// SPDX-License-Identifier: MIT
#include "tests/support/rawhttp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace headgate::test {

QByteArray RawAnswer::field(QByteArrayView name) const
{
    for (const auto& [key, value] : fields) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

RawHttp::RawHttp(quint16 port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{20, 0};
    const int on = 1;
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawHttp::~RawHttp()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawHttp::send(const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (m_socket >= 0 && sent < bytes.size()) {
        const auto n =
            ::send(m_socket, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += n;
    }
    return m_socket >= 0;
}

bool RawHttp::more()
{
    char buffer[65536];
    const auto n = m_socket < 0 ? -1 : ::recv(m_socket, buffer, sizeof buffer, 0);
    if (n <= 0)
        return false;
    m_input.append(buffer, n);
    return true;
}

QByteArray RawHttp::receiveUntil(const QByteArray& mark)
{
    qsizetype end = m_input.indexOf(mark);
    while (end < 0) {
        const qsizetype seen = std::max<qsizetype>(0, m_input.size() - mark.size());
        if (!more())
            return {};
        end = m_input.indexOf(mark, seen);
    }
    const QByteArray bytes = m_input.left(end + mark.size());
    m_input.remove(0, bytes.size());
    return bytes;
}

bool RawHttp::isDropped() const
{
    pollfd watched{m_socket, 0, 0};
    return ::poll(&watched, 1, 20'000) == 1 && (watched.revents & POLLERR);
}

bool RawHttp::isEnded()
{
    return m_input.isEmpty() && !more();
}

void RawHttp::endSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

std::optional<RawAnswer> RawHttp::receive(bool bodiless)
{
    const QByteArray head = receiveUntil("\r\n\r\n");
    if (head.isEmpty())
        return {};
    RawAnswer answer;
    const QList<QByteArray> lines = head.split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            answer.fields.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    if (bodiless || answer.status == 204 || answer.status == 304 || answer.status < 200)
        return answer;
    if (answer.field("Transfer-Encoding") == "chunked") {
        while (true) {
            const qsizetype size = receiveUntil("\r\n").trimmed().toLongLong(nullptr, 16);
            while (m_input.size() < size + 2) {
                if (!more())
                    return {};
            }
            answer.body += m_input.left(size);
            m_input.remove(0, size + 2);
            if (size == 0)
                return answer;
        }
    }
    const qsizetype size = answer.field("Content-Length").toLongLong();
    while (m_input.size() < size) {
        if (!more())
            return {};
    }
    answer.body = m_input.left(size);
    m_input.remove(0, size);
    return answer;
}

RawAnswer RawHttp::ask(const QByteArray& method, const QByteArray& target, const QByteArray& body,
    const QByteArray& head)
{
    QByteArray text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + head;
    if (!body.isEmpty())
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    if (!send(text + "\r\n" + body))
        return {};
    return receive(method == "HEAD").value_or(RawAnswer());
}

} // namespace headgate::test

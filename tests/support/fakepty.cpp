// SPDX-License-Identifier: MIT
#include "tests/support/fakepty.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

constexpr char headEnd[] = "\r\n\r\n";

QByteArray header(const QByteArray& head, const QByteArray& name)
{
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith(QByteArray(name + ':')))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

QByteArray http(int status, const QByteArray& body)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + QByteArray::number(body.size()) + headEnd + body;
}

} // namespace

FakePty::FakePty(QObject* parent)
    : QObject(parent)
    , m_handshakes(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FakePty::accept);
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &FakePty::connected);
    m_listener.listen(QHostAddress::LocalHost);
}

FakePty::~FakePty()
{
    for (QWebSocket* socket : std::as_const(m_sockets))
        socket->disconnect(this);
}

QUrl FakePty::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort()));
}

void FakePty::accept()
{
    QTcpSocket* socket = m_listener.nextPendingConnection();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void FakePty::read(QTcpSocket* socket)
{
    const QByteArray bytes = socket->peek(1'000'000);
    const qsizetype end = bytes.indexOf(headEnd);
    if (end < 0)
        return;
    const QByteArray head = bytes.first(end);
    const qsizetype length = header(head, "content-length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return;
    directory = header(head, "x-opencode-directory");
    const QByteArrayList first = head.first(head.indexOf('\r')).split(' ');
    const bool allowed = authorization.isEmpty() || header(head, "authorization") == authorization;
    if (allowed && !status.isEmpty() && header(head, "upgrade").toLower() == "websocket") {
        const QUrl target(QString::fromLatin1(first[1]));
        cursors += QUrlQuery(target).queryItemValue(u"cursor"_s).toLongLong();
        socket->disconnect(this);
        socket->disconnect(socket);
        m_handshakes.handleConnection(socket);
        return;
    }
    socket->read(end + 4 + length);
    const QByteArray body = bytes.sliced(end + 4, length);
    requests +=
        first[0] + ' ' + first[1] + (body.isEmpty() ? QByteArray() : QByteArray(' ' + body));
    if (!allowed)
        socket->write(http(401, {}));
    else
        answer(socket, first[0] + ' ' + first[1], body);
}

void FakePty::answer(QTcpSocket* socket, const QByteArray& verb, const QByteArray&)
{
    const QJsonObject info{{u"id"_s, u"pty_1"_s}, {u"title"_s, u"A \x1b[31mterminal\n\u202e"_s},
        {u"command"_s, u"/bin/sh"_s}, {u"args"_s, QJsonArray{u"-l"_s}}, {u"cwd"_s, u"/home"_s},
        {u"status"_s, QString::fromLatin1(status)}};
    const QByteArray one = QJsonDocument(info).toJson(QJsonDocument::Compact);
    if (verb == "GET /pty")
        socket->write(http(200, status.isEmpty() ? QByteArray("[]") : QByteArray('[' + one + ']')));
    else if (verb == "POST /pty" || !status.isEmpty())
        socket->write(http(200, verb.startsWith("DELETE") ? "true" : one));
    else
        socket->write(http(404, "{}"));
    if (verb.startsWith("DELETE")) {
        status.clear();
        end();
    }
}

void FakePty::connected()
{
    QWebSocket* socket = m_handshakes.nextPendingConnection();
    m_sockets += socket;
    connect(socket, &QWebSocket::textMessageReceived, this,
        [this](const QString& text) { typed += text; });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        m_sockets.removeOne(socket);
        socket->deleteLater();
    });
    const qint64 from = std::max(cursors.last(), m_cursor - m_buffer.size());
    if (from < m_cursor)
        socket->sendTextMessage(m_buffer.right(qsizetype(m_cursor - from)));
    if (saysWhere)
        socket->sendBinaryMessage(
            QByteArray(1, '\0') + "{\"cursor\":" + QByteArray::number(m_cursor) + '}');
}

void FakePty::write(const QString& text)
{
    m_buffer = QString(m_buffer + text).right(kept);
    m_cursor += text.size();
    for (QWebSocket* socket : std::as_const(m_sockets))
        socket->sendTextMessage(text);
}

void FakePty::end()
{
    if (!status.isEmpty())
        status = "exited";
    for (QWebSocket* socket : QList<QWebSocket*>(m_sockets))
        socket->close();
}

void FakePty::cut()
{
    for (QWebSocket* socket : QList<QWebSocket*>(m_sockets))
        socket->abort();
}

void FakePty::forget()
{
    m_buffer.clear();
    m_cursor = 0;
}

} // namespace headgate::test

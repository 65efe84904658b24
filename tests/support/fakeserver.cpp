// SPDX-License-Identifier: MIT
#include "tests/support/fakeserver.h"

#include <QHostAddress>
#include <QTimer>

#include <algorithm>
#include <sys/socket.h>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray valueOf(const Headers& headers, QByteArrayView name)
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray headText(int status, const Headers& headers)
{
    QByteArray text =
        "HTTP/1.1 " + QByteArray::number(status) + " Status " + QByteArray::number(status) + "\r\n";
    for (const auto& [key, value] : headers)
        text += key + ": " + value + "\r\n";
    return text + "\r\n";
}

} // namespace

QByteArray FakeRequest::header(QByteArrayView name) const
{
    return valueOf(headers, name);
}

void resetSocket(QTcpSocket& socket)
{
    const linger atOnce{1, 0};
    ::setsockopt(
        static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

/** One accepted connection: reads requests one after the other and carries their answers. */
class FakeConnection : public QObject
{
public:
    FakeConnection(FakeServer* server, QTcpSocket* socket, int number);

    void parse();
    void answered(); ///< the next request may be handled
    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    FakeServer* const m_server;
    QTcpSocket* const m_socket;
    const int m_number;
    QByteArray m_input;
    QByteArray m_path;
    bool m_busy = false;
    bool m_chunked = false;
};

FakeConnection::FakeConnection(FakeServer* server, QTcpSocket* socket, int number)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &FakeConnection::parse);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_server->m_open.removeOne(this);
        deleteLater();
    });
}

void FakeConnection::parse()
{
    m_input += m_socket->readAll();
    const qsizetype headEnd = m_input.indexOf("\r\n\r\n");
    if (m_busy || headEnd < 0)
        return;
    FakeRequest request;
    const QList<QByteArray> lines = m_input.first(headEnd).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    request.path = request.target.split('?').constFirst();
    request.connection = m_number;
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.emplaceBack(line.left(colon), line.mid(colon + 1).trimmed());
    }
    const qsizetype bodyBytes = request.header("Content-Length").toLongLong();
    if (m_input.size() < headEnd + 4 + bodyBytes)
        return;
    request.body = m_input.mid(headEnd + 4, bodyBytes);
    m_input.remove(0, headEnd + 4 + bodyBytes);
    m_busy = true;
    m_path = request.path;
    m_server->handle(*this, request);
}

void FakeConnection::answered()
{
    m_busy = false;
    m_chunked = false;
    // Later, for the handler of this request may still be running.
    QTimer::singleShot(0, this, &FakeConnection::parse);
}

FakeReply::FakeReply(FakeConnection* connection)
    : m_connection(connection)
{
}

bool FakeReply::isOpen() const
{
    return m_connection && m_connection->isOpen();
}

void FakeReply::send(int status, const QByteArray& body, const Headers& headers) const
{
    Headers all = headers;
    if (status != 204 && status != 304)
        all.emplaceBack("Content-Length", QByteArray::number(body.size()));
    writeBare(headText(status, all) + body);
    if (m_connection)
        m_connection->answered();
}

void FakeReply::json(const QByteArray& body, int status) const
{
    send(status, body, {{"Content-Type", "application/json"}});
}

void FakeReply::startChunked(int status, const Headers& headers) const
{
    if (!m_connection)
        return;
    Headers all = headers;
    all.emplaceBack("Transfer-Encoding", "chunked");
    m_connection->m_chunked = true;
    writeBare(headText(status, all));
}

void FakeReply::startRaw(int status, const Headers& headers) const
{
    writeBare(headText(status, headers));
}

void FakeReply::startEvents() const
{
    startChunked(200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}});
}

void FakeReply::write(const QByteArray& bytes) const
{
    if (!m_connection || bytes.isEmpty())
        return;
    if (m_connection->m_chunked)
        writeBare(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
    else
        writeBare(bytes);
}

void FakeReply::writeInPieces(const QByteArray& bytes, qsizetype size) const
{
    write(bytes.left(size));
    if (bytes.size() <= size || !isOpen())
        return;
    const FakeReply self = *this;
    QTimer::singleShot(
        0, m_connection, [self, rest = bytes.mid(size), size] { self.writeInPieces(rest, size); });
}

void FakeReply::writeBare(const QByteArray& bytes) const
{
    if (!isOpen())
        return;
    m_connection->m_socket->write(bytes);
    m_connection->m_socket->flush();
}

void FakeReply::finish() const
{
    if (!m_connection)
        return;
    if (!m_connection->m_chunked) {
        close();
        return;
    }
    writeBare("0\r\n\r\n");
    m_connection->answered();
}

void FakeReply::close() const
{
    if (isOpen())
        m_connection->m_socket->disconnectFromHost();
}

void FakeReply::reset() const
{
    if (isOpen())
        resetSocket(*m_connection->m_socket);
}

FakeServer::FakeServer(QObject* parent)
    : QObject(parent)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FakeServer::accept);
    start();
}

FakeServer::~FakeServer()
{
    stop();
}

bool FakeServer::start()
{
    const bool listening = m_listener.listen(QHostAddress::LocalHost, m_port);
    m_port = listening ? m_listener.serverPort() : m_port;
    return listening;
}

void FakeServer::stop()
{
    m_listener.close();
    resetAll();
}

void FakeServer::on(const QByteArray& path, Handler handler)
{
    m_handlers.insert(path, std::move(handler));
}

void FakeServer::onJson(const QByteArray& path, const QByteArray& body)
{
    on(path, [body](const FakeRequest&, const FakeReply& reply) { reply.json(body); });
}

QUrl FakeServer::url(const QString& pathAndQuery) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(pathAndQuery));
}

int FakeServer::count(const QByteArray& path) const
{
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(),
        [&path](const FakeRequest& request) { return request.path == path; }));
}

QList<FakeReply> FakeServer::openReplies(const QByteArray& path) const
{
    QList<FakeReply> replies;
    for (FakeConnection* connection : m_open) {
        if (connection->m_busy && connection->m_path == path && connection->isOpen())
            replies.append(FakeReply(connection));
    }
    return replies;
}

void FakeServer::closeAll()
{
    for (FakeConnection* connection : QList(m_open))
        connection->m_socket->disconnectFromHost();
}

void FakeServer::resetAll()
{
    for (FakeConnection* connection : QList(m_open))
        resetSocket(*connection->m_socket);
}

void FakeServer::accept()
{
    while (QTcpSocket* socket = m_listener.nextPendingConnection())
        m_open.append(new FakeConnection(this, socket, ++m_accepted));
}

void FakeServer::handle(FakeConnection& connection, const FakeRequest& request)
{
    m_requests.append(request);
    emit requested(request);
    auto found = m_handlers.constFind(request.path);
    QByteArray prefix = request.path;
    while (found == m_handlers.constEnd() && !prefix.isEmpty()) {
        found = m_handlers.constFind(prefix + '*');
        prefix.chop(1);
    }
    const FakeReply reply(&connection);
    // A copy: it may set handlers itself.
    const Handler handler = found == m_handlers.constEnd() ? Handler() : *found;
    if (handler)
        handler(request, reply);
    else
        reply.json("{}", 404);
}

} // namespace headgate::test

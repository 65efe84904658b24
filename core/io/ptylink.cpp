// SPDX-License-Identifier: MIT
#include "core/io/ptylink.h"

#include "core/io/httprules.h"
#include "core/sync/backoff.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto connectLimit = 15s;
constexpr auto askLimit = 10s;
constexpr auto beatInterval = 20s;
constexpr quint64 largestFrame = 8 * 1024 * 1024;

QUrl socketUrl(const SourceConfig& config, const TerminalId& terminal, qint64 cursor)
{
    QUrl url = config.url.adjusted(
        QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    url.setScheme(url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    const QString path = url.path();
    url.setPath(
        (path == "/"_L1 ? QString() : path) + "/pty/"_L1 + terminal.value() + "/connect"_L1);
    url.setQuery(u"cursor=%1"_s.arg(cursor));
    return url;
}

} // namespace

PtyLink::PtyLink(SourceConfig config, QString directory, TerminalId terminal, CommandClient& client)
    : m_config(std::move(config))
    , m_directory(std::move(directory))
    , m_terminal(std::move(terminal))
    , m_client(client)
{
    m_retry.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_beat.setInterval(beatInterval);
    connect(&m_retry, &QTimer::timeout, this, &PtyLink::connectSocket);
    connect(&m_beat, &QTimer::timeout, this, &PtyLink::beat);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        waitFor({Issue::Code::TimedOut, {}, {QString::number(connectLimit.count())}});
    });
}

PtyLink::~PtyLink()
{
    close();
}

void PtyLink::open()
{
    m_attempt = 0;
    connectSocket();
}

void PtyLink::close()
{
    m_retry.stop();
    m_question.reset();
    dropSocket();
}

void PtyLink::retryNow()
{
    if (m_link != TerminalLink::Ended)
        open();
}

bool PtyLink::type(const QString& text)
{
    return m_link == TerminalLink::Live && m_socket && m_socket->sendTextMessage(text) > 0;
}

void PtyLink::connectSocket()
{
    close();
    m_replay.begin();
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(largestFrame);
    m_socket->setMaxAllowedIncomingMessageSize(largestFrame);
    m_socket->setProxy(http::proxyFor(m_config.url));
    connect(m_socket, &QWebSocket::disconnected, this, &PtyLink::socketEnded);
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    const auto failed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#else
    const auto failed = &QWebSocket::errorOccurred;
#endif
    connect(m_socket, failed, this, &PtyLink::socketEnded);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &PtyLink::textCame);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &PtyLink::bytesCame);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_heard = true; });
    const QUrl url = socketUrl(m_config, m_terminal, m_replay.cursor());
    QNetworkRequest request = http::makeRequest(url, m_config.user, m_config.password);
    request.setRawHeader("x-opencode-directory", m_directory.toUtf8().toPercentEncoding());
    m_patience.start(connectLimit);
    setLink(TerminalLink::Connecting, m_issue);
    m_socket->open(request);
}

void PtyLink::dropSocket()
{
    m_patience.stop();
    m_beat.stop();
    QWebSocket* const socket = std::exchange(m_socket, nullptr);
    if (!socket)
        return;
    // This may be one of its slots. Deleting it closes it, with whatever it says then unheard.
    socket->disconnect(this);
    socket->deleteLater();
}

void PtyLink::textCame(const QString& text)
{
    m_heard = true;
    const auto told = m_replay.text(text);
    if (m_replay.tooLong())
        waitFor({Issue::Code::BadAnswer, {}, {u"/pty"_s, u"a replay of too many characters"_s}});
    else if (told)
        emit this->told(*told);
}

/** A zero byte and {"cursor": n}: where the server is. Other binary frames mean nothing. */
void PtyLink::bytesCame(const QByteArray& bytes)
{
    m_heard = true;
    const QJsonValue cursor = bytes.startsWith('\0')
        ? QJsonDocument::fromJson(bytes.sliced(1)).object()["cursor"_L1]
        : QJsonValue();
    if (!cursor.isDouble() || cursor.toDouble() < 0)
        return;
    const auto told = m_replay.place(cursor.toInteger());
    if (!told) {
        connectSocket();
        return;
    }
    m_attempt = 0;
    m_patience.stop();
    m_beat.start();
    setLink(TerminalLink::Live);
    emit this->told(*told);
}

void PtyLink::beat()
{
    if (!std::exchange(m_heard, false)) {
        const auto silence = std::chrono::duration_cast<std::chrono::seconds>(2 * beatInterval);
        waitFor({Issue::Code::Silent, {}, {QString::number(silence.count())}});
        return;
    }
    m_socket->ping();
}

/** Qt 6.4: a connection that broke is said to have been closed in good order, and the status of a
 * refused handshake stands in a text for people alone. So a plain request tells what became of the
 * terminal. */
void PtyLink::socketEnded()
{
    if (!m_socket)
        return;
    const Issue lost{Issue::Code::ConnectionLost, m_config.id(), {m_socket->errorString()}};
    dropSocket();
    setLink(TerminalLink::Waiting, lost);
    m_question = std::make_unique<QObject>();
    m_client.get(
        u"/pty/"_s + m_terminal.value(), m_directory.toUtf8(), askLimit, 1,
        [this, lost](const HttpAnswer& answer) {
            const QJsonObject info = QJsonDocument::fromJson(answer.body).object();
            const bool ended = answer.ok() && info["status"_L1].toString() == "exited"_L1;
            if (ended || answer.status == 404)
                setLink(TerminalLink::Ended);
            else if (answer.ok())
                waitFor(lost);
            else
                waitFor(answer.issue, answer.issue.code == Issue::Code::NotAuthorised);
        },
        m_question.get());
}

/** `forPerson`: trying again by itself would not help. */
void PtyLink::waitFor(Issue issue, bool forPerson)
{
    dropSocket();
    issue.source = m_config.id();
    setLink(TerminalLink::Waiting, std::move(issue));
    if (!forPerson)
        m_retry.start(
            sync::backoffDelay(++m_attempt, QRandomGenerator::global()->generateDouble()));
}

void PtyLink::setLink(TerminalLink link, Issue issue)
{
    if (m_link == link && m_issue == issue)
        return;
    m_link = link;
    m_issue = std::move(issue);
    emit linkChanged();
}

} // namespace headgate

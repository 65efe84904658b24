// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"

#include "tests/support/fakeserver.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace headgate::test {

namespace {

constexpr qsizetype rememberedRequest = 4096;

/** What stands at the begin of a piece of an answer, up to its body; nothing: it has none here. */
qsizetype headOf(const QByteArray& piece)
{
    if (!piece.startsWith("HTTP/"))
        return 0;
    const qsizetype end = piece.indexOf("\r\n\r\n");
    return end < 0 ? piece.size() : end + 4;
}

/** The data of chunks that end where `bytes` do; null: they do not. */
QByteArray unchunked(const QByteArray& bytes)
{
    QByteArray data;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype line = bytes.indexOf("\r\n", at);
        bool number = false;
        const qsizetype size = line < 0 ? 0 : bytes.mid(at, line - at).toLongLong(&number, 16);
        if (!number || size == 0 || line + 2 + size + 2 > bytes.size())
            return {};
        data += bytes.mid(line + 2, size);
        at = line + 2 + size + 2;
    }
    return data;
}

QByteArrayList eventsOf(const QByteArray& data)
{
    QByteArrayList events;
    for (qsizetype at = 0; at < data.size();) {
        const qsizetype end = data.indexOf("\n\n", at);
        if (end < 0)
            return {};
        events.append(data.mid(at, end + 2 - at));
        at = end + 2;
    }
    return events;
}

QByteArray withoutEnd(const QByteArray& event)
{
    const qsizetype data = event.indexOf("data:") + 5;
    return event.left(data + (event.size() - data) * 2 / 3) + "\n\n";
}

QByteArray corrupted(QByteArray event)
{
    const qsizetype data = event.indexOf("data:") + 5;
    return event.replace(data + (event.size() - data) / 2, 1, "\xff\xff");
}

} // namespace

/** A client's socket and the one to the target, with what is on the way between them. */
class ProxyLink : public QObject
{
public:
    ProxyLink(FaultProxy* proxy, QTcpSocket* client);

    void pump();
    void cut(FaultProxy::Cut how);
    bool matches(const QByteArray& only) const { return only.isEmpty() || m_first.contains(only); }

private:
    void connectUpstream();
    void receive(QTcpSocket* from, QByteArray& into);
    void toClient();
    void mangleIfDue();
    bool mangle(QByteArrayList& events, FaultProxy::Mangle how);
    void ended();
    void closeClient();
    void remove();

    FaultProxy* const m_proxy;
    QTcpSocket* const m_client;
    QTcpSocket* m_upstream = nullptr;
    QByteArray m_first;
    QByteArray m_toClient;
    QByteArray m_toUpstream;
    QByteArray m_heldBack; ///< an event that is told behind the next one
    bool m_upstreamEnded = false;
    bool m_removed = false;
};

ProxyLink::ProxyLink(FaultProxy* proxy, QTcpSocket* client)
    : QObject(proxy)
    , m_proxy(proxy)
    , m_client(client)
{
    client->setParent(this);
    client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(client, &QTcpSocket::disconnected, this, &ProxyLink::remove);
    if (!proxy->m_blackHole)
        connectUpstream();
}

void ProxyLink::connectUpstream()
{
    m_upstream = new QTcpSocket(this);
    connect(m_client, &QTcpSocket::readyRead, this, [this] { receive(m_client, m_toUpstream); });
    connect(m_upstream, &QTcpSocket::readyRead, this, [this] { receive(m_upstream, m_toClient); });
    connect(m_upstream, &QTcpSocket::connected, this, &ProxyLink::pump);
    connect(m_upstream, &QTcpSocket::disconnected, this, &ProxyLink::ended);
    connect(m_upstream, &QTcpSocket::errorOccurred, this, &ProxyLink::ended);
    m_upstream->connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->m_target);
    receive(m_client, m_toUpstream);
}

void ProxyLink::receive(QTcpSocket* from, QByteArray& into)
{
    const QByteArray bytes = from->readAll();
    if (from == m_client && m_first.size() < rememberedRequest)
        m_first += bytes;
    if (m_proxy->m_delay.count() == 0) {
        into += bytes;
        pump();
        return;
    }
    QTimer::singleShot(m_proxy->m_delay, this, [this, bytes, &into] {
        into += bytes;
        pump();
    });
}

void ProxyLink::pump()
{
    if (m_proxy->m_stalled || m_removed || !m_upstream)
        return;
    if (m_upstream->state() == QAbstractSocket::ConnectedState && !m_toUpstream.isEmpty()) {
        m_upstream->write(m_toUpstream);
        m_upstream->flush();
        m_toUpstream.clear();
    }
    if (!m_toClient.isEmpty())
        toClient();
    if (m_upstreamEnded && !m_removed)
        closeClient();
}

/** Pieces that hold no whole events are let through, until one comes that does. */
void ProxyLink::mangleIfDue()
{
    auto& mangling = m_proxy->m_mangling;
    const bool armed = mangling && matches(mangling->only);
    if (m_heldBack.isEmpty() && !armed)
        return;
    const qsizetype head = headOf(m_toClient);
    QByteArrayList events = eventsOf(unchunked(m_toClient.mid(head)));
    if (events.isEmpty())
        return;
    if (!m_heldBack.isEmpty()) {
        events.insert(1, std::exchange(m_heldBack, {}));
    } else if (mangling->left > m_toClient.size()) {
        mangling->left -= m_toClient.size();
        return;
    } else if (!mangle(events, mangling->how)) {
        return;
    } else {
        mangling.reset();
        ++m_proxy->m_mangled;
    }
    m_toClient.truncate(head);
    for (const QByteArray& event : std::as_const(events))
        m_toClient += QByteArray::number(event.size(), 16) + "\r\n" + event + "\r\n";
}

/** False: none of them carries anything. */
bool ProxyLink::mangle(QByteArrayList& events, FaultProxy::Mangle how)
{
    const auto found = std::find_if(events.begin(), events.end(),
        [](const QByteArray& event) { return event.contains("data:"); });
    if (found == events.end())
        return false;
    const qsizetype at = found - events.begin();
    switch (how) {
    case FaultProxy::Mangle::Duplicate:
        events.insert(at, *found);
        break;
    case FaultProxy::Mangle::Lose:
        events.removeAt(at);
        break;
    case FaultProxy::Mangle::Truncate:
        *found = withoutEnd(*found);
        break;
    case FaultProxy::Mangle::Corrupt:
        *found = corrupted(*found);
        break;
    case FaultProxy::Mangle::Reorder:
        if (at + 1 < events.size())
            events.swapItemsAt(at, at + 1);
        else
            m_heldBack = events.takeAt(at); // the next one comes with another piece
        break;
    }
    return true;
}

void ProxyLink::toClient()
{
    mangleIfDue();
    if (m_toClient.isEmpty())
        return;
    auto& plan = m_proxy->m_plan;
    const bool counted = plan && matches(plan->only);
    const qsizetype size = counted
        ? static_cast<qsizetype>(std::min<qint64>(plan->left, m_toClient.size()))
        : m_toClient.size();
    m_client->write(m_toClient.constData(), size);
    m_client->flush();
    m_toClient.remove(0, size);
    m_proxy->m_bytesToClient += size;
    if (!counted)
        return;
    plan->left -= size;
    if (plan->left == 0) {
        const FaultProxy::Cut how = plan->how;
        plan.reset();
        cut(how);
    }
}

void ProxyLink::cut(FaultProxy::Cut how)
{
    m_toClient.clear();
    m_toUpstream.clear();
    ++m_proxy->m_cuts;
    if (how == FaultProxy::Cut::Reset)
        resetSocket(*m_client);
    else
        m_client->disconnectFromHost();
    emit m_proxy->cutDone();
}

/** The target closed or is not there: the client gets what is left, then the same. */
void ProxyLink::ended()
{
    if (m_removed)
        return;
    if (m_upstream->bytesAvailable() > 0)
        receive(m_upstream, m_toClient);
    m_upstreamEnded = true;
    if (!m_proxy->m_stalled)
        closeClient();
}

void ProxyLink::closeClient()
{
    if (m_proxy->m_delay.count() > 0)
        QTimer::singleShot(m_proxy->m_delay, m_client, [this] { m_client->disconnectFromHost(); });
    else
        m_client->disconnectFromHost();
}

void ProxyLink::remove()
{
    if (m_removed)
        return;
    m_removed = true;
    m_proxy->m_links.removeOne(this);
    if (m_upstream)
        m_upstream->abort();
    deleteLater();
}

FaultProxy::FaultProxy(quint16 targetPort, QObject* parent)
    : QObject(parent)
    , m_target(targetPort)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::accept);
    listen();
}

FaultProxy::~FaultProxy()
{
    m_listener.close();
    const QList<ProxyLink*> links = std::exchange(m_links, {});
    qDeleteAll(links);
}

void FaultProxy::listen()
{
    if (m_listener.listen(QHostAddress::LocalHost, m_port))
        m_port = m_listener.serverPort();
}

void FaultProxy::accept()
{
    while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
        ++m_accepted;
        m_links.append(new ProxyLink(this, socket));
    }
}

void FaultProxy::cutAfter(qint64 bytes, Cut how, const QByteArray& only)
{
    if (bytes <= 0)
        cutNow(how, only);
    else
        m_plan = Plan{bytes, how, only};
}

void FaultProxy::mangleAfter(qint64 bytes, Mangle how, const QByteArray& only)
{
    m_mangling = Mangling{bytes, how, only};
}

void FaultProxy::cutNow(Cut how, const QByteArray& only)
{
    for (ProxyLink* link : QList(m_links)) {
        if (link->matches(only))
            link->cut(how);
    }
}

void FaultProxy::setStalled(bool stalled)
{
    m_stalled = stalled;
    for (ProxyLink* link : QList(m_links))
        link->pump();
}

void FaultProxy::setRefusing(bool refusing)
{
    if (refusing)
        m_listener.close();
    else if (!m_listener.isListening())
        listen();
}

} // namespace headgate::test

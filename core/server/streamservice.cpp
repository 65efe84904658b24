// SPDX-License-Identifier: MIT
#include "core/server/streamservice.h"

#include "core/server/paneanswers.h"

#include <QTcpServer>

namespace headgate {

using namespace Qt::StringLiterals;

/** Gives the descriptors away as they are: a QTcpSocket for each would cost more than its work. */
class StreamService::Listener : public QTcpServer
{
public:
    explicit Listener(std::function<void(int)> accepted)
        : m_accepted(std::move(accepted))
    {
    }

protected:
    void incomingConnection(qintptr socket) override { m_accepted(int(socket)); }

private:
    const std::function<void(int)> m_accepted;
};

StreamService::StreamService(ServerOptions options)
    : m_options(std::move(options))
    , m_loop([this] { turnEnded(); }, this)
    , m_wakeTimer(this)
    , m_lookTimer(this)
    , m_newsTimer(this)
{
    if (!m_options.now)
        m_options.now = [] {
            return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        };
    m_hooks.request = [this](HttpConnection& c, HttpRequest&& http) { handle(c, std::move(http)); };
    m_hooks.room = [this](HttpConnection& c) {
        if (const auto reader = m_readers.value(&c); reader && !reader->pump(*m_store, now()))
            removeReader(c);
    };
    m_hooks.gone = [this](HttpConnection& c) { gone(c); };
    m_hooks.commonLines = [this] { return commonLines(); };
    m_wakeTimer.setSingleShot(true);
    connect(&m_wakeTimer, &QTimer::timeout, this, &StreamService::wakeReaders);
    connect(&m_lookTimer, &QTimer::timeout, this, &StreamService::look);
    m_newsTimer.setSingleShot(true);
    m_newsTimer.setInterval(std::chrono::milliseconds(200));
    connect(&m_newsTimer, &QTimer::timeout, this, [this] {
        if (m_store)
            m_options.onStreams(streams());
    });
}

StreamService::~StreamService() = default;

Outcome StreamService::start()
{
    auto store = StreamStore::open(m_options.directory, m_options.durability);
    if (!store)
        return store.error();
    m_store = std::move(*store);
    m_panes = std::make_unique<PaneService>(*m_store, m_options.panes, m_options.now);
    m_listener = std::make_unique<Listener>([this](int socket) { accept(socket); });
    m_listener->setListenBacklogSize(512);
    QHostAddress address(m_options.host);
    if (m_options.host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        address = QHostAddress::LocalHost;
    if (!m_listener->listen(address, m_options.port)) {
        const QString at = u"%1:%2"_s.arg(m_options.host).arg(m_options.port);
        const bool taken = m_listener->serverError() == QAbstractSocket::AddressInUseError;
        const QString reason = m_listener->errorString();
        m_listener.reset();
        m_panes.reset();
        m_store.reset();
        return Issue{taken ? Issue::Code::PortInUse : Issue::Code::CannotListen, {}, {at, reason}};
    }
    const milliseconds shortest = std::min({m_options.limits.requestTime, m_options.limits.idleTime,
        m_options.limits.writeTime, milliseconds(20'000)});
    m_lookTimer.start(std::max(milliseconds(10), shortest / 4));
    QMetaObject::invokeMethod(
        this, [this] { tidy(true); }, Qt::QueuedConnection);
    m_tidied = now();
    return std::monostate();
}

quint16 StreamService::port() const
{
    return m_listener ? m_listener->serverPort() : 0;
}

QByteArray StreamService::commonLines()
{
    const auto second = std::chrono::floor<std::chrono::seconds>(now()).time_since_epoch();
    if (std::exchange(m_commonSecond, second) != second) {
        m_commonLines = "Date: " + httpDate(timestampFromMs(second.count() * 1000))
            + "\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: "
            + (m_options.access.origins.isEmpty() ? "same-origin" : "cross-origin") + "\r\n";
    }
    return m_commonLines;
}

void StreamService::accept(int socket)
{
    auto connection = std::make_unique<HttpConnection>(socket, m_options.limits, m_hooks, this);
    if (m_connections.size() < m_options.connections && m_loop.add(*connection)) {
        m_connections.insert(connection.release());
        return;
    }
    HttpResponse full = problem(503, "there are too many connections");
    full.add("Retry-After", "1");
    full.add("Connection", "close");
    connection->answer(full);
}

void StreamService::gone(HttpConnection& connection)
{
    removeReader(connection);
    m_connections.remove(&connection);
}

void StreamService::handle(HttpConnection& connection, HttpRequest&& http)
{
    connection.setExtraLines(m_options.access.corsLines(http));
    const auto target = readTarget(http.target);
    if (!target) {
        const bool server = http.method == "OPTIONS" && http.target == "*";
        connection.answer(server ? m_options.access.preflight() : problem(400, "this is no path"));
        return;
    }
    if (const auto refusal = m_options.access.refuse(http, *target)) {
        connection.answer(isPanePath(*target) ? paneanswers::worded(*refusal) : *refusal);
        return;
    }
    if (http.method == "OPTIONS") {
        connection.answer(m_options.access.preflight());
        return;
    }
    if (isPanePath(*target)) {
        handlePane(connection, http, *target);
        return;
    }
    auto understood = readStreamRequest(std::move(http), *target);
    if (const auto* refusal = std::get_if<HttpResponse>(&understood)) {
        connection.answer(*refusal);
        return;
    }
    auto& request = std::get<StreamRequest>(understood);
    const bool reads =
        request.kind == StreamRequest::Kind::Read || request.kind == StreamRequest::Kind::Head;
    if (!reads)
        write(connection, std::move(request));
    else if (m_store->isOpen())
        m_deferred.push_back({&connection, std::move(request), nullptr});
    else
        read(connection, std::move(request));
}

std::vector<StreamSummary> StreamService::streams()
{
    std::vector<StreamSummary> all;
    for (StreamFacts& facts : m_store->list()) {
        if (facts.isDeleted)
            continue;
        StreamSummary one{std::move(facts), {}, 0, {}};
        one.tail = offsetText({one.facts.id, one.facts.tail});
        if (const auto it = m_readersOf.find(qint64(one.facts.id)); it != m_readersOf.end())
            one.readers = int(it->second.size());
        all.push_back(std::move(one));
    }
    return all;
}

void StreamService::noteChange()
{
    if (m_options.onStreams && !m_newsTimer.isActive())
        m_newsTimer.start();
}

void StreamService::tidy(bool old)
{
    if (!m_store)
        return;
    // A slice at a time, so that no request waits long.
    const bool more = m_store->tidy(now(), old ? m_options.retention : milliseconds(0));
    if ((old && m_panes->tidy()) || more)
        QMetaObject::invokeMethod(
            this, [this, old] { tidy(old); }, Qt::QueuedConnection);
    scheduleCommit();
}

void StreamService::look()
{
    const auto connections = m_connections;
    for (HttpConnection* connection : connections)
        connection->checkTime();
    // A stream does not expire under a reader.
    for (const auto& [stream, readers] : m_readersOf) {
        if (m_store->find(StreamId(stream)))
            m_store->touch(StreamId(stream), now());
    }
    m_panes->sweep();
    const bool daily = now() - m_tidied >= std::chrono::hours(24);
    if (daily)
        m_tidied = now();
    tidy(daily);
}

void StreamService::stop(const std::function<void()>& done)
{
    m_stopping = true;
    m_lookTimer.stop();
    m_wakeTimer.stop();
    if (m_listener)
        m_listener->close();
    if (m_store) {
        commitTurn();
        for (const auto& reader : std::exchange(m_readers, {}))
            reader->end(*m_store, now());
        m_readersOf.clear();
    }
    for (HttpConnection* connection : QSet(m_connections))
        connection->finish();
    // What is sent must arrive; who does not take it has had its time.
    auto* const limit = new QTimer(this);
    limit->setInterval(10);
    connect(limit, &QTimer::timeout, this, [this, limit, done, left = 200]() mutable {
        if (!m_connections.isEmpty() && --left > 0)
            return;
        limit->deleteLater();
        limit->stop();
        for (HttpConnection* connection : QSet(m_connections))
            connection->abort();
        if (m_store)
            commitTurn();
        m_panes.reset();
        m_store.reset();
        m_listener.reset();
        done();
    });
    limit->start();
}

} // namespace headgate

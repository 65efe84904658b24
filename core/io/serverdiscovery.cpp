// SPDX-License-Identifier: MIT
#include "core/io/serverdiscovery.h"

#include "core/io/httprules.h"
#include "core/io/ownlisteners.h"
#include "core/project/visibletext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

#include <algorithm>
#include <optional>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** A health report has some fifty bytes; whoever says more is something else. */
constexpr qint64 longestAnswer = 4096;
constexpr qsizetype longestVersion = 40;
constexpr int defaultPort = 4096;

QUrl addressOf(const QString& host, int port)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host);
    url.setPort(port);
    return url;
}

QString nameOf(const QUrl& url)
{
    // Qt keeps the slash of an empty path even with StripTrailingSlash.
    QUrl plain = url.adjusted(QUrl::StripTrailingSlash);
    if (plain.path() == "/"_L1)
        plain.setPath({});
    return plain.toString();
}

/** The version of a healthy server; nothing: it is none. */
std::optional<QString> versionIn(const QByteArray& body)
{
    const QJsonObject health = QJsonDocument::fromJson(body).object();
    if (!health["healthy"_L1].isBool())
        return {};
    return makeVisible(health["version"_L1].toString().left(longestVersion)).text;
}

} // namespace

ServerDiscovery::ServerDiscovery(Candidates candidates, QObject* parent)
    : ServerDiscovery(std::move(candidates), Pace(), parent)
{
}

ServerDiscovery::ServerDiscovery(Candidates candidates, const Pace& pace, QObject* parent)
    : QObject(parent)
    , m_candidates(std::move(candidates))
    , m_pace(pace)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ServerDiscovery::sweep);
}

ServerDiscovery::~ServerDiscovery()
{
    drop();
}

void ServerDiscovery::setWanted(bool wanted)
{
    if (m_wanted == wanted)
        return;
    m_wanted = wanted;
    if (wanted) {
        sweep();
        return;
    }
    m_next.stop();
    drop();
    if (m_network)
        m_network.release()->deleteLater(); // one of its replies may be the caller
}

void ServerDiscovery::lookNow()
{
    if (m_wanted && !m_sweeping)
        sweep();
}

void ServerDiscovery::drop()
{
    m_waiting.clear();
    m_sweeping = false;
    // abort() finishes synchronously.
    for (QNetworkReply* reply : std::exchange(m_asked, {})) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void ServerDiscovery::sweep()
{
    if (m_sweeping)
        return;
    m_sweeping = true;
    ++m_sweeps;
    m_next.stop();
    m_order.clear();
    m_answered.clear();
    m_leftAlone.removeIf([](const auto& entry) { return entry.value().hasExpired(); });
    for (const Candidate& one : m_candidates()) {
        const QString name = nameOf(one.url);
        if (m_order.contains(name))
            continue;
        m_order.append(name);
        if (!m_leftAlone.contains(name))
            m_waiting.push_back(one);
    }
    askNext();
}

void ServerDiscovery::askNext()
{
    while (!m_waiting.empty() && m_asked.size() < size_t(m_pace.atOnce)) {
        const Candidate candidate = std::move(m_waiting.front());
        m_waiting.pop_front();
        ask(candidate);
    }
    if (m_sweeping && m_waiting.empty() && m_asked.empty())
        endSweep();
}

void ServerDiscovery::ask(const Candidate& candidate)
{
    if (!m_network)
        m_network = std::make_unique<QNetworkAccessManager>();
    QUrl url = candidate.url;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + "/global/health"_L1);
    QNetworkRequest request = http::makeRequest(url, {}, {});
    request.setRawHeader("Connection", "close"); // nothing stays open between two sweeps
    m_network->setProxy(http::proxyFor(url));
    QNetworkReply* reply = m_network->get(request);
    m_asked.push_back(reply);
    auto* limit = new QTimer(reply);
    limit->setSingleShot(true);
    connect(reply, &QNetworkReply::finished, this,
        [this, candidate, reply] { finished(candidate, reply, false); });
    connect(reply, &QNetworkReply::readyRead, this, [this, candidate, reply] {
        if (reply->bytesAvailable() > longestAnswer)
            finished(candidate, reply, true);
    });
    connect(limit, &QTimer::timeout, this,
        [this, candidate, reply] { finished(candidate, reply, true); });
    limit->start(m_pace.limit);
}

void ServerDiscovery::finished(const Candidate& candidate, QNetworkReply* reply, bool late)
{
    const auto it = std::ranges::find(m_asked, reply);
    if (it == m_asked.end())
        return;
    m_asked.erase(it);
    reply->disconnect(this);
    if (late)
        reply->abort();
    reply->deleteLater();
    const QString name = nameOf(candidate.url);
    const bool refused = !late && reply->error() == QNetworkReply::ConnectionRefusedError;
    std::optional<QString> version;
    if (!late && http::statusOf(*reply) == 200)
        version = versionIn(reply->read(longestAnswer));
    const bool before = std::ranges::any_of(
        m_found, [&](const FoundServer& one) { return nameOf(one.url) == name; });
    if (version) {
        m_answered.insert(name);
        put({candidate.url, *version, candidate.directory});
    } else if (!refused && !before) {
        // To ask who is not there costs nothing; who is there and is no server is not bothered.
        m_leftAlone.insert(name, QDeadlineTimer(m_pace.rest));
    }
    askNext();
}

void ServerDiscovery::put(const FoundServer& server)
{
    const auto place = [this](const FoundServer& one) { return m_order.indexOf(nameOf(one.url)); };
    std::vector<FoundServer> found = m_found;
    std::erase_if(
        found, [&](const FoundServer& one) { return nameOf(one.url) == nameOf(server.url); });
    found.push_back(server);
    std::ranges::stable_sort(found, {}, place);
    if (found == m_found)
        return;
    m_found = std::move(found);
    emit changed();
}

void ServerDiscovery::endSweep()
{
    m_sweeping = false;
    m_next.start(m_pace.every);
    const auto gone = std::erase_if(
        m_found, [this](const FoundServer& one) { return !m_answered.contains(nameOf(one.url)); });
    if (gone > 0)
        emit changed();
    emit swept();
}

std::vector<ServerDiscovery::Candidate> localCandidates(OwnListeners& listeners)
{
    std::vector<ServerDiscovery::Candidate> found;
    for (const OwnListeners::Program& program : listeners.look())
        found.push_back({addressOf(program.host, program.port), program.directory});
    found.push_back({addressOf(u"127.0.0.1"_s, defaultPort), {}});
    return found;
}

} // namespace headgate

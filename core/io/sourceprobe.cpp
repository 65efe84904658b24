// SPDX-License-Identifier: MIT
#include "core/io/sourceprobe.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds limit = 5s;

bool asksForCredentials(int status)
{
    return status == 401 || status == 403;
}

/** A server that is in trouble says nothing about what it is. */
bool says(int status)
{
    return status > 0 && status < 500;
}

} // namespace

SourceProbe::SourceProbe(SourceConfig config, Found found, QObject* parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_found(std::move(found))
    , m_server(m_config.url.adjusted(QUrl::RemoveQuery), m_config.user, m_config.password)
    , m_stream(m_config.user, m_config.password)
{
    m_server.get(
        u"/global/health"_s, {}, limit, 1,
        [this](const HttpAnswer& answer) { heardServer(answer); }, this);
    durable::Request request = durable::headRequest(m_config.url);
    request.limit = limit;
    m_stream.send(
        request, [this](const StreamAnswer& answer) { heardStream(answer); }, this);
}

void SourceProbe::heardServer(const HttpAnswer& answer)
{
    m_serverSaid = answer;
    const bool healthy =
        answer.ok() && QJsonDocument::fromJson(answer.body).object()["healthy"_L1].isBool();
    if (healthy) {
        m_config.kind = SourceKind::OpenCode;
        m_config.url.setQuery(QString());
        finish(m_config);
    } else {
        conclude();
    }
}

void SourceProbe::heardStream(const StreamAnswer& answer)
{
    m_streamSaid = answer;
    if (answer.ok() && !answer.place().next.isEmpty()) {
        m_config.kind = SourceKind::Stream;
        finish(m_config);
    } else {
        conclude();
    }
}

/** Neither, once both have been heard. */
void SourceProbe::conclude()
{
    if (!m_serverSaid || !m_streamSaid)
        return;
    const int server = m_serverSaid->status;
    const int stream = m_streamSaid->status;
    if (asksForCredentials(server) || asksForCredentials(stream) || !says(stream))
        finish(m_config);
    else if (m_config.kind == SourceKind::Stream && (stream == 404 || stream == 410))
        finish(Issue{Issue::Code::StreamNotFound, {}, {m_config.url.toDisplayString()}});
    else
        finish(Issue{
            Issue::Code::NotOpenCode, {}, {u"neither an OpenCode server nor a durable stream"_s}});
}

void SourceProbe::finish(const Expected<SourceConfig>& what)
{
    const auto found = std::exchange(m_found, {});
    m_server.cancelAll();
    m_stream.cancelAll();
    deleteLater();
    if (found)
        found(what);
}

} // namespace headgate

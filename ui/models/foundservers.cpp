// SPDX-License-Identifier: MIT
#include "ui/models/foundservers.h"

#include <QHostAddress>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString hostOf(const QUrl& url)
{
    const QString host = url.host();
    const bool here = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    return here ? u"localhost"_s : host;
}

} // namespace

bool isSameServer(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return hostOf(a) == hostOf(b) && port(a) == port(b);
}

void FoundServers::put(std::vector<FoundServer> servers)
{
    m_servers = std::move(servers);
    emit changed();
}

void FoundServers::setFollowed(std::function<std::vector<QUrl>()> followed)
{
    m_followed = std::move(followed);
}

std::vector<FoundServer> FoundServers::offers() const
{
    const std::vector<QUrl> followed = m_followed ? m_followed() : std::vector<QUrl>();
    std::vector<FoundServer> offered;
    std::ranges::copy_if(m_servers, std::back_inserter(offered), [&](const FoundServer& one) {
        return std::ranges::none_of(
            followed, [&](const QUrl& url) { return isSameServer(url, one.url); });
    });
    return offered;
}

void FoundServers::want(const QObject* who, bool on)
{
    const bool before = isWanted();
    if (on)
        m_viewers.insert(who);
    else
        m_viewers.remove(who);
    if (isWanted() != before)
        emit wantedChanged(!before);
}

} // namespace headgate

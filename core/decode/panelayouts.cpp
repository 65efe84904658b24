// SPDX-License-Identifier: MIT
// Where the kinds of servers have their streams.
#include "core/decode/panewire.h"

#include <QUrl>

#include <algorithm>

namespace headgate::pane {

using namespace Qt::StringLiterals;

const std::vector<Layout>& layouts()
{
    static const std::vector<Layout> table{
        {"sessions", "/api/sessions/%1/stream?fromOffset=%2&offset=%2",
            "/api/sessions/%1/events?limit=100&offset=%2"},
        {"subscribe", "/api/streams/%1/subscribe?fromOffset=%2&offset=%2",
            "/api/streams/%1?fromOffset=%2&limit=100"},
        {"streams", "/api/streams?sessionId=%1&fromOffset=%2&offset=%2",
            "/api/sessions/%1/events?limit=100&offset=%2"},
    };
    return table;
}

std::optional<size_t> layoutNamed(QStringView name)
{
    const auto& all = layouts();
    const auto at = std::find_if(all.begin(), all.end(),
        [&](const Layout& layout) { return name == QLatin1StringView(layout.name); });
    return at == all.end() ? std::nullopt : std::optional(size_t(at - all.begin()));
}

namespace {

QString filled(const char* path, const QString& session, qint64 from)
{
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(session));
    // The offset first: what an id is written with after that may look like a place for one.
    return QString::fromLatin1(path)
        .replace("%2"_L1, QString::number(std::max<qint64>(0, from)))
        .replace("%1"_L1, id);
}

} // namespace

QString streamPath(const Layout& layout, const QString& session, qint64 from)
{
    return filled(layout.stream, session, from);
}

QString historyPath(const Layout& layout, const QString& session, qint64 from)
{
    return filled(layout.history, session, from);
}

} // namespace headgate::pane

// SPDX-License-Identifier: MIT
#include "core/io/serverlog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The log of a server that ran for months is long. */
constexpr milliseconds logLimit = 60s;

Expected<ServerLog> readLog(const SourceId& source, const HttpAnswer& answer)
{
    if (answer.status == 404)
        return ServerLog();
    if (!answer.ok()) {
        Issue issue = answer.issue;
        issue.source = source;
        return issue;
    }
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (!document.isArray())
        return Issue{Issue::Code::BadAnswer, source, {u"/sync/history"_s, u"not a list"_s}};
    proof::Told told;
    for (const QJsonValue row : document.array()) {
        told[SessionId(row["aggregate_id"_L1].toString())].insert(
            row["seq"_L1].toInteger(), EventId(row["id"_L1].toString()));
    }
    return ServerLog(std::move(told));
}

} // namespace

void askServerLog(CommandClient& client, const SourceId& source,
    const QHash<SessionId, qint64>& after, int tries, std::function<void(Expected<ServerLog>)> done,
    QObject* context)
{
    QJsonObject cursors;
    for (auto it = after.cbegin(); it != after.cend(); ++it)
        cursors.insert(it.key().value(), it.value());
    client.postIdempotentJson(
        u"/sync/history"_s, {}, QJsonDocument(cursors).toJson(QJsonDocument::Compact), logLimit,
        tries,
        [source, done = std::move(done)](
            const HttpAnswer& answer) { done(readLog(source, answer)); },
        context);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/server/paneroutes.h"

#include "core/decode/panewire.h"
#include "core/server/paneanswers.h"
#include "core/server/streamvalues.h"

#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using Kind = PaneRequest::Kind;
using Refusal = std::optional<HttpResponse>;

constexpr int mostSessions = 500;
constexpr int mostEvents = 1000;
/** Around an event of 64 KB with its escapes; what is longer holds more than one may. */
constexpr qsizetype mostBody = 512 * 1024;

struct Route
{
    const char* method;
    const char* path; ///< "*": an id
    Kind kind;
    PaneFraming framing = PaneFraming::Session;
};

constexpr Route routes[] = {
    {"GET", "sessions", Kind::ListSessions},
    {"POST", "sessions", Kind::CreateSession},
    {"GET", "sessions/*", Kind::GetSession},
    {"DELETE", "sessions/*", Kind::DeleteSession},
    {"POST", "sessions/*/close", Kind::CloseSession},
    {"GET", "sessions/*/events", Kind::ListEvents},
    {"GET", "sessions/*/stream", Kind::Listen, PaneFraming::Session},
    {"GET", "sessions/*/history", Kind::History},
    {"GET", "sessions/*/summary", Kind::Summary},
    {"POST", "sessions/*/export", Kind::Export},
    {"GET", "sessions/*/presence", Kind::ListPresence},
    {"POST", "sessions/*/presence", Kind::TellPresence},
    {"POST", "sessions/*/input", Kind::Input},
    {"POST", "streams", Kind::Publish},
    {"GET", "streams", Kind::Listen, PaneFraming::Named},
    {"GET", "streams/*", Kind::ReadStream},
    {"HEAD", "streams/*", Kind::HeadStream},
    {"GET", "streams/*/subscribe", Kind::Listen, PaneFraming::Subscription},
    {"POST", "tasks/*/approve", Kind::Approve},
    {"POST", "tasks/*/reject", Kind::Reject},
    {"POST", "tasks/*/approve-plan", Kind::ApprovePlan},
    {"POST", "tasks/*/reject-plan", Kind::RejectPlan},
};

bool fits(const HttpTarget& target, const char* path)
{
    const QList<QByteArray> parts = QByteArray(path).split('/');
    if (target.segments.size() != size_t(parts.size()) + 1)
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QByteArray& segment = target.segments[size_t(i) + 1];
        if (parts[i] == "*" ? segment.isEmpty() : segment != parts[i])
            return false;
    }
    return true;
}

HttpResponse noRoute(QByteArrayView method, const HttpTarget& target)
{
    QByteArray allowed;
    for (const Route& route : routes) {
        if (fits(target, route.path))
            allowed += (allowed.isEmpty() ? "" : ", ") + QByteArray(route.method);
    }
    if (allowed.isEmpty())
        return paneanswers::refusal(
            404, "NOT_FOUND", u"sessions are at /api/sessions, their events at /api/streams"_s);
    HttpResponse answer = paneanswers::refusal(
        405, "METHOD_NOT_ALLOWED", u"%1 is not possible here"_s.arg(QString::fromLatin1(method)));
    answer.add("Allow", allowed);
    return answer;
}

QString text(const HttpTarget& target, const char* name)
{
    return QString::fromUtf8(target.value(name));
}

/** A count under one of two names; the larger one, as some ask with both. */
Refusal readCountOf(
    const HttpTarget& target, const char* name, qint64 least, qint64 most, qint64& into)
{
    const QByteArrayView given = target.value(name);
    if (given.isNull())
        return {};
    const auto value = readDigits(given);
    if (!value || *value < least || *value > most)
        return paneanswers::invalid(
            u"%1 is no number from %2 to %3"_s.arg(QLatin1StringView(name)).arg(least).arg(most));
    into = *value;
    return {};
}

Refusal readStart(const HttpRequest& http, const HttpTarget& target, PaneRequest& request)
{
    constexpr qint64 most = qint64(1) << 53;
    qint64 offset = 0;
    if (Refusal refusal = readCountOf(target, "fromOffset", 0, most, request.from))
        return refusal;
    if (Refusal refusal = readCountOf(target, "offset", 0, most, offset))
        return refusal;
    request.from = std::max(request.from, offset);
    // An EventSource asks the same URL again: where it was stands in the header alone.
    const auto last = readDigits(http.field("Last-Event-ID"));
    if (request.kind == Kind::Listen && last)
        request.from = *last + 1;
    return {};
}

Refusal readLimit(const HttpTarget& target, int most, int& into)
{
    qint64 limit = into;
    Refusal refusal = readCountOf(target, "limit", 1, most, limit);
    into = int(limit);
    return refusal;
}

Refusal readTime(const HttpTarget& target, const char* name, std::optional<Timestamp>& into)
{
    const QByteArrayView given = target.value(name);
    if (given.isNull())
        return {};
    bool isNumber = false;
    const qint64 ms = given.toByteArray().toLongLong(&isNumber);
    const Timestamp at =
        pane::timeFrom(isNumber ? QJsonValue(ms) : QJsonValue(QString::fromUtf8(given)));
    if (!isKnown(at))
        return paneanswers::invalid(u"%1 is no time"_s.arg(QLatin1StringView(name)));
    into = at;
    return {};
}

Refusal readOrder(const HttpTarget& target, PaneListQuery& query)
{
    const QString sort = text(target, "sort");
    const QString order = text(target, "order");
    if (sort == "title"_L1) {
        query.sort = PaneListQuery::Sort::Title;
        query.descending = false;
    } else if (sort == "createdAt"_L1) {
        query.sort = PaneListQuery::Sort::Created;
    } else if (!sort.isEmpty() && sort != "updatedAt"_L1) {
        return paneanswers::invalid(u"sort is none of updatedAt, createdAt, title"_s);
    }
    if (!order.isEmpty() && order != "asc"_L1 && order != "desc"_L1)
        return paneanswers::invalid(u"order is neither asc nor desc"_s);
    if (!order.isEmpty())
        query.descending = order == "desc"_L1;
    return {};
}

Refusal readList(const HttpTarget& target, PaneRequest& request)
{
    PaneListQuery& query = request.list;
    query.agent = text(target, "agentId");
    query.task = text(target, "taskId");
    query.project = text(target, "projectId");
    query.search = text(target, "search");
    for (const QString& name : text(target, "status").split(u',', Qt::SkipEmptyParts)) {
        const auto life = pane::lifeNamed(name);
        if (!life)
            return paneanswers::invalid(u"%1 is no state of a session"_s.arg(name));
        query.states.push_back(*life);
    }
    if (Refusal refusal = readTime(target, "from", query.from))
        return refusal;
    if (Refusal refusal = readTime(target, "to", query.to))
        return refusal;
    if (Refusal refusal = readLimit(target, mostSessions, query.limit))
        return refusal;
    if (Refusal refusal = readOrder(target, query))
        return refusal;
    return readCountOf(target, "offset", 0, qint64(1) << 53, query.offset);
}

Refusal readHistory(const HttpTarget& target, PaneRequest& request)
{
    request.eventTypes = text(target, "eventTypes").split(u',', Qt::SkipEmptyParts);
    if (Refusal refusal = readTime(target, "startTime", request.startTime))
        return refusal;
    if (Refusal refusal = readTime(target, "endTime", request.endTime))
        return refusal;
    if (Refusal refusal = readCountOf(target, "cursor", 0, qint64(1) << 53, request.from))
        return refusal;
    return readLimit(target, mostEvents, request.limit);
}

Refusal readBody(const HttpRequest& http, PaneRequest& request)
{
    const bool needed = request.kind == Kind::Publish || request.kind == Kind::TellPresence
        || request.kind == Kind::Input;
    if (http.body.size() > mostBody)
        return paneanswers::refusal(413, "INVALID_DATA", u"an event holds at most 64 KB"_s);
    if (http.body.isEmpty() && !needed)
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(http.body, &error);
    if (error.error != QJsonParseError::NoError)
        return paneanswers::refusal(400, "INVALID_JSON", error.errorString());
    if (!document.isObject())
        return paneanswers::refusal(400, "INVALID_JSON", u"the body is no object"_s);
    request.body = document.object();
    return {};
}

/** The id, from the path or from the query. */
Refusal readId(const HttpTarget& target, PaneRequest& request)
{
    const bool ofStreams = target.segments[1] == "streams";
    if (target.segments.size() == 2) {
        if (!ofStreams)
            return {};
        const QByteArrayView given = target.value("sessionId");
        if (given.isEmpty())
            return paneanswers::refusal(
                400, "MISSING_SESSION_ID", u"sessionId is missing in the query"_s);
        request.session = QString::fromUtf8(given);
    } else {
        QString& id = target.segments[1] == "tasks" ? request.task : request.session;
        id = QString::fromUtf8(target.segments[2]);
        if (ofStreams && id.startsWith("session:"_L1))
            id.remove(0, 8);
    }
    const QString& id = request.task.isEmpty() ? request.session : request.task;
    if (isPaneId(id))
        return {};
    return paneanswers::refusal(400, ofStreams ? "INVALID_SESSION_ID" : "INVALID_ID",
        u"an id has 1 to 100 letters, digits, - and _"_s);
}

Refusal readRest(const HttpRequest& http, const HttpTarget& target, PaneRequest& request)
{
    if (http.method == "POST")
        return readBody(http, request);
    switch (request.kind) {
    case Kind::ListSessions:
        return readList(target, request);
    case Kind::History:
        return readHistory(target, request);
    case Kind::Listen:
        return readStart(http, target, request);
    case Kind::ListEvents:
    case Kind::ReadStream:
        if (Refusal refusal = readLimit(target, mostEvents, request.limit))
            return refusal;
        return readStart(http, target, request);
    default:
        return {};
    }
}

} // namespace

bool PaneRequest::writes() const
{
    switch (kind) {
    case Kind::CreateSession:
    case Kind::DeleteSession:
    case Kind::CloseSession:
    case Kind::TellPresence:
    case Kind::Input:
    case Kind::Publish:
    case Kind::Approve:
    case Kind::Reject:
    case Kind::ApprovePlan:
    case Kind::RejectPlan:
        return true;
    default:
        return false;
    }
}

bool isPanePath(const HttpTarget& target)
{
    return !target.segments.empty() && target.segments[0] == "api";
}

std::variant<PaneRequest, HttpResponse> readPaneRequest(
    const HttpRequest& http, const HttpTarget& target)
{
    const auto* const route = std::find_if(std::begin(routes), std::end(routes),
        [&](const Route& one) { return http.method == one.method && fits(target, one.path); });
    if (route == std::end(routes))
        return noRoute(http.method, target);
    PaneRequest request;
    request.kind = route->kind;
    request.framing = route->framing;
    if (Refusal refusal = readId(target, request))
        return *refusal;
    if (Refusal refusal = readRest(http, target, request))
        return *refusal;
    return request;
}

} // namespace headgate

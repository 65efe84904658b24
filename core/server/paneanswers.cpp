// SPDX-License-Identifier: MIT
#include "core/server/paneanswers.h"

#include <QJsonDocument>

namespace headgate::paneanswers {

using namespace Qt::StringLiterals;

namespace {

HttpResponse json(int status, const QJsonObject& object)
{
    HttpResponse answer{status, {}, compact(object)};
    answer.add("Content-Type", "application/json");
    answer.add("Cache-Control", "no-store");
    return answer;
}

const char* codeOf(int status)
{
    switch (status) {
    case 400:
        return "BAD_REQUEST";
    case 401:
        return "UNAUTHORIZED";
    case 403:
        return "FORBIDDEN";
    case 421:
        return "MISDIRECTED_REQUEST";
    default:
        return "NOT_POSSIBLE";
    }
}

} // namespace

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

HttpResponse refusal(
    int status, const char* code, const QString& message, const QJsonObject& details)
{
    QJsonObject error{{u"code"_s, QString::fromLatin1(code)}, {u"message"_s, message}};
    if (!details.isEmpty())
        error.insert("details"_L1, details);
    return json(status, {{u"ok"_s, false}, {u"error"_s, error}});
}

HttpResponse worded(const HttpResponse& plain)
{
    HttpResponse answer =
        refusal(plain.status, codeOf(plain.status), QString::fromUtf8(plain.body).trimmed());
    if (const QByteArrayView how = plain.field("WWW-Authenticate"); !how.isNull())
        answer.add("WWW-Authenticate", how.toByteArray());
    return answer;
}

HttpResponse limited(int limit, qint64 retryAfter)
{
    const QJsonObject error{{u"code"_s, u"RATE_LIMITED"_s},
        {u"message"_s, u"more than %1 of these in a minute"_s.arg(limit)},
        {u"retryAfter"_s, retryAfter}, {u"limit"_s, limit}, {u"remaining"_s, 0}};
    HttpResponse answer = json(429, {{u"ok"_s, false}, {u"error"_s, error}});
    answer.add("Retry-After", QByteArray::number(retryAfter));
    return answer;
}

HttpResponse ok(const QJsonValue& data, QJsonObject beside, int status)
{
    beside.insert("ok"_L1, true);
    beside.insert("data"_L1, data);
    return json(status, beside);
}

HttpResponse written(qint64 offset)
{
    return json(200, {{u"ok"_s, true}, {u"offset"_s, offset}});
}

HttpResponse notStored()
{
    return refusal(500, "PUBLISH_FAILED", u"the event could not be stored"_s);
}

HttpResponse noSession(const QString& id)
{
    return refusal(404, "SESSION_NOT_FOUND", u"there is no session %1"_s.arg(id));
}

HttpResponse noStream(const QString& id)
{
    return refusal(404, "STREAM_NOT_FOUND", u"there is no session %1"_s.arg(id));
}

HttpResponse sessionClosed(const QString& id)
{
    return refusal(400, "SESSION_CLOSED", u"session %1 is closed"_s.arg(id));
}

HttpResponse invalid(const QString& message)
{
    return refusal(400, "VALIDATION_ERROR", message);
}

} // namespace headgate::paneanswers

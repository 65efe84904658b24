// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"

#include "core/decode/opencodenext.h"
#include "core/decode/opencodeobjects.h"

#include <QJsonDocument>

#include <optional>

namespace headgate::opencode {

using namespace Qt::StringLiterals;

namespace {

Issue badFrame(const SourceId& source, const QString& reason)
{
    return {Issue::Code::BadFrame, source, {reason}};
}

SessionId sessionOf(const QString& type, const QJsonObject& body)
{
    for (const auto key : {"sessionID"_L1, "sessionId"_L1}) {
        if (const QString id = body[key].toString(); !id.isEmpty())
            return SessionId(id);
    }
    if (const QString id = body["part"_L1]["sessionID"_L1].toString(); !id.isEmpty())
        return SessionId(id);
    if (const QString id = body["info"_L1]["sessionID"_L1].toString(); !id.isEmpty())
        return SessionId(id);
    // Older servers put only `info` into session.*.
    if (type.startsWith("session."_L1))
        return SessionId(body["info"_L1]["id"_L1].toString());
    return {};
}

EntityRef entityOf(const QString& type, const QJsonObject& body)
{
    if (type == "session.created"_L1 || type == "session.updated"_L1)
        return {u"session"_s, {}, 0, false, body["info"_L1].toObject()};
    if (type == "session.deleted"_L1)
        return {u"session"_s, {}, 0, true, {}};
    if (type == "session.status"_L1)
        return {u"status"_s, {}, 0, false, body["status"_L1].toObject()};
    if (type == "todo.updated"_L1 || type == "session.todo.updated"_L1)
        return {u"todo"_s, {}, 0, false, body};
    if (type == "session.diff"_L1)
        return {u"diff"_s, {}, 0, false, body};
    if (type == "message.updated"_L1) {
        const QJsonObject info = body["info"_L1].toObject();
        return {"m:"_L1 + info["id"_L1].toString(), {}, toMs(timeOf(info["time"_L1]["created"_L1])),
            false, info};
    }
    if (type == "message.removed"_L1)
        return {"m:"_L1 + body["messageID"_L1].toString(), {}, 0, true, {}};
    if (type == "message.part.updated"_L1) {
        const QJsonObject p = body["part"_L1].toObject();
        return {
            "p:"_L1 + p["id"_L1].toString(), "m:"_L1 + p["messageID"_L1].toString(), 0, false, p};
    }
    if (type == "message.part.removed"_L1)
        return {"p:"_L1 + body["partID"_L1].toString(), "m:"_L1 + body["messageID"_L1].toString(),
            0, true, {}};
    if (type == "permission.asked"_L1 || type == "permission.updated"_L1
        || type == "question.asked"_L1 || isNextRequest(type))
        return {"r:"_L1 + body["id"_L1].toString(), {}, 0, false, body};
    if (type == "permission.replied"_L1 || type == "question.replied"_L1
        || type == "question.rejected"_L1 || isNextAnswer(type))
        return {"r:"_L1 + body["requestID"_L1].toString(body["permissionID"_L1].toString()), {}, 0,
            true, {}};
    // What a call printed so far is told whole each time: of these the last is kept. The call
    // itself is kept apart (see nextThings).
    if (type == "session.next.tool.progress"_L1 || type == "session.next.tool.success"_L1
        || type == "session.next.tool.failed"_L1) {
        const QString message = body["assistantMessageID"_L1].toString();
        return {"n:"_L1 + message + u'/' + body["callID"_L1].toString(), "n:"_L1 + message, 0,
            false, body};
    }
    return {};
}

Event makeDecoded(const SourceId& source, const QByteArray& raw, const QJsonObject& payload,
    const QString& directory, Timestamp arrived)
{
    Event event;
    event.source = source;
    event.id = EventId(payload["id"_L1].toString());
    event.type = payload["type"_L1].toString();
    event.directory = directory;
    event.body = payload["properties"_L1].toObject();
    if (event.body.isEmpty() && payload["data"_L1].isObject())
        event.body = payload["data"_L1].toObject();
    event.session = sessionOf(event.type, event.body);
    event.entity = entityOf(event.type, event.body);
    // value(), for operator[] of a mutable QJsonObject inserts what it does not find.
    const QJsonValue stamp =
        event.body.value(event.body.contains("timestamp"_L1) ? "timestamp"_L1 : "time"_L1);
    event.time = stamp.isDouble() ? timeOf(stamp) : arrived;
    if (stamp.isString() && isNext(event.type) && nextTime(event.body) > 0)
        event.time = timestampFromMs(nextTime(event.body));
    event.raw = raw;
    return event;
}

/** Drops the version a durable type carries: "message.updated.1". */
QString withoutVersion(const QString& type)
{
    const qsizetype dot = type.lastIndexOf(u'.');
    bool number = false;
    (void)type.mid(dot + 1).toInt(&number);
    return number && dot > 0 ? type.left(dot) : type;
}

/** The string value that follows `key` at or after `*at`; moves `*at` behind it. Only for the
 * server's own compact layout. */
std::optional<QByteArray> quickString(const QByteArray& data, QByteArrayView key, qsizetype* at)
{
    const qsizetype found = data.indexOf(key, *at);
    if (found < 0)
        return {};
    const qsizetype begin = found + key.size();
    const qsizetype end = data.indexOf('"', begin);
    if (end < 0)
        return {};
    const QByteArray value = data.mid(begin, end - begin);
    if (value.contains('\\'))
        return {};
    *at = end + 1;
    return value;
}

/** Whether `prefix` is the begin of an object, no deeper than its own members, outside of strings.
 */
bool atTopLevel(QByteArrayView prefix)
{
    bool inString = false;
    for (qsizetype i = 1; i < prefix.size(); ++i) {
        const char c = prefix[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '}' || c == '['))
            return false;
    }
    return !inString && prefix.startsWith('{');
}

/**
 * Reads a sync twin without parsing its data, which repeats the plain event (up to 84 KB for one
 * bash update). Anything but the exact layout of the server is left to the full parser.
 */
std::optional<SyncTwin> quickTwin(const QByteArray& data)
{
    static constexpr QByteArrayView marker =
        "\"payload\":{\"type\":\"sync\",\"syncEvent\":{\"id\":\"";
    // Behind directory, project and workspace; deeper inside it would be somebody's data.
    const qsizetype found =
        QByteArrayView(data).first(std::min<qsizetype>(data.size(), 4096)).indexOf(marker);
    if (found < 0 || !data.endsWith("\"}}") || !atTopLevel(QByteArrayView(data).first(found)))
        return {};
    qsizetype at = found + marker.size() - 1;
    const auto id = quickString(data, "\"", &at);
    const auto type = quickString(data, ",\"type\":\"", &at);
    static constexpr QByteArrayView seqKey = ",\"seq\":";
    if (!id || !type
        || QByteArrayView(data).sliced(at, std::min<qsizetype>(seqKey.size(), data.size() - at))
            != seqKey)
        return {};
    const qsizetype begin = at + seqKey.size();
    const qsizetype end = data.indexOf(',', begin);
    bool ok = false;
    const qint64 seq = data.mid(begin, end - begin).toLongLong(&ok);
    static constexpr QByteArrayView aggregateKey = ",\"aggregateID\":\"";
    if (!ok
        || QByteArrayView(data).sliced(
               end, std::min<qsizetype>(aggregateKey.size(), data.size() - end))
            != aggregateKey)
        return {};
    at = end;
    const auto aggregate = quickString(data, aggregateKey, &at);
    if (!aggregate)
        return {};
    return SyncTwin{
        EventId(QString::fromUtf8(*id)), SessionId(QString::fromUtf8(*aggregate)), seq, data};
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Event rebuilt(
    const SourceId& source, const QString& directory, const QJsonObject& payload, Timestamp at)
{
    QJsonObject frame{{u"payload"_s, payload}};
    if (!directory.isEmpty())
        frame.insert(u"directory"_s, directory);
    return makeDecoded(source, compact(frame), payload, directory, at);
}

} // namespace

Expected<Frame> decodeFrame(const SourceId& source, const QByteArray& data, Timestamp arrived)
{
    if (const auto twin = quickTwin(data))
        return Frame(*twin);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(data, &error);
    if (error.error != QJsonParseError::NoError)
        return badFrame(source, error.errorString());
    if (!document.isObject())
        return badFrame(source, u"not a JSON object"_s);
    const QJsonObject frame = document.object();
    const QJsonObject payload =
        frame["payload"_L1].isObject() ? frame["payload"_L1].toObject() : frame;
    const QString type = payload["type"_L1].toString();
    if (type.isEmpty())
        return badFrame(source, u"no type"_s);
    if (type == "server.heartbeat"_L1)
        return Frame(Heartbeat());
    if (type == "server.connected"_L1)
        return Frame(Connected());
    if (type == "sync"_L1) {
        const QJsonObject sync = payload["syncEvent"_L1].toObject();
        if (!sync["id"_L1].isString() || !sync["seq"_L1].isDouble()
            || !sync["aggregateID"_L1].isString())
            return badFrame(source, u"sync without id, seq or aggregateID"_s);
        return Frame(SyncTwin{EventId(sync["id"_L1].toString()),
            SessionId(sync["aggregateID"_L1].toString()), sync["seq"_L1].toInteger(), data});
    }
    return Frame(makeDecoded(source, data, payload, frame["directory"_L1].toString(), arrived));
}

Expected<Event> eventFromTwin(const SourceId& source, const SyncTwin& twin, Timestamp arrived)
{
    const QJsonObject frame = QJsonDocument::fromJson(twin.raw).object();
    const QJsonObject sync = frame["payload"_L1]["syncEvent"_L1].toObject();
    if (!sync["data"_L1].isObject())
        return badFrame(source, u"sync without data"_s);
    const QJsonObject payload{{u"id"_s, twin.id.value()},
        {u"type"_s, withoutVersion(sync["type"_L1].toString())},
        {u"properties"_s, sync["data"_L1]}};
    Event event = rebuilt(source, frame["directory"_L1].toString(), payload, arrived);
    event.seq = twin.seq;
    return event;
}

Expected<Event> eventFromHistory(const SourceId& source, const QJsonObject& row, Timestamp arrived)
{
    if (!row["id"_L1].isString() || !row["seq"_L1].isDouble() || !row["data"_L1].isObject())
        return Issue{Issue::Code::BadAnswer, source,
            {u"/sync/history"_s, u"a row without id, seq or data"_s}};
    const QJsonObject payload{{u"id"_s, row["id"_L1]},
        {u"type"_s, withoutVersion(row["type"_L1].toString())}, {u"properties"_s, row["data"_L1]}};
    Event event = rebuilt(source, {}, payload, arrived);
    event.seq = row["seq"_L1].toInteger();
    event.origin = Origin::History;
    if (event.session.isEmpty())
        event.session = SessionId(row["aggregate_id"_L1].toString());
    return event;
}

Event makeEvent(const SourceId& source, const QString& directory, const QString& type,
    const QJsonObject& properties, Timestamp at)
{
    Event event =
        rebuilt(source, directory, {{u"type"_s, type}, {u"properties"_s, properties}}, at);
    event.origin = Origin::Snapshot;
    return event;
}

Event makeLocalEvent(const SourceId& source, const SessionId& session, const Mark& mark)
{
    const QJsonObject body{
        {u"sessionID"_s, session.value()}, {u"mark"_s, toJson(mark)}, {u"time"_s, toMs(mark.at)}};
    Event event =
        rebuilt(source, {}, {{u"type"_s, u"headgate.mark"_s}, {u"properties"_s, body}}, mark.at);
    event.origin = Origin::Local;
    event.entity = {"k:"_L1 + mark.id, {}, toMs(mark.at), false, toJson(mark)};
    return event;
}

Event makeLocalEvent(const DecisionStep& step, Timestamp at)
{
    Event event = rebuilt(step.key.source, {},
        {{u"type"_s, u"headgate.decision"_s}, {u"properties"_s, toJson(step, at)}}, at);
    event.origin = Origin::Local;
    event.entity = {"d:"_L1 + step.key.request.value(), {}, toMs(at), false, event.body};
    return event;
}

QJsonObject bodyOf(const QByteArray& raw)
{
    const QJsonObject frame = QJsonDocument::fromJson(raw).object();
    const QJsonObject payload =
        frame["payload"_L1].isObject() ? frame["payload"_L1].toObject() : frame;
    return payload["properties"_L1].isObject() ? payload["properties"_L1].toObject()
                                               : payload["data"_L1].toObject();
}

} // namespace headgate::opencode

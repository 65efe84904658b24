// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/opencode.h"
#include "core/decode/sseparser.h"
#include "core/io/eventsource.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/** Frames, objects and list answers as an OpenCode server writes them, and its recordings. */
namespace headgate::test {

using namespace Qt::StringLiterals;

inline const SourceId source{u"opencode:http://127.0.0.1:4096"_s};
inline const QString shop = u"/home/dev/shop"_s;
inline const SessionId ses{u"ses_a"_s};
inline const SessionKey sesKey{source, ses};
inline constexpr qint64 t0 = 1'790'000'000'000;

inline QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray frame(const QString& type, const QJsonObject& properties, const QString& id = {},
    const QString& directory = shop)
{
    QJsonObject payload{{u"type"_s, type}, {u"properties"_s, properties}};
    if (!id.isEmpty())
        payload.insert(u"id"_s, id);
    return compact({{u"directory"_s, directory}, {u"payload"_s, payload}});
}

inline Event eventOf(
    const QString& type, const QJsonObject& properties, const QString& id = {}, qint64 at = t0)
{
    const auto decoded =
        opencode::decodeFrame(source, frame(type, properties, id), timestampFromMs(at));
    return std::get<Event>(*decoded);
}

/** In the layout the server writes, which differs from Qt's sorted one. */
inline QByteArray twinFrame(const QByteArray& id, const QByteArray& type, const QByteArray& session,
    qint64 seq, const QJsonObject& data = {})
{
    return R"({"directory":"/home/dev/shop","project":"p","payload":{"type":"sync","syncEvent":{"id":")"
        + id + R"(","type":")" + type + R"(","seq":)" + QByteArray::number(seq)
        + R"(,"aggregateID":")" + session + R"(","data":)" + compact(data) + R"(},"id":")" + id
        + R"("}})";
}

inline opencode::SyncTwin twin(const Event& of, qint64 seq)
{
    const QByteArray raw = twinFrame(
        of.id.value().toUtf8(), of.type.toUtf8() + ".1", of.session.value().toUtf8(), seq, of.body);
    return std::get<opencode::SyncTwin>(*opencode::decodeFrame(source, raw, of.time));
}

inline QJsonObject historyRow(const Event& of, qint64 seq)
{
    return {{u"id"_s, of.id.value()}, {u"aggregate_id"_s, of.session.value()}, {u"seq"_s, seq},
        {u"type"_s, QString(of.type + ".1"_L1)}, {u"data"_s, of.body}};
}

inline QJsonObject sessionInfo(
    const QString& id = ses.value(), const QString& title = u"A session"_s, qint64 updated = t0)
{
    return {{u"id"_s, id}, {u"title"_s, title}, {u"directory"_s, shop},
        {u"time"_s, QJsonObject{{u"created"_s, t0}, {u"updated"_s, updated}}}};
}

inline QJsonObject sessionBody(const QJsonObject& info)
{
    return {{u"sessionID"_s, info["id"_L1]}, {u"info"_s, info}};
}

inline QJsonObject statusBody(const QString& type, const QString& session = ses.value())
{
    return {{u"sessionID"_s, session}, {u"status"_s, QJsonObject{{u"type"_s, type}}}};
}

inline QJsonObject messageInfo(const QString& id, qint64 created, qint64 completed = 0,
    const QString& role = u"assistant"_s, const QString& session = ses.value())
{
    QJsonObject time{{u"created"_s, created}};
    if (completed > 0)
        time.insert(u"completed"_s, completed);
    return {{u"id"_s, id}, {u"sessionID"_s, session}, {u"role"_s, role}, {u"time"_s, time}};
}

inline QJsonObject messageBody(const QJsonObject& info)
{
    return {{u"sessionID"_s, info["sessionID"_L1]}, {u"info"_s, info}};
}

inline QJsonObject textPart(const QString& id, const QString& message, const QString& text,
    bool final, const QString& session = ses.value())
{
    QJsonObject time{{u"start"_s, t0}};
    if (final)
        time.insert(u"end"_s, t0 + 1);
    return {{u"id"_s, id}, {u"sessionID"_s, session}, {u"messageID"_s, message},
        {u"type"_s, u"text"_s}, {u"text"_s, text}, {u"time"_s, time}};
}

inline QJsonObject toolPart(const QString& id, const QString& message, const QString& status,
    const QJsonObject& input = {{u"command"_s, u"ls"_s}}, const QString& session = ses.value(),
    const QString& tool = u"bash"_s)
{
    return {{u"id"_s, id}, {u"sessionID"_s, session}, {u"messageID"_s, message},
        {u"type"_s, u"tool"_s}, {u"callID"_s, QString("call_"_L1 + id)}, {u"tool"_s, tool},
        {u"state"_s,
            QJsonObject{{u"status"_s, status}, {u"input"_s, input},
                {u"time"_s, QJsonObject{{u"start"_s, t0}}}}}};
}

inline QJsonObject partBody(const QJsonObject& part)
{
    return {{u"sessionID"_s, part["sessionID"_L1]}, {u"part"_s, part}};
}

inline QJsonObject deltaBody(const QString& part, const QString& message, const QString& text,
    const QString& session = ses.value())
{
    return {{u"sessionID"_s, session}, {u"messageID"_s, message}, {u"partID"_s, part},
        {u"field"_s, u"text"_s}, {u"delta"_s, text}};
}

inline QJsonObject permission(const QString& id, const QString& session = ses.value(),
    const QString& message = u"msg_1"_s, const QString& part = u"prt_1"_s)
{
    return {{u"id"_s, id}, {u"sessionID"_s, session}, {u"permission"_s, u"bash"_s},
        {u"patterns"_s, QJsonArray{u"ls"_s}}, {u"always"_s, QJsonArray{u"ls *"_s}},
        {u"metadata"_s, QJsonObject{{u"command"_s, u"ls"_s}}},
        {u"tool"_s,
            QJsonObject{{u"messageID"_s, message}, {u"callID"_s, QString("call_"_L1 + part)}}}};
}

inline QJsonObject repliedBody(
    const QString& id, const QString& reply, const QString& session = ses.value())
{
    return {{u"sessionID"_s, session}, {u"requestID"_s, id}, {u"reply"_s, reply}};
}

inline QByteArray readData(const QString& name)
{
    QFile file(QString(QLatin1StringView(HEADGATE_TEST_DATA) + "/opencode/"_L1 + name));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

inline QStringList recordings()
{
    const QDir dir(QString(QLatin1StringView(HEADGATE_TEST_DATA) + "/opencode"_L1));
    return dir.entryList({u"*.sse"_s}, QDir::Files, QDir::Name);
}

/** The data of every frame of a recording. */
inline QList<QByteArray> framesOf(const QString& recording)
{
    SseParser parser;
    std::vector<SseItem> parsed;
    parser.feed(readData(recording), parsed);
    QList<QByteArray> frames;
    for (const SseItem& item : parsed) {
        if (const auto* found = std::get_if<SseFrame>(&item))
            frames.append(found->data);
    }
    return frames;
}

/** A recording as a source would hand it on: events and twins. */
inline std::vector<SourceItem> itemsOf(const QList<QByteArray>& frames)
{
    std::vector<SourceItem> items;
    qint64 at = t0;
    for (const QByteArray& data : frames) {
        const auto decoded = opencode::decodeFrame(source, data, timestampFromMs(++at));
        if (!decoded)
            items.push_back(decoded.error());
        else if (const auto* found = std::get_if<Event>(&*decoded))
            items.push_back(*found);
        else if (const auto* second = std::get_if<opencode::SyncTwin>(&*decoded))
            items.push_back(*second);
    }
    return items;
}

} // namespace headgate::test

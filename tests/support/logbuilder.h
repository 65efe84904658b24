// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

/** Lines of a durable event log as its writers write them, and a writer that is somebody else. */
namespace headgate::test {

using namespace Qt::StringLiterals;

inline constexpr qint64 logTime = 1'790'000'000'000;

/** One line with its end; ids and times follow from `number`. */
inline QByteArray logLine(int number, const QString& type, const QString& stream,
    const QJsonValue& payload, const QJsonObject& more = {})
{
    QJsonObject event{{u"type"_s, type}, {u"stream_id"_s, stream},
        {u"correlation_id"_s, u"aabbccddeeff0011"_s}, {u"actor"_s, u"system"_s},
        {u"payload"_s, payload}, {u"id"_s, u"evt_%1"_s.arg(number, 6, 10, QChar(u'0'))},
        {u"timestamp"_s, logTime + number}};
    for (auto it = more.begin(); it != more.end(); ++it)
        event.insert(it.key(), it.value());
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
}

inline QByteArray sessionLine(
    int number, const QString& id, const QString& title, const QString& parent = {})
{
    QJsonObject info{{u"id"_s, id}, {u"title"_s, title}, {u"directory"_s, u"/home/dev/shop"_s},
        {u"time"_s,
            QJsonObject{{u"created"_s, logTime + number}, {u"updated"_s, logTime + number}}}};
    if (!parent.isEmpty())
        info.insert(u"parentID"_s, parent);
    return logLine(number, u"lifecycle.session.created"_s, id, info);
}

inline QByteArray deltaLine(int number, const QString& session, const QString& message,
    const QString& part, const QString& text, const QString& kind = u"text"_s)
{
    return logLine(number, "execution."_L1 + kind + "_delta"_L1, session,
        QJsonObject{{u"sessionID"_s, session}, {u"messageID"_s, message}, {u"partID"_s, part},
            {u"delta"_s, text}});
}

inline QByteArray snapshotLine(int number, const QString& session, const QString& message,
    const QString& part, const QString& text, const QString& kind = u"text"_s)
{
    return logLine(number, "execution."_L1 + kind + "_snapshot"_L1, session,
        QJsonObject{{u"sessionID"_s, session}, {u"messageID"_s, message}, {u"partID"_s, part},
            {u"text"_s, text}});
}

inline QByteArray toolLine(int number, const QString& session, const QString& message,
    const QString& call, const QString& status, const QJsonObject& more = {})
{
    QJsonObject state{{u"status"_s, status}, {u"input"_s, QJsonObject{{u"command"_s, u"ls"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        state.insert(it.key(), it.value());
    const QString type =
        status == "completed"_L1 ? u"execution.tool_finish"_s : u"execution.tool_start"_s;
    return logLine(number, type, session,
        QJsonObject{{u"id"_s, QString("prt_"_L1 + call)}, {u"sessionID"_s, session},
            {u"messageID"_s, message}, {u"type"_s, u"tool"_s}, {u"callID"_s, call},
            {u"tool"_s, u"bash"_s}, {u"state"_s, state}});
}

inline QByteArray messageLine(int number, const QString& session, const QString& message)
{
    return logLine(number, u"execution.message.updated"_s, session,
        QJsonObject{{u"id"_s, message}, {u"sessionID"_s, session}, {u"role"_s, u"assistant"_s},
            {u"time"_s,
                QJsonObject{
                    {u"created"_s, logTime + number - 50}, {u"completed"_s, logTime + number}}}});
}

inline QByteArray requestLine(int number, const QString& session, const QString& id)
{
    const QJsonArray options{QJsonObject{{u"id"_s, u"fast"_s}, {u"label"_s, u"Fast path"_s}},
        QJsonObject{
            {u"id"_s, u"safe"_s}, {u"label"_s, u"Safe path"_s}, {u"description"_s, u"slower"_s}}};
    return logLine(number, u"checkpoint.requested"_s, session,
        QJsonObject{{u"id"_s, id}, {u"decision_point"_s, u"Which way?"_s}, {u"options"_s, options},
            {u"requested_by"_s, u"architect"_s}, {u"requested_at"_s, logTime + number},
            {u"expires_at"_s, logTime + number + 300'000}});
}

/** Told, as the plugin does it, in the stream of its run and not in that of the request. */
inline QByteArray decisionLine(
    int number, const QString& id, bool approved, const QString& option = {})
{
    QJsonObject payload{{u"checkpoint_id"_s, id}};
    payload.insert(approved ? u"approved_by"_s : u"rejected_by"_s, u"ada"_s);
    if (!option.isEmpty())
        payload.insert(u"selected_option"_s, option);
    return logLine(number, approved ? u"checkpoint.approved"_s : u"checkpoint.rejected"_s,
        u"aabbccddeeff0011"_s, payload);
}

/** Opens, appends, closes: as the plugin does for every event. */
inline bool appendTo(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QFile::WriteOnly | QFile::Append) && file.write(bytes) == bytes.size();
}

} // namespace headgate::test

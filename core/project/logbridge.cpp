// SPDX-License-Identifier: MIT
#include "core/project/logbridge.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using Events = std::vector<StreamEvent>;

StreamEvent make(const QString& type, const QString& stream, const QJsonObject& payload)
{
    StreamEvent event;
    event.type = type;
    event.streamId = stream;
    event.actor = u"system"_s;
    event.payload = payload;
    return event;
}

/** These are about a session or about nothing. */
Events ofSession(const QString& type, const QJsonObject& properties)
{
    const QString session = properties["sessionID"_L1].toString();
    if (session.isEmpty())
        return {};
    QJsonObject payload;
    if (type == "session.error"_L1 && properties.contains("error"_L1))
        payload.insert("error"_L1, properties["error"_L1]);
    return {make("lifecycle."_L1 + type, session, payload)};
}

Events ofMessage(const QJsonObject& info, const Intents& intents)
{
    if (info["time"_L1]["completed"_L1].isUndefined() || info["time"_L1]["completed"_L1].isNull())
        return {};
    Events events{make(u"execution.message.updated"_s, info["sessionID"_L1].toString(), info)};
    const QString id = info["id"_L1].toString();
    const Intent* intent = find(intents, id);
    if (intent && intent->active()) {
        events.push_back(make(u"agent.completed"_s, {},
            {{u"intent_id"_s, id}, {u"result"_s, QString("message.completed:"_L1 + id)}}));
        events.back().actor = u"orchestrator"_s;
    }
    return events;
}

/** `kind`: "text" or "reasoning". */
StreamEvent ofText(const QString& kind, const QJsonObject& ids, bool snapshot, const QString& text)
{
    QJsonObject payload;
    for (const auto key : {"sessionID"_L1, "messageID"_L1, "partID"_L1})
        payload.insert(key, ids[key]);
    payload.insert(snapshot ? "text"_L1 : "delta"_L1, text);
    return make("execution."_L1 + kind + (snapshot ? "_snapshot"_L1 : "_delta"_L1),
        ids["sessionID"_L1].toString(), payload);
}

Events ofStreamingPart(LogBridge& state, const QJsonObject& properties, const QJsonObject& part)
{
    const QString type = part["type"_L1].toString();
    QJsonObject ids = part;
    ids.insert("partID"_L1, part["id"_L1]);
    Events events;
    if (const QString delta = properties["delta"_L1].toString(); !delta.isEmpty())
        events.push_back(ofText(type, ids, false, delta));
    if (!part["time"_L1]["end"_L1].isUndefined()) {
        events.push_back(ofText(type, ids, true, part["text"_L1].toString()));
        state.partTypes.remove(part["id"_L1].toString());
    } else {
        state.partTypes.insert(part["id"_L1].toString(), type);
    }
    return events;
}

Events ofPart(LogBridge& state, const QJsonObject& properties)
{
    const QJsonObject part = properties["part"_L1].toObject();
    const QString type = part["type"_L1].toString();
    const QString session = part["sessionID"_L1].toString();
    if (type == "text"_L1 || type == "reasoning"_L1)
        return ofStreamingPart(state, properties, part);
    if (type == "tool"_L1) {
        const bool done = part["state"_L1]["status"_L1].toString() == "completed"_L1;
        return {make(done ? u"execution.tool_finish"_s : u"execution.tool_start"_s, session, part)};
    }
    static const QHash<QString, QString> names{{u"step-start"_s, u"execution.step_start"_s},
        {u"step-finish"_s, u"execution.step_finish"_s}, {u"agent"_s, u"execution.agent"_s},
        {u"snapshot"_s, u"execution.snapshot"_s}, {u"retry"_s, u"execution.retry"_s},
        {u"patch"_s, u"files.patched"_s}};
    const QString name = names.value(type);
    return name.isEmpty() ? Events{} : Events{make(name, session, part)};
}

Events ofDelta(const LogBridge& state, const QJsonObject& properties)
{
    const QString type = state.partTypes.value(properties["partID"_L1].toString());
    if (type.isEmpty() || properties["field"_L1].toString() != "text"_L1)
        return {};
    return {ofText(type, properties, false, properties["delta"_L1].toString())};
}

} // namespace

std::vector<StreamEvent> bridge(
    LogBridge& state, const QString& type, const QJsonObject& properties, const Intents& intents)
{
    if (type == "session.created"_L1) {
        const QJsonObject info = properties["info"_L1].toObject();
        const QString id = info["id"_L1].toString();
        return id.isEmpty() ? Events{} : Events{make(u"lifecycle.session.created"_s, id, info)};
    }
    if (type == "session.idle"_L1 || type == "session.compacted"_L1 || type == "session.error"_L1)
        return ofSession(type, properties);
    if (type == "message.updated"_L1)
        return ofMessage(properties["info"_L1].toObject(), intents);
    if (type == "message.part.updated"_L1)
        return ofPart(state, properties);
    if (type == "message.part.delta"_L1)
        return ofDelta(state, properties);
    if (type == "file.edited"_L1)
        return {make(u"files.changed"_s, {}, {{u"file"_s, properties["file"_L1]}})};
    return {};
}

} // namespace headgate

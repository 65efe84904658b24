// SPDX-License-Identifier: MIT
#include "core/decode/streamvalue.h"

#include "core/decode/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::streamvalue {

using namespace Qt::StringLiterals;

namespace {

/** Marks and decisions of this client's own are made here and never taken from a stream. */
bool isOurs(const QString& type)
{
    return type.startsWith("headgate."_L1);
}

/** Milliseconds, if they can be a time of our days; an envelope may say anything. */
Timestamp saidTime(const QJsonValue& value, Timestamp otherwise)
{
    const double ms = value.toDouble();
    return ms > 1e12 && ms < 1e13 ? timestampFromMs(qint64(ms)) : otherwise;
}

void describeState(const QJsonObject& value, Event& event)
{
    const auto change = stateChange(value);
    if (!change)
        return;
    // Kept below a name that no server gives a session, so that the newest state of each thing
    // survives a restart like that of a message does.
    event.session = SessionId(u"state"_s);
    event.entity.key = "s:"_L1 + change->type + u'\n' + change->key;
    event.entity.gone = change->operation == StateChange::Operation::Delete;
    event.entity.content = value;
    if (isKnown(change->at))
        event.time = change->at;
}

Event plain(const QByteArray& value, Event&& event)
{
    // Qt 6.4: QJsonDocument reads objects and arrays only.
    const QJsonArray scalar = QJsonDocument::fromJson('[' + value + ']').array();
    const Dialect dialect = scalar.size() == 1 && checkJson(value) ? Dialect::Json
        : value.isValidUtf8()                                      ? Dialect::Text
                                                                   : Dialect::Bytes;
    event.type = dialectName(dialect);
    if (dialect == Dialect::Json)
        event.body = {{u"value"_s, scalar.first()}};
    else if (dialect == Dialect::Text)
        event.body = {{u"text"_s, QString::fromUtf8(value)}};
    else if (dialect == Dialect::Bytes)
        event.body = {{u"hex"_s, QString::fromLatin1(value.toHex())}};
    return std::move(event);
}

Event decodeObject(const QJsonObject& value, Event&& event)
{
    event.body = value;
    switch (recognise(value)) {
    case Dialect::StateChange:
        event.type = "state."_L1 + value["headers"_L1]["operation"_L1].toString();
        describeState(value, event);
        break;
    case Dialect::StateControl:
        event.type = "state."_L1 + value["headers"_L1]["control"_L1].toString();
        break;
    case Dialect::Envelope:
        event.type = "envelope:"_L1 + value["type"_L1].toString();
        event.time = saidTime(value["timestamp"_L1], event.time);
        break;
    case Dialect::Channel:
        event.type = "channel:"_L1 + value["channel"_L1].toString();
        event.time = saidTime(value["data"_L1]["timestamp"_L1], event.time);
        break;
    default: // an OpenCode event that could not be read as one is shown as it came
        event.type = dialectName(Dialect::Json);
    }
    return std::move(event);
}

} // namespace

QString dialectName(Dialect dialect)
{
    switch (dialect) {
    case Dialect::OpenCode:
        return u"opencode"_s;
    case Dialect::StateChange:
        return u"state-change"_s;
    case Dialect::StateControl:
        return u"state-control"_s;
    case Dialect::Envelope:
        return u"envelope"_s;
    case Dialect::Channel:
        return u"channel"_s;
    case Dialect::Json:
        return u"json"_s;
    case Dialect::Text:
        return u"text"_s;
    case Dialect::Bytes:
        return u"bytes"_s;
    }
    return {};
}

Dialect recognise(const QJsonObject& value)
{
    const bool typed = !value["type"_L1].toString().isEmpty();
    // State changes first: their value may look like anything.
    if (stateChange(value))
        return Dialect::StateChange;
    if (!typed && stateControl(value))
        return Dialect::StateControl;
    if (typed && value["stream_id"_L1].isString() && value.contains("payload"_L1))
        return Dialect::Envelope;
    const QJsonValue payload = value["payload"_L1];
    const bool frame = payload.isObject() && !payload["type"_L1].toString().isEmpty()
        && (payload["properties"_L1].isObject() || payload["syncEvent"_L1].isObject()
            || payload["data"_L1].isObject());
    if (frame && !typed)
        return isOurs(payload["type"_L1].toString()) ? Dialect::Json : Dialect::OpenCode;
    if (typed && value["properties"_L1].isObject())
        return isOurs(value["type"_L1].toString()) ? Dialect::Json : Dialect::OpenCode;
    if (value["channel"_L1].isString() && value["data"_L1].isObject())
        return Dialect::Channel;
    return Dialect::Json;
}

Decoded decode(
    const SourceId& source, const QByteArray& value, const Position& position, Timestamp arrived)
{
    Event event;
    event.source = source;
    event.time = arrived;
    event.raw = value;
    event.position = QString::fromUtf8(position.offset) + u'+' + QString::number(position.index);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(value, &error);
    if (document.isArray()) {
        event.type = dialectName(Dialect::Json);
        event.body = {{u"value"_s, document.array()}};
        return event;
    }
    if (!document.isObject())
        return plain(value, std::move(event));
    const QJsonObject object = document.object();
    if (recognise(object) != Dialect::OpenCode)
        return decodeObject(object, std::move(event));
    auto decoded = opencode::decodeFrame(source, value, arrived);
    if (!decoded)
        return decodeObject(object, std::move(event));
    if (auto* told = std::get_if<Event>(&*decoded)) {
        told->position = event.position;
        return std::move(*told);
    }
    return std::visit([](auto& frame) { return Decoded(std::move(frame)); }, *decoded);
}

QJsonObject bodyOf(const QString& type, const QByteArray& raw)
{
    const bool plainType = type == "json"_L1 || type == "text"_L1 || type == "bytes"_L1;
    const bool named = type.startsWith("state."_L1) || type.startsWith("envelope:"_L1)
        || type.startsWith("channel:"_L1);
    if (!plainType && !named)
        return opencode::bodyOf(raw);
    const Decoded decoded = decode({}, raw, {}, {});
    const auto* event = std::get_if<Event>(&decoded);
    return event ? event->body : QJsonObject();
}

} // namespace headgate::streamvalue

// SPDX-License-Identifier: MIT
#include "core/decode/streamevent.h"

#include "core/decode/jsontext.h"

#include <QDateTime>
#include <QJsonDocument>

#include <cmath>
#include <optional>

namespace headgate::streamevent {

using namespace Qt::StringLiterals;

namespace {

/** Takes keys out of the object one by one; what stays is what the envelope does not know. */
class Keys
{
public:
    explicit Keys(const QJsonObject& object)
        : m_rest(object)
    {
    }

    /** The first of the names that holds a text; others stay. */
    QString text(std::initializer_list<QLatin1StringView> names)
    {
        for (const QLatin1StringView name : names) {
            const auto at = m_rest.constFind(name);
            if (at == m_rest.constEnd() || !at->isString() || at->toString().isEmpty())
                continue;
            const QString value = at->toString();
            m_rest.remove(name);
            return value;
        }
        return {};
    }
    bool has(QLatin1StringView name) const { return m_rest.contains(name); }
    QJsonValue peek(QLatin1StringView name) const { return m_rest.value(name); }
    QJsonValue take(QLatin1StringView name) { return m_rest.take(name); }
    QJsonObject rest() const { return m_rest; }

private:
    QJsonObject m_rest;
};

/** Milliseconds, or ISO 8601 as its neighbours write it; nothing if it is no point in time. */
std::optional<Timestamp> pointInTime(const QJsonValue& value)
{
    constexpr double furthest = 8.64e15; // the range of JavaScript's dates
    if (value.isDouble() && std::abs(value.toDouble()) <= furthest)
        return timestampFromMs(qint64(std::floor(value.toDouble())));
    if (!value.isString())
        return {};
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(timestampFromMs(at.toMSecsSinceEpoch())) : std::nullopt;
}

Issue missing(const char* key)
{
    return {Issue::Code::BadEvent, {}, {QString::fromLatin1(key)}};
}

/** The places that the first version has elsewhere. In newer lines the same keys are extras. */
void readFirstVersion(Keys& keys, StreamEvent& event)
{
    event.streamId = keys.text({"streamId"_L1, "sessionId"_L1});
    if (event.actor.isEmpty())
        event.actor = keys.text({"agent"_L1});
    if (event.causationId.isEmpty())
        event.causationId = EventId(keys.text({"parentEventId"_L1}));
    if (event.correlationId.isEmpty())
        event.correlationId = event.metadata["correlationId"_L1].toString();
    if (event.streamId.isEmpty())
        event.streamId = event.correlationId;
}

} // namespace

Expected<StreamEvent> decode(const QByteArray& line)
{
    // Strict first: Qt's reader accepts texts that are not UTF-8.
    if (const Outcome checked = checkJson(QByteArrayView(line).trimmed()); !checked)
        return checked.error();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error == QJsonParseError::NoError && document.isObject())
        return fromJson(document.object());
    const QString why = document.isArray() || error.error == QJsonParseError::IllegalValue
        ? u"it is no object"_s
        : error.errorString();
    return Issue{Issue::Code::BadFrame, {}, {why}};
}

Expected<StreamEvent> fromJson(const QJsonObject& object)
{
    Keys keys(object);
    StreamEvent event;
    event.id = EventId(keys.text({"id"_L1}));
    event.type = keys.text({"type"_L1});
    event.streamId = keys.text({"stream_id"_L1});
    event.causationId = EventId(keys.text({"causation_id"_L1, "causationId"_L1}));
    event.correlationId = keys.text({"correlation_id"_L1, "correlationId"_L1});
    event.actor = keys.text({"actor"_L1});
    if (const auto at = pointInTime(keys.peek("timestamp"_L1))) {
        event.timestamp = *at;
        keys.take("timestamp"_L1);
    }
    event.payload = keys.has("payload"_L1) ? keys.take("payload"_L1) : QJsonValue::Undefined;
    if (keys.peek("metadata"_L1).isObject())
        event.metadata = keys.take("metadata"_L1).toObject();
    if (event.streamId.isEmpty())
        readFirstVersion(keys, event);
    event.extra = keys.rest();
    if (event.id.isEmpty())
        return missing("id");
    if (event.type.isEmpty())
        return missing("type");
    if (event.streamId.isEmpty())
        return missing("stream_id");
    return event;
}

QJsonObject toJson(const StreamEvent& event)
{
    QJsonObject object = event.extra;
    const auto put = [&object](QLatin1StringView key, const QString& value) {
        if (!value.isEmpty())
            object.insert(key, value);
    };
    put("id"_L1, event.id.value());
    put("type"_L1, event.type);
    put("stream_id"_L1, event.streamId);
    put("causation_id"_L1, event.causationId.value());
    put("correlation_id"_L1, event.correlationId);
    put("actor"_L1, event.actor);
    if (isKnown(event.timestamp))
        object.insert("timestamp"_L1, toMs(event.timestamp));
    if (!event.payload.isUndefined())
        object.insert("payload"_L1, event.payload);
    if (!event.metadata.isEmpty())
        object.insert("metadata"_L1, event.metadata);
    return object;
}

QByteArray encode(const StreamEvent& event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace headgate::streamevent

// SPDX-License-Identifier: MIT
#include "core/server/paneevent.h"

#include "core/decode/panewire.h"
#include "core/server/paneanswers.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What is too long for an event is said of the whole of it. */
constexpr qsizetype anyLength = std::numeric_limits<qsizetype>::max();

HttpResponse bad(const QString& why)
{
    return paneanswers::refusal(400, "INVALID_DATA", why);
}

/** Its column in the tables of systems.md 3.1. */
QString channelOf(const QString& type)
{
    const auto& all = pane::wireTypes();
    const auto row = std::find_if(all.begin(), all.end(),
        [&](const pane::WireType& one) { return type == QLatin1StringView(one.name); });
    if (row == all.end() || row->channel == pane::Channel::Connection)
        return {};
    switch (row->channel) {
    case pane::Channel::Agent:
        return u"agent"_s;
    case pane::Channel::ContainerAgent:
        return u"containerAgent"_s;
    case pane::Channel::Plan:
        return u"plan"_s;
    case pane::Channel::TaskCreation:
        return u"taskCreation"_s;
    case pane::Channel::Sandbox:
        return u"sandbox"_s;
    default:
        return pane::channelName(row->channel);
    }
}

bool isOneOf(const QString& value, const char* words)
{
    return QString::fromLatin1(words).split(u' ').contains(value);
}

/** A key may only have one of these words, where it is there. */
QString wrongWord(const QJsonObject& data, QLatin1StringView key, const char* words)
{
    const QJsonValue value = data[key];
    if (value.isUndefined() || isOneOf(value.toString(), words))
        return {};
    return u"%1 is none of %2"_s.arg(key, QString::fromLatin1(words));
}

/** A key may only hold text of this length, where it is there. */
QString wrongText(const QJsonObject& data, QLatin1StringView key, qsizetype longest)
{
    const QJsonValue value = data[key];
    if (value.isUndefined() || (value.isString() && value.toString().size() <= longest))
        return {};
    return u"%1 is no text of at most %2 signs"_s.arg(key).arg(longest);
}

QString wrongNumber(const QJsonObject& data, QLatin1StringView key)
{
    const QJsonValue value = data[key];
    if (value.isUndefined() || (value.isDouble() && value.toDouble() >= 0))
        return {};
    return u"%1 is no number of at least 0"_s.arg(key);
}

QString wrongCursor(const QJsonObject& data)
{
    const QJsonValue cursor = data["cursor"_L1];
    if (cursor.isUndefined() || (cursor["x"_L1].isDouble() && cursor["y"_L1].isDouble()))
        return {};
    return u"cursor has no x and y"_s;
}

/** What is wrong with the fields of a channel (systems.md 3.1); empty: nothing. */
QString wrongFields(const StoredPaneEvent& event)
{
    const QJsonObject& d = event.data;
    QStringList wrong{wrongText(d, "id"_L1, 200), wrongText(d, "agentId"_L1, 200)};
    if (event.channel == "chunks"_L1)
        wrong += {wrongText(d, "text"_L1, anyLength), wrongNumber(d, "turn"_L1)};
    else if (event.channel == "toolCalls"_L1)
        wrong += {wrongText(d, "tool"_L1, 200),
            wrongWord(d, "status"_L1, "pending running complete error"),
            wrongNumber(d, "duration"_L1)};
    else if (event.channel == "presence"_L1)
        wrong += {wrongText(d, "userId"_L1, 200), wrongText(d, "displayName"_L1, 200),
            wrongText(d, "avatarUrl"_L1, 2000), wrongText(d, "activeFile"_L1, 1000),
            wrongCursor(d)};
    else if (event.channel == "terminal"_L1)
        wrong += {wrongText(d, "data"_L1, anyLength), wrongWord(d, "type"_L1, "input output error"),
            wrongWord(d, "source"_L1, "user agent system")};
    else if (event.channel == "agentState"_L1)
        wrong += wrongWord(d, "status"_L1, "idle starting running paused error completed");
    wrong.removeAll(QString());
    return wrong.value(0);
}

/** The type of what the six channels carry; what they need is checked later. */
QString typeIn(const QString& channel, const QJsonObject& data)
{
    const QString said = data["type"_L1].toString();
    if (channel == "workflow"_L1 && said.startsWith("approval:"_L1))
        return said;
    if (channel == "presence"_L1 && data["action"_L1].toString() == "leave"_L1)
        return u"presence:left"_s;
    const auto wire = pane::wireFromRow({{u"channel"_s, channel}, {u"data"_s, data}}, Timestamp());
    return wire ? wire->type : QString();
}

} // namespace

std::variant<StoredPaneEvent, HttpResponse> readPaneEvent(
    const QJsonObject& body, const QString& session, qint64 offset, Timestamp now)
{
    StoredPaneEvent event;
    event.channel = body["channel"_L1].toString();
    event.data = body["data"_L1].toObject();
    const bool byChannel = body.contains("channel"_L1);
    if (byChannel
        && !isOneOf(event.channel, "terminal presence workflow chunks toolCalls agentState"))
        return paneanswers::refusal(400, "INVALID_CHANNEL",
            u"channel is none of terminal, presence, workflow, chunks, toolCalls, agentState"_s);
    if (!body["data"_L1].isObject())
        return bad(u"data is no object"_s);
    if (byChannel) {
        event.type = typeIn(event.channel, event.data);
        const char* const known = "approval:requested approval:approved approval:rejected "
                                  "worktree:created worktree:merged worktree:removed";
        if (event.channel == "workflow"_L1 && !isOneOf(event.data["type"_L1].toString(), known))
            return bad(u"type is none of %1"_s.arg(QString::fromLatin1(known)));
    } else {
        event.type = body["type"_L1].toString();
        event.channel = channelOf(event.type);
        if (event.channel.isEmpty())
            return paneanswers::refusal(
                400, "INVALID_CHANNEL", u"there is neither a channel nor a type that is known"_s);
    }
    pane::Wire wire;
    wire.type = event.type;
    wire.data = event.data;
    if (const QString missing = pane::missingIn(wire); !missing.isEmpty())
        return bad(u"%1 is missing"_s.arg(missing));
    if (const QString wrong = wrongFields(event); !wrong.isEmpty())
        return bad(wrong);
    const QString of = event.data["sessionId"_L1].toString();
    if (!of.isEmpty() && of != session)
        return bad(u"sessionId is of another session"_s);
    completePaneEvent(event, session, offset, now);
    if (paneanswers::compact(event.data).size() > mostPaneBytes)
        return paneanswers::refusal(413, "INVALID_DATA", u"an event holds at most 64 KB"_s);
    return event;
}

StoredPaneEvent makePaneEvent(
    const QString& type, const QJsonObject& data, const QString& session, Timestamp now)
{
    StoredPaneEvent event{type, channelOf(type), {}, data, now};
    event.data.insert("sessionId"_L1, session);
    return event;
}

void completePaneEvent(StoredPaneEvent& event, const QString& session, qint64 offset, Timestamp now)
{
    event.data.insert("sessionId"_L1, session);
    // A person's id is no id of what that person did.
    event.id = event.data["id"_L1].toString();
    if (event.id.isEmpty()) {
        event.id = u"%1-%2-%3"_s.arg(event.channel).arg(toMs(now)).arg(offset);
        event.data.insert("id"_L1, event.id);
    }
    event.time = pane::timeFrom(event.data["timestamp"_L1]);
    if (!isKnown(event.time)) {
        event.time = now;
        event.data.insert("timestamp"_L1, toMs(now));
    }
}

QByteArray storedText(const StoredPaneEvent& event)
{
    // The offset is put behind it, so what it ends with must be its own brace.
    return paneanswers::compact({{u"type"_s, event.type}, {u"channel"_s, event.channel},
        {u"id"_s, event.id}, {u"timestamp"_s, toMs(event.time)}, {u"data"_s, event.data}});
}

QByteArray toldText(QByteArrayView stored, qint64 offset)
{
    if (!stored.endsWith('}') || stored.size() < 3)
        return "{\"type\":\"other\",\"offset\":" + QByteArray::number(offset) + '}';
    return stored.chopped(1).toByteArray() + ",\"offset\":" + QByteArray::number(offset) + '}';
}

StoredPaneEvent readStored(QByteArrayView stored)
{
    const QJsonObject object = QJsonDocument::fromJson(stored.toByteArray()).object();
    StoredPaneEvent event;
    event.type = object["type"_L1].toString(u"other"_s);
    event.channel = object["channel"_L1].toString();
    event.id = object["id"_L1].toString();
    event.data = object["data"_L1].toObject();
    event.time = timestampFromMs(object["timestamp"_L1].toInteger());
    return event;
}

} // namespace headgate

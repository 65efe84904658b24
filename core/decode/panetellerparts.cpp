// SPDX-License-Identifier: MIT
// What agents and people write, as Teller tells it.
#include "core/decode/paneteller.h"

#include <algorithm>

namespace headgate::pane {

using namespace Qt::StringLiterals;

/** `ended`: nothing more is written in it for now. When it began is kept with what was told. */
void Teller::describeMessage(
    const QString& id, QLatin1StringView role, const QString& agent, bool ended)
{
    QJsonObject time{{u"created"_s, toMs(m_wire.time)}};
    if (ended)
        time.insert("completed"_L1, toMs(m_wire.time));
    add(u"message.updated"_s,
        {{u"info"_s,
            QJsonObject{{u"id"_s, id}, {u"sessionID"_s, m_session.value()},
                {u"role"_s, QString(role)}, {u"agent"_s, agent}, {u"time"_s, time}}}});
}

QJsonObject Teller::part(const QString& name, const QString& message, QLatin1StringView type) const
{
    return {{u"id"_s, QString(m_session.value() + u':' + name)},
        {u"sessionID"_s, m_session.value()}, {u"messageID"_s, message}, {u"type"_s, QString(type)}};
}

QString Teller::messageOf(const QString& agent, qint64 turn)
{
    return agent + u'-' + QString::number(turn);
}

/** The message that this agent writes in this turn. */
QString Teller::openTurn(const QString& agent, qint64 turn)
{
    const auto known = m_story.turns.constFind(agent);
    if (known == m_story.turns.cend() || known->turn != turn) {
        closeTurn(agent);
        m_story.turns.insert(agent, {turn, false});
        describeMessage(messageOf(agent, turn), "assistant"_L1, agent, false);
    }
    return messageOf(agent, turn);
}

void Teller::textPart(const QString& message, bool ends)
{
    QJsonObject text = part(message, message, "text"_L1);
    QJsonObject time{{u"start"_s, toMs(m_wire.time)}};
    if (ends)
        time.insert("end"_L1, toMs(m_wire.time));
    text.insert("time"_L1, time);
    addPart(text);
}

void Teller::closeTurn(const QString& agent)
{
    const auto known = m_story.turns.constFind(agent);
    if (known == m_story.turns.cend())
        return;
    const QString message = messageOf(agent, known->turn);
    if (known->text)
        textPart(message, true);
    describeMessage(message, "assistant"_L1, agent, true);
    m_story.turns.erase(known);
}

void Teller::speak(const QString& agent, qint64 turn, const QString& text)
{
    if (text.isEmpty())
        return;
    const QString message = openTurn(agent, turn);
    if (!std::exchange(m_story.turns[agent].text, true))
        textPart(message, false);
    add(u"message.part.delta"_s,
        {{u"messageID"_s, message}, {u"partID"_s, QString(m_session.value() + u':' + message)},
            {u"field"_s, u"text"_s}, {u"delta"_s, text}});
}

/** A message that is told at once. */
void Teller::say(const QString& id, QLatin1StringView role, const QString& agent,
    const QString& text, Words words)
{
    describeMessage(id, role, agent, role == "assistant"_L1);
    QJsonObject whole = part(id, id, "text"_L1);
    whole.insert("text"_L1, text);
    if (words == Words::Verbatim)
        whole.insert("verbatim"_L1, true);
    addPart(whole);
}

/** As said; else the one it is in. */
qint64 Teller::turn(const QString& agent) const
{
    if (data()["turn"_L1].isDouble())
        return data()["turn"_L1].toInteger();
    const auto open = m_story.turns.constFind(agent);
    return m_story.counted.value(agent, open == m_story.turns.cend() ? 0 : open->turn);
}

void Teller::tool(bool ended)
{
    const QString id = firstText(data(), {"id"_L1, "toolId"_L1});
    OpenTool call = m_story.tools.value(id);
    const bool known = m_story.tools.contains(id);
    if (const QString name = firstText(data(), {"tool"_L1, "toolName"_L1, "name"_L1});
        !name.isEmpty())
        call.tool = name;
    if (call.tool.isEmpty())
        call.tool = u"tool"_s; // a result whose begin was never told
    if (data().contains("input"_L1)) {
        const QJsonValue input = data()["input"_L1];
        call.input = input.isObject() ? input.toObject() : QJsonObject{{u"value"_s, input}};
    }
    if (!known) {
        call.message = openTurn(agent(), turn(agent()));
        call.started = toMs(m_wire.time);
        const qint64 took = data()["duration"_L1].toInteger(data()["durationMs"_L1].toInteger());
        if (ended)
            call.started -= std::max<qint64>(0, took);
    }
    const QString status = data()["status"_L1].toString();
    const QString error = textOf(data()["error"_L1]);
    const bool failed = status == "error"_L1 || data()["isError"_L1].toBool() || !error.isEmpty();
    QJsonObject time{{u"start"_s, call.started}};
    QJsonObject state{{u"input"_s, call.input}};
    if (ended) {
        const QString output =
            textOf(data().contains("output"_L1) ? data()["output"_L1] : data()["result"_L1]);
        time.insert("end"_L1, toMs(m_wire.time));
        state.insert("output"_L1, output);
        state.insert("status"_L1, failed ? u"error"_s : u"completed"_s);
        if (failed)
            state.insert("error"_L1, error.isEmpty() ? output : error);
        m_story.tools.remove(id);
    } else {
        state.insert("status"_L1, status == "pending"_L1 ? u"pending"_s : u"running"_s);
        m_story.tools.insert(id, call);
    }
    state.insert("time"_L1, time);
    QJsonObject p = part(id, call.message, "tool"_L1);
    p.insert("callID"_L1, id);
    p.insert("tool"_L1, call.tool);
    p.insert("state"_L1, state);
    addPart(p);
}

void Teller::message(const QString& agent)
{
    const QString role = data()["role"_L1].toString();
    const QString text = textOf(data()["content"_L1]);
    const QString id = u"m"_s + tag();
    if (role == "user"_L1) {
        say(id, "user"_L1, {}, text);
    } else if (role == "assistant"_L1 && m_story.turns.value(agent).text) {
        closeTurn(agent); // the same words as its pieces
    } else if (!text.isEmpty()) {
        say(id, "assistant"_L1, role == "system"_L1 ? role : agent, text);
    }
}

} // namespace headgate::pane

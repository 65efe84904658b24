// SPDX-License-Identifier: MIT
#include "core/decode/paneteller.h"

#include "core/decode/opencode.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::pane {

using namespace Qt::StringLiterals;

QString firstText(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = object[name].toString(); !text.isEmpty())
            return text;
    }
    return {};
}

QString textOf(const QJsonValue& value)
{
    if (value.isString() || value.isUndefined() || value.isNull())
        return value.toString();
    // Qt 6.4: a document is an object or an array.
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

std::vector<Event> Teller::tell()
{
    tellWire();
    // What lacks what its type needs is shown as it came, and means nothing.
    if (missingIn(m_wire).isEmpty())
        understand();
    return std::move(m_events);
}

QString Teller::tag() const
{
    return m_wire.offset ? QString::number(*m_wire.offset) : QString::number(toMs(m_wire.time));
}

void Teller::tellWire()
{
    Event event;
    event.source = m_source;
    event.session = m_session;
    event.id = EventId(m_session.value() + u'#' + tag());
    // The names of our own terms are no server's to use.
    event.type = m_wire.channel == Channel::Other ? "other:"_L1 + m_wire.type : m_wire.type;
    event.seq = m_wire.offset;
    event.time = m_wire.time;
    event.raw = m_wire.raw;
    event.body = data();
    event.position = tag();
    m_events.push_back(std::move(event));
}

void Teller::add(const QString& type, QJsonObject body)
{
    body.insert("sessionID"_L1, m_session.value());
    Event event = opencode::makeEvent(m_source, {}, type, body, m_wire.time);
    event.origin = Origin::Live;
    event.id = EventId(u"%1#%2/%3"_s.arg(m_session.value(), tag()).arg(m_events.size()));
    m_events.push_back(std::move(event));
}

QString Teller::agent() const
{
    const QString named = firstText(data(), {"agentId"_L1, "agent"_L1});
    if (!named.isEmpty())
        return named;
    switch (m_wire.channel) {
    case Channel::Plan:
        return u"plan"_s;
    case Channel::TaskCreation:
        return u"task-creation"_s;
    default:
        return u"agent"_s;
    }
}

void Teller::status(bool busy)
{
    add(u"session.status"_s,
        {{u"status"_s, QJsonObject{{u"type"_s, busy ? u"busy"_s : u"idle"_s}}}});
}

void Teller::works(const QString& agent)
{
    const bool before = !m_story.running.isEmpty();
    m_story.running.insert(agent);
    if (!before)
        status(true);
}

void Teller::rests(const QString& agent)
{
    m_story.running.remove(agent);
    // Said even where it was not at work as far as was told: then it is known to rest.
    if (m_story.running.isEmpty())
        status(false);
}

void Teller::ends(const QString& agent)
{
    closeTurn(agent);
    m_story.counted.remove(agent);
    rests(agent);
}

void Teller::fails(const QString& agent)
{
    const QJsonValue error = data()["error"_L1];
    QString words = error.isObject() ? error["message"_L1].toString() : error.toString();
    if (words.isEmpty())
        words = data()["message"_L1].toString();
    closeTurn(agent);
    add(u"session.error"_s,
        {{u"error"_s,
            QJsonObject{
                {u"name"_s, u"AgentError"_s}, {u"data"_s, QJsonObject{{u"message"_s, words}}}}}});
    ends(agent);
}

void Teller::terminal()
{
    const QString line = data()["id"_L1].toString();
    // Sent twice after an answer that was lost, it is one line all the same.
    const QString id = line.isEmpty() ? QString("terminal-"_L1 + tag()) : lineMessage(line);
    const bool person =
        m_wire.type == "terminal:input"_L1 && data()["source"_L1].toString(u"user"_s) == "user"_L1;
    if (person)
        say(id, "user"_L1, {}, data()["data"_L1].toString());
    else
        say(id, "assistant"_L1, u"terminal"_s, data()["data"_L1].toString(), Words::Verbatim);
}

void Teller::agentState()
{
    const QString state = data()["status"_L1].toString();
    if (state == "starting"_L1 || state == "running"_L1)
        works(agent());
    else if (state == "error"_L1)
        fails(agent());
    else if (state == "paused"_L1)
        rests(agent());
    else
        ends(agent());
}

/** What agent:, container-agent:, plan: and task-creation: have in common. */
void Teller::life(const QString& what)
{
    const QString who = agent();
    if (data()["turn"_L1].isDouble() && what == "turn"_L1)
        m_story.counted.insert(who, data()["turn"_L1].toInteger());
    if (what == "token"_L1)
        speak(who, turn(who), firstText(data(), {"delta"_L1, "text"_L1}));
    else if (what == "tool:start"_L1 || what == "tool:result"_L1)
        tool(what == "tool:result"_L1);
    else if (what == "message"_L1)
        message(who);
    else if (what == "plan_ready"_L1)
        planReady();
    else if (what == "interaction"_L1 || what == "questions"_L1)
        question("question:"_L1 + who);
    else if (what == "error"_L1)
        fails(who);
    else if (what == "complete"_L1 || what == "completed"_L1 || what == "cancelled"_L1
        || what == "turn_limit"_L1)
        ends(who);
    else if (what == "started"_L1 || what == "status"_L1 || what == "planning"_L1
        || what == "turn"_L1 || what == "processing"_L1)
        works(who);
}

void Teller::understand()
{
    const QString& type = m_wire.type;
    const QString what = type.section(u':', 1);
    switch (m_wire.channel) {
    case Channel::Chunks:
        speak(agent(), data()["turn"_L1].toInteger(), data()["text"_L1].toString());
        break;
    case Channel::ToolCalls:
        tool(what == "result"_L1);
        break;
    case Channel::Terminal:
        terminal();
        break;
    case Channel::Workflow:
        approval(type == "workflow"_L1 ? data()["type"_L1].toString() : type,
            data()["payload"_L1].isObject() ? data()["payload"_L1].toObject() : data());
        break;
    case Channel::AgentState:
        agentState();
        break;
    case Channel::Plan:
    case Channel::TaskCreation:
        if (what != "interaction"_L1 && what != "questions"_L1)
            answered("question:"_L1 + agent(), {}); // it went on
        life(what);
        break;
    case Channel::Agent:
    case Channel::ContainerAgent:
        if (what == "started"_L1)
            planDecided();
        life(what);
        break;
    case Channel::Presence:
    case Channel::Sandbox:
    case Channel::Connection:
    case Channel::Other:
        break;
    }
}

} // namespace headgate::pane

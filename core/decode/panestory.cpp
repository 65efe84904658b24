// SPDX-License-Identifier: MIT
#include "core/decode/panestory.h"

#include "core/decode/opencode.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace headgate::pane {

using namespace Qt::StringLiterals;

namespace {

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

/** Tells what one event means. */
class Teller
{
public:
    Teller(Story& story, const SourceId& source, const SessionId& session, const Wire& wire)
        : m_story(story)
        , m_source(source)
        , m_session(session)
        , m_wire(wire)
    {
    }

    std::vector<Event> tell()
    {
        tellWire();
        // What lacks what its type needs is shown as it came, and means nothing.
        if (missingIn(m_wire).isEmpty())
            understand();
        return std::move(m_events);
    }

private:
    const QJsonObject& data() const { return m_wire.data; }
    QString tag() const
    {
        return m_wire.offset ? QString::number(*m_wire.offset) : QString::number(toMs(m_wire.time));
    }

    void tellWire()
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

    void add(const QString& type, QJsonObject body)
    {
        body.insert("sessionID"_L1, m_session.value());
        Event event = opencode::makeEvent(m_source, {}, type, body, m_wire.time);
        event.origin = Origin::Live;
        event.id = EventId(u"%1#%2/%3"_s.arg(m_session.value(), tag()).arg(m_events.size()));
        m_events.push_back(std::move(event));
    }

    QString agent() const
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

    /** `ended`: nothing more is written in it for now. When it began is kept with what was told. */
    void describeMessage(
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

    QJsonObject part(const QString& name, const QString& message, QLatin1StringView type) const
    {
        return {{u"id"_s, QString(m_session.value() + u':' + name)},
            {u"sessionID"_s, m_session.value()}, {u"messageID"_s, message},
            {u"type"_s, QString(type)}};
    }

    void addPart(const QJsonObject& part) { add(u"message.part.updated"_s, {{u"part"_s, part}}); }

    static QString messageOf(const QString& agent, qint64 turn)
    {
        return agent + u'-' + QString::number(turn);
    }

    /** The message that this agent writes in this turn. */
    QString openTurn(const QString& agent, qint64 turn)
    {
        const auto known = m_story.turns.constFind(agent);
        if (known == m_story.turns.cend() || known->turn != turn) {
            closeTurn(agent);
            m_story.turns.insert(agent, {turn, false});
            describeMessage(messageOf(agent, turn), "assistant"_L1, agent, false);
        }
        return messageOf(agent, turn);
    }

    void textPart(const QString& message, bool ends)
    {
        QJsonObject text = part(message, message, "text"_L1);
        QJsonObject time{{u"start"_s, toMs(m_wire.time)}};
        if (ends)
            time.insert("end"_L1, toMs(m_wire.time));
        text.insert("time"_L1, time);
        addPart(text);
    }

    void closeTurn(const QString& agent)
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

    void speak(const QString& agent, qint64 turn, const QString& text)
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
    void say(const QString& id, QLatin1StringView role, const QString& agent, const QString& text)
    {
        describeMessage(id, role, agent, role == "assistant"_L1);
        QJsonObject whole = part(id, id, "text"_L1);
        whole.insert("text"_L1, text);
        addPart(whole);
    }

    /** As said; else the one it is in. */
    qint64 turn(const QString& agent) const
    {
        if (data()["turn"_L1].isDouble())
            return data()["turn"_L1].toInteger();
        const auto open = m_story.turns.constFind(agent);
        return m_story.counted.value(agent, open == m_story.turns.cend() ? 0 : open->turn);
    }

    void tool(bool ended)
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
            const qint64 took =
                data()["duration"_L1].toInteger(data()["durationMs"_L1].toInteger());
            if (ended)
                call.started -= std::max<qint64>(0, took);
        }
        const QString status = data()["status"_L1].toString();
        const QString error = textOf(data()["error"_L1]);
        const bool failed =
            status == "error"_L1 || data()["isError"_L1].toBool() || !error.isEmpty();
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

    void status(bool busy)
    {
        add(u"session.status"_s,
            {{u"status"_s, QJsonObject{{u"type"_s, busy ? u"busy"_s : u"idle"_s}}}});
    }

    void works(const QString& agent)
    {
        const bool before = !m_story.running.isEmpty();
        m_story.running.insert(agent);
        if (!before)
            status(true);
    }

    void rests(const QString& agent)
    {
        m_story.running.remove(agent);
        // Said even where it was not at work as far as was told: then it is known to rest.
        if (m_story.running.isEmpty())
            status(false);
    }

    void ends(const QString& agent)
    {
        closeTurn(agent);
        m_story.counted.remove(agent);
        rests(agent);
    }

    void fails(const QString& agent)
    {
        const QJsonValue error = data()["error"_L1];
        QString words = error.isObject() ? error["message"_L1].toString() : error.toString();
        if (words.isEmpty())
            words = data()["message"_L1].toString();
        closeTurn(agent);
        add(u"session.error"_s,
            {{u"error"_s,
                QJsonObject{{u"name"_s, u"AgentError"_s},
                    {u"data"_s, QJsonObject{{u"message"_s, words}}}}}});
        ends(agent);
    }

    void ask(const QString& of, const QString& type, const QString& request, QJsonObject body)
    {
        m_story.waiting.insert(of, request);
        body.insert("id"_L1, request);
        add(type, std::move(body));
    }

    void answered(const QString& of, const QString& reply)
    {
        const QString request = m_story.waiting.take(of);
        if (request.isEmpty())
            return;
        QJsonObject body{{u"requestID"_s, request}};
        if (!reply.isEmpty())
            body.insert("reply"_L1, reply);
        add(u"permission.replied"_s, body);
    }

    void approval(const QString& what, const QJsonObject& payload)
    {
        const QString task = firstText(payload, {"taskId"_L1});
        const QString of =
            "approval:"_L1 + (task.isEmpty() ? data()["taskId"_L1].toString() : task);
        if (what == "approval:requested"_L1) {
            answered(of, {}); // asked again: nobody waits on the older one
            QJsonObject body{{u"permission"_s, u"approval"_s}, {u"patterns"_s, QJsonArray{task}}};
            if (const QString diff = payload["diff"_L1].toString(); !diff.isEmpty())
                body.insert("metadata"_L1, QJsonObject{{u"diff"_s, diff}});
            ask(of, u"permission.asked"_s, of + u'@' + tag(), body);
        } else if (what == "approval:approved"_L1) {
            answered(of, u"once"_s);
        } else if (what == "approval:rejected"_L1) {
            answered(of, u"reject"_s);
        }
    }

    void planReady()
    {
        const QString of = "plan:"_L1 + firstText(data(), {"taskId"_L1, "agentId"_L1});
        if (m_story.waiting.contains(of))
            return;
        ask(of, u"permission.asked"_s, of + u'@' + tag(),
            {{u"permission"_s, u"plan"_s}, {u"patterns"_s, QJsonArray{textOf(data()["plan"_L1])}}});
    }

    /** Whoever begins to work was let. */
    void planDecided()
    {
        answered("plan:"_L1 + firstText(data(), {"taskId"_L1, "agentId"_L1}), {});
    }

    void question(const QString& of)
    {
        QJsonArray questions;
        const QJsonArray asked = data()["questions"_L1].toArray();
        for (const QJsonValue& one : asked) {
            questions.append(QJsonObject{{u"header"_s, one["header"_L1]},
                {u"question"_s, one.isString() ? one : one["question"_L1]},
                {u"options"_s, one["options"_L1].toArray()},
                {u"multiple"_s, one["multiSelect"_L1].toBool()}});
        }
        const QString id = firstText(data(), {"interactionId"_L1, "id"_L1});
        answered(of, {});
        ask(of, u"question.asked"_s, id.isEmpty() ? QString(of + u'@' + tag()) : id,
            {{u"questions"_s, questions}});
    }

    void message(const QString& agent)
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

    void terminal()
    {
        const QString id = "terminal-"_L1 + tag();
        const bool person = m_wire.type == "terminal:input"_L1
            && data()["source"_L1].toString(u"user"_s) == "user"_L1;
        if (person)
            say(id, "user"_L1, {}, data()["data"_L1].toString());
        else
            say(id, "assistant"_L1, u"terminal"_s, data()["data"_L1].toString());
    }

    void agentState()
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
    void life(const QString& what)
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

    void understand()
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

    Story& m_story;
    const SourceId& m_source;
    const SessionId& m_session;
    const Wire& m_wire;
    std::vector<Event> m_events;
};

template <typename Value, typename Write>
QJsonObject written(const QHash<QString, Value>& values, Write write)
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), write(*it));
    return object;
}

} // namespace

bool Story::isEmpty() const
{
    return *this == Story();
}

QJsonObject Story::toJson() const
{
    const QJsonObject open = written(turns, [](const OpenTurn& turn) {
        return QJsonObject{{u"turn"_s, turn.turn}, {u"text"_s, turn.text}};
    });
    const QJsonObject calls = written(tools, [](const OpenTool& tool) {
        return QJsonObject{{u"message"_s, tool.message}, {u"tool"_s, tool.tool},
            {u"input"_s, tool.input}, {u"started"_s, tool.started}};
    });
    const QStringList agents(running.cbegin(), running.cend());
    return {{u"turns"_s, open}, {u"tools"_s, calls},
        {u"counted"_s, written(counted, [](qint64 turn) { return turn; })},
        {u"waiting"_s, written(waiting, [](const QString& request) { return request; })},
        {u"running"_s, QJsonArray::fromStringList(agents)}};
}

Story Story::fromJson(const QJsonObject& json)
{
    Story story;
    const auto each = [&json](QLatin1StringView name, auto read) {
        const QJsonObject object = json[name].toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            read(it.key(), it.value());
    };
    each("turns"_L1, [&](const QString& agent, const QJsonValue& value) {
        story.turns.insert(agent, {value["turn"_L1].toInteger(), value["text"_L1].toBool()});
    });
    each("tools"_L1, [&](const QString& id, const QJsonValue& value) {
        story.tools.insert(id,
            {value["message"_L1].toString(), value["tool"_L1].toString(),
                value["input"_L1].toObject(), value["started"_L1].toInteger()});
    });
    each("counted"_L1, [&](const QString& agent, const QJsonValue& value) {
        story.counted.insert(agent, value.toInteger());
    });
    each("waiting"_L1, [&](const QString& of, const QJsonValue& value) {
        story.waiting.insert(of, value.toString());
    });
    for (const QJsonValue& agent : json["running"_L1].toArray())
        story.running.insert(agent.toString());
    return story;
}

std::vector<Event> tell(
    Story& story, const SourceId& source, const SessionId& session, const Wire& wire)
{
    return Teller(story, source, session, wire).tell();
}

std::vector<Event> describeSession(const SourceId& source, const QJsonObject& row, Timestamp at)
{
    const QString id = row["id"_L1].toString();
    if (id.isEmpty())
        return {};
    const auto time = [&row](QLatin1StringView camel, QLatin1StringView snake) {
        return toMs(timeFrom(row.contains(camel) ? row[camel] : row[snake]));
    };
    const QJsonObject times{{u"created"_s, time("createdAt"_L1, "created_at"_L1)},
        {u"updated"_s, time("updatedAt"_L1, "updated_at"_L1)}};
    const QJsonObject info{{u"id"_s, id}, {u"title"_s, row["title"_L1].toString()},
        {u"agent"_s, firstText(row, {"agentId"_L1, "agent_id"_L1})}, {u"time"_s, times}};
    return {opencode::makeEvent(
        source, {}, u"session.updated"_s, {{u"sessionID"_s, id}, {u"info"_s, info}}, at)};
}

} // namespace headgate::pane

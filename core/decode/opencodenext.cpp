// SPDX-License-Identifier: MIT
#include "core/decode/opencodenext.h"

#include "core/decode/opencode.h"
#include "core/decode/opencodenextparts.h"
#include "core/decode/opencodeobjects.h"

#include <QDateTime>
#include <QHash>

namespace headgate::opencode {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "session.next."_L1;

/** One event, what was known before it, and the things that came out of it. */
class Step
{
public:
    Step(const Event& event, const KnownThings& known)
        : body(event.body)
        , at(nextTime(event.body))
        , m_event(event)
        , m_known(known)
    {
        const QString id = body["assistantMessageID"_L1].toString(body["messageID"_L1].toString());
        place = {event.session.value(), id};
    }

    const QJsonObject& body;
    const qint64 at;
    next::Place place;
    std::vector<Event> out;

    QJsonObject object(QLatin1StringView key) const { return body[key].toObject(); }
    QString string(QLatin1StringView key) const { return body[key].toString(); }
    QJsonObject known(const QString& key) const { return m_known(key); }
    QJsonObject knownPart(const QString& name) const { return m_known("p:"_L1 + place.part(name)); }
    /** The message as it is known; one whose begin was missed begins here. */
    QJsonObject message(QLatin1StringView role) const
    {
        QJsonObject info = m_known("m:"_L1 + place.message);
        return info.isEmpty() ? next::message(place, role, at) : info;
    }

    void tellMessage(const QJsonObject& info)
    {
        tell(u"message.updated"_s, {{u"sessionID"_s, place.session}, {u"info"_s, info}});
    }
    void tellPart(const QJsonObject& part)
    {
        tell(u"message.part.updated"_s, {{u"sessionID"_s, place.session}, {u"part"_s, part}});
    }
    void tellStatus(const QJsonObject& status)
    {
        tell(u"session.status"_s, {{u"sessionID"_s, place.session}, {u"status"_s, status}});
    }
    void tellStatus(QLatin1StringView type) { tellStatus({{u"type"_s, type}}); }
    /** A retry that got through goes on. */
    void workGoesOn()
    {
        if (m_known(u"status"_s)["type"_L1].toString() == "retry"_L1)
            tellStatus("busy"_L1);
    }
    /** The session as it is known, with what `edit` changes; one that nobody described yet is left
     * to the list. */
    template <typename Edit>
    void editSession(Edit edit)
    {
        QJsonObject info = m_known(u"session"_s);
        if (info.isEmpty())
            return;
        edit(info);
        QJsonObject time = info["time"_L1].toObject();
        time.insert(u"updated"_s, std::max(time["updated"_L1].toInteger(), at));
        info.insert(u"time"_s, time);
        tell(u"session.updated"_s, {{u"sessionID"_s, place.session}, {u"info"_s, info}});
    }

private:
    void tell(const QString& type, const QJsonObject& properties)
    {
        Event made = makeEvent(m_event.source, m_event.directory, type, properties, m_event.time);
        made.origin = Origin::Local;
        out.push_back(std::move(made));
    }

    const Event& m_event;
    const KnownThings& m_known;
};

void setTime(QJsonObject& object, const QString& key, qint64 at)
{
    QJsonObject time = object["time"_L1].toObject();
    time.insert(key, at);
    object.insert(u"time"_s, time);
}

void prompted(Step& s)
{
    // Words that wait for their turn are shown like those that were taken at once: both events
    // carry the time they were admitted at.
    s.tellMessage(next::message(s.place, "user"_L1, s.at));
    for (const QJsonValue& part : next::promptParts(s.place, s.object("prompt"_L1)))
        s.tellPart(part.toObject());
}

void promptTaken(Step& s)
{
    prompted(s);
    s.tellStatus("busy"_L1);
}

void synthetic(Step& s)
{
    s.tellMessage(next::message(s.place, "user"_L1, s.at));
    s.tellPart(next::synthetic(s.place, s.string("text"_L1)));
}

void shellStarted(Step& s)
{
    const QString call = s.string("callID"_L1);
    QJsonObject part = next::toolPart(s.place, call, u"bash"_s);
    part.insert(u"id"_s, next::shellPart(call));
    QJsonObject state{{u"status"_s, u"running"_s},
        {u"input"_s, QJsonObject{{u"command"_s, s.string("command"_L1)}}}};
    setTime(state, u"start"_s, s.at);
    part.insert(u"state"_s, state);
    s.tellMessage(next::message(s.place, "assistant"_L1, s.at));
    s.tellPart(part);
}

void shellEnded(Step& s)
{
    QJsonObject part = s.known("p:"_L1 + next::shellPart(s.string("callID"_L1)));
    if (part.isEmpty()) // nobody knows which message it belongs to; the list will say
        return;
    s.place.message = part["messageID"_L1].toString();
    QJsonObject state = part["state"_L1].toObject();
    state.insert(u"status"_s, u"completed"_s);
    state.insert(u"output"_s, s.string("output"_L1));
    setTime(state, u"end"_s, s.at);
    part.insert(u"state"_s, state);
    s.tellPart(part);
    QJsonObject info = s.message("assistant"_L1);
    setTime(info, u"completed"_s, s.at);
    s.tellMessage(info);
}

void stepStarted(Step& s)
{
    QJsonObject info = s.message("assistant"_L1);
    setTime(info, u"created"_s, s.at);
    info.insert(u"agent"_s, s.body["agent"_L1]);
    info.insert(u"providerID"_s, s.body["model"_L1]["providerID"_L1]);
    info.insert(u"modelID"_s, s.body["model"_L1]["id"_L1]);
    s.tellMessage(info);
    if (!info["time"_L1].toObject().contains("completed"_L1))
        s.tellStatus("busy"_L1);
}

void stepEnded(Step& s)
{
    QJsonObject info = s.message("assistant"_L1);
    setTime(info, u"completed"_s, s.at);
    for (const auto& key : {u"finish"_s, u"cost"_s, u"tokens"_s})
        info.insert(key, s.body[key]);
    s.tellMessage(info);
    // Calls are answered in the next step of the same turn, unless a person ended it.
    if (s.string("finish"_L1) != "tool-calls"_L1 || info["stopped"_L1].toBool())
        s.tellStatus("idle"_L1);
}

void stepFailed(Step& s)
{
    QJsonObject info = s.message("assistant"_L1);
    setTime(info, u"completed"_s, s.at);
    info.insert(u"finish"_s, u"error"_s);
    info.insert(u"error"_s, next::error(s.object("error"_L1)));
    s.tellMessage(info);
    s.tellStatus("idle"_L1);
}

void textStarted(Step& s)
{
    s.workGoesOn();
    const QString name = s.string("textID"_L1);
    const qint64 begun = s.message("assistant"_L1)["time"_L1]["created"_L1].toInteger();
    if (s.knownPart(name).isEmpty())
        s.tellPart(next::text(s.place, name, {}, begun));
}

void textEnded(Step& s)
{
    s.tellPart(next::text(s.place, s.string("textID"_L1), s.string("text"_L1)));
}

void reasoningStarted(Step& s)
{
    s.workGoesOn();
    const QString name = s.string("reasoningID"_L1);
    QJsonObject part = s.knownPart(name);
    if (part.isEmpty()) {
        part = next::part(s.place, s.place.part(name), "reasoning"_L1);
        part.insert(u"text"_s, QString());
    }
    setTime(part, u"start"_s, s.at);
    s.tellPart(part);
}

void reasoningEnded(Step& s)
{
    const QString name = s.string("reasoningID"_L1);
    QJsonObject part = s.knownPart(name);
    if (part.isEmpty()) {
        part = next::part(s.place, s.place.part(name), "reasoning"_L1);
        setTime(part, u"start"_s, s.at);
    }
    part.insert(u"text"_s, s.string("text"_L1));
    setTime(part, u"end"_s, s.at);
    s.tellPart(part);
}

/** A call as it is known, and its state. */
struct Call
{
    explicit Call(Step& step)
        : s(step)
        , part(step.knownPart(step.string("callID"_L1)))
    {
        if (part.isEmpty())
            part = next::toolPart(s.place, s.string("callID"_L1), {});
        state = part["state"_L1].toObject();
    }
    bool ended() const
    {
        const QString status = state["status"_L1].toString();
        return status == "completed"_L1 || status == "error"_L1;
    }
    void name(QLatin1StringView key)
    {
        if (const QString tool = s.string(key); !tool.isEmpty())
            part.insert(u"tool"_s, tool);
    }
    void tell()
    {
        part.insert(u"state"_s, state);
        s.tellPart(part);
    }

    Step& s;
    QJsonObject part;
    QJsonObject state;
};

void toolInputStarted(Step& s)
{
    s.workGoesOn();
    Call call(s);
    call.name("name"_L1);
    call.tell();
}

void toolInputEnded(Step& s)
{
    Call call(s);
    if (call.state["status"_L1].toString() != "pending"_L1)
        return;
    call.state.insert(u"input"_s, next::inputOf(s.string("text"_L1)));
    call.tell();
}

void toolCalled(Step& s)
{
    Call call(s);
    call.name("tool"_L1);
    call.state.insert(u"input"_s, s.object("input"_L1));
    setTime(call.state, u"start"_s, s.at);
    if (!call.ended())
        call.state.insert(u"status"_s, u"running"_s);
    call.tell();
}

void toolProgress(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    next::setResult(call.state, u"running"_s, s.body);
    call.tell();
}

void toolSucceeded(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    next::setResult(call.state, u"completed"_s, s.body);
    setTime(call.state, u"end"_s, s.at);
    call.tell();
    const QJsonArray files =
        next::changes(call.state["input"_L1].toObject(), s.object("structured"_L1));
    if (files.isEmpty())
        return;
    QJsonObject info = s.message("assistant"_L1);
    QJsonArray diffs = info["summary"_L1]["diffs"_L1].toArray();
    for (const QJsonValue& file : files)
        diffs.append(file);
    info.insert(u"summary"_s, QJsonObject{{u"diffs"_s, diffs}});
    s.tellMessage(info);
}

void toolFailed(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    next::setResult(call.state, u"error"_s, s.body);
    setTime(call.state, u"end"_s, s.at);
    call.tell();
    if (!next::wasInterrupted(s.object("error"_L1)))
        return;
    QJsonObject info = s.message("assistant"_L1);
    info.insert(u"stopped"_s, true);
    s.tellMessage(info);
}

void retried(Step& s)
{
    s.tellStatus({{u"type"_s, u"retry"_s}, {u"attempt"_s, s.body["attempt"_L1]},
        {u"message"_s, s.body["error"_L1]["message"_L1]}});
}

void compactionStarted(Step& s)
{
    if (!s.known("m:"_L1 + s.place.message).isEmpty()) // its end came first
        return;
    QJsonObject info = next::message(s.place, "assistant"_L1, s.at);
    info.insert(u"summary"_s, true);
    QJsonObject divider = next::part(s.place, s.place.part(u"compaction"_s), "compaction"_L1);
    divider.insert(u"auto"_s, s.string("reason"_L1) == "auto"_L1);
    s.tellMessage(info);
    s.tellPart(divider);
    s.tellPart(next::text(s.place, u"summary"_s, {}, s.at));
}

void compactionEnded(Step& s)
{
    compactionStarted(s);
    QJsonObject info = s.message("assistant"_L1);
    info.insert(u"summary"_s, true);
    setTime(info, u"completed"_s, info["time"_L1]["created"_L1].toInteger());
    s.tellMessage(info);
    s.tellPart(next::text(s.place, u"summary"_s, s.string("text"_L1)));
}

void agentSwitched(Step& s)
{
    s.editSession([&](QJsonObject& info) { info.insert(u"agent"_s, s.body["agent"_L1]); });
}

void modelSwitched(Step& s)
{
    const QJsonObject model = s.object("model"_L1);
    s.editSession([&](QJsonObject& info) {
        info.insert(u"model"_s,
            QJsonObject{{u"id"_s, model["id"_L1]}, {u"providerID"_s, model["providerID"_L1]}});
    });
}

void moved(Step& s)
{
    s.editSession([&](QJsonObject& info) {
        info.insert(u"directory"_s, s.body["location"_L1]["directory"_L1]);
    });
}

void revertStaged(Step& s)
{
    QJsonObject revert = s.object("revert"_L1);
    revert.remove(u"files"_s); // lists do not carry them
    s.editSession([&](QJsonObject& info) { info.insert(u"revert"_s, revert); });
}

void revertEnded(Step& s)
{
    s.editSession([](QJsonObject& info) { info.remove(u"revert"_s); });
}

using Rule = void (*)(Step&);

/** What is behind "session.next."; all else is a raw event and nothing more. */
const QHash<QString, Rule>& rules()
{
    static const QHash<QString, Rule> table{
        {u"prompt.admitted"_s, prompted},
        {u"prompted"_s, promptTaken},
        {u"context.updated"_s, synthetic},
        {u"synthetic"_s, synthetic},
        {u"shell.started"_s, shellStarted},
        {u"shell.ended"_s, shellEnded},
        {u"step.started"_s, stepStarted},
        {u"step.ended"_s, stepEnded},
        {u"step.failed"_s, stepFailed},
        {u"text.started"_s, textStarted},
        {u"text.ended"_s, textEnded},
        {u"reasoning.started"_s, reasoningStarted},
        {u"reasoning.ended"_s, reasoningEnded},
        {u"tool.input.started"_s, toolInputStarted},
        {u"tool.input.ended"_s, toolInputEnded},
        {u"tool.called"_s, toolCalled},
        {u"tool.progress"_s, toolProgress},
        {u"tool.success"_s, toolSucceeded},
        {u"tool.failed"_s, toolFailed},
        {u"retried"_s, retried},
        {u"compaction.started"_s, compactionStarted},
        {u"compaction.ended"_s, compactionEnded},
        {u"agent.switched"_s, agentSwitched},
        {u"model.switched"_s, modelSwitched},
        {u"moved"_s, moved},
        {u"revert.staged"_s, revertStaged},
        {u"revert.cleared"_s, revertEnded},
        {u"revert.committed"_s, revertEnded},
    };
    return table;
}

Fact delta(const Event& event, QLatin1StringView message, const QString& name,
    QLatin1StringView words, PartKind kind)
{
    const next::Place place{event.session.value(), event.body[message].toString()};
    return PartDelta{event.session, MessageId(place.message), PartId(place.part(name)),
        event.body[words].toString(), kind};
}

} // namespace

bool isNext(const QString& type)
{
    return type.startsWith(prefix);
}

bool isNextDelta(const QString& type)
{
    return isNext(type) && type.endsWith(".delta"_L1);
}

qint64 nextTime(const QJsonObject& body)
{
    const QJsonValue stamp = body["timestamp"_L1];
    if (!stamp.isString())
        return toMs(timeOf(stamp));
    const QDateTime time = QDateTime::fromString(stamp.toString(), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

std::vector<Fact> nextFacts(const Event& event)
{
    const QString kind = event.type.mid(prefix.size());
    const auto named = [&](QLatin1StringView key) { return event.body[key].toString(); };
    if (kind == "text.delta"_L1)
        return {
            delta(event, "assistantMessageID"_L1, named("textID"_L1), "delta"_L1, PartKind::Text)};
    if (kind == "reasoning.delta"_L1)
        return {delta(event, "assistantMessageID"_L1, named("reasoningID"_L1), "delta"_L1,
            PartKind::Reasoning)};
    if (kind == "compaction.delta"_L1)
        return {delta(event, "messageID"_L1, u"summary"_s, "text"_L1, PartKind::Text)};
    if (kind == "compaction.ended"_L1)
        return {CompactionEnded{event.session}};
    if (kind == "step.failed"_L1) {
        const QJsonObject error = next::error(event.body["error"_L1].toObject());
        return {TurnFailed{event.session, errorName(error), errorText(error)}};
    }
    return {};
}

std::vector<Event> nextThings(const Event& event, const KnownThings& known)
{
    const Rule rule = isNext(event.type) ? rules().value(event.type.mid(prefix.size())) : nullptr;
    if (!rule || event.session.isEmpty())
        return {};
    Step step(event, known);
    rule(step);
    return std::move(step.out);
}

} // namespace headgate::opencode

// SPDX-License-Identifier: MIT
#include "core/decode/logfacts.h"

#include "core/decode/opencode.h"
#include "core/decode/opencodeobjects.h"
#include "core/decode/streamevent.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace headgate::logfacts {

using namespace Qt::StringLiterals;

namespace {

using Facts = std::vector<Fact>;

struct Context
{
    const SourceId& source;
    const StreamEvent& event;
    QJsonObject payload;

    SessionId session() const { return SessionId(event.streamId); }
    QString text(QLatin1StringView key) const { return payload[key].toString(); }
};

StatusTold status(const SessionId& session, StatusTold::Status status)
{
    return {session, status, {}, 0, {}};
}

Facts idle(const Context& c)
{
    return {status(c.session(), StatusTold::Status::Idle)};
}

Facts sessionCreated(const Context& c)
{
    Session described = opencode::session(c.source, c.payload);
    if (described.id.isEmpty())
        described.id = c.session();
    if (!isKnown(described.created))
        described.created = c.event.timestamp;
    described.updated = std::max(described.updated, described.created);
    return {SessionDescribed{described}};
}

Facts compacted(const Context& c)
{
    return {CompactionEnded{c.session()}};
}

Facts failed(const Context& c, const QString& name, const QString& text)
{
    return {TurnFailed{c.session(), name, text}, status(c.session(), StatusTold::Status::Idle)};
}

Facts sessionError(const Context& c)
{
    const QJsonObject error = c.payload["error"_L1].toObject();
    const QString text = opencode::errorText(error);
    return failed(
        c, opencode::errorName(error), text.isEmpty() ? c.payload["error"_L1].toString() : text);
}

Facts sessionEnded(const Context& c)
{
    const QString word = c.event.type.section(u'.', -1);
    const QString reason = c.text("reason"_L1);
    return failed(c, word, reason.isEmpty() ? word : QString(word + ": "_L1 + reason));
}

Facts messageDescribed(const Context& c)
{
    Message described = opencode::message(c.payload);
    if (described.id.isEmpty())
        return {};
    described.session = c.session();
    if (!isKnown(described.created))
        described.created = c.event.timestamp;
    return {MessageDescribed{described}};
}

Facts partDescribed(const Context& c)
{
    Part described = opencode::part(c.payload);
    if (described.id.isEmpty())
        described.id = PartId(described.tool.callId);
    if (described.id.isEmpty() || described.message.isEmpty())
        return {};
    described.session = c.session();
    return {PartDescribed{described}};
}

Facts delta(const Context& c, PartKind kind)
{
    const PartId part(c.text("partID"_L1));
    if (part.isEmpty())
        return {};
    return {
        PartDelta{c.session(), MessageId(c.text("messageID"_L1)), part, c.text("delta"_L1), kind}};
}

Facts snapshot(const Context& c, PartKind kind)
{
    Part whole;
    whole.id = PartId(c.text("partID"_L1));
    whole.message = MessageId(c.text("messageID"_L1));
    whole.session = c.session();
    whole.kind = kind;
    whole.type = kind == PartKind::Reasoning ? u"reasoning"_s : u"text"_s;
    whole.text = c.text("text"_L1);
    whole.ended = c.event.timestamp;
    if (whole.id.isEmpty())
        return {};
    return {PartDescribed{whole}};
}

/** The first version calls a session's life by its agent's. */
Facts firstSpawn(const Context& c)
{
    Session child;
    child.source = c.source;
    child.id = c.session();
    child.parent = SessionId(c.text("parentSessionId"_L1));
    child.agent = c.event.actor;
    child.title = c.text("prompt"_L1).simplified().left(80);
    child.created = child.updated = c.event.timestamp;
    return {SessionDescribed{child}, status(child.id, StatusTold::Status::Busy)};
}

/** One that names the child's session; an intent that was only made has a description instead. */
Facts spawned(const Context& c)
{
    if (c.payload.contains("parentSessionId"_L1))
        return firstSpawn(c);
    if (!c.payload.contains("parent_session_id"_L1) || c.payload.contains("description"_L1))
        return {};
    Session child;
    child.source = c.source;
    child.id = SessionId(c.text("id"_L1));
    child.parent = SessionId(c.text("parent_session_id"_L1));
    child.agent = c.text("agent"_L1);
    child.title = c.text("prompt"_L1).simplified().left(80);
    child.created = child.updated = c.event.timestamp;
    if (child.id.isEmpty())
        return {};
    return {SessionDescribed{child}};
}

Facts agentEnded(const Context& c)
{
    // Later versions name an intent here, and the stream is the run.
    if (c.payload.contains("intent_id"_L1))
        return {};
    if (c.event.type == "agent.failed"_L1)
        return failed(c, u"AgentFailed"_s, c.text("error"_L1));
    return idle(c);
}

QJsonValue either(const QJsonObject& object, QLatin1StringView now, QLatin1StringView before)
{
    const QJsonValue value = object[now];
    return value.isUndefined() ? object[before] : value;
}

Question choice(const QJsonObject& told)
{
    Question question;
    question.text = either(told, "decision_point"_L1, "decisionPoint"_L1).toString();
    for (const QJsonValue& option : told["options"_L1].toArray())
        question.options.push_back({option["label"_L1].toString(option["id"_L1].toString()),
            option["description"_L1].toString(), option["id"_L1].toString()});
    return question;
}

/** The first version keeps it beside its payload. */
QJsonObject checkpointOf(const StreamEvent& event)
{
    const QJsonObject beside = event.extra["checkpoint"_L1].toObject();
    return beside.isEmpty() ? event.payload.toObject() : beside;
}

Facts requested(const Context& c)
{
    const QJsonObject told = checkpointOf(c.event);
    Checkpoint asked;
    asked.key = {c.source, c.session(), requestOf(c.event)};
    asked.kind = CheckpointKind::Hitl;
    const bool named = told["id"_L1].isString();
    Question question = choice(told);
    if (!named)
        question.text = told["message"_L1].toString(told["reason"_L1].toString());
    // Nobody waits for an answer to what has no id: it is taken notice of, by its event's id.
    if (!named)
        asked.permission = u"intervention"_s;
    asked.text = question.text;
    asked.questions = {question};
    asked.requestedBy = either(told, "requested_by"_L1, "requestedBy"_L1).toString(c.event.actor);
    asked.asked = opencode::optionalTimeOf(either(told, "requested_at"_L1, "requestedAt"_L1))
                      .value_or(c.event.timestamp);
    asked.expires = opencode::optionalTimeOf(either(told, "expires_at"_L1, "expiresAt"_L1));
    return {RequestAsked{asked}};
}

Facts decided(const Context& c)
{
    const QJsonObject told = checkpointOf(c.event);
    RequestAnswered answered;
    answered.request = requestOf(c.event);
    const bool approved = c.event.type == "checkpoint.approved"_L1;
    answered.reply = approved ? Reply::Once : Reply::Reject;
    answered.option = told["selected_option"_L1].toString(told["selectedOption"_L1].toString());
    const auto by = approved ? "approved_by"_L1 : "rejected_by"_L1;
    answered.by = told[by].toString(told["approvedBy"_L1].toString(c.event.actor));
    if (answered.request.isEmpty())
        return {};
    return {answered};
}

struct Rule
{
    Use use;
    Facts (*facts)(const Context&);
    bool busy = false;
};

const QHash<QByteArray, Rule>& rules()
{
    static const QHash<QByteArray, Rule> table{
        {"lifecycle.session.created", {Use::Told, sessionCreated}},
        {"lifecycle.session.idle", {Use::Told, idle}},
        {"lifecycle.session.compacted", {Use::Told, compacted}},
        {"lifecycle.session.error", {Use::Told, sessionError}},
        {"lifecycle.session.deleted", {Use::Told, sessionEnded}},
        {"lifecycle.session.aborted", {Use::Told, sessionEnded}},
        {"execution.message.updated", {Use::Place, messageDescribed}},
        {"execution.step_start", {Use::Place, partDescribed, true}},
        {"execution.step_finish", {Use::Place, partDescribed}},
        {"execution.tool_start", {Use::Place, partDescribed, true}},
        {"execution.tool_finish", {Use::Place, partDescribed, true}},
        {"execution.agent", {Use::Place, partDescribed}},
        {"execution.snapshot", {Use::Place, partDescribed}},
        {"execution.retry", {Use::Place, partDescribed, true}},
        {"files.patched", {Use::Place, partDescribed}},
        {"execution.text_delta",
            {Use::Place, [](const Context& c) { return delta(c, PartKind::Text); }, true}},
        {"execution.reasoning_delta",
            {Use::Place, [](const Context& c) { return delta(c, PartKind::Reasoning); }, true}},
        {"execution.text_snapshot",
            {Use::Place, [](const Context& c) { return snapshot(c, PartKind::Text); }, true}},
        {"execution.reasoning_snapshot",
            {Use::Place, [](const Context& c) { return snapshot(c, PartKind::Reasoning); }, true}},
        {"agent.spawned", {Use::Told, spawned}},
        {"agent.completed", {Use::Told, agentEnded}},
        {"agent.failed", {Use::Told, agentEnded}},
        {"checkpoint.requested", {Use::Told, requested}},
        {"checkpoint.approved", {Use::Told, decided}},
        {"checkpoint.rejected", {Use::Told, decided}},
    };
    return table;
}

const Rule* ruleOf(QByteArrayView type)
{
    // No copy of the type: this is asked for every line.
    const auto it = rules().constFind(QByteArray::fromRawData(type.data(), type.size()));
    return it == rules().cend() ? nullptr : &*it;
}

} // namespace

Use useOf(QByteArrayView type)
{
    const Rule* rule = ruleOf(type);
    return rule ? rule->use : Use::Row;
}

bool meansBusy(QByteArrayView type)
{
    const Rule* rule = ruleOf(type);
    return rule && rule->busy;
}

std::vector<Fact> facts(const SourceId& source, const StreamEvent& event)
{
    const Rule* rule = ruleOf(event.type.toUtf8());
    return rule ? rule->facts({source, event, event.payload.toObject()}) : Facts();
}

std::vector<Fact> facts(const Event& event)
{
    if (event.type.startsWith("headgate."_L1))
        return opencode::facts(event);
    const auto told = streamevent::decode(event.raw);
    return told ? facts(event.source, *told) : Facts();
}

EntityRef entityOf(const StreamEvent& event)
{
    if (event.type == "lifecycle.session.created"_L1 || event.type == "agent.spawned"_L1)
        return {u"session"_s, {}, 0, false, {}};
    if (event.type.startsWith("lifecycle.session."_L1) && !event.type.endsWith("compacted"_L1))
        return {u"status"_s, {}, 0, false, {}};
    if (const RequestId request = requestOf(event); !request.isEmpty())
        return {"r:"_L1 + request.value(), {}, 0, event.type != "checkpoint.requested"_L1, {}};
    return {};
}

RequestId requestOf(const StreamEvent& event)
{
    if (!event.type.startsWith("checkpoint."_L1))
        return {};
    const QJsonObject told = checkpointOf(event);
    if (event.type == "checkpoint.requested"_L1)
        return RequestId(told["id"_L1].toString(event.id.value()));
    return RequestId(told["checkpoint_id"_L1].toString(
        told["checkpointId"_L1].toString(told["id"_L1].toString())));
}

} // namespace headgate::logfacts

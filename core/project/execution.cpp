// SPDX-License-Identifier: MIT
#include "core/project/execution.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using Status = LoggedCall::Status;

QString sessionOf(const StreamEvent& event)
{
    const QString session = event.payload["sessionID"_L1].toString();
    return session.isEmpty() ? event.streamId : session;
}

std::optional<Timestamp> time(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(timestampFromMs(qint64(value.toDouble())))
                            : std::nullopt;
}

Status statusOf(const QString& name, bool finished)
{
    if (name == "completed"_L1 || (name.isEmpty() && finished))
        return Status::Completed;
    if (name == "error"_L1)
        return Status::Failed;
    return name == "running"_L1 ? Status::Running : Status::Pending;
}

void reduceTool(Execution& state, const StreamEvent& event)
{
    const QJsonValue part = event.payload;
    QString id = part["callID"_L1].toString();
    if (id.isEmpty())
        id = part["id"_L1].toString();
    if (id.isEmpty())
        return;
    auto at = state.callIndex.constFind(id);
    if (at == state.callIndex.constEnd()) {
        at = state.callIndex.insert(id, qsizetype(state.calls.size()));
        LoggedCall call;
        call.id = id;
        call.session = sessionOf(event);
        call.message = part["messageID"_L1].toString();
        call.tool = part["tool"_L1].toString();
        call.first = event.id;
        state.calls.push_back(std::move(call));
    }
    LoggedCall& call = state.calls[size_t(*at)];
    if (call.last == event.id)
        return; // the same line twice
    const QJsonValue now = part["state"_L1];
    const Status status = statusOf(now["status"_L1].toString(), event.type.endsWith("_finish"_L1));
    // What has ended does not begin again.
    if (call.status < Status::Completed || status >= Status::Completed)
        call.status = status;
    if (const QString title = now["title"_L1].toString(); !title.isEmpty())
        call.title = title;
    if (const QString error = now["error"_L1].toString(); !error.isEmpty())
        call.error = error;
    if (const auto start = time(now["time"_L1]["start"_L1]))
        call.started = start;
    if (const auto end = time(now["time"_L1]["end"_L1]))
        call.ended = end;
    else if (call.status >= Status::Completed && !call.ended)
        call.ended = event.timestamp;
    call.last = event.id;
    ++call.events;
}

void reduceStep(Execution& state, const StreamEvent& event, bool begins)
{
    const QString message = event.payload["messageID"_L1].toString();
    // A task's heartbeat uses the same type; it is no step of a message.
    if (message.isEmpty())
        return;
    const auto open = state.openSteps.constFind(message);
    if (begins || open == state.openSteps.constEnd()) {
        state.openSteps.insert(message, qsizetype(state.steps.size()));
        LoggedStep step;
        step.session = sessionOf(event);
        step.message = message;
        step.started = event.timestamp;
        state.steps.push_back(std::move(step));
    }
    if (begins)
        return;
    LoggedStep& step = state.steps[size_t(state.openSteps.take(message))];
    step.ended = event.timestamp;
    step.reason = event.payload["reason"_L1].toString();
    step.cost = event.payload["cost"_L1].toDouble();
}

void reduceText(Execution& state, const StreamEvent& event)
{
    const QString part = event.payload["partID"_L1].toString();
    const bool snapshot = event.type.endsWith("_snapshot"_L1);
    Execution::Text& text = state.texts[part];
    text.session = sessionOf(event);
    text.message = event.payload["messageID"_L1].toString();
    text.reasoning = event.type.startsWith("execution.reasoning"_L1);
    if (snapshot) {
        text.text = event.payload["text"_L1].toString();
        text.final = true;
    } else if (!text.final && !state.deltas.contains(event.id)) {
        state.deltas.insert(event.id);
        text.text += event.payload["delta"_L1].toString();
    }
}

void touch(Execution& state, const QString& path, const StreamEvent& event)
{
    if (path.isEmpty())
        return;
    auto at = state.fileIndex.constFind(path);
    if (at == state.fileIndex.constEnd()) {
        at = state.fileIndex.insert(path, qsizetype(state.files.size()));
        state.files.push_back({path, 0, {}, {}});
    }
    TouchedFile& file = state.files[size_t(*at)];
    if (file.last == event.id)
        return;
    ++file.times;
    file.last = event.id;
    file.at = event.timestamp;
}

void reduceProgress(Execution& state, const StreamEvent& event)
{
    const QJsonValue said = event.payload;
    AgentProgress now;
    now.agent = said["agent"_L1].toString();
    if (now.agent.isEmpty())
        now.agent = said["to_agent"_L1].toString();
    if (now.agent.isEmpty())
        now.agent = event.actor;
    now.session = said["session_id"_L1].toString();
    now.phase = said["phase"_L1].toString();
    now.message = said["message"_L1].toString();
    if (said["progress_percent"_L1].isDouble())
        now.percent = std::clamp(said["progress_percent"_L1].toInt(), 0, 100);
    if (event.type == "progress.phase_completed"_L1) {
        now.percent = 100;
        if (now.message.isEmpty())
            now.message = now.phase + " completed"_L1;
    }
    if (event.type == "progress.context_handoff"_L1 && now.message.isEmpty())
        now.message = "from "_L1 + said["from_agent"_L1].toString();
    now.action = said["action_required"_L1]["type"_L1].toString();
    now.prompt = said["action_required"_L1]["prompt"_L1].toString();
    if (event.type == "progress.user_action_needed"_L1 && now.phase.isEmpty())
        now.phase = u"WAITING_FOR_USER"_s;
    now.at = event.timestamp;
    const auto known = std::find_if(state.progress.begin(), state.progress.end(),
        [&](const AgentProgress& p) { return p.agent == now.agent && p.session == now.session; });
    if (known == state.progress.end())
        state.progress.push_back(std::move(now));
    else
        *known = std::move(now);
}

} // namespace

QString loggedStatusName(LoggedCall::Status status)
{
    switch (status) {
    case Status::Pending:
        return u"pending"_s;
    case Status::Running:
        return u"running"_s;
    case Status::Completed:
        return u"completed"_s;
    case Status::Failed:
        return u"error"_s;
    }
    return {};
}

void reduce(Execution& state, const StreamEvent& event)
{
    const QString& type = event.type;
    if (type == "execution.tool_start"_L1 || type == "execution.tool_finish"_L1)
        reduceTool(state, event);
    else if (type == "execution.step_start"_L1 || type == "execution.step_finish"_L1)
        reduceStep(state, event, type == "execution.step_start"_L1);
    else if (type == "execution.text_delta"_L1 || type == "execution.text_snapshot"_L1
        || type == "execution.reasoning_delta"_L1 || type == "execution.reasoning_snapshot"_L1)
        reduceText(state, event);
    else if (type == "files.changed"_L1)
        touch(state, event.payload["file"_L1].toString(), event);
    else if (type == "files.patched"_L1)
        for (const QJsonValue& file : event.payload["files"_L1].toArray())
            touch(state, file.toString(), event);
    else if (type.startsWith("progress."_L1))
        reduceProgress(state, event);
}

QJsonValue innerPayload(const StreamEvent& event)
{
    if (!event.type.startsWith("actor."_L1))
        return event.payload;
    const QJsonDocument inner =
        QJsonDocument::fromJson(event.payload["result"_L1].toString().toUtf8());
    if (inner.isObject())
        return inner.object();
    return inner.isArray() ? QJsonValue(inner.array()) : event.payload;
}

QString progressLine(const AgentProgress& progress)
{
    QString text = progress.agent;
    for (const QString& word : {progress.phase, progress.message}) {
        if (!word.isEmpty())
            text += ": "_L1 + word;
    }
    if (progress.percent.value_or(0) > 0)
        text += u" (%1%)"_s.arg(*progress.percent);
    return text;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/project/intents.h"

#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

using Status = Intent::Status;

QString first(std::initializer_list<QString> texts)
{
    for (const QString& text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/** An error is a text, or an object with one inside. */
QString errorText(const QJsonValue& error)
{
    return first({error.toString(), error["message"_L1].toString(),
        error["data"_L1]["message"_L1].toString(), error["name"_L1].toString()});
}

Intent& add(Intents& state, const QString& id, const StreamEvent& event)
{
    state.byId.insert(id, qsizetype(state.all.size()));
    Intent intent;
    intent.id = id;
    intent.event = event.id;
    intent.streamId = event.streamId;
    intent.started = event.timestamp;
    return state.all.emplace_back(std::move(intent));
}

Intent* known(Intents& state, const QString& id)
{
    const auto at = state.byId.constFind(id);
    return at == state.byId.constEnd() ? nullptr : &state.all[size_t(*at)];
}

void end(Intent& intent, Status status, const StreamEvent& event)
{
    intent.status = status;
    intent.ended = event.timestamp;
}

void spawned(Intents& state, const StreamEvent& event)
{
    const QJsonObject payload = event.payload.toObject();
    // The first version has no intents: there it is the child session itself.
    const QString id = first({payload["id"_L1].toString(), event.streamId});
    Intent* before = known(state, id);
    if (before && before->active())
        return;
    Intent& intent = before ? *before : add(state, id, event);
    intent = Intent{};
    intent.id = id;
    intent.event = event.id;
    intent.streamId = event.streamId;
    intent.agent = first({payload["agent"_L1].toString(), event.extra["agent"_L1].toString(),
        event.metadata["targetAgent"_L1].toString(), event.actor});
    intent.description = payload["description"_L1].toString();
    intent.prompt = payload["prompt"_L1].toString();
    intent.parent = first(
        {payload["parent_session_id"_L1].toString(), payload["parentSessionId"_L1].toString()});
    intent.started = payload["created_at"_L1].isDouble()
        ? timestampFromMs(qint64(payload["created_at"_L1].toDouble()))
        : event.timestamp;
    if (payload["timeout_ms"_L1].isDouble())
        intent.timeout = milliseconds(qint64(payload["timeout_ms"_L1].toDouble()));
}

/** Whom an event about an agent is about; made known by it if nothing else told of it before. */
Intent& subject(Intents& state, const StreamEvent& event)
{
    const QJsonObject payload = event.payload.toObject();
    const QString id =
        first({payload["intent_id"_L1].toString(), payload["sessionId"_L1].toString(),
            payload["session_id"_L1].toString(), payload["from_session"_L1].toString(),
            event.extra["sessionId"_L1].toString(), event.streamId});
    if (Intent* intent = known(state, id))
        return *intent;
    Intent& intent = add(state, id, event);
    intent.agent = first({payload["agent"_L1].toString(), payload["from_agent"_L1].toString(),
        event.extra["agent"_L1].toString(), event.actor});
    return intent;
}

void told(Intents& state, const StreamEvent& event, QStringView what)
{
    const QJsonObject payload = event.payload.toObject();
    Intent& intent = subject(state, event);
    if (what == "completed"_L1) {
        end(intent, Status::Completed, event);
        intent.result = payload["result"_L1].toString();
    } else if (what == "failed"_L1 || what == "aborted"_L1) {
        end(intent, what == "failed"_L1 ? Status::Failed : Status::Aborted, event);
        intent.error = first({errorText(payload["error"_L1]), payload["reason"_L1].toString()});
    } else if (what == "handoff"_L1) {
        end(intent, Status::HandedOff, event);
        intent.result = first({payload["to_agent"_L1].toString(), payload["to"_L1].toString(),
            payload["target"_L1].toString()});
    } else if (what == "yield"_L1) {
        intent.status = Status::Paused;
        intent.ended.reset();
        intent.pause = payload["reason"_L1].toString();
        if (const QString summary = payload["summary"_L1].toString(); !summary.isEmpty())
            intent.pause += (intent.pause.isEmpty() ? u""_s : u": "_s) + summary;
    } else if (what == "resumed"_L1) {
        intent.status = Status::Running;
        intent.ended.reset();
    }
}

void sessionEnded(Intents& state, const StreamEvent& event, const QString& why)
{
    for (Intent& intent : state.all) {
        const bool concerned = intent.id == event.streamId || intent.parent == event.streamId;
        if (!concerned || !intent.active())
            continue;
        end(intent, Status::Aborted, event);
        intent.error = first({event.payload["reason"_L1].toString(), why});
    }
}

} // namespace

QString intentStatusName(Intent::Status status)
{
    switch (status) {
    case Status::Running:
        return u"running"_s;
    case Status::Paused:
        return u"paused"_s;
    case Status::Completed:
        return u"completed"_s;
    case Status::Failed:
        return u"failed"_s;
    case Status::Aborted:
        return u"aborted"_s;
    case Status::HandedOff:
        return u"handed-off"_s;
    }
    return {};
}

void reduce(Intents& state, const StreamEvent& event)
{
    const bool agent = event.type.startsWith("agent."_L1);
    const bool message = event.type == "execution.message.updated"_L1;
    const bool aborted = event.type == "lifecycle.session.aborted"_L1;
    const bool deleted = event.type == "lifecycle.session.deleted"_L1;
    if (!agent && !message && !aborted && !deleted)
        return;
    if (state.seen.contains(event.id))
        return;
    if (message) {
        // Only one whose message id is an intent's; the others need not be remembered.
        Intent* intent = known(state, event.payload["id"_L1].toString());
        if (!intent || !intent->active())
            return;
        end(*intent, Status::Completed, event);
        intent->result = "message.completed:"_L1 + intent->id;
    }
    state.seen.insert(event.id);
    const QStringView what = QStringView(event.type).mid(6);
    if (agent && what == "spawned"_L1)
        spawned(state, event);
    else if (agent)
        told(state, event, what);
    else if (aborted || deleted)
        sessionEnded(state, event, aborted ? u"session aborted"_s : u"session deleted"_s);
}

const Intent* find(const Intents& state, const QString& id)
{
    const auto at = state.byId.constFind(id);
    return at == state.byId.constEnd() ? nullptr : &state.all[size_t(*at)];
}

std::vector<Intent> active(const Intents& state)
{
    std::vector<Intent> running;
    std::copy_if(state.all.begin(), state.all.end(), std::back_inserter(running),
        [](const Intent& intent) { return intent.active(); });
    return running;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/project/eventgist.h"

#include "core/decode/streamevent.h"
#include "core/project/execution.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows show two lines; what is longer stands in the event itself. */
constexpr qsizetype longest = 240;

QString cut(const QString& text)
{
    // Of a long one only its begin is looked at: it may have megabytes.
    const QString begin = text.left(2 * longest).simplified();
    return begin.size() <= longest ? begin : begin.left(longest - 1) + u'…';
}

QString first(std::initializer_list<QString> texts)
{
    for (const QString& text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString errorText(const QJsonValue& error)
{
    return first({error.toString(), error["data"_L1]["message"_L1].toString(),
        error["message"_L1].toString(), error["name"_L1].toString()});
}

QString joined(const QJsonArray& list)
{
    QStringList texts;
    for (const QJsonValue& one : list)
        texts += one.toString();
    return texts.join(u", "_s);
}

/** The argument that a person knows a call by. */
QString inputOf(const QJsonValue& input)
{
    return first({input["command"_L1].toString(), input["filePath"_L1].toString(),
        input["path"_L1].toString(), input["pattern"_L1].toString(), input["url"_L1].toString(),
        input["query"_L1].toString(), input["description"_L1].toString()});
}

EventGist toolGist(const QJsonValue& part)
{
    const QJsonValue state = part["state"_L1];
    return {part["tool"_L1].toString(),
        first({errorText(state["error"_L1]), inputOf(state["input"_L1]),
            state["title"_L1].toString()}),
        state["status"_L1].toString()};
}

EventGist executionGist(const StreamEvent& event, QStringView what)
{
    const QJsonValue payload = event.payload;
    if (what.startsWith("tool_"_L1))
        return toolGist(payload);
    if (what.startsWith("text_"_L1) || what.startsWith("reasoning_"_L1))
        return {{}, first({payload["delta"_L1].toString(), payload["text"_L1].toString()}), {}};
    if (what == "message.updated"_L1)
        return {payload["role"_L1].toString(),
            first({errorText(payload["error"_L1]), payload["modelID"_L1].toString()}),
            payload["finish"_L1].toString()};
    // A heartbeat of a task uses the type of a step.
    return {first({payload["taskId"_L1].toString(), payload["name"_L1].toString()}),
        first({errorText(payload["error"_L1]), payload["message"_L1].toString(),
            payload["snapshot"_L1].toString()}),
        first({payload["reason"_L1].toString(), payload["status"_L1].toString()})};
}

EventGist agentGist(const StreamEvent& event)
{
    const QJsonValue payload = event.payload;
    return {first({payload["agent"_L1].toString(), payload["from_agent"_L1].toString(),
                event.extra["agent"_L1].toString(), event.metadata["targetAgent"_L1].toString()}),
        first({errorText(payload["error"_L1]), payload["description"_L1].toString(),
            payload["reason"_L1].toString(), payload["result"_L1].toString(),
            payload["to_agent"_L1].toString(), payload["prompt"_L1].toString()}),
        payload["status"_L1].toString()};
}

EventGist checkpointGist(const StreamEvent& event)
{
    const QJsonValue payload = event.payload;
    // The first version has it in the envelope.
    const QJsonValue old = event.extra["checkpoint"_L1];
    return {first({payload["decision_point"_L1].toString(), old["decisionPoint"_L1].toString(),
                payload["checkpoint_id"_L1].toString(), payload["message"_L1].toString(),
                payload["reason"_L1].toString()}),
        first({payload["selected_option"_L1].toString(), payload["reason"_L1].toString()}),
        first({payload["approved_by"_L1].toString(), payload["rejected_by"_L1].toString(),
            payload["requested_by"_L1].toString(), old["requestedBy"_L1].toString()})};
}

EventGist ledgerGist(const StreamEvent& event)
{
    const QJsonValue payload = event.payload;
    const auto said = [&payload](QLatin1StringView key) { return payload[key].toString(); };
    if (event.type.startsWith("ledger.handoff."_L1))
        return {
            said("epicId"_L1), first({said("handoffReason"_L1), said("handoffCommand"_L1)}), {}};
    return {first({said("taskTitle"_L1), said("directiveContent"_L1), said("assumptionContent"_L1),
                said("learningContent"_L1), said("epicTitle"_L1), said("taskId"_L1),
                said("epicId"_L1)}),
        first({said("error"_L1), said("summary"_L1), said("result"_L1),
            said("assumptionRationale"_L1)}),
        first({said("agent"_L1), said("learningType"_L1), said("assumptionSource"_L1)})};
}

EventGist progressGist(const QJsonValue& payload)
{
    QString percent;
    if (payload["progress_percent"_L1].isDouble())
        percent = QString::number(payload["progress_percent"_L1].toInt()) + u'%';
    return {first({payload["agent"_L1].toString(), payload["to_agent"_L1].toString()}),
        first({payload["message"_L1].toString(),
            payload["action_required"_L1]["prompt"_L1].toString(), payload["phase"_L1].toString()}),
        percent};
}

EventGist lifecycleGist(const QJsonValue& payload)
{
    return {payload["title"_L1].toString(),
        first({errorText(payload["error"_L1]), payload["reason"_L1].toString(),
            payload["directory"_L1].toString()}),
        {}};
}

/** As much of anything as fits. */
EventGist plainGist(const QJsonValue& payload)
{
    if (payload.isString())
        return {{}, payload.toString(), {}};
    if (payload.isArray())
        return {{},
            QString::fromUtf8(QJsonDocument(payload.toArray()).toJson(QJsonDocument::Compact)), {}};
    const QJsonObject object = payload.toObject();
    if (object.isEmpty())
        return {};
    return {{}, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)), {}};
}

EventGist wholeGist(const StreamEvent& event)
{
    const QString& type = event.type;
    if (type.startsWith("execution."_L1))
        return executionGist(event, QStringView(type).mid(10));
    if (type.startsWith("agent."_L1))
        return agentGist(event);
    if (type.startsWith("checkpoint."_L1))
        return checkpointGist(event);
    if (type.startsWith("ledger."_L1))
        return ledgerGist(event);
    if (type.startsWith("progress."_L1))
        return progressGist(event.payload);
    if (type.startsWith("lifecycle."_L1))
        return lifecycleGist(event.payload);
    if (type == "files.changed"_L1)
        return {event.payload["file"_L1].toString(), {}, {}};
    if (type == "files.patched"_L1)
        return {joined(event.payload["files"_L1].toArray()), {}, {}};
    if (type.startsWith("actor."_L1))
        return plainGist(innerPayload(event));
    if (type == "learning.extracted"_L1)
        return {first({event.payload["content"_L1].toString(),
                    event.payload["learningContent"_L1].toString()}),
            {}, event.payload["type"_L1].toString()};
    return plainGist(event.payload);
}

} // namespace

EventGist gistOf(const StreamEvent& event)
{
    EventGist gist = wholeGist(event);
    if (gist == EventGist{})
        gist = plainGist(event.payload);
    return {cut(gist.subject), cut(gist.detail), cut(gist.status)};
}

bool needsText(const TimelineFilter& filter)
{
    return !filter.actor.isEmpty() || !filter.run.isEmpty() || !filter.words.isEmpty();
}

bool passesText(const TimelineFilter& filter, QByteArrayView line)
{
    if (!filter.words.isEmpty()) {
        const QString text = QString::fromUtf8(line);
        const bool all =
            std::all_of(filter.words.begin(), filter.words.end(), [&](const QString& word) {
                // As a person reads it, and as JSON writes it where that differs.
                if (text.contains(word, Qt::CaseInsensitive))
                    return true;
                const QByteArray json =
                    QJsonDocument(QJsonArray{word}).toJson(QJsonDocument::Compact);
                const QString escaped = QString::fromUtf8(json.sliced(2, json.size() - 4));
                return escaped != word && text.contains(escaped, Qt::CaseInsensitive);
            });
        if (!all)
            return false;
    }
    if (filter.actor.isEmpty() && filter.run.isEmpty())
        return true;
    const auto event = streamevent::decode(line.toByteArray());
    return event && (filter.actor.isEmpty() || event->actor == filter.actor)
        && (filter.run.isEmpty() || event->correlationId == filter.run);
}

} // namespace headgate

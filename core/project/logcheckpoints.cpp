// SPDX-License-Identifier: MIT
#include "core/project/logcheckpoints.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** The first of the keys that holds a text: the versions write them differently. */
QString text(const QJsonObject& object, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        if (const QString value = object[key].toString(); !value.isEmpty())
            return value;
    }
    return {};
}

std::optional<Timestamp> time(
    const QJsonObject& object, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        if (object[key].isDouble())
            return timestampFromMs(qint64(object[key].toDouble()));
    }
    return {};
}

/** The first version has it beside the payload. */
QJsonObject requestOf(const StreamEvent& event)
{
    const QJsonObject payload = event.payload.toObject();
    const QJsonObject beside = event.extra["checkpoint"_L1].toObject();
    return payload["id"_L1].isString() || beside.isEmpty() ? payload : beside;
}

std::vector<LogOption> optionsOf(const QJsonObject& request)
{
    std::vector<LogOption> options;
    for (const QJsonValue& value : request["options"_L1].toArray()) {
        // A bare text is both.
        const QString bare = value.toString();
        options.push_back({bare.isEmpty() ? value["id"_L1].toString() : bare,
            bare.isEmpty() ? value["label"_L1].toString() : bare,
            value["description"_L1].toString()});
    }
    return options;
}

bool allIdsBegin(const std::vector<LogOption>& options, QLatin1StringView prefix)
{
    return !options.empty() && std::all_of(options.begin(), options.end(), [&](const LogOption& o) {
        return o.id.startsWith(prefix);
    });
}

bool idsAre(const std::vector<LogOption>& options, std::initializer_list<QLatin1StringView> ids)
{
    return std::equal(options.begin(), options.end(), ids.begin(), ids.end(),
        [](const LogOption& option, QLatin1StringView id) { return option.id == id; });
}

/** By the words and ids the templates have; both are the asker's to change. */
LogCheckpoint::Template templateOf(const LogCheckpoint& checkpoint)
{
    using enum LogCheckpoint::Template;
    const QString& point = checkpoint.decisionPoint;
    if (point.startsWith("Confirm dangerous operation"_L1)
        || idsAre(checkpoint.options, {"confirm"_L1, "cancel"_L1}))
        return DangerousOperation;
    if (idsAre(checkpoint.options, {"approve"_L1, "request_changes"_L1, "reject"_L1}))
        return CodeReview;
    if (point.startsWith("Complete epic:"_L1)
        || idsAre(checkpoint.options, {"complete"_L1, "partial"_L1, "cancel"_L1}))
        return EpicCompletion;
    if (allIdsBegin(checkpoint.options, "strategy_"_L1))
        return Strategy;
    if (allIdsBegin(checkpoint.options, "option_"_L1))
        return Design;
    return Plain;
}

void request(LogCheckpoints& state, const StreamEvent& event)
{
    const QJsonObject asked = requestOf(event);
    LogCheckpoint checkpoint;
    checkpoint.id = asked["id"_L1].toString();
    checkpoint.event = event.id;
    checkpoint.streamId = event.streamId;
    checkpoint.correlationId = event.correlationId;
    checkpoint.decisionPoint = text(asked, {"decision_point"_L1, "decisionPoint"_L1, "message"_L1});
    checkpoint.options = optionsOf(asked);
    checkpoint.requestedBy = text(asked, {"requested_by"_L1, "requestedBy"_L1});
    if (checkpoint.requestedBy.isEmpty())
        checkpoint.requestedBy = event.actor;
    checkpoint.requestedAt =
        time(asked, {"requested_at"_L1, "requestedAt"_L1}).value_or(event.timestamp);
    checkpoint.expiresAt = time(asked, {"expires_at"_L1, "expiresAt"_L1});
    checkpoint.task = text(asked, {"taskId"_L1, "task_id"_L1});
    checkpoint.reason = asked["reason"_L1].toString();
    checkpoint.kind = checkpoint.isIntervention() ? LogCheckpoint::Template::Intervention
                                                  : templateOf(checkpoint);
    const QString key = checkpoint.isIntervention() ? event.id.value() : checkpoint.id;
    const auto known = state.byId.constFind(key);
    // Asked twice while it waits: it is the same question. Its words are the first ones, which is
    // what somebody may be looking at.
    if (known != state.byId.constEnd() && state.all[size_t(*known)].waits())
        return;
    state.byId.insert(key, qsizetype(state.all.size()));
    state.all.push_back(std::move(checkpoint));
}

void decide(LogCheckpoints& state, const StreamEvent& event, bool approved)
{
    const QJsonObject said = event.payload.toObject();
    const QJsonObject beside = event.extra["checkpoint"_L1].toObject();
    QString id = text(said, {"checkpoint_id"_L1, "checkpointId"_L1});
    if (id.isEmpty())
        id = beside["id"_L1].toString();
    const auto known = state.byId.constFind(id);
    if (known == state.byId.constEnd())
        return;
    LogCheckpoint& checkpoint = state.all[size_t(*known)];
    if (checkpoint.decision) {
        ++checkpoint.laterDecisions;
        return;
    }
    LogDecision decision;
    decision.approved = approved;
    decision.by = text(said,
        {"approved_by"_L1, "rejected_by"_L1, "approvedBy"_L1, "rejectedBy"_L1,
            "acknowledged_by"_L1});
    if (decision.by.isEmpty())
        decision.by = text(beside, {"approvedBy"_L1});
    if (decision.by.isEmpty())
        decision.by = event.actor;
    decision.option = text(said, {"selected_option"_L1, "selectedOption"_L1});
    decision.reason = said["reason"_L1].toString();
    decision.at = event.timestamp;
    decision.event = event.id;
    decision.expired = event.metadata["expired"_L1].toBool();
    checkpoint.decision = std::move(decision);
}

} // namespace

QString templateName(LogCheckpoint::Template kind)
{
    switch (kind) {
    case LogCheckpoint::Template::Plain:
        return u"plain"_s;
    case LogCheckpoint::Template::Strategy:
        return u"strategy"_s;
    case LogCheckpoint::Template::CodeReview:
        return u"code-review"_s;
    case LogCheckpoint::Template::DangerousOperation:
        return u"dangerous-operation"_s;
    case LogCheckpoint::Template::Design:
        return u"design"_s;
    case LogCheckpoint::Template::EpicCompletion:
        return u"epic-completion"_s;
    case LogCheckpoint::Template::Intervention:
        return u"intervention"_s;
    }
    return {};
}

void reduce(LogCheckpoints& state, const StreamEvent& event)
{
    const bool requested = event.type == "checkpoint.requested"_L1;
    const bool approved = event.type == "checkpoint.approved"_L1;
    const bool rejected = event.type == "checkpoint.rejected"_L1;
    if ((!requested && !approved && !rejected) || state.seen.contains(event.id))
        return;
    state.seen.insert(event.id);
    if (requested)
        request(state, event);
    else
        decide(state, event, approved);
}

const LogCheckpoint* find(const LogCheckpoints& state, const QString& id)
{
    const auto at = state.byId.constFind(id);
    return at == state.byId.constEnd() ? nullptr : &state.all[size_t(*at)];
}

std::vector<LogCheckpoint> pending(const LogCheckpoints& state)
{
    std::vector<LogCheckpoint> waiting;
    std::copy_if(state.all.begin(), state.all.end(), std::back_inserter(waiting),
        [](const LogCheckpoint& checkpoint) { return checkpoint.waits(); });
    return waiting;
}

LogAnswer readAnswer(const QString& typed, const std::vector<LogOption>& options)
{
    const QString trimmed = typed.trimmed();
    bool isNumber = false;
    const qlonglong number = trimmed.toLongLong(&isNumber);
    if (isNumber && number >= 1 && number <= qlonglong(options.size()))
        return {options[size_t(number - 1)], typed};
    const auto named = std::find_if(options.begin(), options.end(), [&](const LogOption& option) {
        return !option.id.isEmpty() && option.id.compare(trimmed, Qt::CaseInsensitive) == 0;
    });
    return named == options.end() ? LogAnswer{{}, typed} : LogAnswer{*named, typed};
}

bool confirms(const LogAnswer& answer)
{
    if (answer.option)
        return answer.option->id.compare("yes"_L1, Qt::CaseInsensitive) == 0;
    static const std::array<QLatin1StringView, 8> words{"yes"_L1, "ok"_L1, "okay"_L1, "sure"_L1,
        "proceed"_L1, "continue"_L1, "approved"_L1, "confirm"_L1};
    return std::any_of(words.begin(), words.end(),
        [&](QLatin1StringView word) { return answer.text.contains(word, Qt::CaseInsensitive); });
}

} // namespace headgate

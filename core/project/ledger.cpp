// SPDX-License-Identifier: MIT
#include "core/project/ledger.h"

#include <QJsonArray>
#include <QJsonObject>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString text(const QJsonObject& payload, const char* key)
{
    return payload[QLatin1StringView(key)].toString();
}

QStringList texts(const QJsonObject& payload, const char* key)
{
    QStringList list;
    for (const QJsonValue& value : payload[QLatin1StringView(key)].toArray())
        list.append(value.toString());
    return list;
}

/** What a later event leaves out stays as it was. */
void keep(QString& field, const QString& value)
{
    if (!value.isEmpty())
        field = value;
}

Epic& epicOf(LedgerState& state, const QString& id, const StreamEvent& event)
{
    const auto at = state.epics.constFind(id);
    if (at != state.epics.constEnd())
        return state.ledger.epics[size_t(*at)];
    state.epics.insert(id, qsizetype(state.ledger.epics.size()));
    Epic epic;
    epic.id = id;
    epic.created = event.timestamp;
    return state.ledger.epics.emplace_back(std::move(epic));
}

LedgerTask& taskOf(LedgerState& state, const QString& id, const StreamEvent& event)
{
    const auto at = state.tasks.constFind(id);
    if (at != state.tasks.constEnd())
        return state.ledger.tasks[size_t(*at)];
    state.tasks.insert(id, qsizetype(state.ledger.tasks.size()));
    LedgerTask task;
    task.id = id;
    task.created = event.timestamp;
    return state.ledger.tasks.emplace_back(std::move(task));
}

void reduceEpic(LedgerState& state, const StreamEvent& event, QStringView what)
{
    const QJsonObject payload = event.payload.toObject();
    const QString id = text(payload, "epicId");
    if (id.isEmpty())
        return;
    Epic& epic = epicOf(state, id, event);
    keep(epic.title, text(payload, "epicTitle"));
    keep(epic.result, text(payload, "result"));
    keep(epic.error, text(payload, "error"));
    epic.changed = event.timestamp;
    if (what == "started"_L1)
        epic.status = Epic::Status::Running;
    else if (what == "completed"_L1)
        epic.status = Epic::Status::Completed;
    else if (what == "failed"_L1)
        epic.status = Epic::Status::Failed;
    else if (what == "archived"_L1)
        epic.status = Epic::Status::Archived;
}

void reduceTask(LedgerState& state, const StreamEvent& event, QStringView what)
{
    const QJsonObject payload = event.payload.toObject();
    const QString id = text(payload, "taskId");
    if (id.isEmpty())
        return;
    LedgerTask& task = taskOf(state, id, event);
    keep(task.epic, text(payload, "epicId"));
    keep(task.title, text(payload, "taskTitle"));
    keep(task.agent, text(payload, "agent"));
    keep(task.result, text(payload, "result"));
    keep(task.summary, text(payload, "summary"));
    keep(task.error, text(payload, "error"));
    task.changed = event.timestamp;
    if (what == "started"_L1)
        task.status = LedgerTask::Status::Running;
    else if (what == "completed"_L1)
        task.status = LedgerTask::Status::Completed;
    else if (what == "failed"_L1)
        task.status = LedgerTask::Status::Failed;
    else if (what == "yielded"_L1)
        task.status = LedgerTask::Status::Suspended;
    // A task may be told before its epic; the title it brings is better than none.
    if (task.epic.isEmpty())
        return;
    Epic& epic = epicOf(state, task.epic, event);
    if (epic.title.isEmpty())
        epic.title = text(payload, "epicTitle");
}

void reduceGovernance(LedgerState& state, const StreamEvent& event, QStringView what)
{
    const QJsonObject payload = event.payload.toObject();
    Governance said;
    said.at = event.timestamp;
    said.event = event.id;
    if (what == "directive_added"_L1) {
        said.text = text(payload, "directiveContent");
        state.ledger.directives.push_back(std::move(said));
    } else if (what == "assumption_added"_L1) {
        said.text = text(payload, "assumptionContent");
        said.source = text(payload, "assumptionSource");
        said.rationale = text(payload, "assumptionRationale");
        state.ledger.assumptions.push_back(std::move(said));
    }
}

void learn(LedgerState& state, const StreamEvent& event)
{
    const QJsonObject payload = event.payload.toObject();
    Learning learning;
    for (const char* key : {"learningType", "type", "kind"}) {
        if (learning.kind.isEmpty())
            learning.kind = text(payload, key);
    }
    for (const char* key : {"learningContent", "content", "text", "learning"}) {
        if (learning.text.isEmpty())
            learning.text = text(payload, key);
    }
    learning.at = event.timestamp;
    learning.event = event.id;
    const QString key = learning.kind + u'\n' + learning.text;
    if (state.learnt.contains(key))
        return;
    state.learnt.insert(key);
    state.ledger.learnings.push_back(std::move(learning));
}

void reduceHandoff(LedgerState& state, const StreamEvent& event, QStringView what)
{
    const QJsonObject payload = event.payload.toObject();
    if (what == "resumed"_L1) {
        // The newest one of the epic that still waits.
        const QString epic = text(payload, "epicId");
        auto& all = state.ledger.handoffs;
        const auto open = std::find_if(all.rbegin(), all.rend(),
            [&](const Handoff& h) { return h.epic == epic && !h.resumed; });
        if (open != all.rend())
            open->resumed = event.timestamp;
        return;
    }
    if (what != "created"_L1)
        return;
    Handoff handoff;
    handoff.epic = text(payload, "epicId");
    handoff.reason = text(payload, "handoffReason");
    handoff.command = text(payload, "handoffCommand");
    handoff.done = texts(payload, "handoffWhatsDone");
    handoff.next = texts(payload, "handoffWhatsNext");
    handoff.context = texts(payload, "handoffKeyContext");
    handoff.files = texts(payload, "handoffFilesModified");
    handoff.created = event.timestamp;
    handoff.event = event.id;
    state.ledger.handoffs.push_back(std::move(handoff));
}

} // namespace

QString epicStatusName(Epic::Status status)
{
    switch (status) {
    case Epic::Status::Pending:
        return u"pending"_s;
    case Epic::Status::Running:
        return u"running"_s;
    case Epic::Status::Completed:
        return u"completed"_s;
    case Epic::Status::Failed:
        return u"failed"_s;
    case Epic::Status::Archived:
        return u"archived"_s;
    }
    return {};
}

QString taskStatusName(LedgerTask::Status status)
{
    switch (status) {
    case LedgerTask::Status::Pending:
        return u"pending"_s;
    case LedgerTask::Status::Running:
        return u"running"_s;
    case LedgerTask::Status::Completed:
        return u"completed"_s;
    case LedgerTask::Status::Failed:
        return u"failed"_s;
    case LedgerTask::Status::Suspended:
        return u"suspended"_s;
    }
    return {};
}

void reduce(LedgerState& state, const StreamEvent& event)
{
    const bool learning = event.type == "learning.extracted"_L1;
    if (!learning && !event.type.startsWith("ledger."_L1))
        return;
    if (state.seen.contains(event.id))
        return;
    state.seen.insert(event.id);
    const QStringList words = event.type.split(u'.');
    const QString what = words.value(2);
    if (learning || words.value(1) == "learning"_L1)
        learn(state, event);
    else if (words.value(1) == "epic"_L1)
        reduceEpic(state, event, what);
    else if (words.value(1) == "task"_L1)
        reduceTask(state, event, what);
    else if (words.value(1) == "governance"_L1)
        reduceGovernance(state, event, what);
    else if (words.value(1) == "handoff"_L1)
        reduceHandoff(state, event, what);
}

EpicProgress progressOf(const Ledger& ledger, const QString& epic)
{
    EpicProgress progress;
    for (const LedgerTask& task : ledger.tasks) {
        if (task.epic != epic)
            continue;
        ++progress.total;
        progress.done += task.status == LedgerTask::Status::Completed;
        progress.failed += task.status == LedgerTask::Status::Failed;
    }
    return progress;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/server/panedesk.h"

#include "core/server/paneanswers.h"

#include <QJsonArray>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReason = 1000;
/** Of those that are answered, so that a long session does not gather them for ever. */
constexpr qsizetype mostQuestions = 64;

QStringList texts(const QJsonValue& list)
{
    QStringList found;
    for (const QJsonValue& one : list.toArray())
        found.append(one.toString());
    return found;
}

HttpResponse conflict(const char* code, const QString& message, const QStringList& files = {})
{
    QJsonObject details;
    if (!files.isEmpty())
        details.insert("files"_L1, QJsonArray::fromStringList(files));
    return paneanswers::refusal(409, code, message, details);
}

/** The text under a key; none where it is no text or too long. */
std::optional<QString> shortText(const QJsonObject& body, QLatin1StringView key)
{
    const QJsonValue value = body[key];
    if (value.isUndefined() || value.isNull())
        return QString();
    const QString text = value.toString().trimmed();
    if (!value.isString() || text.size() > longestReason)
        return {};
    return text;
}

HttpResponse tooLong(const char* key)
{
    return paneanswers::invalid(
        u"%1 is no text of at most 1000 signs"_s.arg(QLatin1StringView(key)));
}

/** Who decides, as it says; this server knows nobody. */
QString approverIn(const QJsonObject& body)
{
    return body["approver"_L1].toString(u"user"_s).left(200);
}

/** What its answer is called by: its header, else its words. */
QString nameOf(const QJsonValue& question)
{
    const QString header = question["header"_L1].toString();
    return header.isEmpty() ? question["question"_L1].toString(question.toString()) : header;
}

QString joined(const QJsonValue& answer)
{
    return answer.isArray() ? texts(answer).join(u", "_s) : answer.toString();
}

} // namespace

bool PaneDesk::apply(const StoredPaneEvent& event)
{
    const QString& type = event.type;
    const QString what = type.section(u':', 1);
    const QString task = event.data["taskId"_L1].toString();
    if (type.startsWith("approval:"_L1)) {
        approval(event);
        return true;
    }
    if (type.endsWith(":interaction"_L1) || type.endsWith(":questions"_L1)) {
        asked(event);
        return true;
    }
    if (what == "plan_ready"_L1 && !task.isEmpty()) {
        m_tasks[task].plan = State::Waiting;
        m_tasks[task].planAgent = event.data["agentId"_L1].toString();
        return true;
    }
    const bool settles = event.channel == "plan"_L1 || event.channel == "taskCreation"_L1;
    const QString answered = event.data["interactionId"_L1].toString();
    if (!settles || answered.isEmpty() || !event.data.contains("answers"_L1))
        return false;
    for (Question& question : m_questions)
        question.answered = question.answered || question.id == answered;
    return true;
}

bool PaneDesk::isWaiting() const
{
    const bool task = std::any_of(m_tasks.begin(), m_tasks.end(), [](const Task& one) {
        return one.approval == State::Waiting || one.plan == State::Waiting;
    });
    return task || std::any_of(m_questions.begin(), m_questions.end(), [](const Question& one) {
        return !one.answered;
    });
}

void PaneDesk::approval(const StoredPaneEvent& event)
{
    const QJsonObject payload =
        event.data["payload"_L1].isObject() ? event.data["payload"_L1].toObject() : event.data;
    QString task = payload["taskId"_L1].toString();
    if (task.isEmpty())
        task = event.data["taskId"_L1].toString();
    if (task.isEmpty())
        return;
    Task& known = m_tasks[task];
    State& state = payload["plan"_L1].toBool() ? known.plan : known.approval;
    if (event.type == "approval:approved"_L1) {
        state = State::Approved;
    } else if (event.type == "approval:rejected"_L1) {
        state = State::Rejected;
    } else {
        known.approval = State::Waiting;
        known.hasDiff = !payload["diff"_L1].toString().isEmpty() || payload["diff"_L1].isArray()
            || payload["diff"_L1].isObject();
        known.conflicts = texts(payload["conflicts"_L1]);
        known.dirty = texts(payload["dirty"_L1]);
    }
}

void PaneDesk::asked(const StoredPaneEvent& event)
{
    Question question;
    question.id = event.data["interactionId"_L1].toString();
    if (question.id.isEmpty())
        question.id = event.id;
    question.agent = event.data["agentId"_L1].toString();
    question.isPlan = event.channel == "plan"_L1;
    for (const QJsonValue& one : event.data["questions"_L1].toArray())
        question.headers.append(nameOf(one));
    m_questions.removeIf([&](const Question& old) { return old.id == question.id; });
    m_questions.append(question);
    while (m_questions.size() > mostQuestions)
        m_questions.removeFirst();
}

PaneDesk::Answer PaneDesk::approve(const QString& task, const QJsonObject& body) const
{
    const auto feedback = shortText(body, "feedback"_L1);
    if (!feedback)
        return tooLong("feedback");
    const Task known = m_tasks.value(task);
    if (known.approval == State::Approved)
        return conflict("ALREADY_APPROVED", u"this was approved already"_s);
    if (known.approval != State::Waiting)
        return conflict("NOT_WAITING_APPROVAL", u"nobody waits for this approval"_s);
    if (!known.conflicts.isEmpty())
        return conflict("MERGE_CONFLICT", u"files cannot be merged"_s, known.conflicts);
    if (!known.dirty.isEmpty())
        return conflict("WORKTREE_DIRTY", u"files are not committed"_s, known.dirty);
    if (!known.hasDiff)
        return paneanswers::refusal(400, "NO_DIFF", u"there is no change to approve"_s);
    QJsonObject data{{u"type"_s, u"approval:approved"_s}, {u"taskId"_s, task},
        {u"approver"_s, approverIn(body)}, {u"mergeCommit"_s, body["mergeCommit"_L1].toBool(true)}};
    if (!feedback->isEmpty())
        data.insert("feedback"_L1, *feedback);
    return StoredPaneEvent{u"approval:approved"_s, u"workflow"_s, {}, data, {}};
}

PaneDesk::Answer PaneDesk::reject(const QString& task, const QJsonObject& body) const
{
    const auto reason = shortText(body, "reason"_L1);
    const auto feedback = shortText(body, "feedback"_L1);
    if (!reason || reason->isEmpty())
        return paneanswers::invalid(u"reason is no text of 1 to 1000 signs"_s);
    if (!feedback)
        return tooLong("feedback");
    const State state = m_tasks.value(task).approval;
    if (state == State::Approved)
        return conflict("ALREADY_APPROVED", u"this was approved already"_s);
    if (state != State::Waiting)
        return conflict("NOT_WAITING_APPROVAL", u"nobody waits for this approval"_s);
    QJsonObject data{{u"type"_s, u"approval:rejected"_s}, {u"taskId"_s, task},
        {u"approver"_s, approverIn(body)}, {u"reason"_s, *reason}};
    if (!feedback->isEmpty())
        data.insert("feedback"_L1, *feedback);
    return StoredPaneEvent{u"approval:rejected"_s, u"workflow"_s, {}, data, {}};
}

PaneDesk::Answer PaneDesk::decidePlan(
    const QString& task, bool approved, const QJsonObject& body) const
{
    const auto reason = shortText(body, "reason"_L1);
    if (!reason)
        return tooLong("reason");
    const Task known = m_tasks.value(task);
    if (known.plan == State::Approved)
        return conflict("ALREADY_APPROVED", u"this plan was approved already"_s);
    if (known.plan != State::Waiting)
        return conflict("NOT_WAITING_APPROVAL", u"no plan waits for an answer"_s);
    const QString type = approved ? u"approval:approved"_s : u"approval:rejected"_s;
    QJsonObject data{{u"type"_s, type}, {u"taskId"_s, task}, {u"plan"_s, true},
        {u"approver"_s, approverIn(body)}};
    if (!known.planAgent.isEmpty())
        data.insert("agentId"_L1, known.planAgent);
    if (!approved && !reason->isEmpty())
        data.insert("reason"_L1, *reason);
    return StoredPaneEvent{type, u"workflow"_s, {}, data, {}};
}

const PaneDesk::Question* PaneDesk::questionFor(const QString& id) const
{
    const auto found = std::find_if(m_questions.rbegin(), m_questions.rend(),
        [&](const Question& q) { return id.isEmpty() ? !q.answered : q.id == id; });
    if (found != m_questions.rend())
        return &*found;
    return id.isEmpty() && !m_questions.isEmpty() ? &m_questions.constLast() : nullptr;
}

PaneDesk::Answer PaneDesk::answer(const QJsonObject& body) const
{
    const QJsonObject answers = body["answers"_L1].toObject();
    const Question* const asked = questionFor(body["interactionId"_L1].toString());
    if (!asked)
        return paneanswers::refusal(
            404, "PLAN_INTERACTION_NOT_FOUND", u"there is no such question"_s);
    if (asked->answered)
        return conflict(
            "PLAN_INTERACTION_ALREADY_ANSWERED", u"this question was answered already"_s);
    if (answers.isEmpty())
        return paneanswers::invalid(u"answers is no object of answers by header"_s);
    QStringList lines;
    for (auto it = answers.constBegin(); it != answers.constEnd(); ++it) {
        if (!asked->headers.contains(it.key()))
            return paneanswers::invalid(u"%1 was not asked"_s.arg(it.key()));
        const QString text = joined(it.value());
        if (text.isEmpty())
            return paneanswers::invalid(u"%1 has no answer"_s.arg(it.key()));
        lines.append(it.key() + ": "_L1 + text);
    }
    QJsonObject data{{u"interactionId"_s, asked->id}, {u"role"_s, u"user"_s},
        {u"answers"_s, answers}, {u"content"_s, lines.join(u'\n')}};
    if (!asked->agent.isEmpty())
        data.insert("agentId"_L1, asked->agent);
    if (asked->isPlan)
        return StoredPaneEvent{u"plan:turn"_s, u"plan"_s, {}, data, {}};
    return StoredPaneEvent{u"task-creation:message"_s, u"taskCreation"_s, {}, data, {}};
}

QJsonObject PaneDesk::toJson() const
{
    QJsonObject tasks;
    for (auto it = m_tasks.cbegin(); it != m_tasks.cend(); ++it)
        tasks.insert(it.key(),
            QJsonObject{{u"approval"_s, int(it->approval)}, {u"plan"_s, int(it->plan)},
                {u"diff"_s, it->hasDiff}, {u"agent"_s, it->planAgent},
                {u"conflicts"_s, QJsonArray::fromStringList(it->conflicts)},
                {u"dirty"_s, QJsonArray::fromStringList(it->dirty)}});
    QJsonArray questions;
    for (const Question& q : m_questions)
        questions.append(QJsonObject{{u"id"_s, q.id}, {u"agent"_s, q.agent}, {u"plan"_s, q.isPlan},
            {u"answered"_s, q.answered}, {u"headers"_s, QJsonArray::fromStringList(q.headers)}});
    return {{u"tasks"_s, tasks}, {u"questions"_s, questions}};
}

PaneDesk PaneDesk::fromJson(const QJsonObject& json)
{
    PaneDesk desk;
    const QJsonObject tasks = json["tasks"_L1].toObject();
    const auto state = [](const QJsonValue& value) {
        return static_cast<State>(std::clamp(value.toInt(), 0, int(State::Rejected)));
    };
    for (auto it = tasks.constBegin(); it != tasks.constEnd(); ++it)
        desk.m_tasks.insert(it.key(),
            {state(it.value()["approval"_L1]), state(it.value()["plan"_L1]),
                it.value()["diff"_L1].toBool(), texts(it.value()["conflicts"_L1]),
                texts(it.value()["dirty"_L1]), it.value()["agent"_L1].toString()});
    for (const QJsonValue& q : json["questions"_L1].toArray())
        desk.m_questions.append({q["id"_L1].toString(), q["agent"_L1].toString(),
            q["plan"_L1].toBool(), q["answered"_L1].toBool(), texts(q["headers"_L1])});
    return desk;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// A ledger as rows of words.
#include "core/project/visibletext.h"
#include "ui/models/ledgermodel.h"
#include "ui/words/say.h"

#include <QHash>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

namespace {

using Kind = LedgerRow::Kind;
using Shape = LedgerRow::Shape;

/** As one paragraph, hidden characters written out, of bounded length. */
QString shown(const QString& text)
{
    constexpr qsizetype longest = 600;
    const QString plain = makeVisible(text.simplified()).text;
    return plain.size() <= longest ? plain : plain.left(longest - 1) + u'…';
}

QString joined(const QStringList& lines)
{
    QStringList said;
    for (const QString& line : lines) {
        if (!line.isEmpty())
            said += line;
    }
    return said.join(u'\n');
}

QString bullets(const QString& title, const QStringList& lines)
{
    QStringList said;
    for (const QString& line : lines)
        said += shown(line);
    return said.isEmpty() ? QString() : title + u": "_s + said.join(u"; "_s);
}

Shape shapeOf(Epic::Status status)
{
    switch (status) {
    case Epic::Status::Pending:
        return Shape::Open;
    case Epic::Status::Running:
        return Shape::Running;
    case Epic::Status::Failed:
        return Shape::Failed;
    case Epic::Status::Completed:
    case Epic::Status::Archived:
        break;
    }
    return Shape::Done;
}

Shape shapeOf(LedgerTask::Status status)
{
    switch (status) {
    case LedgerTask::Status::Pending:
        return Shape::Open;
    case LedgerTask::Status::Running:
        return Shape::Running;
    case LedgerTask::Status::Suspended:
        return Shape::Paused;
    case LedgerTask::Status::Failed:
        return Shape::Failed;
    case LedgerTask::Status::Completed:
        break;
    }
    return Shape::Done;
}

bool isOver(const LedgerTask& task)
{
    return task.status == LedgerTask::Status::Completed
        || task.status == LedgerTask::Status::Failed;
}

class Rows
{
    using Tasks = std::vector<const LedgerTask*>;

public:
    std::vector<LedgerRow> take() { return std::move(m_rows); }

    void intents(const std::vector<Intent>& intents)
    {
        const auto active = std::ranges::count_if(intents, &Intent::active);
        section(say("At work"), active);
        for (const Intent& one : intents) {
            if (!one.active())
                continue;
            const bool paused = one.status == Intent::Status::Paused;
            LedgerRow row{Kind::Intent, paused ? Shape::Paused : Shape::Running, u"i:"_s + one.id,
                shown(one.description.isEmpty() ? one.prompt : one.description)};
            if (row.title.isEmpty())
                row.title = shown(one.agent);
            row.side = shown(one.agent);
            row.detail = paused ? joined({say("paused"), shown(one.pause)}) : QString();
            row.session = SessionId(one.id.startsWith("ses"_L1) ? one.id : one.parent);
            m_rows.push_back(std::move(row));
        }
    }

    void epics(const Ledger& ledger)
    {
        section(say("Epics"), qsizetype(ledger.epics.size()));
        QHash<QString, Tasks> tasksOf;
        for (const LedgerTask& task : ledger.tasks)
            tasksOf[task.epic].push_back(&task);
        for (const Epic& epic : ledger.epics)
            addEpic(epic, tasksOf.take(epic.id));
        Tasks loose;
        for (const LedgerTask& task : ledger.tasks) {
            if (tasksOf.contains(task.epic))
                loose.push_back(&task);
        }
        section(say("Tasks of no epic"), qsizetype(loose.size()));
        for (const LedgerTask* task : loose)
            addTask(*task);
    }

    void handoffs(const std::vector<Handoff>& handoffs)
    {
        section(say("Handoffs"), qsizetype(handoffs.size()));
        int place = 0;
        for (const Handoff& one : handoffs) {
            LedgerRow row{Kind::Handoff, one.resumed ? Shape::Done : Shape::Open,
                u"h:%1"_s.arg(place++), reasonOf(one)};
            row.side = one.resumed ? say("taken up") : say("waits");
            row.detail = joined({bullets(say("Done"), one.done), bullets(say("Next"), one.next),
                bullets(say("To know"), one.context), bullets(say("Files"), one.files)});
            row.command = one.command;
            m_rows.push_back(std::move(row));
        }
    }

    void governance(const Ledger& ledger)
    {
        section(say("Rules"), qsizetype(ledger.directives.size()));
        int place = 0;
        for (const Governance& one : ledger.directives)
            m_rows.push_back({Kind::Rule, Shape::None, u"r:%1"_s.arg(place++), shown(one.text)});
        section(say("Assumptions"), qsizetype(ledger.assumptions.size()));
        place = 0;
        for (const Governance& one : ledger.assumptions) {
            LedgerRow row{Kind::Assumption, Shape::None, u"a:%1"_s.arg(place++), shown(one.text)};
            row.detail = shown(one.rationale);
            row.side = shown(one.source);
            m_rows.push_back(std::move(row));
        }
    }

    void learnings(const std::vector<Learning>& learnings)
    {
        section(say("Learnt"), qsizetype(learnings.size()));
        int place = 0;
        for (const Learning& one : learnings) {
            LedgerRow row{Kind::Learning, Shape::None, u"l:%1"_s.arg(place++), shown(one.text)};
            row.side = kindOf(one);
            m_rows.push_back(std::move(row));
        }
    }

private:
    void section(const QString& title, qsizetype count)
    {
        if (count == 0)
            return;
        LedgerRow row{Kind::Section, Shape::None, u"s:"_s + title, title};
        row.side = QString::number(count);
        m_rows.push_back(std::move(row));
    }

    void addEpic(const Epic& epic, const Tasks& tasks)
    {
        if (m_rows.size() >= LedgerModel::capacity)
            return;
        const auto over =
            std::ranges::count_if(tasks, [](const LedgerTask* t) { return isOver(*t); });
        LedgerRow row{Kind::Epic, shapeOf(epic.status), u"e:"_s + epic.id,
            shown(epic.title.isEmpty() ? epic.id : epic.title)};
        if (!tasks.empty()) {
            row.side = say("%1 of %2").arg(over).arg(tasks.size());
            row.share = double(over) / double(tasks.size());
        } else if (epic.status == Epic::Status::Archived) {
            row.side = say("archived");
        }
        row.detail = joined({shown(epic.result), shown(epic.error)});
        row.session = SessionId(epic.id.startsWith("ses"_L1) ? epic.id : QString());
        m_rows.push_back(std::move(row));
        for (const LedgerTask* task : tasks)
            addTask(*task);
    }

    void addTask(const LedgerTask& task)
    {
        if (m_rows.size() >= LedgerModel::capacity)
            return;
        LedgerRow row{Kind::Task, shapeOf(task.status), u"t:"_s + task.epic + u'/' + task.id,
            shown(task.title.isEmpty() ? task.id : task.title)};
        row.side = shown(task.agent);
        row.detail = joined({shown(task.result), shown(task.summary), shown(task.error)});
        row.session = SessionId(task.id.startsWith("ses"_L1) ? task.id : QString());
        m_rows.push_back(std::move(row));
    }

    static QString reasonOf(const Handoff& handoff)
    {
        if (handoff.reason == "context_limit"_L1)
            return say("The context was full");
        if (handoff.reason == "user_exit"_L1)
            return say("The person left");
        if (handoff.reason == "session_break"_L1)
            return say("The session was interrupted");
        return handoff.reason.isEmpty() ? say("Handed off") : shown(handoff.reason);
    }

    static QString kindOf(const Learning& learning)
    {
        if (learning.kind == "antiPattern"_L1)
            return say("to avoid");
        if (learning.kind == "pattern"_L1)
            return say("pattern");
        if (learning.kind == "decision"_L1)
            return say("decision");
        if (learning.kind == "preference"_L1)
            return say("preference");
        return shown(learning.kind);
    }

    std::vector<LedgerRow> m_rows;
};

} // namespace

std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const std::vector<Intent>& intents)
{
    Rows rows;
    rows.intents(intents);
    rows.handoffs(ledger.handoffs);
    rows.epics(ledger);
    rows.governance(ledger);
    rows.learnings(ledger.learnings);
    return rows.take();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/paneevent.h"

#include <QHash>
#include <QStringList>

namespace headgate {

/**
 * What the agents of a session asked: approvals and plans by task, questions by their id, and
 * whether each was answered (systems.md 3.9). Changes with the events of the session alone, the
 * answers among them. Values alone; any thread.
 */
class PaneDesk
{
public:
    /** An answer is an event; or it is refused. */
    using Answer = std::variant<StoredPaneEvent, HttpResponse>;

    /** True: something about it changed. */
    bool apply(const StoredPaneEvent& event);

    bool knowsTask(const QString& task) const { return m_tasks.contains(task); }
    QStringList tasks() const { return m_tasks.keys(); }
    /** Something was asked and not answered. */
    bool isWaiting() const;
    bool isEmpty() const { return m_tasks.isEmpty() && m_questions.isEmpty(); }

    /** Errors: ALREADY_APPROVED, NOT_WAITING_APPROVAL, NO_DIFF, MERGE_CONFLICT, WORKTREE_DIRTY,
     * VALIDATION_ERROR. The event is not complete yet. */
    Answer approve(const QString& task, const QJsonObject& body) const;
    /** With a reason of 1 to 1000 signs. */
    Answer reject(const QString& task, const QJsonObject& body) const;
    Answer decidePlan(const QString& task, bool approved, const QJsonObject& body) const;
    /** To the question that is named, else to the one that is open. Errors:
     * PLAN_INTERACTION_ALREADY_ANSWERED, PLAN_INTERACTION_NOT_FOUND, VALIDATION_ERROR. */
    Answer answer(const QJsonObject& body) const;

    QJsonObject toJson() const;
    static PaneDesk fromJson(const QJsonObject& json);

private:
    enum class State { None, Waiting, Approved, Rejected };
    struct Task
    {
        State approval = State::None;
        State plan = State::None;
        bool hasDiff = false;
        QStringList conflicts; ///< files that cannot be merged, as the agent said
        QStringList dirty; ///< files that are not committed, as the agent said
        QString planAgent;
    };
    struct Question
    {
        QString id;
        QString agent;
        bool isPlan = true; ///< else of the making of a task
        bool answered = false;
        QStringList headers;
    };

    void approval(const StoredPaneEvent& event);
    void asked(const StoredPaneEvent& event);
    const Question* questionFor(const QString& id) const;

    QHash<QString, Task> m_tasks;
    QList<Question> m_questions; ///< in the order they came
};

} // namespace headgate

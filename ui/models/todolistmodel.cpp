// SPDX-License-Identifier: MIT
#include "ui/models/todolistmodel.h"

#include "ui/words/todowords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using words::TodoState;

TodoListModel::TodoListModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void TodoListModel::setSession(const SessionKey& key)
{
    if (key == m_session)
        return;
    m_session = key;
    put({});
}

void TodoListModel::apply(const Change& change)
{
    const auto* told = std::get_if<TodosChanged>(&change);
    if (told && !m_session.isEmpty() && told->key == m_session)
        put(told->todos);
}

void TodoListModel::put(const std::vector<Todo>& todos)
{
    m_total = int(todos.size());
    m_done = int(std::ranges::count(todos, TodoState::Done, &words::todoState));
    m_open =
        m_total - m_done - int(std::ranges::count(todos, TodoState::Dropped, &words::todoState));
    const int before = rowCount();
    const int after = std::min(m_total, capacity);
    for (int row = 0; row < std::min(before, after); ++row) {
        if (m_rows[size_t(row)] == todos[size_t(row)])
            continue;
        m_rows[size_t(row)] = todos[size_t(row)];
        emit dataChanged(index(row), index(row));
    }
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(size_t(after));
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows.insert(m_rows.end(), todos.begin() + before, todos.begin() + after);
        endInsertRows();
    }
}

int TodoListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TodoListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Todo& todo = m_rows[size_t(index.row())];
    const TodoState state = words::todoState(todo);
    const bool over = state == TodoState::Done || state == TodoState::Dropped;
    switch (role) {
    case Qt::DisplayRole:
        return words::todoLine(todo);
    case StateRole:
        return int(state);
    case StateWordsRole:
        return words::todoStateWords(todo);
    case PriorityRole:
        return todo.priority == "high"_L1 && !over ? tr("high") : QString();
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "state of a todo, then what it says")
            .arg(words::todoStateWords(todo), words::todoLine(todo));
    default:
        return {};
    }
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>

#include <vector>

namespace headgate {

/**
 * The todo list of one session as its agent wrote it last (DG-44). UI thread. A row that keeps its
 * place changes; it is not made anew.
 */
class TodoListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole + 1, ///< words::TodoState as int
        StateWordsRole,
        PriorityRole, ///< words, only where they matter: "high" of one that is not over
    };
    static constexpr int capacity = 500; ///< rows; total() tells of more

    explicit TodoListModel(QObject* parent = nullptr);

    /** Whose list it is from now on; it is empty until the session's todos are told. */
    void setSession(const SessionKey& key);
    void apply(const Change& change);

    int total() const { return m_total; }
    int done() const { return m_done; } ///< of total(), those done
    int open() const { return m_open; } ///< of total(), neither done nor dropped

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    void put(const std::vector<Todo>& todos);

    SessionKey m_session;
    std::vector<Todo> m_rows;
    int m_total = 0;
    int m_done = 0;
    int m_open = 0;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

struct sqlite3_stmt;

namespace headgate {

/**
 * One prepared statement of a Database, which makes and runs it. Thread of the Database, which it
 * must not outlive. Columns and places count from 0.
 */
class Query
{
public:
    Query() = default;

    /** An empty QVariant is NULL; a null string or array is an empty one. */
    void bindValue(int place, const QVariant& value);
    /** To the next row of what was run; false after the last one, and then it is finished. */
    bool next();
    QVariant value(int column) const;
    /** Gives up the rows that were not read. A transaction does not end before. */
    void finish();
    qint64 lastInsertId() const;

private:
    friend class Database;
    struct Finalizer
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    enum class State : quint8 { Idle, FirstRow, Row };

    explicit Query(sqlite3_stmt* statement);
    bool run();
    bool step();
    void hold(int place, const QByteArray& bytes);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    std::vector<QByteArray> m_held; ///< what the places point to: nothing is copied
    State m_state = State::Idle;
};

/** All values, in order. */
void bind(Query& query, std::initializer_list<QVariant> values);

// Values for a place: what is empty is NULL.
QVariant orNull(const QString& text);
QVariant orNull(const std::optional<qint64>& number);

} // namespace headgate

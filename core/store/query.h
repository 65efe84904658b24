// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSqlQuery>
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
 * must not outlive. Columns and places count from 0. Works on SQLite itself where Qt's connection
 * lets it, else through QSqlQuery, where binding costs several times as much.
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
    /** By what was run last. */
    qint64 changedRows() const;

private:
    friend class Database;
    struct Finalizer
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    enum class State : quint8 { Idle, FirstRow, Row };

    explicit Query(sqlite3_stmt* statement);
    explicit Query(QSqlQuery portable);
    bool run();
    bool step();
    void bindNative(int place, const QVariant& value);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement; ///< null: portable
    std::vector<QByteArray> m_held; ///< what the places point to: nothing is copied
    State m_state = State::Idle;
    std::optional<QSqlQuery> m_portable;
};

/** All values, in order. */
void bind(Query& query, std::initializer_list<QVariant> values);

// Values for a place: what is empty is NULL.
QVariant orNull(const QString& text);
QVariant orNull(const std::optional<qint64>& number);

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/store/query.h"

#include <sqlite3.h>

namespace headgate {

void Query::Finalizer::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Query::Query(sqlite3_stmt* statement)
    : m_statement(statement)
    , m_held(size_t(statement ? sqlite3_bind_parameter_count(statement) : 0))
{
}

Query::Query(QSqlQuery portable)
    : m_portable(std::move(portable))
{
}

void Query::bindValue(int place, const QVariant& value)
{
    if (m_statement) {
        bindNative(place, value);
        return;
    }
    // QSqlQuery takes what is null for NULL, which equals nothing.
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        m_portable->bindValue(place, QString::fromLatin1(""));
    else if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        m_portable->bindValue(place, QByteArray(""));
    else
        m_portable->bindValue(place, value);
}

void Query::bindNative(int place, const QVariant& value)
{
    Q_ASSERT(size_t(place) < m_held.size());
    finish(); // a statement that runs takes no values
    sqlite3_stmt* to = m_statement.get();
    QByteArray& held = m_held[size_t(place)];
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        sqlite3_bind_null(to, place + 1);
        break;
    case QMetaType::QString:
        held = value.toString().toUtf8();
        sqlite3_bind_text64(to, place + 1, held.constData(), sqlite3_uint64(held.size()),
            SQLITE_STATIC, SQLITE_UTF8);
        break;
    case QMetaType::QByteArray:
        held = value.toByteArray();
        sqlite3_bind_blob64(
            to, place + 1, held.constData(), sqlite3_uint64(held.size()), SQLITE_STATIC);
        break;
    case QMetaType::Double:
        sqlite3_bind_double(to, place + 1, value.toDouble());
        break;
    default:
        Q_ASSERT(value.canConvert<qlonglong>());
        sqlite3_bind_int64(to, place + 1, value.toLongLong());
    }
}

bool Query::step()
{
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_ROW)
        return true;
    // At its end it holds no lock and no row. Reset repeats the error of a step.
    sqlite3_reset(m_statement.get());
    m_state = State::Idle;
    return false;
}

/** False: it failed, and the connection knows why. */
bool Query::run()
{
    if (m_portable)
        return m_portable->exec();
    if (!m_statement)
        return false;
    finish();
    const int result = sqlite3_step(m_statement.get());
    if (result == SQLITE_ROW) {
        m_state = State::FirstRow;
        return true;
    }
    return sqlite3_reset(m_statement.get()) == SQLITE_OK && result == SQLITE_DONE;
}

bool Query::next()
{
    if (m_portable) {
        if (m_portable->next())
            return true;
        m_portable->finish();
        return false;
    }
    if (m_state == State::Idle)
        return false;
    if (std::exchange(m_state, State::Row) == State::FirstRow)
        return true;
    return step();
}

QVariant Query::value(int column) const
{
    if (m_portable)
        return m_portable->value(column);
    sqlite3_stmt* of = m_statement.get();
    switch (sqlite3_column_type(of, column)) {
    case SQLITE_INTEGER:
        return qlonglong(sqlite3_column_int64(of, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(of, column);
    case SQLITE_NULL:
        return {};
    case SQLITE_TEXT: {
        const auto* text = static_cast<const char*>(sqlite3_column_blob(of, column));
        return QString::fromUtf8(text, sqlite3_column_bytes(of, column));
    }
    default: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(of, column));
        return QByteArray(bytes, sqlite3_column_bytes(of, column));
    }
    }
}

void Query::finish()
{
    if (m_portable) {
        m_portable->finish();
        return;
    }
    if (std::exchange(m_state, State::Idle) != State::Idle)
        sqlite3_reset(m_statement.get());
}

qint64 Query::lastInsertId() const
{
    if (m_portable)
        return m_portable->lastInsertId().toLongLong();
    return sqlite3_last_insert_rowid(sqlite3_db_handle(m_statement.get()));
}

qint64 Query::changedRows() const
{
    if (m_portable)
        return m_portable->numRowsAffected();
    return sqlite3_changes(sqlite3_db_handle(m_statement.get()));
}

void bind(Query& query, std::initializer_list<QVariant> values)
{
    int at = 0;
    for (const QVariant& value : values)
        query.bindValue(at++, value);
}

QVariant orNull(const QString& text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant orNull(const std::optional<qint64>& number)
{
    return number ? QVariant(*number) : QVariant();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/store/database.h"

#include <QAtomicInteger>
#include <QSqlError>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Issue databaseError(const QSqlError& error)
{
    return {Issue::Code::DatabaseError, {}, {error.text()}};
}

} // namespace

Expected<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    static QAtomicInteger<quint64> serial;
    std::unique_ptr<Database> database(new Database);
    database->m_path = path;
    database->m_name = u"headgate-%1"_s.arg(serial.fetchAndAddRelaxed(1));
    database->m_thread = QThread::currentThread();
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_name);
    connection.setDatabaseName(path.isEmpty() ? u":memory:"_s : path);
    if (mode == Mode::ReadOnly)
        connection.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s);
    else
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!connection.open())
        return databaseError(connection.lastError());
    if (mode == Mode::ReadWrite) {
        database->execute(u"PRAGMA journal_mode=WAL"_s);
        database->execute(u"PRAGMA synchronous=NORMAL"_s);
    }
    database->execute(u"PRAGMA cache_size=-4000"_s);
    database->execute(u"PRAGMA temp_store=MEMORY"_s);
    if (database->m_failure.code != Issue::Code::None)
        return database->m_failure;
    return database;
}

Database::~Database()
{
    assertThread();
    connection().close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_name, false);
}

Outcome Database::migrate(const QList<QStringList>& migrations)
{
    QSqlQuery version = prepare(u"PRAGMA user_version"_s);
    if (!run(version) || !version.next())
        return m_failure;
    const int from = version.value(0).toInt();
    version.finish();
    if (from > migrations.size()) {
        return Issue{Issue::Code::DatabaseError, {},
            {u"%1 was written by a newer version of Headgate"_s.arg(m_path)}};
    }
    for (int step = from; step < migrations.size(); ++step) {
        begin();
        for (const QString& sql : migrations[step])
            execute(sql);
        execute(u"PRAGMA user_version=%1"_s.arg(step + 1));
        if (const Outcome done = commit(); !done)
            return done;
    }
    return std::monostate();
}

QSqlQuery Database::prepare(const QString& sql)
{
    assertThread();
    QSqlQuery query(connection());
    query.setForwardOnly(true);
    const bool prepared = query.prepare(sql);
    Q_ASSERT_X(prepared, "Database::prepare", qPrintable(query.lastError().text() + sql));
    if (!prepared && m_failure.code == Issue::Code::None)
        m_failure = databaseError(query.lastError());
    return query;
}

bool Database::run(QSqlQuery& query)
{
    assertThread();
    if (query.exec())
        return true;
    if (m_failure.code == Issue::Code::None)
        m_failure = databaseError(query.lastError());
    return false;
}

bool Database::execute(const QString& sql)
{
    assertThread();
    QSqlQuery query(connection());
    if (query.exec(sql))
        return true;
    if (m_failure.code == Issue::Code::None)
        m_failure = databaseError(query.lastError());
    return false;
}

void Database::begin()
{
    m_failure = {};
    execute(u"BEGIN IMMEDIATE"_s);
}

Outcome Database::commit()
{
    if (m_failure.code == Issue::Code::None && execute(u"COMMIT"_s))
        return std::monostate();
    const Issue failure = m_failure;
    execute(u"ROLLBACK"_s);
    m_failure = {};
    return failure;
}

void bind(QSqlQuery& query, std::initializer_list<QVariant> values)
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

QVariant notNull(const QString& text)
{
    return text.isNull() ? QVariant(u""_s) : QVariant(text);
}

} // namespace headgate

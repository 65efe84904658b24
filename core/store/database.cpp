// SPDX-License-Identifier: MIT
#include "core/store/database.h"

#include <QAtomicInteger>
#include <QSqlDriver>
#include <QSqlError>

#include <sqlite3.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Issue databaseError(const QString& why)
{
    return {Issue::Code::DatabaseError, {}, {why}};
}

/** Whether the library behind a connection is the one this program is linked with, built alike: a
 * driver may carry its own, whose handles would mean nothing here. */
bool isOurSqlite(const QSqlDatabase& connection)
{
    QSqlQuery source(connection);
    if (!source.exec(u"SELECT sqlite_source_id()"_s) || !source.next()
        || source.value(0).toString() != QLatin1StringView(sqlite3_sourceid()))
        return false;
    source.finish();
    QSqlQuery options(connection);
    if (!options.exec(u"PRAGMA compile_options"_s))
        return false;
    int count = 0;
    while (options.next()) {
        if (!sqlite3_compileoption_used(options.value(0).toString().toUtf8().constData()))
            return false;
        ++count;
    }
    return sqlite3_compileoption_get(count) == nullptr;
}

} // namespace

Expected<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode, Access access)
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
        return databaseError(connection.lastError().text());
    if (access == Access::Fast)
        database->findHandle();
    if (mode == Mode::ReadWrite) {
        // Lets a file shrink in slices. Only one that is still empty takes it, and WAL fills it.
        database->execute(u"PRAGMA auto_vacuum=INCREMENTAL"_s);
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
    m_begin = {};
    m_commit = {};
    connection().close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_name, false);
}

/** As QSqlDriver::handle() describes it. */
void Database::findHandle()
{
    const QVariant handle = connection().driver()->handle();
    if (qstrcmp(handle.typeName(), "sqlite3*") == 0 && isOurSqlite(connection()))
        m_handle = *static_cast<sqlite3* const*>(handle.constData());
    if (m_handle) {
        m_begin = prepare(u"BEGIN IMMEDIATE"_s);
        m_commit = prepare(u"COMMIT"_s);
    }
}

/** Notes why; false. */
bool Database::failed(const QString& why)
{
    if (m_failure.code == Issue::Code::None)
        m_failure = databaseError(why);
    return false;
}

Outcome Database::migrate(const QList<QStringList>& migrations)
{
    Query version = prepare(u"PRAGMA user_version"_s);
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

Query Database::prepare(const QString& sql)
{
    assertThread();
    if (!m_handle) {
        QSqlQuery query(connection());
        query.setForwardOnly(true);
        const bool prepared = query.prepare(sql);
        Q_ASSERT_X(prepared, "Database::prepare", qPrintable(query.lastError().text() + sql));
        if (!prepared)
            failed(query.lastError().text());
        return Query(std::move(query));
    }
    sqlite3_stmt* statement = nullptr;
    const QByteArray text = sql.toUtf8();
    const int prepared = sqlite3_prepare_v3(m_handle, text.constData(), int(text.size()),
        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    Q_ASSERT_X(prepared == SQLITE_OK, "Database::prepare",
        qPrintable(QString::fromUtf8(sqlite3_errmsg(m_handle)) + sql));
    if (prepared != SQLITE_OK)
        failed(QString::fromUtf8(sqlite3_errmsg(m_handle)));
    return Query(statement);
}

bool Database::run(Query& query)
{
    assertThread();
    if (query.run())
        return true;
    return failed(query.m_portable ? query.m_portable->lastError().text()
                                   : QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

bool Database::execute(const QString& sql)
{
    assertThread();
    QSqlQuery query(connection());
    return query.exec(sql) || failed(query.lastError().text());
}

void Database::begin()
{
    m_failure = {};
    if (m_handle)
        run(m_begin);
    else
        execute(u"BEGIN IMMEDIATE"_s);
}

Outcome Database::commit()
{
    if (m_failure.code == Issue::Code::None && (m_handle ? run(m_commit) : execute(u"COMMIT"_s)))
        return std::monostate();
    const Issue failure = m_failure;
    execute(u"ROLLBACK"_s);
    m_failure = {};
    return failure;
}

} // namespace headgate

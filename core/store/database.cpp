// SPDX-License-Identifier: MIT
#include "core/store/database.h"

#include <QFile>

#include <sqlite3.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeoutMs = 2000;

} // namespace

Expected<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    std::unique_ptr<Database> database(new Database);
    database->m_path = path;
    database->m_thread = QThread::currentThread();
    const int access =
        mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const QByteArray file = path.isEmpty() ? QByteArray(":memory:") : QFile::encodeName(path);
    const int opened = sqlite3_open_v2(
        file.constData(), &database->m_connection, access | SQLITE_OPEN_NOMUTEX, nullptr);
    if (opened != SQLITE_OK)
        return database->lastError();
    sqlite3_busy_timeout(database->m_connection, busyTimeoutMs);
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
    sqlite3_close_v2(m_connection);
}

Issue Database::lastError() const
{
    return {Issue::Code::DatabaseError, {}, {QString::fromUtf8(sqlite3_errmsg(m_connection))}};
}

/** Notes why; false. */
bool Database::failed()
{
    if (m_failure.code == Issue::Code::None)
        m_failure = lastError();
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
    sqlite3_stmt* statement = nullptr;
    const QByteArray text = sql.toUtf8();
    const int prepared = sqlite3_prepare_v3(m_connection, text.constData(), int(text.size()),
        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    Q_ASSERT_X(prepared == SQLITE_OK, "Database::prepare",
        qPrintable(lastError().args.value(0) + u": "_s + sql));
    if (prepared != SQLITE_OK)
        failed();
    return Query(statement);
}

bool Database::run(Query& query)
{
    assertThread();
    return query.run() || failed();
}

bool Database::execute(const QString& sql)
{
    assertThread();
    const QByteArray text = sql.toUtf8();
    return sqlite3_exec(m_connection, text.constData(), nullptr, nullptr, nullptr) == SQLITE_OK
        || failed();
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

} // namespace headgate

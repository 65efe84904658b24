// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/store/query.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>
#include <QThread>

#include <memory>

struct sqlite3;

namespace headgate {

/**
 * One SQLite connection of Qt Sql. Belongs to the thread that opened it, which is asserted: Qt Sql
 * itself checks nothing there. Closes and removes itself.
 */
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    enum class Access {
        Fast, ///< statements go to SQLite itself, if Qt's driver uses the same one as this program
        Portable, ///< all through QSqlQuery
    };

    /** `path` empty: in memory. Errors: DatabaseError with SQLite's words. WAL; synchronous NORMAL
     * survives kill -9. */
    static Expected<std::unique_ptr<Database>> open(
        const QString& path, Mode mode, Access access = Access::Fast);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /** Brings the file to the newest `migrations` step; each runs in a transaction of its own and
     * counts in user_version. */
    Outcome migrate(const QList<QStringList>& migrations);

    /** A prepared statement. Wrong SQL is our own mistake and asserts. */
    Query prepare(const QString& sql);
    /** Executes what prepare() made; remembers the first failure for the commit to report. */
    bool run(Query& query);
    bool execute(const QString& sql);

    void begin();
    /** Rolls back and returns the first failure since begin(), if there was one. */
    Outcome commit();

    const QString& path() const { return m_path; }

private:
    Database() = default;

    void assertThread() const { Q_ASSERT(QThread::currentThread() == m_thread); }
    bool failed(const QString& why);

    QSqlDatabase connection() const;
    void findHandle();

    QString m_path;
    QString m_name;
    sqlite3* m_handle = nullptr; ///< owned by the driver; null: portable
    QThread* m_thread = nullptr;
    Query m_begin; ///< run for each transaction, so not prepared each time
    Query m_commit;
    Issue m_failure;
};

} // namespace headgate

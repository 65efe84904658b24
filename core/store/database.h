// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QThread>
#include <QVariant>

#include <initializer_list>
#include <memory>
#include <optional>

namespace headgate {

/**
 * One SQLite connection. Belongs to the thread that opened it, which is asserted: QtSql itself
 * checks nothing there. Closes and removes itself.
 */
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /** `path` empty: in memory. Errors: DatabaseError with SQLite's words. WAL; synchronous NORMAL
     * survives kill -9. */
    static Expected<std::unique_ptr<Database>> open(const QString& path, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /** Brings the file to the newest `migrations` step; each runs in a transaction of its own and
     * counts in user_version. */
    Outcome migrate(const QList<QStringList>& migrations);

    /** A prepared, forward-only statement. Wrong SQL is our own mistake and asserts. */
    QSqlQuery prepare(const QString& sql);
    /** Executes what prepare() made; remembers the first failure for the commit to report. */
    bool run(QSqlQuery& query);
    bool execute(const QString& sql);

    void begin();
    /** Rolls back and returns the first failure since begin(), if there was one. */
    Outcome commit();

    const QString& path() const { return m_path; }

private:
    Database() = default;

    void assertThread() const { Q_ASSERT(QThread::currentThread() == m_thread); }
    QSqlDatabase connection() const;

    QString m_path;
    QString m_name;
    QThread* m_thread = nullptr;
    Issue m_failure;
};

// Values for a statement's places.

/** All of them, in order. */
void bind(QSqlQuery& query, std::initializer_list<QVariant> values);
/** Empty is NULL. */
QVariant orNull(const QString& text);
QVariant orNull(const std::optional<qint64>& number);
/** Qt 6.4: a null string is bound as NULL, which equals nothing. */
QVariant notNull(const QString& text);

} // namespace headgate

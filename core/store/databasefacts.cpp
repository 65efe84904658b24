// SPDX-License-Identifier: MIT
#include "core/store/databasefacts.h"

#include "core/store/database.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFaults = 20;

QString one(Database& db, const QString& sql)
{
    Query q = db.prepare(sql);
    const QString text = db.run(q) && q.next() ? q.value(0).toString() : QString();
    q.finish();
    return text;
}

/** Of the schema's own making, such as those of an index of words. */
QString quoted(const QString& table)
{
    return u'"' + QString(table).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

DatabaseFacts readDatabaseFacts(Database& db, const std::function<void()>& rest)
{
    DatabaseFacts facts;
    const QFileInfo file(db.path());
    facts.file = db.path().isEmpty() ? QString() : file.fileName();
    for (const auto end : {""_L1, "-wal"_L1})
        facts.bytes += QFileInfo(QString(db.path() + end)).size();
    facts.schema = one(db, u"PRAGMA user_version"_s).toInt();
    facts.journal = one(db, u"PRAGMA journal_mode"_s);
    facts.pages = one(db, u"PRAGMA page_count"_s).toLongLong();
    facts.freePages = one(db, u"PRAGMA freelist_count"_s).toLongLong();
    QStringList tables;
    Query list = db.prepare(u"SELECT name FROM sqlite_master WHERE type='table' AND"
                            " sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"_s);
    if (!db.run(list)) {
        facts.issue = {Issue::Code::DatabaseError, {}, {u"the list of tables is unreadable"_s}};
        return facts;
    }
    while (list.next())
        tables += list.value(0).toString();
    list.finish();
    for (const QString& table : std::as_const(tables)) {
        facts.tables.push_back(
            {table, one(db, u"SELECT count(*) FROM "_s + quoted(table)).toLongLong()});
        Query check = db.prepare(u"PRAGMA integrity_check(%1)"_s.arg(quoted(table)));
        db.run(check);
        while (check.next()) {
            const QString words = check.value(0).toString();
            if (words != "ok"_L1 && facts.integrity.size() < mostFaults)
                facts.integrity += table + u": "_s + words;
        }
        check.finish();
        if (rest)
            rest();
    }
    if (facts.integrity.isEmpty())
        facts.integrity = QStringList{u"ok"_s};
    return facts;
}

QString sqliteVersion()
{
    return QString::fromLatin1(sqlite3_libversion());
}

} // namespace headgate

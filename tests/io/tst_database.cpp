// SPDX-License-Identifier: MIT
#include "core/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Access = Database::Access;

Q_DECLARE_METATYPE(Database::Access)

class TestDatabase : public QObject
{
    Q_OBJECT

    static std::unique_ptr<Database> memory(Access access)
    {
        return std::move(*Database::open({}, Database::Mode::ReadWrite, access));
    }
    static void bothWays()
    {
        QTest::addColumn<Access>("access");
        QTest::newRow("SQLite itself") << Access::Fast;
        QTest::newRow("Qt Sql alone") << Access::Portable;
    }

private slots:
    void valuesComeBack_data() { bothWays(); }
    void valuesComeBack()
    {
        QFETCH(Access, access);
        const auto db = memory(access);
        db->execute(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v)"_s);
        Query insert = db->prepare(u"INSERT INTO t(v) VALUES(?)"_s);
        const QString emoji = u"na\u00efve \U0001F680 \u0000 end"_s;
        const QByteArray bytes("\x00\xff\x01", 3);
        const std::vector<QVariant> values{
            {}, QString(), u""_s, emoji, QByteArray(), bytes, qlonglong(1) << 53, 7, true, 0.5};
        qint64 id = 0;
        for (const QVariant& value : values) {
            insert.bindValue(0, value);
            QVERIFY(db->run(insert));
            QCOMPARE(insert.lastInsertId(), ++id);
        }
        Query all = db->prepare(u"SELECT v, typeof(v) FROM t ORDER BY id"_s);
        QVERIFY(db->run(all));
        QStringList types;
        std::vector<QVariant> read;
        while (all.next()) {
            read.push_back(all.value(0));
            types += all.value(1).toString();
        }
        QCOMPARE(types.join(u' '), u"null text text text blob blob integer integer integer real"_s);
        QVERIFY(read[0].isNull());
        QCOMPARE(read[1].toString(), QString());
        QCOMPARE(read[3].toString(), emoji);
        QCOMPARE(read[5].toByteArray(), bytes);
        QCOMPARE(read[6].toLongLong(), qlonglong(1) << 53);
        QCOMPARE(read[9].toDouble(), 0.5);
    }

    void theFirstFailureIsTheTransactions_data() { bothWays(); }
    void theFirstFailureIsTheTransactions()
    {
        QFETCH(Access, access);
        const auto db = memory(access);
        db->execute(u"CREATE TABLE t(v INTEGER PRIMARY KEY)"_s);
        Query insert = db->prepare(u"INSERT INTO t(v) VALUES(?)"_s);
        const auto put = [&](int v) {
            insert.bindValue(0, v);
            return db->run(insert);
        };
        db->begin();
        QVERIFY(put(1));
        QVERIFY(!put(1));
        QVERIFY(put(2));
        const Outcome done = db->commit();
        QVERIFY(!done);
        QCOMPARE(done.error().code, Issue::Code::DatabaseError);
        QVERIFY2(done.error().args.value(0).contains("UNIQUE"_L1),
            qPrintable(done.error().args.value(0)));
        db->begin();
        QVERIFY(put(1)); // rolled back, so it is not there
        QVERIFY(db->commit());
    }

    void rowsLeftUnreadHoldNoTransaction_data() { bothWays(); }
    void rowsLeftUnreadHoldNoTransaction()
    {
        QFETCH(Access, access);
        const auto db = memory(access);
        db->execute(u"CREATE TABLE t(v)"_s);
        db->execute(u"INSERT INTO t VALUES(1),(2),(3)"_s);
        Query read = db->prepare(u"SELECT v FROM t"_s);
        db->begin();
        QVERIFY(db->run(read) && read.next());
        read.finish();
        QVERIFY(!read.next());
        QVERIFY(db->commit());
        // Run again, it begins anew.
        QVERIFY(db->run(read) && read.next());
        QCOMPARE(read.value(0).toInt(), 1);
    }

    void bothSeeOneFile()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"one.db"_s);
        const auto writer = Database::open(path, Database::Mode::ReadWrite);
        QVERIFY(writer);
        QVERIFY((*writer)->migrate({{u"CREATE TABLE t(v)"_s, u"INSERT INTO t VALUES(42)"_s}}));
        const auto reader = Database::open(path, Database::Mode::ReadOnly, Access::Portable);
        QVERIFY(reader);
        Query read = (*reader)->prepare(u"SELECT v FROM t"_s);
        QVERIFY((*reader)->run(read) && read.next());
        QCOMPARE(read.value(0).toInt(), 42);
        read.finish();
        QVERIFY(!(*reader)->execute(u"INSERT INTO t VALUES(1)"_s));
    }

    void aNewerFileIsLeftAlone()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"newer.db"_s);
        const auto db = Database::open(path, Database::Mode::ReadWrite);
        QVERIFY((*db)->execute(u"PRAGMA user_version=99"_s));
        const Outcome migrated = (*db)->migrate({{u"CREATE TABLE t(v)"_s}});
        QVERIFY(!migrated);
        QVERIFY(migrated.error().args.value(0).contains(path));
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"

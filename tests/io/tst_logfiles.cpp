// SPDX-License-Identifier: MIT
#include "core/io/logbodies.h"
#include "core/io/logfiles.h"
#include "tests/support/logbuilder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QFile::WriteOnly | QFile::Truncate) && file.write(bytes) == bytes.size();
}

/** What is known of a file that was read to byte `at`. */
LogFile readUpTo(const QString& path, qint64 at)
{
    LogFile file;
    OpenLog open;
    if (!open.open(path))
        return file;
    file.path = path;
    file.identity = open.identity();
    file.at = at;
    file.checked = std::min(at, logCheckLength);
    file.check = logCheck(open.read(at - file.checked, file.checked));
    return file;
}

} // namespace

class TestLogFiles : public QObject
{
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_dir.isValid()); }
    void cleanup()
    {
        QDir dir(m_dir.path());
        for (const QString& name : dir.entryList(QDir::Files))
            dir.remove(name);
    }
    void knowsWhichFileIsMeant();
    void ordersWhatWasRotated();
    void leavesOtherFilesAlone();
    void staysWithAFileThatIsRenamed();
    void noticesWhenTheContentIsAnother_data();
    void noticesWhenTheContentIsAnother();
    void readsLinesBackByPlace();
    void findsARotatedFileAgain();
    void trustsNoPath();

private:
    QString path(const QString& name = u"durable_stream.jsonl"_s) const
    {
        return m_dir.filePath(name);
    }
    QTemporaryDir m_dir;
};

// DS-15
void TestLogFiles::knowsWhichFileIsMeant()
{
    QCOMPARE(logPath(m_dir.path()), m_dir.path() + "/.opencode/durable_stream.jsonl"_L1);
    QCOMPARE(logPath(m_dir.path() + u'/'), m_dir.path() + "/.opencode/durable_stream.jsonl"_L1);
    QCOMPARE(logPath(path(u"other.jsonl"_s)), path(u"other.jsonl"_s));
    QCOMPARE(logPath(m_dir.path() + "/a/../x.jsonl"_L1), path(u"x.jsonl"_s));
    QCOMPARE(logPath(u"~/x.jsonl"_s), QDir::homePath() + "/x.jsonl"_L1);
    QVERIFY(logPath(u"x.jsonl"_s).startsWith(u'/'));
}

// DS-44
void TestLogFiles::ordersWhatWasRotated()
{
    // 2 January 2026, 12:00 UTC: it grew too large on the day that ends with the dated file.
    const QString byAge = u"durable_stream_1767355200000.jsonl"_s;
    const QString byDay = u"durable_stream_2026-01-02.jsonl"_s;
    const QString next = u"durable_stream_1767400000000.jsonl"_s;
    const QStringList names{
        u"durable_stream_2026-01-01.jsonl"_s, byAge, byDay, next, u"durable_stream.jsonl"_s};
    for (const QString& name : {names[4], names[2], names[0], names[3], names[1]})
        QVERIFY(put(path(name), "x\n"));
    QStringList found;
    for (const FoundLog& log : findLogs(path()))
        found.append(QFileInfo(log.path).fileName());
    QCOMPARE(found, names);
}

void TestLogFiles::leavesOtherFilesAlone()
{
    for (const auto name : {"durable_stream_old.jsonl", "durable_stream.jsonl.bak",
             "durable_streams.jsonl", "events.jsonl", "durable_stream_2026-13-01.jsonl"})
        QVERIFY(put(path(QString::fromLatin1(name)), "x\n"));
    QVERIFY(QDir(m_dir.path()).mkdir(u"durable_stream.jsonl.lock"_s));
    QCOMPARE(findLogs(path()).size(), 0u);
    QVERIFY(QDir(m_dir.path()).rmdir(u"durable_stream.jsonl.lock"_s));
    QVERIFY(!logAt(path()));
    QVERIFY(!logAt(m_dir.path()));
}

void TestLogFiles::staysWithAFileThatIsRenamed()
{
    QVERIFY(put(path(), "one\n"));
    OpenLog open;
    QVERIFY(open.open(path()));
    QVERIFY(QFile::rename(path(), path(u"durable_stream_2026-01-02.jsonl"_s)));
    QVERIFY(put(path(), "two\n"));
    QCOMPARE(open.read(0, 100), QByteArray("one\n"));
    const auto found = findLogs(path());
    QCOMPARE(found.size(), 2u);
    QCOMPARE(found[0].identity, open.identity());
    QVERIFY(!(found[1].identity == open.identity()));
}

void TestLogFiles::noticesWhenTheContentIsAnother_data()
{
    QTest::addColumn<QByteArray>("later");
    QTest::addColumn<bool>("same");
    QTest::newRow("unchanged") << QByteArray("one\ntwo\n") << true;
    QTest::newRow("grown") << QByteArray("one\ntwo\nthree\n") << true;
    QTest::newRow("shorter") << QByteArray("one\n") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("as long, and another") << QByteArray("one\ntwx\n") << false;
    QTest::newRow("longer, and another") << QByteArray("anything else\n") << false;
}

// DS-45
void TestLogFiles::noticesWhenTheContentIsAnother()
{
    QFETCH(QByteArray, later);
    QFETCH(bool, same);
    QVERIFY(put(path(), "one\ntwo\n"));
    const LogFile known = readUpTo(path(), 8);
    QVERIFY(put(path(), later));
    OpenLog open;
    QVERIFY(open.open(path()));
    QCOMPARE(open.identity(), known.identity);
    QCOMPARE(open.holds(known), same);
}

void TestLogFiles::readsLinesBackByPlace()
{
    const QByteArray one = logLine(1, u"a"_s, u"s"_s, QJsonObject());
    const QByteArray two = logLine(2, u"b"_s, u"s"_s, QJsonObject());
    QVERIFY(put(path(), one + two));
    LogBodies bodies;
    bodies.add(7, readUpTo(path(), one.size() + two.size()));
    QCOMPARE(bodies.text(7, one.size(), two.size() - 1, "evt_000002"), two.trimmed());
    QCOMPARE(bodies.text(7, 0, one.size() - 1, "evt_000001"), one.trimmed());
    QCOMPARE(bodies.text(8, 0, one.size() - 1, "evt_000001"), QByteArray());
}

void TestLogFiles::findsARotatedFileAgain()
{
    const QByteArray one = logLine(1, u"a"_s, u"s"_s, QJsonObject());
    QVERIFY(put(path(), one));
    const LogFile known = readUpTo(path(), one.size());
    QVERIFY(QFile::rename(path(), path(u"durable_stream_1767355200000.jsonl"_s)));
    QVERIFY(put(path(), logLine(2, u"b"_s, u"s"_s, QJsonObject())));
    LogBodies bodies;
    bodies.add(1, known);
    QCOMPARE(bodies.text(1, 0, one.size() - 1, "evt_000001"), one.trimmed());
}

void TestLogFiles::trustsNoPath()
{
    const QByteArray one = logLine(1, u"a"_s, u"s"_s, QJsonObject());
    QVERIFY(put(path(), one));
    LogFile known = readUpTo(path(), one.size());
    // The same file by its identity, with other bytes at the place.
    QVERIFY(put(path(), logLine(9, u"a"_s, u"s"_s, QJsonObject())));
    LogBodies bodies;
    bodies.add(1, known);
    QCOMPARE(bodies.text(1, 0, one.size() - 1, "evt_000001"), QByteArray());
    known.gone = true;
    LogBodies later;
    later.add(1, known);
    QCOMPARE(later.text(1, 0, one.size() - 1, "evt_000009"), QByteArray());
}

QTEST_GUILESS_MAIN(TestLogFiles)
#include "tst_logfiles.moc"

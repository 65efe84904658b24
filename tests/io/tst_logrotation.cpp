// SPDX-License-Identifier: MIT
// A log that is cut, replaced, deleted or rotated, and the place in it, also after a restart.
#include "tests/io/logreader.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;

class TestLogRotation : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void noticesThatItWasCut();
    void noticesThatItWasReplaced();
    void noticesThatItWasDeleted();
    void followsARotation_data();
    void followsARotation();
    void readsWhatWasRotatedBefore();
    void goesOnAtItsCursor();
    void findsWhatWasRotatedWhileItWasAway();
    void readsAnewWhatWasReplacedWhileItWasAway();
    void goesOnInACopyWithTheSameContent();
    void keepsItsListWithoutTheFile();

private:
    QString path(const QString& name = u"durable_stream.jsonl"_s) const
    {
        return m_dir->filePath(name);
    }
    QString profile() const { return m_dir->filePath(u"profile"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

// DS-45
void TestLogRotation::noticesThatItWasCut()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(QFile::resize(path(), 0));
    QVERIFY(reader.waitForIssue(Issue::Code::LogBeganAnew));
    QVERIFY(appendTo(path(), lines(6, 7)));
    QVERIFY(reader.waitForRows(7));
    QCOMPARE(reader.ids, ids(1, 7));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 1);
    // What was read before stays.
    QCOMPARE(reader.watcher->session(a)->events, 7);
}

void TestLogRotation::noticesThatItWasReplaced()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(appendTo(path(u"other"_s), lines(6, 20)));
    QCOMPARE(::rename(QFile::encodeName(path(u"other"_s)).constData(),
                 QFile::encodeName(path()).constData()),
        0);
    QVERIFY(reader.waitForRows(20));
    QCOMPARE(reader.ids, ids(1, 20));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 1);
    QVERIFY(reader.live());
}

void TestLogRotation::noticesThatItWasDeleted()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(QFile::remove(path()));
    QVERIFY(reader.watcher->waitFor([&] { return reader.isWaiting(); }));
    QVERIFY(appendTo(path(), lines(6, 7)));
    QVERIFY(reader.waitForRows(7));
    QVERIFY(reader.live());
    QCOMPARE(reader.ids, ids(1, 7));
}

void TestLogRotation::followsARotation_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("by day") << u"durable_stream_2026-01-02.jsonl"_s;
    QTest::newRow("by size") << u"durable_stream_1767355200000.jsonl"_s;
}

// DS-44
void TestLogRotation::followsARotation()
{
    QFETCH(QString, name);
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(7));
    // The last line is written and the file renamed before anybody looks.
    QVERIFY(appendTo(path(), lines(8, 8)));
    QVERIFY(QFile::rename(path(), path(name)));
    QVERIFY(appendTo(path(), turn(9, a, u"msg_2"_s)));
    QVERIFY(reader.waitForRows(14));
    QCOMPARE(reader.ids, ids(1, 14));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
    QCOMPARE(reader.watcher->status().state, SyncState::Live);
    // What it says is read from both files.
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.watcher->transcript(a).messages.size(), 2u);
    QCOMPARE(reader.shown(a).filter(u"Hello"_s).size(), 2);
}

void TestLogRotation::readsWhatWasRotatedBefore()
{
    QVERIFY(appendTo(path(u"durable_stream_2026-01-01.jsonl"_s), lines(1, 2)));
    QVERIFY(appendTo(path(u"durable_stream_1767355200000.jsonl"_s), lines(3, 4)));
    QVERIFY(appendTo(path(u"durable_stream_2026-01-02.jsonl"_s), lines(5, 6)));
    QVERIFY(appendTo(path(), lines(7, 8)));
    Reader reader(path());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(8));
    QCOMPARE(reader.ids, ids(1, 8));
}

// DS-46
void TestLogRotation::goesOnAtItsCursor()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
        QVERIFY(reader.waitForRows(5));
    }
    QVERIFY(appendTo(path(), lines(6, 8)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(3));
    QCOMPARE(reader.ids, ids(6, 8));
    QCOMPARE(reader.watcher->session(a)->events, 8);
    QCOMPARE(reader.watcher->doubled(), 0);
}

void TestLogRotation::findsWhatWasRotatedWhileItWasAway()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A"_s) + turn(2, a, u"msg_1"_s)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
        QVERIFY(reader.waitForRows(7));
    }
    QVERIFY(appendTo(path(), lines(8, 8)));
    QVERIFY(QFile::rename(path(), path(u"durable_stream_1767355200000.jsonl"_s)));
    QVERIFY(appendTo(path(u"durable_stream_2026-01-02.jsonl"_s), lines(9, 10)));
    QVERIFY(appendTo(path(), lines(11, 12)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(5));
    QCOMPARE(reader.ids, ids(8, 12));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
    QVERIFY(reader.watcher->open(a));
    QCOMPARE(reader.watcher->transcript(a).lastText(), u"Hello"_s);
}

void TestLogRotation::readsAnewWhatWasReplacedWhileItWasAway()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    // The very same file by its number, as after a deletion on many file systems.
    QVERIFY(QFile::resize(path(), 0));
    QVERIFY(appendTo(path(), lines(6, 20)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(15));
    QCOMPARE(reader.ids, ids(6, 20));
    QVERIFY(reader.waitForIssue(Issue::Code::LogBeganAnew));
}

void TestLogRotation::goesOnInACopyWithTheSameContent()
{
    QVERIFY(appendTo(path(), lines(1, 5)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    QVERIFY(QFile::rename(path(), path(u"old"_s)));
    QVERIFY(QFile::copy(path(u"old"_s), path()));
    QVERIFY(appendTo(path(), lines(6, 6)));
    Reader reader(path(), profile());
    QVERIFY(reader.live());
    QVERIFY(reader.waitForRows(1));
    QCOMPARE(reader.ids, ids(6, 6));
    QCOMPARE(reader.issues(Issue::Code::LogBeganAnew), 0);
}

void TestLogRotation::keepsItsListWithoutTheFile()
{
    QVERIFY(appendTo(path(), sessionLine(1, a, u"A title"_s) + requestLine(2, a, u"cp_1"_s)));
    {
        Reader reader(path(), profile());
        QVERIFY(reader.live());
    }
    QVERIFY(QFile::remove(path()));
    Reader reader(path(), profile());
    QVERIFY(reader.watcher->waitFor([&] { return reader.isWaiting(); }));
    QCOMPARE(reader.watcher->session(a)->title, u"A title"_s);
    QVERIFY(reader.request(u"cp_1"_s));
    QVERIFY(reader.request(u"cp_1"_s)->waits());
}

QTEST_GUILESS_MAIN(TestLogRotation)
#include "tst_logrotation.moc"

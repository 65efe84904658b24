// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

const QString a = u"ses_a"_s;

QJsonObject lineWith(const CliRun& run, QLatin1StringView key, const QString& value)
{
    for (const QJsonObject& line : run.lines()) {
        if (line[key].toString() == value)
            return line;
    }
    return {};
}

} // namespace

/** Log files on the command line, with the built program. */
class TestCliLogSource : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_path = m_dir->filePath(u".opencode/durable_stream.jsonl"_s);
        QVERIFY(appendTo(m_path,
            sessionLine(1, a, u"A title"_s)
                + snapshotLine(2, a, u"msg_1"_s, u"prt_1"_s, u"Good morning."_s)
                + toolLine(3, a, u"msg_1"_s, u"c"_s, u"error"_s, {{u"error"_s, u"no such file"_s}})
                + messageLine(4, a, u"msg_1"_s) + requestLine(5, a, u"cp_1"_s)
                + logLine(6, u"zz.new"_s, u"other"_s, QJsonObject{{u"n"_s, 1}},
                    {{u"agent"_s, u"oracle"_s}})
                + logLine(7, u"lifecycle.session.idle"_s, a, QJsonObject())));
    }
    void listsSessions_data();
    void listsSessions();
    void tailsEveryLineUnchanged();
    void waitsForAFileThatIsNotThereYet();
    void showsASession();
    void listsWhatWaits();
    void decidesACheckpoint();
    void saysWhatIsWrongWithALog_data();
    void saysWhatIsWrongWithALog();
    void saysThatThereIsNoFile();
    void losesNothingWhenItIsKilled();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void TestCliLogSource::listsSessions_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<bool>("folder");
    QTest::newRow("log:PATH") << u"log:"_s << false;
    QTest::newRow("a bare path") << QString() << false;
    QTest::newRow("log: and the project's folder") << u"log:"_s << true;
    QTest::newRow("the project's folder") << QString() << true;
}

// DS-15, DS-21
void TestCliLogSource::listsSessions()
{
    QFETCH(QString, prefix);
    QFETCH(bool, folder);
    const QString source = prefix + (folder ? m_dir->path() : m_path);
    const CliRun run = Cli::run({u"sessions"_s, source, u"--json"_s});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    QCOMPARE(run.lines().size(), 2);
    const QJsonObject mine = lineWith(run, "id"_L1, a);
    QCOMPARE(mine["title"_L1].toString(), u"A title"_s);
    QCOMPARE(mine["status"_L1].toString(), u"idle"_s);
    QCOMPARE(mine["events"_L1].toInt(), 6);
    QCOMPARE(lineWith(run, "id"_L1, u"other"_s)["events"_L1].toInt(), 1);
    const CliRun plain = Cli::run({u"sessions"_s, source});
    QCOMPARE(plain.code, 0);
    QVERIFY(plain.out.contains(u"A title"_s) && plain.out.contains(u"6 events"_s));
}

// DS-03, DS-39
void TestCliLogSource::tailsEveryLineUnchanged()
{
    const CliRun run =
        Cli::run({u"tail"_s, m_path, u"--json"_s, u"--until-idle"_s, u"--for"_s, u"20"_s});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    QFile file(m_path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArrayList written = file.readAll().trimmed().split('\n');
    const auto told = run.lines();
    QCOMPARE(told.size(), written.size());
    for (qsizetype i = 0; i < written.size(); ++i)
        QCOMPARE(told[i]["data"_L1].toObject(), QJsonDocument::fromJson(written[i]).object());
}

void TestCliLogSource::waitsForAFileThatIsNotThereYet()
{
    const QString later = m_dir->filePath(u"later.jsonl"_s);
    Cli tail({u"tail"_s, later, u"--json"_s, u"--for"_s, u"30"_s});
    QTRY_VERIFY(tail.isRunning());
    QVERIFY(appendTo(later, sessionLine(1, a, u"Begun"_s)));
    QVERIFY(tail.waitForOutput(u"Begun"_s));
}

void TestCliLogSource::showsASession()
{
    const CliRun run = Cli::run({u"show"_s, m_path, u"--session"_s, a});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    QCOMPARE(run.out.count(u"Good morning."_s), 1);
    QVERIFY(run.out.contains(u"no such file"_s));
    const CliRun json = Cli::run({u"show"_s, m_path, u"--session"_s, a, u"--format"_s, u"json"_s});
    QCOMPARE(json.code, 0);
    const QJsonObject shown = json.lines().value(0);
    QCOMPARE(shown["messages"_L1].toArray().size(), 1);
    QCOMPARE(shown["messages"_L1][0]["parts"_L1].toArray().size(), 2);
    QCOMPARE(Cli::run({u"show"_s, m_path, u"--session"_s, u"no_such"_s}).code, 4);
}

// DS-27
void TestCliLogSource::listsWhatWaits()
{
    const CliRun run = Cli::run({u"pending"_s, m_path, u"--json"_s});
    QCOMPARE(run.code, 0);
    const QJsonObject mine = lineWith(run, "id"_L1, u"cp_1"_s);
    QCOMPARE(mine["kind"_L1].toString(), u"checkpoint"_s);
    QCOMPARE(mine["text"_L1].toString(), u"Which way?"_s);
    QCOMPARE(mine["requestedBy"_L1].toString(), u"architect"_s);
    QCOMPARE(mine["options"_L1][1]["id"_L1].toString(), u"safe"_s);
    QCOMPARE(mine["expires"_L1].toInteger(), logTime + 300'005);
    const CliRun plain = Cli::run({u"pending"_s, m_path});
    QVERIFY(plain.out.contains(u"safe: Safe path"_s));
    QVERIFY(plain.out.contains(u"expired"_s));
}

// DS-24, DS-28, DS-32
void TestCliLogSource::decidesACheckpoint()
{
    const QStringList reply{u"reply"_s, m_path, u"cp_1"_s};
    QCOMPARE(Cli::run(reply + QStringList{u"always"_s, u"--override"_s}).code, 2);
    QCOMPARE(
        Cli::run(reply + QStringList{u"approve"_s, u"--override"_s, u"--option"_s, u"3"_s}).code,
        2);
    const CliRun expired = Cli::run(reply + QStringList{u"approve"_s});
    QCOMPARE(expired.code, 8);
    QVERIFY2(expired.err.contains(u"expired"_s), qPrintable(expired.err));
    // By its number, as pending lists them.
    const CliRun run =
        Cli::run(reply + QStringList{u"approve"_s, u"--override"_s, u"--option"_s, u"2"_s});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    QFile file(m_path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray last = file.readAll().trimmed().split('\n').constLast();
    QCOMPARE(
        QJsonDocument::fromJson(last)["payload"_L1]["selected_option"_L1].toString(), u"safe"_s);
    QCOMPARE(Cli::run(reply + QStringList{u"reject"_s, u"--override"_s}).code, 5);
    QVERIFY(Cli::run({u"pending"_s, m_path}).out.isEmpty());
}

void TestCliLogSource::saysWhatIsWrongWithALog_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray() << 0 << u"7 events in 2 streams"_s;
    QTest::newRow("lines that are no events")
        << QByteArray("garbage\n\n{}\n") << 1 << u"2 of 9 are no events: 8, 10"_s;
    QTest::newRow("a line without an end")
        << QByteArray("{\"id\":") << 0 << u"the last one is still being written"_s;
}

void TestCliLogSource::saysWhatIsWrongWithALog()
{
    QFETCH(QByteArray, more);
    QFETCH(int, code);
    QFETCH(QString, words);
    QVERIFY(appendTo(m_path, more));
    const CliRun run = Cli::run({u"doctor"_s, m_path});
    QCOMPARE(run.code, code);
    QVERIFY2(run.out.contains(words), qPrintable(run.out));
}

void TestCliLogSource::saysThatThereIsNoFile()
{
    const QString missing = m_dir->filePath(u"none.jsonl"_s);
    for (const QString& verb : {u"sessions"_s, u"pending"_s, u"doctor"_s}) {
        const CliRun run = Cli::run({verb, missing});
        QCOMPARE(run.code, 4);
        QVERIFY2(run.err.contains(missing), qPrintable(run.err));
    }
}

// DS-37, DS-46
void TestCliLogSource::losesNothingWhenItIsKilled()
{
    constexpr int count = 40'000;
    const QString big = m_dir->filePath(u"big.jsonl"_s);
    QByteArray all;
    for (int i = 1; i <= count; ++i)
        all += logLine(i, u"files.changed"_s, u"ses_%1"_s.arg(i % 7), QJsonObject());
    QVERIFY(appendTo(big, all));
    const QString profile = m_dir->filePath(u"profile"_s);
    for (int round = 0; round < 3; ++round) {
        Cli tail({u"tail"_s, big, u"--json"_s, u"--profile"_s, profile});
        (void)tail.waitForOutput(u"evt_"_s);
        tail.kill9();
    }
    const CliRun run = Cli::run({u"sessions"_s, big, u"--json"_s, u"--profile"_s, profile});
    QVERIFY2(run.code == 0, qPrintable(run.err));
    qint64 events = 0;
    for (const QJsonObject& session : run.lines())
        events += session["events"_L1].toInteger();
    QCOMPARE(events, count);
}

QTEST_GUILESS_MAIN(TestCliLogSource)
#include "tst_clilogsource.moc"

// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/fakepane.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** Sessions played back on the command line, with the built program. */
class TestCliReplay : public QObject
{
    Q_OBJECT

private slots:
    // AP-43, AP-45
    void playsASessionBack()
    {
        FakePane server(u"streams"_s);
        server.addSession(u"old"_s, u"closed"_s);
        server.publish(u"old"_s, u"chunk"_s, R"({"agentId":"a","text":"Good "})");
        server.publish(u"old"_s, u"chunk"_s, R"({"agentId":"a","text":"morning."})");
        const QStringList replay{
            u"replay"_s, "agentpane:"_L1 + server.http.url().toString(), u"--session"_s, u"old"_s};
        const CliRun list = Cli::run(replay + QStringList{u"--json"_s});
        QVERIFY2(list.code == 0, qPrintable(list.err));
        QCOMPARE(list.lines().size(), 2);
        QCOMPARE(list.lines().at(1)["event"_L1].toInt(), 2);
        QCOMPARE(list.lines().at(1)["kind"_L1].toString(), u"text"_s);
        const CliRun first = Cli::run(replay + QStringList{u"--event"_s, u"1"_s});
        QVERIFY2(first.out.contains("Good"_L1), qPrintable(first.out));
        QVERIFY(!first.out.contains("morning"_L1));
        // A second later the other one had come.
        const CliRun later = Cli::run(replay + QStringList{u"--at"_s, u"1"_s});
        QVERIFY2(later.out.contains("Good morning."_L1), qPrintable(later.out));
        const CliRun played =
            Cli::run(replay + QStringList{u"--play"_s, u"--speed"_s, u"4"_s, u"--json"_s});
        QCOMPARE(played.code, 0);
        QCOMPARE(played.out, list.out);
    }

    void playsALogBack()
    {
        const QTemporaryDir dir;
        const QStringList replay = replayOf(dir);
        const CliRun list = Cli::run(replay);
        QVERIFY2(list.code == 0, qPrintable(list.err));
        QVERIFY2(list.out.contains("message"_L1), qPrintable(list.out));
        const CliRun begin = Cli::run(replay + QStringList{u"--event"_s, u"1"_s});
        QCOMPARE(begin.code, 0);
        QVERIFY2(!begin.out.contains("It is mended."_L1), qPrintable(begin.out));
        const CliRun end = Cli::run(replay + QStringList{u"--event"_s, u"3"_s});
        QVERIFY2(end.out.contains("It is mended."_L1), qPrintable(end.out));
    }

    void refusesAReplayThatIsNone()
    {
        const QTemporaryDir dir;
        const QStringList replay = replayOf(dir);
        for (const QStringList& wrong :
            {QStringList{u"--event"_s, u"0"_s}, QStringList{u"--event"_s, u"x"_s},
                QStringList{u"--at"_s, u"-1"_s}, QStringList{u"--play"_s, u"--event"_s, u"1"_s},
                QStringList{u"--play"_s, u"--speed"_s, u"3"_s}})
            QCOMPARE(Cli::run(replay + wrong).code, 2);
        QCOMPARE(Cli::run({u"replay"_s, replay[1], u"--session"_s, u"none"_s}).code, 4);
    }

private:
    /** The command for a log of one session in this directory, which is written first. */
    static QStringList replayOf(const QTemporaryDir& dir)
    {
        const bool written = appendTo(dir.filePath(u".opencode/durable_stream.jsonl"_s),
            sessionLine(1, u"ses_a"_s, u"Mend the cart"_s)
                + snapshotLine(2, u"ses_a"_s, u"msg_1"_s, u"prt_1"_s, u"It is mended."_s)
                + messageLine(3, u"ses_a"_s, u"msg_1"_s));
        return written
            ? QStringList{u"replay"_s, "log:"_L1 + dir.path(), u"--session"_s, u"ses_a"_s}
            : QStringList();
    }
};

QTEST_GUILESS_MAIN(TestCliReplay)
#include "tst_clireplay.moc"

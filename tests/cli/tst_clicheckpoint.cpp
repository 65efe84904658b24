// SPDX-License-Identifier: MIT
#include "core/eventlog.h"
#include "tests/support/cli.h"
#include "tests/support/ownprocess.h"
#include "tests/support/testtools.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/** The one line a program that waits printed. */
QJsonObject lastLine(const CliRun& run)
{
    return run.lines().isEmpty() ? QJsonObject() : run.lines().constLast();
}

} // namespace

/** The verbs of a durable event log, as scripts see them. */
class TestCliCheckpoint : public QObject
{
    Q_OBJECT

private:
    QString fresh() { return m_dir.filePath(u"log%1.jsonl"_s.arg(++m_logs)); }
    static CliRun checkpoint(
        const char* verb, const QString& log, const QStringList& more, const QByteArray& input = {})
    {
        return Cli::run(
            QStringList{u"checkpoint"_s, QString::fromLatin1(verb), u"--log"_s, log} + more, {},
            input);
    }
    /** The id of a new checkpoint. */
    static QString ask(const QString& log, const QStringList& more)
    {
        return checkpoint("request", log, more).out.trimmed();
    }

    QTemporaryDir m_dir;
    int m_logs = 0;
    const QStringList m_choice{u"--point"_s, u"Which cache?"_s, u"--option"_s,
        u"small=A small one"_s, u"--option"_s, u"large=A large one"_s};

private slots:
    void refusesAWrongCommandLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no verb") << QStringList{u"checkpoint"_s};
        QTest::newRow("an unknown verb") << QStringList{u"checkpoint"_s, u"sing"_s};
        QTest::newRow("no point") << QStringList{u"checkpoint"_s, u"request"_s};
        QTest::newRow("a strange time") << QStringList{
            u"checkpoint"_s, u"request"_s, u"--point"_s, u"x"_s, u"--timeout"_s, u"soon"_s};
        QTest::newRow("an option without id") << QStringList{
            u"checkpoint"_s, u"request"_s, u"--point"_s, u"x"_s, u"--option"_s, u"=y"_s};
        QTest::newRow("no id") << QStringList{u"checkpoint"_s, u"approve"_s};
        QTest::newRow("no answer") << QStringList{u"checkpoint"_s, u"answer"_s, u"cp_1"_s};
        QTest::newRow("a strange format") << QStringList{u"trail"_s, u"--format"_s, u"pdf"_s};
        QTest::newRow("nothing to record") << QStringList{u"record"_s};
    }
    void refusesAWrongCommandLine()
    {
        QFETCH(QStringList, arguments);
        const CliRun run = Cli::run(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(run.err.startsWith(u"headgate-cli: "));
    }

    // DS-24, DS-25, DS-26, DS-27
    void aRequestWaitsUntilSomebodyDecides_data()
    {
        QTest::addColumn<QStringList>("decision");
        QTest::addColumn<int>("code");
        QTest::addColumn<QJsonObject>("told");
        const QJsonObject large{{u"status"_s, u"approved"_s}, {u"selected_option"_s, u"large"_s},
            {u"decided_by"_s, u"anna"_s}};
        QTest::newRow("approved with an option")
            << QStringList{u"approve"_s, u"--option"_s, u"large"_s} << 0 << large;
        QTest::newRow("approved by a number")
            << QStringList{u"approve"_s, u"--option"_s, u"2"_s} << 0 << large;
        QTest::newRow("answered by a number") << QStringList{u"answer"_s, u"2"_s} << 0 << large;
        QTest::newRow("answered by an id") << QStringList{u"answer"_s, u" LARGE "_s} << 0 << large;
        QTest::newRow("rejected") << QStringList{u"reject"_s, u"--reason"_s, u"not \u00fc\nyet"_s}
                                  << 7
                                  << QJsonObject{{u"status"_s, u"rejected"_s},
                                         {u"reason"_s, u"not \u00fc\nyet"_s},
                                         {u"decided_by"_s, u"anna"_s}};
        QTest::newRow("answered in words")
            << QStringList{u"answer"_s, u"neither, use the disk"_s} << 7
            << QJsonObject{{u"status"_s, u"rejected"_s}, {u"reason"_s, u"neither, use the disk"_s},
                   {u"decided_by"_s, u"anna"_s}};
    }
    void aRequestWaitsUntilSomebodyDecides()
    {
        QFETCH(QStringList, decision);
        QFETCH(int, code);
        QFETCH(QJsonObject, told);
        const QString log = fresh();
        Cli waiting(QStringList{u"checkpoint"_s, u"request"_s, u"--log"_s, log, u"--wait"_s,
                        u"--stream"_s, u"ses_a"_s}
            + m_choice);
        QList<QJsonObject> pending;
        QTRY_VERIFY_WITH_TIMEOUT(
            (pending = checkpoint("pending", log, {u"--json"_s}).lines()).size() == 1, 60'000);
        QCOMPARE(pending[0]["decision_point"_L1].toString(), u"Which cache?"_s);
        QCOMPARE(pending[0]["options"_L1].toArray().size(), 2);
        QCOMPARE(pending[0]["stream"_L1].toString(), u"ses_a"_s);
        QVERIFY(waiting.isRunning());
        const QString id = pending[0]["checkpoint_id"_L1].toString();
        QStringList words{id, u"--by"_s, u"anna"_s};
        // The answer itself comes after the id.
        words.insert(decision[0] == "answer"_L1 ? 1 : 0, decision.value(1));
        if (decision.size() == 3)
            words = QStringList{id, u"--by"_s, u"anna"_s, decision[1], decision[2]};
        const CliRun decided = checkpoint(qPrintable(decision[0]), log, words);
        QCOMPARE(decided.code, 0);
        const CliRun run = waiting.finish();
        QCOMPARE(run.code, code);
        QCOMPARE(run.lines().size(), 1);
        for (const QString& key : told.keys())
            QCOMPARE(lastLine(run)[key], told[key]);
        QVERIFY(checkpoint("pending", log, {}).out.startsWith(u"Nothing waits"));
        QVERIFY(!QFileInfo::exists(log + ".lock"_L1));
    }

    // DS-28
    void expiryIsNotRefusal()
    {
        const QString log = fresh();
        const CliRun run =
            checkpoint("request", log, m_choice + QStringList{u"--wait"_s, u"--timeout"_s, u"1"_s});
        QCOMPARE(run.code, 8);
        QCOMPARE(lastLine(run)["status"_L1].toString(), u"expired"_s);
        const QString id = lastLine(run)["checkpoint_id"_L1].toString();
        const CliRun late = checkpoint("approve", log, {id, u"--option"_s, u"small"_s});
        QCOMPARE(late.code, 8);
        QCOMPARE(contents(log).count('\n'), 1);
        const CliRun decided = checkpoint(
            "approve", log, {id, u"--option"_s, u"small"_s, u"--override"_s, u"--json"_s});
        QCOMPARE(decided.code, 0);
        QVERIFY(lastLine(decided)["expired"_L1].toBool());
    }

    // DS-29, DS-30
    void aSecondDecisionAndAnUnknownIdAreRefused()
    {
        const QString log = fresh();
        const QString id = ask(log, m_choice);
        QCOMPARE(
            checkpoint("approve", log, {id, u"--option"_s, u"1"_s, u"--by"_s, u"anna"_s}).code, 0);
        const QByteArray before = contents(log);
        const CliRun second = checkpoint("reject", log, {id, u"--by"_s, u"bob"_s});
        QCOMPARE(second.code, 5);
        QVERIFY2(second.err.contains(u"Already decided by anna"), qPrintable(second.err));
        const CliRun unknown = checkpoint("approve", log, {u"cp_x"_s});
        QCOMPARE(unknown.code, 4);
        QVERIFY2(unknown.err.contains(u"no checkpoint cp_x"), qPrintable(unknown.err));
        QCOMPARE(contents(log), before);
    }

    // DS-29
    void ofManyProgramsOneDecides()
    {
        const QString log = fresh();
        const QString id = ask(log, m_choice);
        std::vector<std::unique_ptr<Cli>> all;
        for (int i = 0; i < 6; ++i)
            all.push_back(std::make_unique<Cli>(
                QStringList{u"checkpoint"_s, i % 2 ? u"reject"_s : u"approve"_s, u"--log"_s, log,
                    id, u"--by"_s, u"p%1"_s.arg(i)}
                + (i % 2 ? QStringList() : QStringList{u"--option"_s, u"1"_s})));
        int done = 0;
        for (const auto& one : all) {
            const CliRun run = one->finish();
            QVERIFY2(run.code == 0 || run.code == 5, qPrintable(run.err));
            done += run.code == 0 ? 1 : 0;
        }
        QCOMPARE(done, 1);
        QCOMPARE(contents(log).count('\n'), 2);
    }

    // DS-33
    void aDangerousOperationIsAskedTwice_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("code");
        QTest::newRow("not confirmed") << QStringList() << QByteArray("no\n") << 1;
        QTest::newRow("nobody to ask") << QStringList() << QByteArray() << 1;
        QTest::newRow("confirmed") << QStringList() << QByteArray("Yes\n") << 0;
        QTest::newRow("confirmed by an option") << QStringList{u"--confirm"_s} << QByteArray() << 0;
        QTest::newRow("cancelled") << QStringList{u"--option"_s, u"cancel"_s} << QByteArray() << 0;
    }
    void aDangerousOperationIsAskedTwice()
    {
        QFETCH(QStringList, more);
        QFETCH(QByteArray, typed);
        QFETCH(int, code);
        const QString log = fresh();
        const QString id = ask(log,
            {u"--point"_s, u"Confirm dangerous operation: drop the table"_s, u"--option"_s,
                u"confirm=Go on"_s, u"--option"_s, u"cancel=Stop"_s});
        const CliRun run = checkpoint("approve", log, QStringList{id} + more, typed);
        QCOMPARE(run.code, code);
        QCOMPARE(contents(log).count('\n'), code == 0 ? 2 : 1);
        QCOMPARE(run.err.contains(u"drop the table"), more.isEmpty());
    }

    // DS-31
    void anInterventionIsTakenNoticeOf()
    {
        const QString log = fresh();
        QFile file(log);
        QVERIFY(file.open(QFile::WriteOnly));
        for (const char* id : {"1_a", "2_b"})
            file.write(
                QByteArray(
                    R"({"id":"ID","type":"checkpoint.requested","stream_id":"s","actor":"observer","timestamp":1790000000000,"payload":{"taskId":"t","reason":"heartbeat_timeout","message":"no sign of life"}})")
                    .replace("ID", id)
                + '\n');
        file.close();
        QCOMPARE(checkpoint("reject", log, {u"1_a"_s}).code, 2);
        QCOMPARE(checkpoint("approve", log, {u"1_a"_s}).code, 0);
        const CliRun left = checkpoint("pending", log, {});
        QVERIFY2(left.out.startsWith(u"2_b  intervention requested: no sign of life"),
            qPrintable(left.out));
    }

    void textOfOthersCannotHideAnything()
    {
        const QString log = fresh();
        ask(log, {u"--point"_s, u"Fine\u202e\x1b[2Jtrap"_s});
        const CliRun run = checkpoint("pending", log, {});
        QVERIFY2(run.out.contains(u"FineU+202EU+001B[2Jtrap"), qPrintable(run.out));
    }

    // DS-26: a script asks, a person decides here.
    void aScriptAndThisProgramPlayAWholeApproval()
    {
        const QString log = fresh();
        QVERIFY(EventLog(log).append(
            StreamEvent{{}, u"zz.first"_s, u"s"_s, {}, {}, u"user"_s, {}, QJsonObject(), {}, {}}));
        OwnProcess script;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LOCKFILE_PACKAGE"_s, toolsDirectory() + "/lockfile/package.json"_L1);
        QVERIFY(script.start(nodeProgram(),
            {QStringLiteral(HEADGATE_TEST_SUPPORT "/logwriter.mjs"), u"ask"_s, log,
                u"Which cache?"_s},
            environment, m_dir.path(), m_dir.filePath(u"script"_s)));
        QList<QJsonObject> pending;
        QTRY_VERIFY_WITH_TIMEOUT(
            (pending = checkpoint("pending", log, {u"--json"_s}).lines()).size() == 1, 60'000);
        QVERIFY(script.isRunning());
        const QString id = pending[0]["checkpoint_id"_L1].toString();
        QCOMPARE(checkpoint("answer", log, {id, u"2"_s, u"--by"_s, u"anna"_s}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(!script.isRunning(), 60'000);
        QCOMPARE(script.exitCode(), 0);
        const QString said = script.printed().trimmed().section(u'\n', -1);
        const QJsonObject decision = QJsonDocument::fromJson(said.toUtf8()).object();
        QCOMPARE(decision["type"_L1].toString(), u"checkpoint.approved"_s);
        QCOMPARE(decision["payload"_L1].toObject(),
            (QJsonObject{{u"checkpoint_id"_s, id}, {u"approved_by"_s, u"anna"_s},
                {u"selected_option"_s, u"large"_s}}));
        // Five readers, one state.
        std::vector<std::unique_ptr<EventLog>> readers;
        for (int i = 0; i < 5; ++i) {
            readers.push_back(std::make_unique<EventLog>(log));
            QVERIFY(readers.back()->resume());
            QCOMPARE(readers.back()->state().events, 3);
            QVERIFY(readers.back()->state() == readers.front()->state());
        }
    }

    // DS-63
    void aRecordingOfTheDemoIsALog()
    {
        const QString log = m_dir.filePath(u"new/.opencode/durable_stream.jsonl"_s);
        const CliRun run = Cli::run({u"record"_s, u"demo:"_s, u"--log"_s, log, u"--for"_s, u"8"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        EventLog read(log);
        const auto report = read.resume();
        QVERIFY(report->events > 0);
        QCOMPARE(report->unreadable, 0);
        QVERIFY2(
            run.out.startsWith(u"%1 events written"_s.arg(report->events)), qPrintable(run.out));
        QVERIFY(!read.state().execution.calls.empty());
        // DS-39
        const CliRun trail = Cli::run({u"trail"_s, u"--log"_s, log, u"--format"_s, u"jsonl"_s});
        EventFilter filter;
        filter.types = {u"execution.tool_start"_s, u"execution.tool_finish"_s, u"agent.spawned"_s};
        QCOMPARE(trail.lines().size(), qsizetype(read.query(filter)->size()));
        const CliRun csv = Cli::run({u"trail"_s, u"--log"_s, log});
        QVERIFY(csv.out.startsWith(u"time,event,type,session,who,what,call,status,detail\r\n"));
    }

    void whatCannotBeReadOrReachedIsSaid()
    {
        QCOMPARE(checkpoint("pending", fresh(), {}).code, 1);
        QCOMPARE(Cli::run({u"trail"_s, u"--log"_s, fresh()}).code, 1);
        const CliRun run = Cli::run({u"record"_s, u"http://127.0.0.1:1"_s, u"--log"_s, fresh()});
        QCOMPARE(run.code, 3);
    }
};

QTEST_GUILESS_MAIN(TestCliCheckpoint)
#include "tst_clicheckpoint.moc"

// SPDX-License-Identifier: MIT
#include "core/store/database.h"
#include "tests/support/cli.h"
#include "tests/support/faultproxy.h"
#include "tests/support/logbuilder.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/streamserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** `verify` proves a history, and finds what was taken out of one. */
class TestE2eVerify : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aServersSessionIsProvedByItsNumbers()
    {
        FaultProxy door(m_server.port());
        const QString source = u"opencode:http://127.0.0.1:%1"_s.arg(door.port());
        QString session;
        {
            Cli tail({u"tail"_s, source, u"--profile"_s, profile(), u"--json"_s});
            QVERIFY(!m_server.createSession(u"Shows that it is live"_s).isEmpty());
            QVERIFY(tail.waitForOutput(u"Shows that it is live"_s));
            session = m_server.createSession(u"Proved"_s);
            QVERIFY(tail.waitForOutput(session));
            // It is in use: looked at without catching up.
            const CliRun beside = verify(source);
            QVERIFY2(beside.code == 0, qPrintable(beside.err));
            QVERIFY2(beside.err.contains(u"in use"_s), qPrintable(beside.err));
            tail.kill9();
        }
        // What is missed is caught up with first.
        QVERIFY2(m_server.prompt(session, u"@say Missed.\n@read README.md\n@say The end."_s),
            qPrintable(m_server.error()));
        QVERIFY(m_server.waitUntilIdle(session));
        const CliRun proved = verify(source);
        QVERIFY2(proved.code == 0 && proved.err.isEmpty(), qPrintable(proved.err));
        const QJsonObject whole = of(proved, session);
        QCOMPARE(whole["verdict"_L1].toString(), u"whole"_s);
        QCOMPARE(whole["held"_L1].toArray().size(), 1);
        QVERIFY(whole["server"_L1].toBool());
        const int events = whole["events"_L1].toInt();
        QVERIFY2(events > 5, QJsonDocument(whole).toJson().constData());

        change(
            u"DELETE FROM event WHERE seq=3 AND session=(SELECT id FROM session WHERE name='%1')"_s
                .arg(session));
        door.setRefusing(true); // the numbers themselves tell
        const CliRun cut = verify(source);
        QCOMPARE(cut.code, 1);
        QCOMPARE(of(cut, session)["verdict"_L1].toString(), u"gap"_s);
        QCOMPARE(
            of(cut, session)["missing"_L1].toArray(), (QJsonArray{QJsonValue(QJsonArray{3, 3})}));
        door.setRefusing(false);
        change(
            u"UPDATE event SET eid='evt_other' WHERE seq=2 AND session=(SELECT id FROM session WHERE name='%1')"_s
                .arg(session));
        const CliRun other = verify(source);
        QCOMPARE(other.code, 1);
        QCOMPARE(of(other, session)["differs"_L1].toArray(), (QJsonArray{2}));
        QCOMPARE(Cli::run({u"verify"_s, source, u"--profile"_s, profile(), u"--session"_s,
                              u"ses_none"_s})
                     .code,
            4);
    }

    void aStreamIsReadToItsEnd()
    {
        StreamServer server;
        QVERIFY2(server.start(), qPrintable(server.error()));
        const QUrl url = server.url(u"/v1/stream/proved"_s);
        server.send("PUT", url.path(), {}, "application/json");
        server.send("POST", url.path(), R"([{"n":1},{"n":2}])");
        const CliRun run = verify(u"stream:"_s + url.toString());
        QVERIFY2(run.code == 0, qPrintable(run.err));
        const QJsonObject told = run.lines().value(0);
        QCOMPARE(told["verdict"_L1].toString(), u"whole"_s);
        QCOMPARE(told["offset"_L1], told["tail"_L1]);
    }

    void aLogIsComparedWithItsFile()
    {
        const QString log = m_dir->filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log,
            sessionLine(1, u"ses_a"_s, u"A title"_s) + "no event\n"
                + requestLine(2, u"ses_a"_s, u"cp_1"_s)));
        const CliRun whole = verify(log);
        QVERIFY2(whole.code == 0, qPrintable(whole.err));
        QCOMPARE(whole.lines().value(0)["verdict"_L1].toString(), u"whole"_s);
        QCOMPARE(whole.lines().value(0)["events"_L1].toInt(), 2);
        QCOMPARE(whole.lines().value(0)["unreadable"_L1].toInt(), 1);
        change(u"DELETE FROM log_event WHERE at=0"_s);
        QCOMPARE(verify(log).code, 1);
    }

private:
    QString profile() const { return m_dir->filePath(u"profile"_s); }
    CliRun verify(const QString& source) const
    {
        return Cli::run({u"verify"_s, source, u"--profile"_s, profile(), u"--json"_s});
    }
    static QJsonObject of(const CliRun& run, const QString& what)
    {
        for (const QJsonObject& line : run.lines()) {
            if (line["what"_L1].toString() == what)
                return line;
        }
        return {};
    }
    void change(const QString& sql) const
    {
        auto db = Database::open(profile() + "/history.db"_L1, Database::Mode::ReadWrite);
        QVERIFY(db);
        QVERIFY((*db)->execute(sql));
    }

    OpenCodeServer m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestE2eVerify)
#include "tst_e2e_verify.moc"

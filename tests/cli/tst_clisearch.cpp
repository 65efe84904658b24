// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** What was said in a log yesterday, found on the command line with the built program. */
class TestCliSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString log = m_dir.filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log,
            sessionLine(1, u"ses_a"_s, u"Weigh the parcels"_s)
                + snapshotLine(
                    2, u"ses_a"_s, u"msg_1"_s, u"prt_1"_s, u"the scale drifts at night"_s)
                + toolLine(3, u"ses_a"_s, u"msg_1"_s, u"call1"_s, u"completed"_s,
                    {{u"output"_s, u"drift: 3 grams"_s}})));
        const CliRun seen = Cli::run({u"sessions"_s, log, u"--profile"_s, m_profile, u"--json"_s});
        QVERIFY2(seen.code == 0, qPrintable(seen.err));
    }

    void findsInWhatIsKept()
    {
        const CliRun run = search({u"drift"_s, u"--json"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QCOMPARE(run.lines().size(), 2);
        const QJsonObject hit = search({u"scale"_s, u"drifts"_s, u"--json"_s}).lines().value(0);
        QCOMPARE(hit["session"_L1].toString(), u"ses_a"_s);
        QCOMPARE(hit["title"_L1].toString(), u"Weigh the parcels"_s);
        QCOMPARE(hit["kind"_L1].toString(), u"words"_s);
        QCOMPARE(hit["part"_L1].toString(), u"prt_1"_s);
        QCOMPARE(hit["text"_L1].toString(), u"the scale drifts at night"_s);
        const CliRun people = search({u"parcels"_s});
        QVERIFY2(people.out.contains(u"Weigh the parcels"_s), qPrintable(people.out));
    }

    void filters()
    {
        QCOMPARE(search({u"drift"_s, u"--kind"_s, u"tools"_s, u"--json"_s}).lines().size(), 1);
        QCOMPARE(
            search({u"drift"_s, u"--source"_s,
                       QString("log:"_L1 + m_dir.filePath(u"durable_stream.jsonl"_s)), u"--json"_s})
                .lines()
                .size(),
            2);
        QCOMPARE(search({u"drift"_s, u"--source"_s, u"demo:"_s}).code, 4);
        QCOMPARE(search({u"drift"_s, u"--until"_s, u"2020-01-01"_s}).code, 4);
        QCOMPARE(search({u"--json"_s, u"--"_s, u"drift"_s, u"-grams"_s}).lines().size(), 1);
        QCOMPARE(search({u"drift"_s, u"role:tool"_s, u"--json"_s}).lines().size(), 1);
        QCOMPARE(search({u"role:tool"_s, u"--json"_s}).lines().size(), 1);
        QCOMPARE(
            search({u"drift"_s, u"session:Weigh the parcels"_s, u"--json"_s}).lines().size(), 2);
        QCOMPARE(search({u"drift"_s, u"before:2020-01-01"_s}).code, 4);
        QCOMPARE(search({u"scale drifts"_s}).code, 0);
        QCOMPARE(search({u"drifts scale"_s}).code, 4);
    }

    void refusesWhatItDoesNotKnow()
    {
        QCOMPARE(search({}).code, 2);
        QCOMPARE(search({u"..."_s}).code, 2);
        const CliRun soon = search({u"drift"_s, u"before:soon"_s});
        QCOMPARE(soon.code, 2);
        QVERIFY2(soon.err.contains(u"before:soon is no time"_s), qPrintable(soon.err));
        QCOMPARE(search({u"drift"_s, u"--kind"_s, u"jokes"_s}).code, 2);
        QCOMPARE(search({u"drift"_s, u"--limit"_s, u"0"_s}).code, 2);
        QCOMPARE(search({u"drift"_s, u"--session"_s, u"ses_a"_s}).code, 2);
        QCOMPARE(Cli::run({u"search"_s, u"x1"_s, u"--profile"_s, u"/nowhere/at/all"_s}).code, 1);
    }

private:
    CliRun search(const QStringList& arguments) const
    {
        return Cli::run(QStringList{u"search"_s, u"--profile"_s, m_profile} + arguments);
    }

    QTemporaryDir m_dir;
    QString m_profile = m_dir.filePath(u"profile"_s);
};

QTEST_GUILESS_MAIN(TestCliSearch)
#include "tst_clisearch.moc"

// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/logbuilder.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** What the command line writes down of a profile: how its connections did, and a bundle. */
class TestCliHealth : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString log = m_dir.filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log, sessionLine(1, u"ses_a"_s, u"A planted title"_s)));
        const CliRun run = Cli::run({u"sessions"_s, log, u"--profile"_s, m_profile});
        QVERIFY2(run.code == 0, qPrintable(run.err));
    }

    void tellsHowConnectionsDid()
    {
        const CliRun people = Cli::run({u"doctor"_s, u"--report"_s, u"--profile"_s, m_profile});
        QCOMPARE(people.code, 0);
        QVERIFY2(people.out.contains(u"# Connections"_s), qPrintable(people.out));
        QVERIFY2(people.out.contains(u"Connected"_s), qPrintable(people.out));
        const CliRun json =
            Cli::run({u"doctor"_s, u"--report"_s, u"--json"_s, u"--profile"_s, m_profile});
        QCOMPARE(json.code, 0);
        const QJsonArray sources = json.lines().value(0)["sources"_L1].toArray();
        QCOMPARE(sources.size(), 1);
        QVERIFY(sources[0]["lastHour"_L1]["bytes"_L1].toInt() > 0);
    }

    void writesABundleWithoutAnySession()
    {
        const QString file = m_dir.filePath(u"bundle.txt"_s);
        const CliRun run = Cli::run({u"doctor"_s, u"--bundle"_s, file, u"--profile"_s, m_profile});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QFile in(file);
        QVERIFY(in.open(QFile::ReadOnly));
        const QString text = QString::fromUtf8(in.readAll());
        QVERIFY2(text.contains(u"history.db"_s) && text.contains(u": ok"_s), qPrintable(text));
        QVERIFY(!text.contains(u"A planted title"_s));
        QVERIFY(!text.contains(u"ses_a"_s));
    }

    void refusesWhatCannotBe()
    {
        QCOMPARE(Cli::run({u"doctor"_s}).code, 2);
        QCOMPARE(Cli::run({u"doctor"_s, u"--report"_s, u"demo:"_s}).code, 2);
        QCOMPARE(
            Cli::run({u"doctor"_s, u"--report"_s, u"--profile"_s, u"/nowhere/at/all"_s}).code, 1);
        QCOMPARE(Cli::run({u"doctor"_s, u"demo:"_s, u"--log-level"_s, u"loud"_s}).code, 2);
        QCOMPARE(Cli::run({u"doctor"_s, u"demo:"_s, u"--log-file"_s}).code, 2);
    }

    void saysWhatItDoesWhereItIsAsked()
    {
        const QString file = m_dir.filePath(u"own.log"_s);
        const CliRun run = Cli::run({u"sessions"_s, m_dir.filePath(u"durable_stream.jsonl"_s),
            u"--log-level"_s, u"info"_s, u"--log-file"_s, file});
        QCOMPARE(run.code, 0);
        QFile in(file);
        QVERIFY(in.open(QFile::ReadOnly));
        const QString text = QString::fromUtf8(in.readAll());
        QVERIFY2(
            text.contains(u"info source: "_s) && text.contains(u"connected"_s), qPrintable(text));
        QVERIFY(!text.contains(u"A planted title"_s));
    }

private:
    QTemporaryDir m_dir;
    QString m_profile = m_dir.filePath(u"profile"_s);
};

QTEST_GUILESS_MAIN(TestCliHealth)
#include "tst_clihealth.moc"

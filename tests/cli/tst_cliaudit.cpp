// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/logbuilder.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;

/** H35, H36: what was decided on the command line, read back and checked with the built program. */
class TestCliAudit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString log = m_dir.filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log,
            sessionLine(1, u"ses_a"_s, u"A title"_s) + requestLine(2, u"ses_a"_s, u"cp_1"_s)
                + requestLine(3, u"ses_a"_s, u"cp_2"_s)));
        const CliRun approved = Cli::run({u"reply"_s, log, u"cp_1"_s, u"approve"_s, u"--override"_s,
            u"--option"_s, u"2"_s, u"--profile"_s, m_profile});
        QVERIFY2(approved.code == 0, qPrintable(approved.err));
        const CliRun rejected = Cli::run({u"reply"_s, log, u"cp_2"_s, u"reject"_s, u"--override"_s,
            u"--message"_s, u"not today"_s, u"--profile"_s, m_profile});
        QVERIFY2(rejected.code == 0, qPrintable(rejected.err));
    }

    void listsWhatWasDecided()
    {
        const CliRun people = audit({u"list"_s});
        QCOMPARE(people.code, 0);
        QVERIFY2(people.out.contains(u"not today"_s), qPrintable(people.out));
        const QList<QJsonObject> lines = audit({u"list"_s, u"--json"_s}).lines();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0]["request"_L1].toString(), u"cp_1"_s);
        QCOMPARE(lines[0]["actor"_L1].toString(), u"cli"_s);
        QCOMPARE(lines[1]["message"_L1].toString(), u"not today"_s);
        QCOMPARE(lines[1]["outcome"_L1].toString(), u"confirmed"_s);
        QVERIFY(audit({u"list"_s, u"--session"_s, u"ses_b"_s}).out.isEmpty());
        QVERIFY(audit({u"list"_s, u"--until"_s, u"2020-01-01"_s}).out.isEmpty());
        QCOMPARE(audit({u"list"_s, u"--json"_s, u"--since"_s, u"2020-01-01"_s}).lines().size(), 2);
    }

    void exportsForASpreadsheet()
    {
        const CliRun run = audit({u"export"_s});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.startsWith(u"line,first seen,"_s));
        QVERIFY(run.out.contains(u",reject,"_s));
        QCOMPARE(audit({u"export"_s, u"--format"_s, u"jsonl"_s}).lines().size(), 2);
    }

    void refusesWhatItDoesNotKnow()
    {
        QCOMPARE(audit({}).code, 2);
        QCOMPARE(audit({u"erase"_s}).code, 2);
        QCOMPARE(audit({u"export"_s, u"--format"_s, u"xml"_s}).code, 2);
        QCOMPARE(audit({u"list"_s, u"--since"_s, u"yesterday"_s}).code, 2);
        QCOMPARE(Cli::run({u"audit"_s, u"verify"_s, u"--profile"_s, u"/nowhere/at/all"_s}).code, 1);
    }

    void sayWhetherTheRecordIsWhatWasWritten()
    {
        const CliRun whole = audit({u"verify"_s, u"--json"_s});
        QCOMPARE(whole.code, 0);
        QCOMPARE(whole.lines().value(0)["lines"_L1].toInt(), 2);
        QVERIFY(whole.lines().value(0)["intact"_L1].toBool());

        QFile file(m_profile + "/decisions.jsonl"_L1);
        QVERIFY(file.open(QFile::ReadWrite));
        QByteArray text = file.readAll();
        const QByteArray before = text;
        text.replace("\"answer\":\"once\"", "\"answer\":\"always\"");
        QVERIFY(text != before);
        const auto put = [&](const QByteArray& content) {
            return file.resize(0) && file.seek(0) && file.write(content) == content.size()
                && file.flush();
        };
        QVERIFY(put(text));
        const CliRun changed = audit({u"verify"_s});
        QCOMPARE(changed.code, 1);
        QVERIFY2(changed.err.contains(u"line 2"_s), qPrintable(changed.err));
        // The last line is gone, which no chain shows; the history does.
        QVERIFY(put(before.left(before.indexOf('\n') + 1)));
        const CliRun cut = audit({u"verify"_s, u"--json"_s});
        QCOMPARE(cut.code, 1);
        const QJsonArray faults = cut.lines().value(0)["faults"_L1].toArray();
        QCOMPARE(faults.size(), 1);
        QCOMPARE(faults[0]["kind"_L1].toString(), u"missing"_s);
        QCOMPARE(faults[0]["request"_L1].toString(), u"cp_2"_s);
        QVERIFY(put(before));
        QCOMPARE(audit({u"verify"_s}).code, 0);
    }

private:
    CliRun audit(const QStringList& words) const
    {
        return Cli::run(QStringList{u"audit"_s} + words + QStringList{u"--profile"_s, m_profile});
    }

    QTemporaryDir m_dir;
    QString m_profile = m_dir.filePath(u"profile"_s);
};

QTEST_GUILESS_MAIN(TestCliAudit)
#include "tst_cliaudit.moc"

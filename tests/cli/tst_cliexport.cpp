// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/fakepane.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"sk-abcdefghijklmnop1234"_s;

} // namespace

/** Sessions written into files on the command line, with the built program. */
class TestCliExport : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(appendTo(m_dir->filePath(u".opencode/durable_stream.jsonl"_s),
            sessionLine(1, u"ses_a"_s, u"Mend the cart"_s)
                + snapshotLine(2, u"ses_a"_s, u"msg_1"_s, u"prt_1"_s,
                    QString(u"It is in /home/ada/shop, key "_s + secret))
                + messageLine(3, u"ses_a"_s, u"msg_1"_s)));
    }

    // AP-49
    void writesAFileOfEachFormat_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("begins");
        QTest::newRow("Markdown") << u"md"_s << u"# Mend the cart"_s;
        QTest::newRow("JSON lines") << u"jsonl"_s << u"{\"events\":3,\"headgate\":\"session\""_s;
        QTest::newRow("a web page") << u"html"_s << u"<!DOCTYPE html>"_s;
    }
    void writesAFileOfEachFormat()
    {
        QFETCH(QString, format);
        QFETCH(QString, begins);
        const CliRun plain = run({u"--format"_s, format});
        QVERIFY2(plain.code == 0, qPrintable(plain.err));
        QVERIFY2(plain.out.startsWith(begins), qPrintable(plain.out.left(200)));
        QVERIFY(plain.out.contains(secret));
        // Into a directory: by its title, and the same but for the time it was written at.
        const QTemporaryDir out;
        QCOMPARE(run({u"--format"_s, format, u"--output"_s, out.path()}).code, 0);
        QFile file(out.filePath("mend-the-cart."_L1 + format));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(file.readAll().startsWith(begins.toUtf8()));
    }

    void takesOutWhatOthersMustNotRead()
    {
        for (const auto& format : {u"md"_s, u"jsonl"_s, u"html"_s}) {
            const CliRun redacted = run({u"--format"_s, format, u"--redact"_s});
            QCOMPARE(redacted.code, 0);
            QVERIFY2(!redacted.out.contains(secret), qPrintable(redacted.out));
            QVERIFY(!redacted.out.contains("/home/ada"_L1));
            QVERIFY2(redacted.err.contains("token"_L1), qPrintable(redacted.err));
        }
        const CliRun kept = run({u"--redact"_s, u"--keep"_s, u"home,mail"_s});
        QVERIFY(kept.out.contains("/home/ada"_L1) && !kept.out.contains(secret));
    }

    void saysBeforeWhatItWouldTakeOut()
    {
        const QTemporaryDir out;
        const QString path = out.filePath(u"x.md"_s);
        const CliRun preview = run({u"--preview"_s, u"--output"_s, path});
        QCOMPARE(preview.code, 0);
        QVERIFY2(preview.out.contains("token: 1"_L1) && preview.out.contains(secret),
            qPrintable(preview.out));
        QVERIFY(!QFile::exists(path));
    }

    void refusesWhatItCannotDo()
    {
        QCOMPARE(run({u"--redact"_s, u"--keep"_s, u"everything"_s}).code, 2);
        QCOMPARE(run({u"--format"_s, u"pdf"_s}).code, 2);
        QCOMPARE(run({u"--output"_s, u"/nowhere/x/y.md"_s}).code, 1);
        QCOMPARE(Cli::run({u"export"_s, source(), u"--session"_s, u"none"_s}).code, 4);
    }

    void writesASessionOfAgentPane()
    {
        FakePane server(u"streams"_s);
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"Good "})");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"morning."})");
        const QString url = "agentpane:"_L1 + server.http.url().toString();
        const CliRun text = Cli::run({u"export"_s, url, u"--session"_s, u"s1"_s});
        QVERIFY2(text.code == 0, qPrintable(text.err));
        QVERIFY2(text.out.contains("Good morning."_L1), qPrintable(text.out));
        const CliRun lines =
            Cli::run({u"export"_s, url, u"--session"_s, u"s1"_s, u"--format"_s, u"jsonl"_s});
        int chunks = 0;
        for (const QJsonObject& line : lines.lines()) {
            if (line["type"_L1].toString() == "chunk"_L1)
                QCOMPARE(line["offset"_L1].toInt(), chunks++);
        }
        QCOMPARE(chunks, 2);
    }

private:
    QString source() const { return "log:"_L1 + m_dir->path(); }
    CliRun run(const QStringList& more) const
    {
        return Cli::run(QStringList{u"export"_s, source(), u"--session"_s, u"ses_a"_s} + more);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestCliExport)
#include "tst_cliexport.moc"

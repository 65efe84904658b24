// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/streamserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** headgate-cli and the reference server of Durable Streams. */
class TestE2eStreams : public QObject
{
    Q_OBJECT

private:
    StreamServer m_server;
    int m_streams = 0;

    QString newUrl() { return m_server.url(u"/v1/stream/s%1"_s.arg(++m_streams)).toString(); }
    QString makeStream(const QByteArray& type = "application/json")
    {
        const QString url = newUrl();
        m_server.send("PUT", QUrl(url).path(), {}, type);
        return url;
    }
    void append(const QString& url, const QByteArray& body)
    {
        m_server.send("POST", QUrl(url).path(), body);
    }
    static QStringList linesOf(const CliRun& run)
    {
        return run.out.split(u'\n', Qt::SkipEmptyParts);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }
    void cleanup() { m_server.clearFaults(); }

    void aStreamIsMadeWrittenReadEndedAndDeleted()
    {
        const QString url = newUrl();
        QCOMPARE(Cli::run({u"head"_s, url}).code, 4);
        const CliRun made = Cli::run(
            {u"create"_s, url, u"--ttl"_s, u"600"_s, u"--data"_s, u"[1,2]"_s, u"--json"_s});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.lines().at(0)["status"_L1].toInt(), 201);
        QCOMPARE(Cli::run({u"create"_s, url, u"--ttl"_s, u"600"_s}).code, 0);
        QCOMPARE(Cli::run({u"create"_s, url, u"--content-type"_s, u"text/plain"_s}).code, 5);

        const CliRun appended =
            Cli::run({u"append"_s, url}, {}, "{\"a\":12345678901234567890}\n\n[3]\n");
        QVERIFY2(appended.code == 0, qPrintable(appended.err));
        const CliRun read = Cli::run({u"read"_s, url});
        QCOMPARE(read.code, 0);
        QCOMPARE(linesOf(read).size(), 4);
        QCOMPARE(linesOf(read).at(3), u"[3]"_s);

        const CliRun head = Cli::run({u"head"_s, url, u"--json"_s});
        QCOMPARE(head.lines().at(0)["contentType"_L1].toString(), u"application/json"_s);
        QCOMPARE(head.lines().at(0)["ttl"_L1].toString(), u"600"_s);
        const QString offset = head.lines().at(0)["offset"_L1].toString();
        QCOMPARE(linesOf(Cli::run({u"read"_s, url, u"--offset"_s, offset})), QStringList());

        QCOMPARE(Cli::run({u"close"_s, url}).code, 0);
        QCOMPARE(Cli::run({u"close"_s, url}).code, 0);
        QCOMPARE(Cli::run({u"append"_s, url}, {}, "4\n").code, 5);
        QCOMPARE(Cli::run({u"delete"_s, url}).code, 0);
        QCOMPARE(Cli::run({u"delete"_s, url}).code, 4);
        QCOMPARE(Cli::run({u"read"_s, url}).code, 4);
    }

    void theDoctorLooksAtAStream()
    {
        const QString url = makeStream();
        const CliRun good = Cli::run({u"doctor"_s, QString("stream:"_L1 + url), u"--json"_s});
        QCOMPARE(good.code, 0);
        QVERIFY(good.lines().at(1)["ok"_L1].toBool());
        QCOMPARE(Cli::run({u"doctor"_s, newUrl()}).code, 4);
    }

    void wrongUseIsTold()
    {
        const QString url = makeStream();
        QCOMPARE(Cli::run({u"read"_s}).code, 2);
        QCOMPARE(Cli::run({u"read"_s, url, u"--offset"_s, u"a b"_s}).code, 2);
        QCOMPARE(Cli::run({u"read"_s, url, u"--live"_s, u"never"_s}).code, 2);
        QCOMPARE(Cli::run({u"create"_s, url, u"--ttl"_s, u"soon"_s}).code, 2);
        QCOMPARE(Cli::run({u"append"_s, url, u"--epoch"_s, u"1"_s}).code, 2);
        QCOMPARE(Cli::run({u"append"_s, url}, {}, "").code, 2);
        const CliRun bad = Cli::run({u"append"_s, url}, {}, "1\n{\n");
        QCOMPARE(bad.code, 1);
        QVERIFY(bad.err.contains("line 2"_L1));
        QCOMPARE(Cli::run({u"head"_s, u"http://127.0.0.1:1/s"_s}).code, 3);
    }

    void aProducersRunThatIsRepeatedAddsOnlyWhatIsMissing()
    {
        const QString url = makeStream();
        QByteArray lines;
        for (int i = 0; i < 25'000; ++i)
            lines += QByteArray::number(i) + '\n';
        const QStringList verb{u"append"_s, url, u"--producer"_s, u"p"_s, u"--epoch"_s, u"3"_s};
        // An answer that is lost on its way changes nothing.
        m_server.inject(
            QUrl(url).path(), {{u"status"_s, 500}, {u"method"_s, u"POST"_s}, {u"count"_s, 2}});
        const CliRun first = Cli::run(verb + QStringList{u"--json"_s}, {}, lines);
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QCOMPARE(first.lines().at(0)["seq"_L1].toInt(), 2);
        QCOMPARE(Cli::run(verb, {}, lines).code, 0);
        const CliRun read = Cli::run({u"read"_s, url});
        QCOMPARE(read.out.toUtf8(), lines);
        // Without its epoch it is another run, whose values are others.
        QCOMPARE(Cli::run({u"append"_s, url, u"--producer"_s, u"p"_s}, {}, "7\n").code, 0);
        QCOMPARE(linesOf(Cli::run({u"read"_s, url})).size(), 25'001);
        // And the older one is not let in any more.
        QCOMPARE(Cli::run(verb, {}, "8\n").code, 5);
    }

    void bytesAreReadAsTheyWereWritten()
    {
        const QString url = makeStream("application/octet-stream");
        QByteArray bytes;
        for (int i = 0; i < 300'000; ++i)
            bytes += "x\n"[i % 2];
        QCOMPARE(Cli::run({u"append"_s, url}, {}, bytes).code, 0);
        QCOMPARE(Cli::run({u"read"_s, url}).out.toUtf8(), bytes);
    }

    void aLiveReadPrintsWhatComes_data()
    {
        QTest::addColumn<QString>("live");
        for (const char* live : {"sse", "long-poll", "auto"})
            QTest::newRow(live) << QString::fromLatin1(live);
    }
    void aLiveReadPrintsWhatComes()
    {
        QFETCH(QString, live);
        const QString url = makeStream();
        append(url, "[{\"n\":1}]");
        Cli reader({u"read"_s, url, u"--live"_s, live});
        QVERIFY(reader.waitForOutput(u"{\"n\":1}"_s));
        append(url, "[{\"n\":2},{\"n\":3}]");
        QVERIFY(reader.waitForOutput(u"{\"n\":3}"_s));
        QCOMPARE(Cli::run({u"close"_s, url}).code, 0);
        const CliRun run = reader.finish();
        QCOMPARE(run.code, 0);
        QCOMPARE(linesOf(run), (QStringList{u"{\"n\":1}"_s, u"{\"n\":2}"_s, u"{\"n\":3}"_s}));
    }

    void tailTellsEachValueOnceAcrossCuts()
    {
        const QString url = makeStream();
        append(url, "[{\"n\":0}]");
        Cli tail({u"tail"_s, QString("stream:"_L1 + url), u"--json"_s});
        QVERIFY(tail.waitForOutput(u"\"n\":0"_s));
        for (int i = 1; i < 6; ++i) {
            m_server.inject(
                QUrl(url).path(), {{u"dropConnection"_s, true}, {u"method"_s, u"GET"_s}});
            append(url, "[{\"n\":" + QByteArray::number(i) + "}]");
        }
        QVERIFY(tail.waitForOutput(u"\"n\":5"_s));
        m_server.clearFaults();
        QCOMPARE(Cli::run({u"close"_s, url}).code, 0);
        const CliRun run = tail.finish();
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QCOMPARE(run.lines().size(), 6);
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(run.lines().at(i)["data"_L1]["n"_L1].toInt(-1), i);
            QCOMPARE(run.lines().at(i)["type"_L1].toString(), u"json"_s);
        }
    }

    void tailBeginsWhereItIsTold()
    {
        const QString url = makeStream();
        append(url, "[1]");
        const QString offset =
            Cli::run({u"head"_s, url}).out.section(u'\n', 0, 0).section(u' ', -1);
        append(url, "[2]");
        Cli::run({u"close"_s, url});
        const CliRun run =
            Cli::run({u"tail"_s, QString("stream:"_L1 + url), u"--json"_s, u"--from"_s, offset});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines().size(), 1);
        QCOMPARE(run.lines().at(0)["data"_L1]["value"_L1].toInt(), 2);
        // A path alone does not say what answers there.
        QCOMPARE(Cli::run({u"tail"_s, m_server.url(u"/elsewhere"_s).toString()}).code, 1);
        QCOMPARE(Cli::run({u"tail"_s, newUrl()}).code, 4);
    }

    void afterKill9NothingIsMissingAndNothingIsTwice()
    {
        const QTemporaryDir profile;
        const QString url = makeStream();
        const QStringList verb{
            u"tail"_s, QString("stream:"_L1 + url), u"--json"_s, u"--profile"_s, profile.path()};
        QList<int> seen;
        int next = 0;
        for (int turn = 0; turn < 4; ++turn) {
            Cli tail(verb);
            QByteArrayList values;
            for (int i = 0; i < 500; ++i)
                values.append("{\"n\":" + QByteArray::number(next++) + '}');
            append(url, '[' + values.join(',') + ']');
            QVERIFY(tail.waitForOutput(u"\"n\":%1"_s.arg(next - 1)));
            tail.kill9();
            const CliRun run = tail.finish();
            for (const QJsonObject& line : run.lines())
                seen.append(line["data"_L1]["n"_L1].toInt(-1));
        }
        QCOMPARE(seen.size(), next);
        for (int i = 0; i < next; ++i)
            QCOMPARE(seen.at(i), i);
    }

    void aCheckpointOfAStreamIsShownAndNotAnswered()
    {
        const QString url = makeStream();
        append(url,
            R"([{"directory":"/d","payload":{"id":"evt_1","type":"session.created","properties":{"sessionID":"ses_a","info":{"id":"ses_a","directory":"/d","title":"A"}}}},)"
            R"({"directory":"/d","payload":{"id":"evt_2","type":"session.status","properties":{"sessionID":"ses_a","status":{"type":"busy"}}}},)"
            R"({"directory":"/d","payload":{"id":"evt_3","type":"permission.asked","properties":{"id":"per_1","sessionID":"ses_a","permission":"bash","patterns":["ls"],"metadata":{"command":"ls"},"always":[],"tool":{"messageID":"m","callID":"c"}}}}])");
        const QString source = "stream:"_L1 + url;
        const CliRun pending = Cli::run({u"pending"_s, source, u"--json"_s});
        QCOMPARE(pending.code, 0);
        QCOMPARE(pending.lines().size(), 1);
        QCOMPARE(pending.lines().at(0)["answerable"_L1].toBool(true), false);
        const CliRun reply = Cli::run({u"reply"_s, source, u"per_1"_s, u"once"_s});
        QCOMPARE(reply.code, 1);
        QVERIFY2(reply.err.contains("cannot be answered"_L1), qPrintable(reply.err));
    }
};

QTEST_GUILESS_MAIN(TestE2eStreams)
#include "tst_e2e_streams.moc"

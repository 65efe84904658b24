// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/rawhttp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int writers = 8;
constexpr int kills = 100;

/** One writer: the first half are idempotent producers and try again, the others never do. */
struct Writer
{
    int number = 0;
    bool isProducer = false;
    qint64 next = 0; ///< the number it sends next
    QSet<qint64> acknowledged;

    void run(quint16 port, const std::atomic<bool>& stop)
    {
        while (!stop) {
            RawHttp http(port);
            while (!stop && http.isConnected() && send(http)) { }
            if (!stop)
                std::this_thread::sleep_for(std::chrono::milliseconds(2)); // it is being restarted
        }
    }

    bool send(RawHttp& http)
    {
        const QByteArray n = QByteArray::number(next);
        QByteArray head = "Content-Type: application/json\r\n";
        if (isProducer)
            head += "Producer-Id: w" + QByteArray::number(number)
                + "\r\nProducer-Epoch: 0\r\nProducer-Seq: " + n + "\r\n";
        const QByteArray body = "[" + QByteArray::number(number) + "," + n + "]";
        const RawAnswer answer = http.ask("POST", "/v1/stream/a", "[" + body + "]", head);
        const bool taken = answer.status == 200 || answer.status == 204;
        if (taken)
            acknowledged.insert(next);
        // Without an answer nobody knows: only a producer may send it again.
        if (taken || !isProducer)
            ++next;
        return taken;
    }
};

} // namespace

/** `headgate-cli serve` is killed while eight writers append; what it acknowledged must be there.
 */
class TestE2eServeKill : public QObject
{
    Q_OBJECT

private:
    QStringList arguments() const
    {
        return {u"serve"_s, u"--port"_s, QString::number(m_port), u"--data"_s, m_dir.path()};
    }

    QTemporaryDir m_dir;
    quint16 m_port = 0;

private slots:
    void initTestCase()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        m_port = free.serverPort();
    }

    // DG-30, DG-31
    void everythingAcknowledgedIsThereInOrderOnce()
    {
        auto server = std::make_unique<Cli>(arguments());
        QVERIFY(server->waitForOutput(u"Headgate serving"_s));
        QCOMPARE(RawHttp(m_port)
                     .ask("PUT", "/v1/stream/a", {}, "Content-Type: application/json\r\n")
                     .status,
            201);
        std::atomic<bool> stop = false;
        std::vector<Writer> all(writers);
        std::vector<std::thread> threads;
        for (int i = 0; i < writers; ++i) {
            all[size_t(i)].number = i;
            all[size_t(i)].isProducer = i < writers / 2;
            threads.emplace_back([&, i] { all[size_t(i)].run(m_port, stop); });
        }
        bool started = true;
        for (int i = 0; i < kills && started; ++i) {
            QTest::qWait(QRandomGenerator::global()->bounded(5, 120));
            server->kill9();
            server = std::make_unique<Cli>(arguments());
            started = server->waitForOutput(u"Headgate serving"_s);
        }
        stop = true;
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(started);

        std::vector<QList<qint64>> seen(writers);
        QByteArray offset = "-1";
        RawHttp http(m_port);
        for (bool more = true; more;) {
            const RawAnswer answer = http.ask("GET", "/v1/stream/a?offset=" + offset);
            QCOMPARE(answer.status, 200);
            for (const QJsonValue value : QJsonDocument::fromJson(answer.body).array())
                seen[size_t(value[0].toInt())].append(value[1].toInteger());
            offset = answer.field("Stream-Next-Offset");
            more = answer.field("Stream-Up-To-Date").isNull();
        }
        qsizetype acknowledged = 0;
        for (const Writer& writer : all) {
            const QList<qint64>& numbers = seen[size_t(writer.number)];
            acknowledged += writer.acknowledged.size();
            // In order and once.
            for (qsizetype i = 1; i < numbers.size(); ++i)
                QVERIFY(numbers[i] > numbers[i - 1]);
            const QSet<qint64> known(numbers.begin(), numbers.end());
            QVERIFY((writer.acknowledged - known).isEmpty());
            // A producer leaves nothing out.
            if (writer.isProducer && !numbers.isEmpty())
                QCOMPARE(numbers.last(), numbers.size() - 1);
        }
        qInfo("%d kills, %lld appends acknowledged", kills, qlonglong(acknowledged));
        QVERIFY(acknowledged > kills);
    }

    void endsCleanlyOnSigterm()
    {
        QTemporaryDir dir;
        QProcess server;
        server.start(QStringLiteral(HEADGATE_CLI),
            {u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, dir.path()});
        QVERIFY(server.waitForReadyRead(30000));
        QVERIFY(server.readLine().startsWith("Headgate serving http://127.0.0.1:"));
        server.terminate();
        QVERIFY(server.waitForFinished(30000));
        QCOMPARE(server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(server.exitCode(), 0);
    }

    void refusesWrongUse_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("a host without a token") << QStringList{u"--host"_s, u"0.0.0.0"_s};
        QTest::newRow("no port") << QStringList{u"--port"_s, u"x"_s};
        QTest::newRow("no durability") << QStringList{u"--durability"_s, u"some"_s};
        QTest::newRow("no days") << QStringList{u"--retention"_s, u"-1"_s};
        QTest::newRow("no time") << QStringList{u"--long-poll-timeout"_s, u"soon"_s};
        QTest::newRow("no file") << QStringList{u"--token-file"_s, u"/does/not/exist"_s};
        QTest::newRow("a source") << QStringList{u"demo:"_s};
    }
    void refusesWrongUse()
    {
        QFETCH(QStringList, more);
        QTemporaryDir dir;
        const CliRun run = Cli::run(QStringList{u"serve"_s, u"--data"_s, dir.path()} + more);
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestE2eServeKill)
#include "tst_e2e_servekill.moc"

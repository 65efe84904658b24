// SPDX-License-Identifier: MIT
#include "tests/support/streamserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/prctl.h>

using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** The adapter as the official suite runs it: one process, one command at a time. */
class Adapter
{
public:
    Adapter()
    {
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(HEADGATE_STREAM_ADAPTER), {});
        m_process.waitForStarted();
    }
    ~Adapter()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QJsonObject ask(const QJsonObject& command)
    {
        post(command);
        return answer();
    }
    void post(const QJsonObject& command)
    {
        m_process.write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    }
    /** Empty if none comes: exactly one line is one answer. */
    QJsonObject answer()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(30'000))
                return {};
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }
    bool ended() { return m_process.waitForFinished(5000); }

private:
    QProcess m_process;
};

QStringList dataOf(const QJsonObject& answer)
{
    QStringList data;
    const QJsonArray chunks = answer["chunks"_L1].toArray();
    for (const QJsonValue& chunk : chunks)
        data.append(chunk["data"_L1].toString());
    return data;
}

} // namespace

/** The important cases of the client suite, in its strict reading: what is expected is looked at.
 */
class TestStreamAdapter : public QObject
{
    Q_OBJECT

private:
    StreamServer m_server;
    std::unique_ptr<Adapter> m_adapter;
    int m_streams = 0;

    QJsonObject ask(const QString& type, QJsonObject fields = {})
    {
        fields.insert(u"type"_s, type);
        return m_adapter->ask(fields);
    }
    /** A new stream with these appends. */
    QString stream(const QString& type, const QStringList& appends = {})
    {
        const QString path = u"/s%1"_s.arg(++m_streams);
        ask(u"create"_s, {{u"path"_s, path}, {u"contentType"_s, type}});
        for (const QString& data : appends)
            ask(u"append"_s, {{u"path"_s, path}, {u"data"_s, data}});
        return path;
    }
    QJsonObject read(const QString& path, QJsonObject fields = {})
    {
        fields.insert(u"path"_s, path);
        return ask(u"read"_s, fields);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }

    void init()
    {
        m_adapter = std::make_unique<Adapter>();
        const QJsonObject told = ask(u"init"_s, {{u"serverUrl"_s, m_server.url().toString()}});
        QVERIFY(told["success"_L1].toBool());
        QVERIFY(told["features"_L1]["retryOptions"_L1].toBool());
    }

    void cleanup() { m_server.clearFaults(); }

    void createsOnceAndSaysSo()
    {
        const QJsonObject command{{u"path"_s, u"/created"_s}, {u"contentType"_s, u"text/plain"_s}};
        QCOMPARE(ask(u"create"_s, command)["status"_L1].toInt(), 201);
        QCOMPARE(ask(u"create"_s, command)["status"_L1].toInt(), 200);
        QCOMPARE(ask(u"create"_s,
                     {{u"path"_s, u"/created"_s},
                         {u"contentType"_s, u"application/json"_s}})["errorCode"_L1],
            u"CONFLICT"_s);
        QVERIFY(ask(u"connect"_s, command)["success"_L1].toBool());
        QCOMPARE(ask(u"delete"_s, command)["status"_L1].toInt(), 200);
        const QJsonObject gone = ask(u"head"_s, command);
        QCOMPARE(gone["errorCode"_L1], u"NOT_FOUND"_s);
        QCOMPARE(gone["status"_L1].toInt(), 404);
        QVERIFY(gone["message"_L1].toString().contains("/created"_L1));
    }

    void aCatchUpIsOneChunk()
    {
        const QString text = stream(u"text/plain"_s, {u"ä1"_s, u"2"_s});
        const QJsonObject told = read(text);
        QCOMPARE(dataOf(told), QStringList{u"ä12"_s});
        QVERIFY(told["upToDate"_L1].toBool());
        QCOMPARE(dataOf(read(text, {{u"offset"_s, told["offset"_L1]}})), QStringList());
        const QString json = stream(u"application/json"_s, {u"{\"a\":1}"_s, u"[2,3]"_s});
        QCOMPARE(dataOf(read(json)), QStringList{u"[{\"a\":1},[2,3]]"_s});
        QCOMPARE(dataOf(read(stream(u"application/json"_s))), QStringList());
    }

    void livesOnOverEveryWay_data()
    {
        QTest::addColumn<QJsonValue>("live");
        QTest::newRow("sse") << QJsonValue(u"sse"_s);
        QTest::newRow("long-poll") << QJsonValue(u"long-poll"_s);
        QTest::newRow("auto") << QJsonValue(true);
    }
    void livesOnOverEveryWay()
    {
        QFETCH(QJsonValue, live);
        const QString path = stream(u"text/plain"_s, {u"first"_s});
        m_adapter->post({{u"type"_s, u"read"_s}, {u"path"_s, path}, {u"live"_s, live},
            {u"maxChunks"_s, 2}, {u"timeoutMs"_s, 3000}});
        // Whether it comes before the reader has caught up or after makes no difference.
        m_server.send("POST", path, "second", "text/plain");
        const QJsonObject told = m_adapter->answer();
        QCOMPARE(dataOf(told).join(QString()), u"firstsecond"_s);
    }

    void aLiveReadEndsAtTheTailOrInTime()
    {
        const QString path = stream(u"text/plain"_s, {u"x"_s});
        const QJsonObject tail = read(path, {{u"live"_s, u"sse"_s}, {u"waitForUpToDate"_s, true}});
        QCOMPARE(dataOf(tail), QStringList{u"x"_s});
        const QJsonObject late = read(path,
            {{u"live"_s, u"long-poll"_s}, {u"offset"_s, tail["offset"_L1]}, {u"timeoutMs"_s, 300}});
        QVERIFY(late["success"_L1].toBool());
        QVERIFY(late["upToDate"_L1].toBool());
        QCOMPARE(dataOf(late), QStringList());
    }

    void bytesComeBackAsTheyWere()
    {
        const QString path = stream(u"application/octet-stream"_s);
        const QByteArray bytes("\xFF\x00\x01z", 4);
        const QString sent = QString::fromLatin1(bytes.toBase64());
        ask(u"append"_s, {{u"path"_s, path}, {u"data"_s, sent}, {u"binary"_s, true}});
        for (const QJsonValue& live : {QJsonValue(false), QJsonValue(u"sse"_s)}) {
            const QJsonObject told = read(path, {{u"live"_s, live}, {u"maxChunks"_s, 1}});
            const QJsonValue chunk = told["chunks"_L1].toArray().at(0);
            QVERIFY(chunk["binary"_L1].toBool());
            QCOMPARE(chunk["data"_L1].toString(), sent);
        }
        // What comes over SSE is base64 on its way.
        const QString from = ask(u"head"_s, {{u"path"_s, path}})["offset"_L1].toString();
        m_adapter->post({{u"type"_s, u"read"_s}, {u"path"_s, path}, {u"live"_s, u"sse"_s},
            {u"offset"_s, from}, {u"maxChunks"_s, 1}, {u"timeoutMs"_s, 20'000}});
        m_server.send("POST", path, bytes, "application/octet-stream");
        QCOMPARE(dataOf(m_adapter->answer()), QStringList{sent});
    }

    void theEndOfAStreamIsSeen()
    {
        const QString path = stream(u"text/plain"_s, {u"x"_s});
        QVERIFY(!ask(u"close"_s, {{u"path"_s, path}, {u"data"_s, u"!"_s}})["finalOffset"_L1]
                     .toString()
                     .isEmpty());
        QVERIFY(ask(u"close"_s, {{u"path"_s, path}})["success"_L1].toBool());
        QVERIFY(ask(u"head"_s, {{u"path"_s, path}})["streamClosed"_L1].toBool());
        QCOMPARE(ask(u"append"_s, {{u"path"_s, path}, {u"data"_s, u"late"_s}})["errorCode"_L1],
            u"STREAM_CLOSED"_s);
        for (const QJsonValue& live :
            {QJsonValue(false), QJsonValue(u"sse"_s), QJsonValue(u"long-poll"_s)}) {
            const QJsonObject told = read(path, {{u"live"_s, live}});
            QVERIFY(told["streamClosed"_L1].toBool());
            QCOMPARE(dataOf(told).join(QString()), u"x!"_s);
        }
    }

    void errorsHaveTheirNames()
    {
        QCOMPARE(read(u"/none"_s)["errorCode"_L1], u"NOT_FOUND"_s);
        const QString path = stream(u"text/plain"_s, {u"x"_s});
        QCOMPARE(
            read(path, {{u"offset"_s, u"not an offset"_s}})["errorCode"_L1], u"INVALID_OFFSET"_s);
        const QJsonObject first{{u"path"_s, path}, {u"data"_s, u"y"_s}, {u"seq"_s, 5}};
        QVERIFY(ask(u"append"_s, first)["success"_L1].toBool());
        QCOMPARE(ask(u"append"_s, first)["errorCode"_L1], u"SEQUENCE_CONFLICT"_s);
        QCOMPARE(ask(u"no-such-command"_s)["errorCode"_L1], u"NOT_SUPPORTED"_s);
    }

    void faultsThatPassAreGotOver_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::newRow("500") << QJsonObject{{u"status"_s, 500}};
        QTest::newRow("503") << QJsonObject{{u"status"_s, 503}};
        QTest::newRow("429 with Retry-After")
            << QJsonObject{{u"status"_s, 429}, {u"retryAfter"_s, 1}};
        QTest::newRow("500 twice") << QJsonObject{{u"status"_s, 500}, {u"count"_s, 2}};
        QTest::newRow("dropped") << QJsonObject{{u"dropConnection"_s, true}};
        QTest::newRow("dropped twice") << QJsonObject{{u"dropConnection"_s, true}, {u"count"_s, 2}};
        QTest::newRow("slow") << QJsonObject{{u"delayMs"_s, 300}};
    }
    void faultsThatPassAreGotOver()
    {
        QFETCH(QJsonObject, fault);
        const QString path = stream(u"text/plain"_s, {u"kept"_s});
        QVERIFY(m_server.inject(path, fault));
        QCOMPARE(dataOf(read(path)), QStringList{u"kept"_s});
        m_server.clearFaults();
        QVERIFY(m_server.inject(path, fault));
        QVERIFY(ask(u"append"_s, {{u"path"_s, path}, {u"data"_s, u"!"_s}})["success"_L1].toBool());
        QCOMPARE(dataOf(read(path)), QStringList{u"kept!"_s});
    }

    void whatCannotBeReadIsSaid_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::newRow("truncated") << QJsonObject{{u"truncateBodyBytes"_s, 5}, {u"count"_s, 10}};
        QTest::newRow("corrupted") << QJsonObject{{u"corruptBody"_s, true}, {u"count"_s, 10}};
    }
    void whatCannotBeReadIsSaid()
    {
        QFETCH(QJsonObject, fault);
        const QString path = stream(u"application/json"_s, {u"{\"a\":1}"_s, u"{\"a\":2}"_s});
        QVERIFY(m_server.inject(path, fault));
        QCOMPARE(read(path)["errorCode"_L1], u"PARSE_ERROR"_s);
        m_server.clearFaults();
        QCOMPARE(dataOf(read(path)), QStringList{u"[{\"a\":1},{\"a\":2}]"_s});
    }

    void aMalformedControlIsAnErrorAndAnUnknownEventIsNot_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("data");
        QTest::addColumn<bool>("fails");
        QTest::newRow("malformed") << u"control"_s << u"{oops"_s << true;
        QTest::newRow("empty") << u"control"_s << u""_s << true;
        QTest::newRow("unknown") << u"future"_s << u"{\"x\":1}"_s << false;
    }
    void aMalformedControlIsAnErrorAndAnUnknownEventIsNot()
    {
        QFETCH(QString, type);
        QFETCH(QString, data);
        QFETCH(bool, fails);
        const QString path = stream(u"text/plain"_s, {u"x"_s});
        const QJsonObject event{{u"eventType"_s, type}, {u"data"_s, data}};
        QVERIFY(m_server.inject(path, {{u"injectSseEvent"_s, event}, {u"count"_s, 2}}));
        const QJsonObject told = read(path, {{u"live"_s, u"sse"_s}, {u"maxChunks"_s, 1}});
        QCOMPARE(told["errorCode"_L1].toString(), fails ? u"PARSE_ERROR"_s : QString());
        if (!fails)
            QCOMPARE(dataOf(told), QStringList{u"x"_s});
    }

    void aProducerWritesEachBatchOnce()
    {
        const QString path = stream(u"application/json"_s);
        QJsonObject command{
            {u"path"_s, path}, {u"producerId"_s, u"p"_s}, {u"epoch"_s, 0}, {u"autoClaim"_s, false}};
        for (int i = 0; i < 3; ++i) {
            command.insert(u"data"_s, QString::number(i));
            // Its answer is lost; the batch is not written again.
            QVERIFY(m_server.inject(path, {{u"status"_s, 500}, {u"method"_s, u"POST"_s}}));
            const QJsonObject told = ask(u"idempotent-append"_s, command);
            QVERIFY(told["success"_L1].toBool());
            QCOMPARE(told["producerSeq"_L1].toInt(), i);
        }
        QCOMPARE(dataOf(read(path)), QStringList{u"[0,1,2]"_s});
        QVERIFY(ask(u"idempotent-detach"_s, command)["success"_L1].toBool());
        command.remove(u"data"_s);
        const QJsonObject closed = ask(u"idempotent-close"_s, command);
        QVERIFY(closed["success"_L1].toBool());
        QCOMPARE(ask(u"idempotent-close"_s, command)["finalOffset"_L1], closed["finalOffset"_L1]);
    }

    void aTakenProducerIsClaimedOrGivenUp()
    {
        const QString path = stream(u"application/json"_s);
        QJsonObject command{{u"path"_s, path}, {u"producerId"_s, u"p"_s}, {u"epoch"_s, 5},
            {u"autoClaim"_s, false}, {u"data"_s, u"1"_s}};
        QVERIFY(ask(u"idempotent-append"_s, command)["success"_L1].toBool());
        command.insert(u"epoch"_s, 2);
        command.insert(u"data"_s, u"2"_s);
        const QJsonObject refused = ask(u"idempotent-append"_s, command);
        QCOMPARE(refused["status"_L1].toInt(), 403);
        command.insert(u"autoClaim"_s, true);
        QVERIFY(ask(u"idempotent-append"_s, command)["success"_L1].toBool());
        QCOMPARE(dataOf(read(path)), QStringList{u"[1,2]"_s});
    }

    void manyBatchesUnderWayKeepTheirOrder()
    {
        const QString path = stream(u"application/json"_s);
        QJsonArray items;
        QStringList expected;
        for (int i = 0; i < 60; ++i) {
            items.append(QString::number(i));
            expected.append(QString::number(i));
        }
        // Some of them overtake others.
        QVERIFY(m_server.inject(path,
            {{u"delayMs"_s, 20}, {u"jitterMs"_s, 40}, {u"count"_s, 20}, {u"probability"_s, 0.5},
                {u"method"_s, u"POST"_s}}));
        const QJsonObject told = ask(u"idempotent-append-batch"_s,
            {{u"path"_s, path}, {u"producerId"_s, u"p"_s}, {u"epoch"_s, 0}, {u"autoClaim"_s, false},
                {u"maxInFlight"_s, 5}, {u"items"_s, items}});
        QVERIFY(told["success"_L1].toBool());
        m_server.clearFaults();
        QCOMPARE(dataOf(read(path)), QStringList{u'[' + expected.join(u',') + u']'});
    }

    void changingHeadersAreSent()
    {
        const QString path = stream(u"text/plain"_s);
        ask(u"set-dynamic-header"_s, {{u"name"_s, u"X-Count"_s}, {u"valueType"_s, u"counter"_s}});
        ask(u"set-dynamic-param"_s, {{u"name"_s, u"count"_s}, {u"valueType"_s, u"counter"_s}});
        for (int i = 1; i < 3; ++i) {
            const QJsonObject told = ask(u"append"_s, {{u"path"_s, path}, {u"data"_s, u"x"_s}});
            QCOMPARE(told["headersSent"_L1]["X-Count"_L1].toString(), QString::number(i));
            QCOMPARE(told["paramsSent"_L1]["count"_L1].toString(), QString::number(i));
        }
        ask(u"clear-dynamic"_s);
        QVERIFY(!read(path).contains("headersSent"_L1));
    }

    void whatCannotBeMeantIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("target");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* kind, const QString& field, double value) {
            QTest::addRow("%s %s", kind, qPrintable(field))
                << QJsonObject{{u"target"_s, QString::fromLatin1(kind)}, {field, value}} << field;
        };
        row("retry-options", u"maxRetries"_s, -1);
        row("retry-options", u"initialDelayMs"_s, 0);
        row("retry-options", u"maxDelayMs"_s, 5);
        row("retry-options", u"multiplier"_s, 0.5);
        row("idempotent-producer", u"epoch"_s, -1);
        row("idempotent-producer", u"maxBatchBytes"_s, 0);
        row("idempotent-producer", u"maxBatchItems"_s, 0);
        row("retry-options", QString(), 0);
        row("idempotent-producer", QString(), 0);
    }
    void whatCannotBeMeantIsRefused()
    {
        QFETCH(QJsonObject, target);
        QFETCH(QString, field);
        const QJsonObject told = ask(u"validate"_s, {{u"target"_s, target}});
        QCOMPARE(told["success"_L1].toBool(), field.isEmpty());
        if (field.isEmpty())
            return;
        QCOMPARE(told["errorCode"_L1], u"INVALID_ARGUMENT"_s);
        QVERIFY(told["message"_L1].toString().contains(field));
    }

    void oneAnswerIsOneLine()
    {
        // Both are the end of a line for some readers.
        const QString odd = u"a\u2028b\u2029c"_s;
        QCOMPARE(dataOf(read(stream(u"text/plain"_s, {odd}))), QStringList{odd});
        QVERIFY(ask(u"shutdown"_s)["success"_L1].toBool());
        QVERIFY(m_adapter->ended());
    }

    void operationsAreMeasured_data()
    {
        QTest::addColumn<QJsonObject>("operation");
        QTest::newRow("append") << QJsonObject{{u"op"_s, u"append"_s}, {u"size"_s, 100}};
        QTest::newRow("read") << QJsonObject{{u"op"_s, u"read"_s}};
        QTest::newRow("roundtrip") << QJsonObject{{u"op"_s, u"roundtrip"_s}, {u"size"_s, 100},
            {u"contentType"_s, u"application/octet-stream"_s}, {u"path"_s, u"/round"_s}};
        QTest::newRow("roundtrip, sse")
            << QJsonObject{{u"op"_s, u"roundtrip"_s}, {u"size"_s, 100}, {u"live"_s, u"sse"_s},
                   {u"contentType"_s, u"application/json"_s}, {u"path"_s, u"/roundsse"_s}};
        QTest::newRow("many") << QJsonObject{{u"op"_s, u"throughput_append"_s}, {u"count"_s, 2000},
            {u"size"_s, 100}, {u"concurrency"_s, 5}};
        QTest::newRow("read many") << QJsonObject{{u"op"_s, u"throughput_read"_s}};
    }
    void operationsAreMeasured()
    {
        QFETCH(QJsonObject, operation);
        if (!operation.contains("path"_L1))
            operation.insert(u"path"_s, stream(u"application/octet-stream"_s, {u"x"_s}));
        const QJsonObject told =
            ask(u"benchmark"_s, {{u"iterationId"_s, u"i"_s}, {u"operation"_s, operation}});
        QVERIFY2(told["success"_L1].toBool(), qPrintable(told["message"_L1].toString()));
        QVERIFY(told["durationNs"_L1].toString().toLongLong() > 0);
    }
};

QTEST_GUILESS_MAIN(TestStreamAdapter)
#include "tst_streamadapter.moc"

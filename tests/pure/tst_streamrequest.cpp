// SPDX-License-Identifier: MIT
#include "core/decode/streamrequest.h"
#include "core/sync/retrypolicy.h"

#include <QTest>

#include <cmath>

using namespace headgate;
using namespace headgate::durable;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl stream(u"http://h/s"_s);

Request request(const QByteArray& method, const QByteArray& seq = {})
{
    Request made{method, stream, {}, {}};
    if (!seq.isEmpty())
        made.headers.emplaceBack("Stream-Seq", seq);
    return made;
}

} // namespace

class TestStreamRequest : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatCannotStandThereTwiceIsRepeatable()
    {
        const ProducerStamp stamp{"p", 1, 7};
        QVERIFY(createRequest(stream, {}).repeatable);
        QVERIFY(headRequest(stream).repeatable);
        QVERIFY(deleteRequest(stream).repeatable);
        QVERIFY(!appendRequest(stream, "text/plain", "x").repeatable);
        QVERIFY(appendRequest(stream, "text/plain", "x", {}, stamp).repeatable);
        QVERIFY(closeRequest(stream).repeatable);
        QVERIFY(!closeRequest(stream, "text/plain", "x").repeatable);
        QVERIFY(closeRequest(stream, "text/plain", "x", stamp).repeatable);
    }

    void aStampIsThreeHeaders()
    {
        const Request made =
            appendRequest(stream, "text/plain", "x", "s1", ProducerStamp{"p", 1, 7});
        QCOMPARE(headerOf(made.headers, "producer-id"), "p");
        QCOMPARE(headerOf(made.headers, "producer-epoch"), "1");
        QCOMPARE(headerOf(made.headers, "producer-seq"), "7");
        QCOMPARE(headerOf(made.headers, "stream-seq"), "s1");
        QVERIFY(headerOf(made.headers, "stream-closed").isEmpty());
        QCOMPARE(headerOf(closeRequest(stream).headers, "stream-closed"), "true");
    }

    void aCreationSaysOnlyWhatWasSaid()
    {
        QCOMPARE(createRequest(stream, {}).headers, durable::Headers());
        Creation creation;
        creation.contentType = "application/json";
        creation.ttlSeconds = 0;
        creation.closed = true;
        QCOMPARE(createRequest(stream, creation).headers,
            (durable::Headers{{"Content-Type", "application/json"}, {"Stream-TTL", "0"},
                {"Stream-Closed", "true"}}));
    }

    void anAnswerFailsForOneReason_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("failure");
        QTest::addColumn<bool>("passes");
        const auto row = [](const char* method, int status, const char* header, Failure failure,
                             bool passes) {
            QTest::addRow("%s %d %s", method, status, header)
                << QByteArray(method) << status << QByteArray(header) << int(failure) << passes;
        };
        row("GET", 200, "", Failure::None, false);
        row("GET", 304, "", Failure::None, false);
        row("GET", 0, "", Failure::Network, true);
        row("GET", 400, "", Failure::BadOffset, false);
        row("POST", 400, "", Failure::BadRequest, false);
        row("GET", 401, "", Failure::NotAuthorised, false);
        row("POST", 403, "", Failure::NotAuthorised, false);
        row("POST", 403, "Producer-Epoch", Failure::StaleEpoch, false);
        row("GET", 404, "", Failure::NotFound, false);
        row("PUT", 409, "", Failure::Conflict, false);
        row("POST", 409, "Stream-Closed", Failure::Closed, false);
        row("POST", 409, "Producer-Expected-Seq", Failure::SequenceGap, false);
        row("GET", 410, "", Failure::Gone, false);
        row("POST", 413, "", Failure::TooLarge, false);
        row("GET", 429, "", Failure::Busy, true);
        row("GET", 500, "", Failure::Other, true);
        row("GET", 503, "", Failure::Busy, true);
        row("GET", 418, "", Failure::Other, false);
    }
    void anAnswerFailsForOneReason()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(int, failure);
        durable::Headers answer;
        if (!header.isEmpty())
            answer.emplaceBack(header, "true");
        QCOMPARE(int(failureOf(request(method), status, answer)), failure);
        QTEST(mayPass(Failure(failure), status), "passes");
    }

    void anOldSequenceIsTheOneThatWasSent()
    {
        QCOMPARE(failureOf(request("POST", "a"), 409, {}), Failure::OldSequence);
    }

    void aNumberIsDigitsAndNothingElse()
    {
        QCOMPARE(numberOf({{"Producer-Seq", "12"}}, "producer-seq"), std::optional<qint64>(12));
        for (const char* bad : {"", "-1", "1x", "99999999999999999999"})
            QVERIFY2(!numberOf({{"Producer-Seq", bad}}, "Producer-Seq"), bad);
    }

    void aBatchIsOneArray() { QCOMPARE(jsonBatch({"1", "[2]", "{\"a\":3}"}), "[1,[2],{\"a\":3}]"); }

    void aRetryWaitsAtRandomUpToItsDelay()
    {
        const sync::RetryPolicy policy{5, 100ms, 1000ms, 2};
        QCOMPARE(sync::retryDelay(policy, 1, 0), 0ms);
        QCOMPARE(sync::retryDelay(policy, 1, 0.5), 50ms);
        QCOMPARE(sync::retryDelay(policy, 3, 0.5), 200ms);
        QCOMPARE(sync::retryDelay(policy, 90'000, 0.5), 500ms);
        // The server's word is the least.
        QCOMPARE(sync::retryDelay(policy, 1, 0.5, 7s), 7s);
        QCOMPARE(sync::retryDelay(policy, 3, 0.9, 10ms), 360ms);
        QCOMPARE(sync::retryDelay(policy, 1, 0.5, 48h), 1h);
    }

    void aPolicyThatCannotBeMeantNamesItsField()
    {
        QVERIFY(!sync::wrongField({}));
        QVERIFY(sync::wrongField({-1})->contains("maxRetries"_L1));
        QVERIFY(sync::wrongField({1, 0ms})->contains("initialDelayMs"_L1));
        QVERIFY(sync::wrongField({1, 10ms, 5ms})->contains("maxDelayMs"_L1));
        QVERIFY(sync::wrongField({1, 10ms, 10ms, 0.9})->contains("multiplier"_L1));
        QVERIFY(sync::wrongField({1, 10ms, 10ms, std::nan("")})->contains("multiplier"_L1));
    }
};

QTEST_GUILESS_MAIN(TestStreamRequest)
#include "tst_streamrequest.moc"

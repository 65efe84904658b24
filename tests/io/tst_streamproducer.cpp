// SPDX-License-Identifier: MIT
#include "core/io/streamproducer.h"
#include "core/io/streamreader.h"
#include "tests/support/fakeserver.h"

#include <QTest>

#include <map>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using durable::Failure;

namespace {

/** A stream that knows its producers, as durable-streams.md 1.5 says. */
class FakeLog
{
public:
    struct Batch
    {
        qint64 epoch = 0;
        qint64 seq = 0;
        QByteArray body;
    };

    FakeServer http;
    std::vector<Batch> taken;
    QList<qint64> asked; ///< sequence numbers in order of arrival
    qint64 epoch = 0;
    qint64 last = -1;
    bool closed = false;
    int mostAtOnce = 0;

    FakeLog()
    {
        http.on("/s", [this](const FakeRequest& request, const FakeReply& reply) {
            asked.append(request.header("Producer-Seq").toLongLong());
            mostAtOnce = std::max(mostAtOnce, int(http.openReplies("/s").size()));
            if (onRequest)
                onRequest(request, reply);
            else
                answer(request, reply);
        });
    }

    void answer(const FakeRequest& request, const FakeReply& reply)
    {
        const qint64 e = request.header("Producer-Epoch").toLongLong();
        const qint64 seq = request.header("Producer-Seq").toLongLong();
        const auto number = [](qint64 n) { return QByteArray::number(n); };
        if (e < epoch)
            return reply.send(403, {}, {{"Producer-Epoch", number(epoch)}});
        if (e > epoch) {
            epoch = e;
            last = -1;
        }
        if (seq <= last)
            return reply.send(
                204, {}, {{"Producer-Epoch", number(e)}, {"Producer-Seq", number(last)}});
        if (seq > last + 1)
            return reply.send(409, {},
                {{"Producer-Expected-Seq", number(last + 1)},
                    {"Producer-Received-Seq", number(seq)}});
        last = seq;
        closed = closed || request.header("Stream-Closed") == "true";
        taken.push_back({e, seq, request.body});
        reply.send(200, {},
            {{"Producer-Epoch", number(e)}, {"Producer-Seq", number(seq)},
                {"Stream-Next-Offset", "o" + number(qint64(taken.size()))}});
    }

    QByteArrayList bodies() const
    {
        QByteArrayList all;
        for (const Batch& batch : taken)
            all.append(batch.body);
        return all;
    }

    FakeServer::Handler onRequest;
};

/** A producer and what it said when it was flushed. */
struct Writer
{
    StreamClient client{QString(), QString()};
    std::unique_ptr<StreamProducer> producer;
    std::optional<StreamProducer::Result> result;

    explicit Writer(FakeLog& log, StreamProducer::Options options = {})
    {
        client.setRetry({3, 1ms, 5ms, 1.3});
        options.url = log.http.url(u"/s"_s);
        options.id = "p";
        producer = std::make_unique<StreamProducer>(client, options);
    }
    void flush()
    {
        result.reset();
        producer->flush([this](const StreamProducer::Result& told) { result = told; });
    }
};

StreamProducer::Options oneByOne(int inFlight)
{
    StreamProducer::Options options;
    options.maxBatchItems = 1;
    options.maxInFlight = inFlight;
    return options;
}

} // namespace

class TestStreamProducer : public QObject
{
    Q_OBJECT

private slots:
    void valuesAreGatheredIntoBatches()
    {
        FakeLog log;
        StreamProducer::Options options;
        options.maxBatchItems = 2;
        Writer w(log, options);
        for (const char* value : {"1", "2", "[3]"})
            w.producer->append(value);
        w.flush();
        QTRY_VERIFY(w.result);
        QCOMPARE(log.bodies(), (QByteArrayList{"[1,2]", "[[3]]"}));
        QCOMPARE(w.result->seq, 1);
        QCOMPARE(w.result->batches, 2);
        QCOMPARE(w.producer->waiting(), 0);
    }

    void aBatchIsNoLargerThanItsLimit()
    {
        FakeLog log;
        StreamProducer::Options options;
        options.contentType = "text/plain";
        options.maxBatchBytes = 4;
        Writer w(log, options);
        for (const char* value : {"ab", "cd", "e", "toolarge", "f"})
            w.producer->append(value);
        w.flush();
        QTRY_VERIFY(w.result);
        QCOMPARE(log.bodies(), (QByteArrayList{"abcd", "e", "toolarge", "f"}));
    }

    void aBatchThatIsNotFullGoesAfterItsLinger()
    {
        FakeLog log;
        Writer w(log);
        w.producer->append("1");
        QTRY_COMPARE(log.bodies(), QByteArrayList{"[1]"});
    }

    void anAnswerThatIsLostWritesNothingTwice()
    {
        FakeLog log;
        int lost = 0;
        log.onRequest = [&](const FakeRequest& request, const FakeReply& reply) {
            if (lost++ < 2) {
                // It was written, and nobody heard of it.
                log.last = 0;
                log.taken = {{0, 0, request.body}};
                reply.reset();
                return;
            }
            log.answer(request, reply);
        };
        Writer w(log);
        w.producer->append("1");
        w.flush();
        QTRY_VERIFY(w.result);
        QVERIFY(w.result->answer.ok());
        QVERIFY(w.result->duplicate);
        QCOMPARE(log.bodies(), QByteArrayList{"[1]"});
    }

    // durable-streams.md trap 37
    void aBatchThatOvertookOthersIsSentAgain()
    {
        FakeLog log;
        std::map<qint64, std::pair<FakeRequest, FakeReply>> held;
        log.onRequest = [&](const FakeRequest& request, const FakeReply& reply) {
            const qint64 seq = request.header("Producer-Seq").toLongLong();
            if (seq != 1 || held.size() > 0) {
                log.answer(request, reply);
                return;
            }
            held.emplace(seq, std::pair(request, reply));
        };
        Writer w(log, oneByOne(4));
        for (const char* value : {"0", "1", "2", "3"})
            w.producer->append(value);
        w.flush();
        QTRY_COMPARE(log.asked.size(), 4);
        QCOMPARE(log.bodies(), QByteArrayList{"[0]"});
        log.answer(held.at(1).first, held.at(1).second);
        QTRY_VERIFY(w.result);
        QVERIFY(w.result->answer.ok());
        QCOMPARE(log.bodies(), (QByteArrayList{"[0]", "[1]", "[2]", "[3]"}));
    }

    void aGapThatNobodyWillFillEndsTheProducer()
    {
        FakeLog log;
        log.onRequest = [](const FakeRequest&, const FakeReply& reply) {
            reply.send(409, {}, {{"Producer-Expected-Seq", "5"}, {"Producer-Received-Seq", "0"}});
        };
        Writer w(log);
        w.producer->append("1");
        w.flush();
        QTRY_VERIFY(w.result);
        QCOMPARE(w.result->answer.failure, Failure::SequenceGap);
        QVERIFY(w.producer->failed());
    }

    void aStaleEpochEndsTheProducer()
    {
        FakeLog log;
        log.epoch = 4;
        Writer w(log);
        w.producer->append("1");
        w.flush();
        QTRY_VERIFY(w.result);
        QCOMPARE(w.result->answer.failure, Failure::StaleEpoch);
        QVERIFY(log.taken.empty());
    }

    // durable-streams.md trap 37: the first batch goes alone until the epoch is ours
    void aProducerThatIsTakenOverKeepsTheOrder()
    {
        FakeLog log;
        log.epoch = 4;
        log.last = 9;
        StreamProducer::Options options = oneByOne(5);
        options.autoClaim = true;
        Writer w(log, options);
        QByteArrayList expected;
        for (int i = 0; i < 20; ++i) {
            w.producer->append(QByteArray::number(i));
            expected.append('[' + QByteArray::number(i) + ']');
        }
        w.flush();
        QTRY_VERIFY(w.result);
        QVERIFY(w.result->answer.ok());
        QCOMPARE(w.result->epoch, 5);
        QCOMPARE(log.bodies(), expected);
        QCOMPARE(log.asked.mid(0, 2), (QList<qint64>{0, 0}));
        for (size_t i = 0; i < log.taken.size(); ++i) {
            QCOMPARE(log.taken[i].epoch, 5);
            QCOMPARE(log.taken[i].seq, qint64(i));
        }
    }

    void anEmptyFlushSaysSoLater()
    {
        FakeLog log;
        Writer w(log);
        w.flush();
        QVERIFY(!w.result);
        QTRY_VERIFY(w.result);
        QVERIFY(w.result->answer.ok());
        QVERIFY(log.asked.isEmpty());
    }

    void closingComesLastAndCountsOnce()
    {
        FakeLog log;
        Writer w(log);
        w.producer->append("1");
        const auto done = [&](const StreamProducer::Result& told) { w.result = told; };
        w.producer->close("2", done);
        w.producer->close("3", done);
        QTRY_VERIFY(w.result);
        QTRY_COMPARE(log.bodies(), (QByteArrayList{"[1]", "[2]"}));
        QVERIFY(log.closed);
    }

    void aPlainAppendIsSentOnce()
    {
        FakeLog log;
        log.onRequest = [](const FakeRequest&, const FakeReply& reply) { reply.reset(); };
        StreamClient client{QString(), QString()};
        client.setRetry({3, 1ms, 5ms, 1});
        StreamAnswer answer;
        client.send(
            durable::appendRequest(log.http.url(u"/s"_s), "text/plain", "x"),
            [&](const StreamAnswer& told) { answer = told; }, nullptr);
        QTRY_COMPARE(answer.issue.code, Issue::Code::SendUnknown);
        QCOMPARE(log.asked.size(), 1);
    }

    void aServersRetryAfterIsTheLeast()
    {
        FakeLog log;
        int tries = 0;
        QElapsedTimer since;
        log.onRequest = [&](const FakeRequest& request, const FakeReply& reply) {
            if (++tries == 1) {
                since.start();
                reply.send(429, {}, {{"Retry-After", "1"}});
                return;
            }
            log.answer(request, reply);
        };
        Writer w(log);
        w.producer->append("1");
        w.flush();
        QTRY_VERIFY(w.result);
        QVERIFY(w.result->answer.ok());
        // Not how long it took, but that it did not come sooner than was asked for.
        QVERIFY(since.hasExpired(990));
    }

    void pausesAndRequestsEndWithTheirOwner()
    {
        FakeLog log;
        log.onRequest = [](const FakeRequest&, const FakeReply&) {};
        bool called = false;
        {
            Writer w(log);
            w.producer->append("1");
            w.producer->flush([&](const StreamProducer::Result&) { called = true; });
            QTRY_COMPARE(log.asked.size(), 1);
        }
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TestStreamProducer)
#include "tst_streamproducer.moc"

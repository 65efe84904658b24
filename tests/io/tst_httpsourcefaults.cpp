// SPDX-License-Identifier: MIT
// What goes wrong on the way of a durable stream loses nothing and tells nothing twice.
#include "core/io/httpsource.h"
#include "tests/io/fakestream.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHttpSourceFaults : public QObject
{
    Q_OBJECT

private slots:
    // DG-22
    void whatIsGoneIsReadFromItsStartOnce_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {404, 410, 400})
            QTest::addRow("%d", status) << status;
    }
    void whatIsGoneIsReadFromItsStartOnce()
    {
        QFETCH(int, status);
        FakeStream stream;
        stream.messages = {"7", "8"};
        stream.onCatchUp = [&](const FakeRequest& request, const FakeReply& reply) {
            if (FakeStream::offsetOf(request) == "o5")
                reply.send(status, "no such offset");
            else
                reply.send(200, stream.body(0), stream.place());
        };
        FakeHost host;
        host.kept = StreamCursor{"o5", "cc", "half a li", 0};
        HttpSource source(stream.config(), host, durableStream, quick());
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.restarts, 1);
        QCOMPARE(host.values, (QList<QByteArray>{"7", "8"}));
        QCOMPARE(host.kept, (StreamCursor{"o2", "co2", {}, 1}));
        QCOMPARE(stream.asked.mid(0, 2), (QByteArrayList{"offset=o5", "offset=-1"}));
    }

    void whatIsNotThereAtAllIsGone()
    {
        FakeStream stream;
        stream.onCatchUp = [](const FakeRequest&, const FakeReply& reply) { reply.send(404); };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Gone);
        QCOMPARE(f.host.status.issue.code, Issue::Code::StreamNotFound);
        QCOMPARE(f.host.restarts, 0);
        QCOMPARE(stream.asked.size(), 2);
        // A person may ask again; nobody else does.
        stream.messages = {"1"};
        stream.onCatchUp = [&](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, stream.body(0), stream.place());
        };
        f.source->retryNow();
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
    }

    void aServersRetryAfterIsObeyed()
    {
        FakeStream stream;
        stream.onCatchUp = [](const FakeRequest&, const FakeReply& reply) {
            reply.send(503, "busy", {{"Retry-After", "300"}});
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Waiting);
        const auto wait = f.host.status.retryAt
            - std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        QVERIFY(wait > 200s);
        QCOMPARE(f.host.status.issue.code, Issue::Code::HttpError);
    }

    // DG-18
    void whatHoldsSseBackIsGotAroundByLongPolls()
    {
        FakeStream stream;
        stream.messages = {"1"};
        // A proxy that lets nothing through before the server has ended its answer.
        stream.onSse = [&](const FakeRequest&, const FakeReply& reply) {
            reply.startEvents();
            reply.write(stream.controlFrame());
            reply.finish();
        };
        Followed f(stream);
        QTRY_VERIFY(f.source->polls());
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QTRY_COMPARE(stream.asked.constLast(), "cursor=co1&live=long-poll&offset=o1");
        QCOMPARE(stream.countLive("sse"), 3);

        // The next ones are polls as well, each with the cursor of the one before.
        stream.messages.append("2");
        const FakeReply held = stream.http.openReplies("/s").constLast();
        held.send(200, "[2]", stream.place());
        QTRY_COMPARE(stream.asked.constLast(), "cursor=co2&live=long-poll&offset=o2");
        QCOMPARE(f.host.values, (QList<QByteArray>{"1", "2"}));
        f.source->retryNow();
        QTRY_COMPARE(stream.asked.constLast(), "cursor=co2&live=long-poll&offset=o2");
        QCOMPARE(stream.countLive("sse"), 3);
    }

    void aPollThatTimedOutIsAskedAgain()
    {
        FakeStream stream;
        stream.messages = {"1"};
        stream.onSse = [&](const FakeRequest&, const FakeReply& reply) {
            reply.json("[]"); // knows no SSE
        };
        int polls = 0;
        stream.onPoll = [&](const FakeRequest&, const FakeReply& reply) {
            if (++polls < 3)
                reply.send(204, {}, stream.place());
        };
        Followed f(stream);
        QTRY_COMPARE(polls, 3);
        QCOMPARE(f.host.status.state, SyncState::Live);
        QVERIFY(f.host.status.bytes > 0);
        QVERIFY(f.source->polls());
    }

    void aStreamThatEndsUnderAPollIsClosed()
    {
        FakeStream stream;
        stream.messages = {"1"};
        stream.onSse = [](const FakeRequest&, const FakeReply& reply) { reply.json("[]"); };
        stream.onPoll = [&](const FakeRequest&, const FakeReply& reply) {
            stream.closed = true;
            reply.send(204, {}, stream.place());
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Closed);
    }

    // durable-streams.md trap 35
    void aTruncatedBodyMovesNothing_data()
    {
        QTest::addColumn<bool>("length");
        QTest::newRow("less than was promised") << true;
        QTest::newRow("a whole answer of half a text") << false;
    }
    void aTruncatedBodyMovesNothing()
    {
        QFETCH(bool, length);
        FakeStream stream;
        stream.messages = {"{\"a\":1}", "{\"a\":2}"};
        int tries = 0;
        const auto whole = stream.onCatchUp;
        stream.onCatchUp = [&](const FakeRequest& request, const FakeReply& reply) {
            if (++tries > 1)
                return whole(request, reply);
            const QByteArray half = stream.body(0).left(9);
            if (!length)
                return reply.send(200, half, stream.place());
            test::Headers headers = stream.place();
            headers.emplaceBack("Content-Length", QByteArray::number(stream.body(0).size()));
            reply.startRaw(200, headers);
            reply.write(half);
            reply.close();
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Waiting);
        QVERIFY(f.host.values.isEmpty());
        QVERIFY(!f.host.kept);
        f.source->retryNow();
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(stream.asked.mid(0, 2), (QByteArrayList{"offset=-1", "offset=-1"}));
        QCOMPARE(f.host.values, QList<QByteArray>(stream.messages));
    }

    // durable-streams.md trap 26
    void dataWithoutItsControlIsReadAgain()
    {
        FakeStream stream;
        stream.messages = {"1"};
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        stream.messages.append("2");
        const FakeReply open = stream.http.openReplies("/s").constFirst();
        open.write(FakeStream::dataFrame("[2]"));
        open.finish();
        QTRY_COMPARE(f.host.kept->offset, "o2");
        QCOMPARE(f.host.values, (QList<QByteArray>{"1", "2"}));
        QVERIFY(stream.asked.contains("offset=o1"));
    }

    // What a cut kept back is told as such, and only that.
    void whatWasMissedStandsBetweenTheCutAndItsEnd()
    {
        FakeStream stream;
        stream.messages = {"1"};
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(f.host.cuts, 0);
        stream.http.openReplies("/s").constFirst().reset();
        QTRY_COMPARE(f.host.status.reconnects, 1);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(f.host.cuts, 0);
        QCOMPARE(f.host.repairs, QList<QList<QByteArray>>());
        stream.messages.append({"2", "3"});
        stream.http.openReplies("/s").constFirst().reset();
        QTRY_COMPARE(f.host.status.reconnects, 2);
        QTRY_COMPARE(f.host.values.size(), 3);
        QTRY_COMPARE(f.host.repairs, (QList<QList<QByteArray>>{{"2", "3"}}));
        QCOMPARE(f.host.cuts, 1);
        // Also where the stream was ended meanwhile, and is never live again.
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        stream.messages.append("4");
        stream.closed = true;
        stream.http.openReplies("/s").constFirst().reset();
        QTRY_COMPARE(f.host.status.state, SyncState::Closed);
        QCOMPARE(f.host.repairs, (QList<QList<QByteArray>>{{"2", "3"}, {"4"}}));
    }

    // durable-streams.md trap 27
    void whatCannotBeReadIsNeverPassedOver_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("control") << QByteArray("event: control\ndata:{oops\n\n");
        QTest::newRow("data") << QByteArray("event: data\ndata:[2\n\nevent: control\ndata:"
                                            "{\"streamNextOffset\":\"o2\"}\n\n");
        QTest::newRow("no UTF-8") << QByteArray("event: data\ndata:[\"\xFF\"]\n\nevent: control\n"
                                                "data:{\"streamNextOffset\":\"o2\"}\n\n");
    }
    void whatCannotBeReadIsNeverPassedOver()
    {
        QFETCH(QByteArray, frame);
        FakeStream stream;
        stream.messages = {"1"};
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        stream.messages.append("2");
        stream.http.openReplies("/s").constFirst().write(frame);
        QTRY_COMPARE(f.host.status.state, SyncState::Waiting);
        QCOMPARE(f.host.kept->offset, "o1");
        f.source->retryNow();
        QTRY_COMPARE(f.host.kept->offset, "o2");
        QCOMPARE(f.host.values, (QList<QByteArray>{"1", "2"}));
    }

    void whatIsNoStreamIsSaidToBeNone()
    {
        FakeStream stream;
        stream.onCatchUp = [](const FakeRequest&, const FakeReply& reply) { reply.json("{}"); };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Waiting);
        QCOMPARE(f.host.status.issue.code, Issue::Code::NotOpenCode);
        QCOMPARE(f.host.status.issue.args, QStringList{u"not a durable stream"_s});
    }

    void aPasswordThatIsAskedForIsNotGuessed()
    {
        FakeStream stream;
        stream.onCatchUp = [](const FakeRequest&, const FakeReply& reply) { reply.send(401); };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Denied);
        QCOMPARE(stream.asked.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHttpSourceFaults)
#include "tst_httpsourcefaults.moc"

// SPDX-License-Identifier: MIT
// A durable stream that is followed: catch-up, listening, its position, kinds of content.
#include "core/io/httpsource.h"
#include "core/sourcekinds.h"
#include "tests/io/fakestream.h"
#include "tests/support/fakeserver.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

class TestHttpSource : public QObject
{
    Q_OBJECT

private slots:
    // DG-18, DG-19
    void catchesUpFirstAndThenListens()
    {
        FakeStream stream;
        stream.messages = {"{\"a\":1}", "{\"a\":2}"};
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(stream.asked, (QByteArrayList{"offset=-1", "cursor=co2&live=sse&offset=o2"}));
        QCOMPARE(f.host.values, stream.messages);
        QCOMPARE(f.host.kept->offset, "o2");

        stream.messages.append("{\"a\":3}");
        const FakeReply live = stream.http.openReplies("/s").constFirst();
        live.write(FakeStream::dataFrame("[{\"a\":3}]"));
        live.write(stream.controlFrame());
        QTRY_COMPARE(f.host.values.size(), 3);
        QCOMPARE(f.host.kept, (StreamCursor{"o3", "k", {}, 0}));
        QVERIFY(!f.source->polls());
    }

    void valuesAndPositionAreToldInOnePiece()
    {
        FakeStream stream;
        stream.messages = {"1", "2"};
        Followed f(stream);
        QTRY_COMPARE(f.host.items.size(), size_t(3));
        QVERIFY(std::holds_alternative<CursorMoved>(f.host.items.back()));
        QCOMPARE(std::get<Event>(f.host.items.at(1)).position, u"-1+1"_s);
    }

    void aStreamThatComesInChunksIsFetchedToItsTail()
    {
        FakeStream stream;
        stream.messages = {"1", "2", "3"};
        stream.onCatchUp = [&](const FakeRequest& request, const FakeReply& reply) {
            const qsizetype at = FakeStream::indexOf(request);
            const bool last = at + 1 >= stream.messages.size();
            test::Headers headers{{"Content-Type", "application/json"},
                {"Stream-Next-Offset", "o" + QByteArray::number(at + 1)}};
            if (last)
                headers.emplaceBack("Stream-Up-To-Date", "true");
            reply.send(200, '[' + stream.messages.at(at) + ']', headers);
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(f.host.values, stream.messages);
        QCOMPARE(stream.asked.size(), 4);
    }

    void aLongAnswerIsToldInSlices()
    {
        FakeStream stream;
        for (int i = 0; i < 1200; ++i)
            stream.messages.append(QByteArray::number(i));
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(f.host.values, stream.messages);
        QCOMPARE(f.host.moves,
            (QList<StreamCursor>{
                {"-1", {}, {}, 0, 500}, {"-1", {}, {}, 0, 1000}, {"o1200", "co1200", {}, 0, 0}}));
        QCOMPARE(stream.asked.size(), 2);
    }

    void whoEndsBetweenTwoSlicesGoesOnWithTheNext_data()
    {
        QTest::addColumn<bool>("paused");
        QTest::newRow("the program ended") << false;
        QTest::newRow("it was paused") << true;
    }
    void whoEndsBetweenTwoSlicesGoesOnWithTheNext()
    {
        QFETCH(bool, paused);
        FakeStream stream;
        for (int i = 0; i < 1200; ++i)
            stream.messages.append(QByteArray::number(i));
        FakeHost host;
        auto source = std::make_unique<HttpSource>(stream.config(), host, durableStream, quick());
        host.onTake = [&] { source->pause(); };
        source->start();
        QTRY_COMPARE(host.status.state, SyncState::Paused);
        QCOMPARE(host.values.size(), 500);
        host.onTake = [] {};
        if (!paused)
            source = std::make_unique<HttpSource>(stream.config(), host, durableStream, quick());
        // By then there is more, which changes nothing about what was told.
        stream.messages.append("1200");
        source->start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.values, stream.messages);
        QCOMPARE(std::get<Event>(host.items.at(501)).position, u"-1+500"_s);
    }

    void anAnswerMayEndBeforeWhatWasTakenOfALongerOne()
    {
        FakeStream stream;
        for (int i = 0; i < 1200; ++i)
            stream.messages.append(QByteArray::number(i));
        // The server answers in pieces of 400 now.
        stream.onCatchUp = [&](const FakeRequest& request, const FakeReply& reply) {
            const qsizetype at = FakeStream::indexOf(request);
            test::Headers headers{{"Content-Type", "application/json"},
                {"Stream-Next-Offset", "o" + QByteArray::number(at + 400)}};
            if (at + 400 >= stream.messages.size())
                headers.emplaceBack("Stream-Up-To-Date", "true");
            reply.send(200, '[' + stream.messages.mid(at, 400).join(',') + ']', headers);
        };
        FakeHost host;
        host.kept = StreamCursor{"-1", {}, {}, 0, 1000};
        HttpSource source(stream.config(), host, durableStream, quick());
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.values, stream.messages.mid(1000));
        QCOMPARE(host.kept->taken, 0);
    }

    void goesOnAtTheLastCommittedOffset()
    {
        FakeStream stream;
        stream.messages = {"1", "2"};
        {
            Followed first(stream);
            QTRY_COMPARE(first.host.values.size(), 2);
            // Its request for what comes next would be counted below, were it still on its way.
            QTRY_COMPARE(stream.asked.size(), 2);
        }
        stream.messages.append("3");
        stream.asked.clear();
        FakeHost host;
        host.kept = StreamCursor{"o2", "cc", {}, 0};
        HttpSource source(stream.config(), host, durableStream, quick());
        source.start();
        QTRY_COMPARE(host.values, (QList<QByteArray>{"3"}));
        QCOMPARE(stream.asked.constFirst(), "offset=o2");
    }

    void beginsWhereThePersonSaid()
    {
        FakeStream stream;
        stream.messages = {"1", "2"};
        SourceConfig config = stream.config();
        config.from = "o1";
        FakeHost host;
        HttpSource source(config, host, durableStream, quick());
        source.start();
        QTRY_COMPARE(host.values, (QList<QByteArray>{"2"}));
    }

    // DG-19
    void aClosedStreamIsNeverAskedAgain_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("closed before") << false;
        QTest::newRow("closed while listening") << true;
    }
    void aClosedStreamIsNeverAskedAgain()
    {
        QFETCH(bool, live);
        FakeStream stream;
        stream.messages = {"1"};
        stream.closed = !live;
        Followed f(stream);
        if (live) {
            QTRY_COMPARE(f.host.status.state, SyncState::Live);
            stream.closed = true;
            stream.messages.append("2");
            const FakeReply open = stream.http.openReplies("/s").constFirst();
            open.write(FakeStream::dataFrame("[2]") + stream.controlFrame());
            open.finish();
        }
        QTRY_COMPARE(f.host.status.state, SyncState::Closed);
        QCOMPARE(f.host.values, QList<QByteArray>(stream.messages));
        const qsizetype requests = stream.asked.size();
        f.source->retryNow();
        f.source->systemResumed();
        f.source->start();
        QCOMPARE(f.host.status.state, SyncState::Closed);
        QCOMPARE(stream.asked.size(), requests);
    }

    // DG-37
    void compressedAnswersAreReadButStreamsAreNotAskedForThem()
    {
        FakeStream stream;
        stream.messages = {"{\"a\":\"" + QByteArray(3000, 'x') + "\"}"};
        stream.onCatchUp = [&](const FakeRequest&, const FakeReply& reply) {
            test::Headers headers = stream.place();
            headers.emplaceBack("Content-Encoding", "deflate");
            reply.send(200, qCompress(stream.body(0)).mid(4), headers);
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        QCOMPARE(f.host.values, QList<QByteArray>(stream.messages));
        const auto encoding = [&](qsizetype at) {
            return FakeRequest{{}, {}, {}, stream.headers.at(at), {}, 0}.header("Accept-Encoding");
        };
        QVERIFY(encoding(0).contains("gzip"));
        QCOMPARE(encoding(1), "identity");
    }

    // DG-21
    void aLineThatWasCutGoesOnAfterARestart()
    {
        FakeStream stream;
        stream.contentType = "application/x-ndjson";
        QByteArray text = "{\"a\":1}\n{\"b\"";
        stream.onCatchUp = [&](const FakeRequest& request, const FakeReply& reply) {
            test::Headers headers{{"Content-Type", stream.contentType},
                {"Stream-Next-Offset", "o" + QByteArray::number(text.size())},
                {"Stream-Up-To-Date", "true"}};
            reply.send(200, text.mid(FakeStream::indexOf(request)), headers);
        };
        stream.onSse = [](const FakeRequest&, const FakeReply&) {};
        StreamCursor kept;
        {
            Followed f(stream);
            QTRY_COMPARE(f.host.values, (QList<QByteArray>{"{\"a\":1}"}));
            kept = *f.host.kept;
        }
        QCOMPARE(kept.rest, "{\"b\"");
        text += ":2}\n";
        FakeHost host;
        host.kept = kept;
        HttpSource source(stream.config(), host, durableStream, quick());
        source.start();
        QTRY_COMPARE(host.values, (QList<QByteArray>{"{\"b\":2}"}));
    }

    void bytesOverSseAreBase64()
    {
        FakeStream stream;
        stream.contentType = "application/octet-stream";
        stream.onCatchUp = [&](const FakeRequest&, const FakeReply& reply) {
            reply.send(200, {}, stream.place());
        };
        stream.onSse = [&](const FakeRequest&, const FakeReply& reply) {
            reply.startChunked(200,
                {{"Content-Type", "text/event-stream"}, {"stream-sse-data-encoding", "base64"}});
            const QByteArray frames = FakeStream::dataFrame(QByteArray("\xFF\x01").toBase64())
                + "event: control\ndata:{\"streamNextOffset\":\"o2\"}\n\n";
            reply.writeInPieces(frames, 1);
        };
        Followed f(stream);
        QTRY_COMPARE(f.host.values, (QList<QByteArray>{"\xFF\x01"}));
        QCOMPARE(std::get<Event>(f.host.items.at(1)).type, u"bytes"_s);
    }

    void nothingIsEverSentToAStream()
    {
        FakeStream stream;
        Followed f(stream);
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
        Issue issue;
        f.source->decide({}, {}, [&](const DecisionAnswer& answer) { issue = answer.issue; });
        QTRY_COMPARE(issue.code, Issue::Code::NotAnswerable);
        for (const FakeRequest& request : stream.http.requests())
            QCOMPARE(request.method, "GET");
    }

    void endsAtAnyTime()
    {
        for (int turn = 0; turn < 8; ++turn) {
            FakeStream stream;
            stream.messages = {"1"};
            stream.closed = turn == 7;
            Followed f(stream);
            for (int i = 0; i < turn; ++i)
                QCoreApplication::processEvents();
        }
        FakeStream stream;
        Followed f(stream);
        f.source->pause();
        QCOMPARE(f.host.status.state, SyncState::Paused);
        f.source->start();
        QTRY_COMPARE(f.host.status.state, SyncState::Live);
    }

    void itIsOneRowOfTheTable()
    {
        FakeStream stream;
        stream.messages = {"1"};
        FakeHost host;
        const auto source = makeSource(stream.config(), host);
        source->start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.status.kind, SourceKind::Stream);
    }
};

QTEST_GUILESS_MAIN(TestHttpSource)
#include "tst_httpsource.moc"

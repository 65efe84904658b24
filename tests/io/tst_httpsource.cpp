// SPDX-License-Identifier: MIT
#include "core/io/httpsource.h"
#include "core/sourcekinds.h"
#include "tests/support/fakeserver.h"

#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <functional>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What a source hands on, and the position a history would have kept. */
class FakeHost : public SourceHost
{
public:
    std::vector<SourceItem> items;
    std::optional<StreamCursor> kept;
    QList<QByteArray> values; ///< raw, in order
    std::vector<Issue> issues;
    int restarts = 0;
    int cuts = 0;
    QList<QList<QByteArray>> repairs; ///< for each end of a cut: the values since it
    SourceStatus status;
    QList<StreamCursor> moves; ///< all of them
    std::function<void()> onTake = [] {};

    void take(const SourceId&, std::vector<SourceItem> more) override
    {
        for (const SourceItem& item : more) {
            if (const auto* event = std::get_if<Event>(&item))
                values.append(event->raw);
            else if (const auto* moved = std::get_if<CursorMoved>(&item))
                moves.append(*(kept = moved->cursor));
            else if (const auto* issue = std::get_if<Issue>(&item))
                issues.push_back(*issue);
            else if (std::holds_alternative<StreamBeganAnew>(item))
                ++restarts;
            else if (std::holds_alternative<StreamCut>(item))
                noteCut();
            else if (std::holds_alternative<CaughtUp>(item))
                repairs.append(values.mid(m_valuesAtCut));
        }
        items.insert(items.end(), more.begin(), more.end());
        onTake();
    }
    qint64 fence() override { return 0; }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return {}; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return kept; }
    std::vector<SessionId> openSessions(const SourceId&) override { return {}; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override { status = told; }

private:
    void noteCut()
    {
        ++cuts;
        m_valuesAtCut = values.size();
    }

    qsizetype m_valuesAtCut = 0;
};

/** A stream of JSON messages whose offsets are "o0", "o1", ... */
class FakeStream
{
public:
    FakeServer http;
    QByteArrayList messages;
    QByteArray contentType = "application/json";
    bool closed = false;

    FakeStream()
    {
        http.on("/s", [this](const FakeRequest& request, const FakeReply& reply) {
            asked.append(request.target.mid(request.target.indexOf('?') + 1));
            headers.append(request.headers);
            const QUrlQuery query(QString::fromLatin1(asked.constLast()));
            const QString live = query.queryItemValue(u"live"_s);
            if (live.isEmpty())
                onCatchUp(request, reply);
            else if (live == "sse"_L1)
                onSse(request, reply);
            else
                onPoll(request, reply);
        });
    }

    SourceConfig config() const
    {
        SourceConfig config;
        config.kind = SourceKind::Stream;
        config.url = http.url(u"/s"_s);
        return config;
    }

    static QByteArray offsetOf(const FakeRequest& request)
    {
        return QUrlQuery(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)))
            .queryItemValue(u"offset"_s)
            .toLatin1();
    }
    static qsizetype indexOf(const FakeRequest& request)
    {
        const QByteArray offset = offsetOf(request);
        return offset == "-1" ? 0 : offset.mid(1).toLongLong();
    }
    QByteArray tail() const { return "o" + QByteArray::number(messages.size()); }
    test::Headers place() const
    {
        test::Headers all{{"Content-Type", contentType}, {"Stream-Next-Offset", tail()},
            {"Stream-Up-To-Date", "true"}, {"Stream-Cursor", "c" + tail()}};
        if (closed)
            all.emplaceBack("Stream-Closed", "true");
        return all;
    }
    QByteArray body(qsizetype from) const { return '[' + messages.mid(from).join(',') + ']'; }
    static QByteArray dataFrame(const QByteArray& data)
    {
        return "event: data\ndata:" + data + "\n\n";
    }
    QByteArray controlFrame() const
    {
        return "event: control\ndata:{\"streamNextOffset\":\"" + tail()
            + "\",\"streamCursor\":\"k\",\"upToDate\":true"
            + (closed ? ",\"streamClosed\":true" : "") + "}\n\n";
    }

    FakeServer::Handler onCatchUp = [this](const FakeRequest& request, const FakeReply& reply) {
        reply.send(200, body(indexOf(request)), place());
    };
    FakeServer::Handler onSse = [this](const FakeRequest&, const FakeReply& reply) {
        reply.startEvents();
        reply.write(controlFrame());
    };
    FakeServer::Handler onPoll = [](const FakeRequest&, const FakeReply&) {};

    qsizetype countLive(const QByteArray& how) const
    {
        return std::count_if(asked.begin(), asked.end(),
            [&](const QByteArray& query) { return query.contains(QByteArray("live=" + how)); });
    }

    QByteArrayList asked;
    QList<test::Headers> headers;
};

sync::Policy quick()
{
    sync::Policy policy = HttpSource::defaultPolicy();
    policy.betweenConnects = 1ms;
    return policy;
}

/** A source that is followed until it is live, or as far as it gets. */
struct Followed
{
    FakeHost host;
    std::unique_ptr<HttpSource> source;

    explicit Followed(FakeStream& stream, const sync::Policy& policy = quick())
        : source(std::make_unique<HttpSource>(stream.config(), host, durableStream, policy))
    {
        source->start();
    }
};

} // namespace

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

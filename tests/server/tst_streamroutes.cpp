// SPDX-License-Identifier: MIT
#include "core/server/accessrules.h"
#include "core/server/streamanswers.h"
#include "core/server/streamframes.h"
#include "core/server/streamrules.h"

#include <QTest>

using namespace headgate;

namespace {

HttpRequest http(const QByteArray& method, const QByteArray& target, HttpFields fields = {})
{
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.fields = std::move(fields);
    request.fields.emplace_back("Host", "localhost:4437");
    return request;
}

std::variant<StreamRequest, HttpResponse> route(HttpRequest request)
{
    const auto target = readTarget(request.target);
    Q_ASSERT(target);
    return readStreamRequest(std::move(request), *target);
}

int statusOf(HttpRequest request)
{
    const auto read = route(std::move(request));
    const auto* refusal = std::get_if<HttpResponse>(&read);
    return refusal ? refusal->status : 0;
}

StreamFacts jsonStream()
{
    StreamFacts facts;
    facts.id = StreamId(7);
    facts.config.contentType = "application/json";
    facts.isJson = true;
    facts.tail = {10};
    return facts;
}

StreamRequest append(const QByteArray& body = "1")
{
    StreamRequest request;
    request.kind = StreamRequest::Kind::Append;
    request.config.contentType = "application/json";
    request.body = body;
    return request;
}

} // namespace

class TestStreamRoutes : public QObject
{
    Q_OBJECT

private slots:
    void findsTheStream_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("simple");
        QTest::newRow("current") << QByteArray("/v1/stream/a") << QByteArray("a") << false;
        QTest::newRow("nested") << QByteArray("/v1/stream/a/b") << QByteArray("a/b") << false;
        QTest::newRow("simple") << QByteArray("/stream/session-1") << QByteArray("session-1")
                                << true;
        // DG-29
        QTest::newRow("the guide's session")
            << QByteArray("/stream/session/1") << QByteArray("session-1") << true;
        for (const char* path : {"/", "/v1/stream", "/v1/stream/", "/v1/stream/a/", "/v1/stream//a",
                 "/stream/", "/v2/stream/a", "/v1/stream/__ds/subscriptions/x"})
            QTest::newRow(path) << QByteArray(path) << QByteArray() << false;
    }
    void findsTheStream()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, name);
        QFETCH(bool, simple);
        const auto read = route(http("HEAD", path));
        if (name.isEmpty()) {
            QCOMPARE(std::get<HttpResponse>(read).status, 404);
            return;
        }
        QCOMPARE(std::get<StreamRequest>(read).name.text, name);
        QCOMPARE(std::get<StreamRequest>(read).dialect == Dialect::Simple, simple);
    }

    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        const auto row = [](const char* tag, const char* method, const char* query,
                             const char* name, const QByteArray& value, int status) {
            QTest::newRow(tag) << QByteArray(method) << QByteArray(query) << QByteArray(name)
                               << value << status;
        };
        row("no offset", "GET", "?live=sse", "X", "", 400);
        row("an empty offset", "GET", "?offset=", "X", "", 400);
        row("two offsets", "GET", "?offset=-1&offset=-1", "X", "", 400);
        row("a short offset", "GET", "?offset=0", "X", "", 400);
        row("an offset and a line feed", "GET", "?offset=0000000000000000_0000000000000000%0a", "X",
            "", 400);
        row("a bad Last-Event-ID", "GET", "?offset=-1&live=sse", "Last-Event-ID", "x", 400);
        row("another method", "PATCH", "", "X", "", 405);
        row("an empty POST", "POST", "", "X", "", 400);
        row("a TTL with a zero", "PUT", "", "Stream-TTL", "01", 400);
        row("a TTL with a line feed", "PUT", "", "Stream-TTL", "1\n", 400);
        row("a date", "PUT", "", "Stream-Expires-At", "tomorrow", 400);
        row("an impossible date", "PUT", "", "Stream-Expires-At", "2026-02-30T00:00:00Z", 400);
        row("a date without a zone", "PUT", "", "Stream-Expires-At", "2026-02-03T00:00:00", 400);
        row("a fork's offset alone", "PUT", "", "Stream-Fork-Sub-Offset", "1", 400);
        row("half a producer", "POST", "", "Producer-Id", "p", 400);
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        HttpRequest request = http(method, "/v1/stream/a" + query, {{name, value}});
        if (method == "POST" && name != "X")
            request.body = "x";
        QCOMPARE(statusOf(std::move(request)), status);
    }

    void understandsTheOlderWords()
    {
        const auto live = [](const QByteArray& query) {
            return std::get<StreamRequest>(route(http("GET", "/v1/stream/a" + query))).live;
        };
        QCOMPARE(live("?offset=-1&live=true"), Live::Events);
        QCOMPARE(live("?offset=-1&live=longpoll"), Live::LongPoll);
        QCOMPARE(live("?live=nonsense"), Live::No);
        // The header wins: an EventSource repeats the URL it began with.
        const QByteArray offset = offsetText({StreamId(7), {3}});
        const auto read =
            route(http("GET", "/v1/stream/a?offset=-1&live=sse", {{"Last-Event-ID", offset}}));
        QCOMPARE(offsetText(std::get<StreamRequest>(read).from.offset), offset);
        // DG-68
        const auto simple = route(http("GET", "/stream/a", {{"Stream-Offset", offset}}));
        QCOMPARE(offsetText(std::get<StreamRequest>(simple).from.offset), offset);
        QVERIFY(std::holds_alternative<StreamRequest>(route(http("GET", "/stream/a?offset=0"))));
    }

    void closedMeansTrueInAnyCase()
    {
        for (const char* value : {"true", "TRUE", "True"})
            QVERIFY(std::get<StreamRequest>(
                route(http("PUT", "/v1/stream/a", {{"Stream-Closed", value}})))
                        .closes);
        for (const char* value : {"false", "1", "yes", ""})
            QVERIFY(!std::get<StreamRequest>(
                route(http("PUT", "/v1/stream/a", {{"Stream-Closed", value}})))
                         .closes);
    }

    void ordersOffsetsAsText()
    {
        QVERIFY(offsetText({StreamId(1), {9}}) < offsetText({StreamId(1), {10}}));
        QVERIFY(offsetText({StreamId(1), {99}}) < offsetText({StreamId(2), {1}}));
        const StreamOffset offset{StreamId(12), {345}};
        QCOMPARE(*readOffset(offsetText(offset)), offset);
        QVERIFY(!readOffset("-1") && !readOffset("now")
            && !readOffset(QByteArray(offsetText(offset) + "0")));
    }

    void namesTheStreamThatADatumWasAppendedTo()
    {
        StreamFacts fork = jsonStream();
        fork.inherited = {{StreamId(3), {4}}, {StreamId(5), {6}}};
        QCOMPARE(fork.offsetAt({4}), (StreamOffset{StreamId(3), {4}}));
        QCOMPARE(fork.offsetAt({5}), (StreamOffset{StreamId(5), {5}}));
        QCOMPARE(fork.offsetAt({7}), (StreamOffset{StreamId(7), {7}}));
        QVERIFY(fork.owns({StreamId(0), {0}}));
        QVERIFY(!fork.owns({StreamId(7), {4}}));
        QVERIFY(!fork.owns({StreamId(0), {1}}));
    }

    void readsDates()
    {
        QCOMPARE(toMs(*readDate("1970-01-01T00:00:01.5Z")), 1500);
        QCOMPARE(toMs(*readDate("1970-01-01T01:00:00+01:00")), 0);
        QCOMPARE(toMs(*readDate("1969-12-31T23:30:00-00:30")), 0);
    }

    void decidesOnProducers_data()
    {
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("seq");
        QTest::addColumn<int>("status"); // 0: goes on
        QTest::newRow("next") << 2 << 6 << 0;
        QTest::newRow("the last again") << 2 << 5 << 204;
        QTest::newRow("an older one") << 2 << 0 << 204;
        QTest::newRow("a gap") << 2 << 7 << 409;
        QTest::newRow("a stale epoch") << 1 << 9 << 403;
        QTest::newRow("a new epoch") << 3 << 0 << 0;
        QTest::newRow("a new epoch in the middle") << 3 << 1 << 400;
    }
    void decidesOnProducers()
    {
        QFETCH(int, epoch);
        QFETCH(int, seq);
        QFETCH(int, status);
        StreamRequest request = append();
        request.producer = ProducerClaim{"p", epoch, seq};
        const auto answer = refuseAppend(request, jsonStream(), ProducerState{2, 5, {}});
        QCOMPARE(answer ? answer->status : 0, status);
        if (status == 204)
            QCOMPARE(
                answer->field("Producer-Seq").toByteArray(), "5"); // the highest, not the asked
        // An unknown producer begins with 0.
        request.producer->seq = 1;
        QCOMPARE(refuseAppend(request, jsonStream(), {})->status, 409);
    }

    void checksInTheOrderOfTheProtocol()
    {
        StreamFacts closed = jsonStream();
        closed.isClosed = true;
        closed.closedBy = ProducerClaim{"p", 0, 3};
        StreamRequest request = append();
        request.config.contentType = "text/plain";
        QCOMPARE(refuseAppend(request, closed, {})->status, 409);
        QCOMPARE(refuseAppend(request, closed, {})->field("Stream-Closed").toByteArray(), "true");
        request.producer = ProducerClaim{"p", 0, 3};
        QCOMPARE(refuseAppend(request, closed, ProducerState{0, 3, {}})->status, 204);
        QCOMPARE(refuseAppend(request, closed, ProducerState{1, 0, {}})->status, 403);
        // A duplicate counts before Stream-Seq is looked at.
        StreamFacts open = jsonStream();
        open.lastSeq = "9";
        request = append();
        request.writerSeq = "10"; // text order
        QCOMPARE(refuseAppend(request, open, {})->status, 409);
        request.producer = ProducerClaim{"p", 0, 3};
        QCOMPARE(refuseAppend(request, open, ProducerState{0, 3, {}})->status, 204);
    }

    void takesBodiesApart()
    {
        const auto counted = [](const QByteArray& body, bool json, Dialect dialect) {
            const auto read = readBody(body, json, dialect);
            return read ? read->count : -1;
        };
        QCOMPARE(counted("[[1,2],[3]]", true, Dialect::Current), 2);
        QCOMPARE(counted("{\"a\":[1]}", true, Dialect::Current), 1);
        QCOMPARE(counted("[]", true, Dialect::Current), 0);
        QCOMPARE(counted("[1", true, Dialect::Current), -1);
        QCOMPARE(counted("abc", false, Dialect::Current), 3);
        QCOMPARE(counted("1\n\n[2,3]\r\n{}", true, Dialect::Simple), 3);
        QCOMPARE(counted("{\n\"a\": 1\n}", true, Dialect::Simple), 1);
        QCOMPARE(counted("1\nx", true, Dialect::Simple), -1);
    }

    void cutsRowsAtMessages()
    {
        StreamRow row{{10}, 0, {}, {}};
        for (const char* body : {"[1]", "[22,3]", "4"}) {
            const auto read = readBody(body, true, Dialect::Current);
            extendRow(row, {row.end(), read->count, read->bytes, read->ends}, true);
        }
        QCOMPARE(row.body, "1,22,3,4");
        QCOMPARE(row.count, 4);
        for (qint64 from = 0; from <= 4; ++from) {
            for (qint64 to = from; to <= 4; ++to) {
                const StreamRow part = cutRow(row, {10 + from}, {10 + to}, true);
                const QByteArrayList all{"1", "22", "3", "4"};
                QCOMPARE(part.body, all.mid(from, to - from).join(','));
                for (qint64 i = 0; i < part.count; ++i)
                    QCOMPARE(part.message(i).toByteArray(), all[from + i]);
            }
        }
        QCOMPARE(unpackEnds(packEnds(row.ends)), row.ends);
    }

    void framesEventsToTheByte()
    {
        StreamFacts text = jsonStream();
        text.isJson = false;
        text.config.contentType = "text/plain";
        QCOMPARE(dataEvent({{{0}, 8, "a\r\nb\rc\nd", {}}}, text, "O"),
            "event: data\nid: O\ndata:a\ndata:b\ndata:c\ndata:d\n\n");
        text.config.contentType = "application/x-ndjson";
        QCOMPARE(dataEvent({{{0}, 1, "{", {}}}, text, "O"), "event: data\nid: O\ndata:ew==\n\n");
        QCOMPARE(dataEvent({{{0}, 1, "{}", {}}, {{1}, 1, "2", {}}}, jsonStream(), "O"),
            "event: data\nid: O\ndata:[{},2]\n\n");
        QCOMPARE(controlEvent("O", "5", {true, false}),
            "event: control\ndata:{\"streamNextOffset\":\"O\",\"streamCursor\":\"5\",\"upToDate\":"
            "true}\n\n");
        QCOMPARE(controlEvent("O", "5", {true, true}),
            "event: control\ndata:{\"streamNextOffset\":\"O\",\"upToDate\":true,\"streamClosed\":"
            "true}\n\n");
    }

    void framesTheOlderEvents()
    {
        Position next;
        const QByteArray three = offsetText({StreamId(7), {3}});
        const QByteArray four = offsetText({StreamId(7), {4}});
        QCOMPARE(simpleEvents({{{2}, 2, "{\n\"a\":1},2", {8, 10}}}, jsonStream(), next),
            QByteArray("id: " + three + "\ndata: { \"a\":1}\n\nid: " + four + "\ndata: 2\n\n"));
        QCOMPARE(next, Position{4});
        StreamFacts lines = jsonStream();
        lines.isJson = false;
        // Half a line waits for its end.
        QCOMPARE(simpleEvents({{{0}, 4, "{}\n[", {}}}, lines, next),
            QByteArray("id: " + three + "\ndata: {}\n\n"));
        QCOMPARE(next, Position{3});
        QCOMPARE(bodyText({{{0}, 2, "1,2", {1, 3}}}, true, Dialect::Simple), "1\n2\n");
    }

    void letsIn_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<int>("open"); // without a token
        QTest::addColumn<int>("guarded"); // with one
        const auto row = [](const char* tag, const char* host, const char* origin,
                             const char* authorization, int open, int guarded) {
            QTest::newRow(tag) << QByteArray(host) << QByteArray(origin)
                               << QByteArray(authorization) << open << guarded;
        };
        row("loopback", "127.0.0.1:4437", "", "", 0, 401);
        row("localhost", "LocalHost", "", "", 0, 401);
        row("six", "[::1]:4437", "", "", 0, 401);
        row("a rebound name", "evil.example:4437", "", "", 421, 401);
        row("a name that only begins well", "127.0.0.1.evil.example", "", "", 421, 401);
        row("a host that is none", "a b", "", "", 400, 400);
        row("a foreign page", "localhost", "http://evil.example", "", 403, 403);
        row("a page of no origin", "localhost", "null", "", 403, 403);
        row("an allowed page", "localhost", "http://good.example", "", 0, 401);
        row("its own page", "localhost:1", "http://localhost:1", "", 0, 401);
        row("the token", "host.example", "", "Bearer s3cret", 421, 0);
        row("the token in lower case", "host.example", "", "bearer s3cret", 421, 0);
        row("another token", "localhost", "", "Bearer s3creT", 0, 401);
        row("an empty token", "localhost", "", "Bearer ", 0, 401);
        row("a password", "localhost", "", "Basic s3cret", 0, 401);
    }
    void letsIn()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, authorization);
        QFETCH(int, open);
        QFETCH(int, guarded);
        HttpRequest request;
        request.method = "GET";
        request.fields = {{"Host", host}};
        if (!origin.isEmpty())
            request.fields.emplace_back("Origin", origin);
        if (!authorization.isEmpty())
            request.fields.emplace_back("Authorization", authorization);
        AccessRules rules{{}, {"http://good.example"}};
        const auto refusal = rules.refuse(request, *readTarget("/v1/stream/a"));
        QCOMPARE(refusal ? refusal->status : 0, open);
        rules.token = "s3cret";
        const auto again = rules.refuse(request, *readTarget("/v1/stream/a"));
        QCOMPARE(again ? again->status : 0, guarded);
    }
};

QTEST_GUILESS_MAIN(TestStreamRoutes)
#include "tst_streamroutes.moc"

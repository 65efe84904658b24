// SPDX-License-Identifier: MIT
#include "core/server/streamserver.h"
#include "tests/support/rawhttp.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray jsonType = "Content-Type: application/json\r\n";

QByteArray get(const QByteArray& target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace

/** The server as a whole: its own thread, real sockets. What the official suite does not ask. */
class TestStreamServer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StreamServer> serve(ServerOptions options = {})
    {
        options.port = 0;
        if (!options.now)
            options.now = [this] { return Timestamp(milliseconds(m_now.load())); };
        auto server = std::make_unique<StreamServer>(options);
        return server->start() ? std::move(server) : nullptr;
    }

    std::atomic<qint64> m_now{1'800'000'000'000};

private slots:
    void answersOnOneConnectionAfterEveryKindOfError()
    {
        const auto server = serve();
        RawHttp http(server->port());
        QCOMPARE(http.ask("PUT", "/v1/stream/a", {}, jsonType).status, 201);
        QCOMPARE(http.ask("POST", "/v1/stream/a", "{nonsense", jsonType).status, 400);
        QCOMPARE(http.ask("POST", "/v1/stream/a", "1", "Content-Type: text/plain\r\n").status, 409);
        QCOMPARE(http.ask("GET", "/v1/stream/none").status, 404);
        QCOMPARE(http.ask("GET", "/v1/stream/a?offset=x").status, 400);
        QCOMPARE(http.ask("PATCH", "/v1/stream/a").status, 405);
        QCOMPARE(http.ask("GET", "/v1/stream/%2e%2e/etc/passwd").status, 400);
        QCOMPARE(http.ask("GET", "/v1/stream/__ds/jwks.json").status, 404);
        QCOMPARE(http.ask("HEAD", "/v1/stream/none").status, 404);
        QCOMPARE(http.ask("POST", "/v1/stream/a", "[1]", jsonType).status, 204);
        const RawAnswer all = http.ask("GET", "/v1/stream/a");
        QCOMPARE(all.body, "[1]");
        QCOMPARE(all.field("X-Content-Type-Options"), "nosniff");
        QVERIFY(all.field("Access-Control-Allow-Origin").isNull());
    }

    void keepsNumbersAndKeysAsTheyWereWritten()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, jsonType);
        const QByteArray text = "{\"10\":12345678901234567890,\"2\":-0,\"x\":1.0}";
        QCOMPARE(http.ask("POST", "/v1/stream/a", text, jsonType).status, 204);
        QCOMPARE(http.ask("GET", "/v1/stream/a").body, QByteArray("[" + text + "]"));
    }

    void answersPipelinedRequestsInTheirOrder()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, jsonType);
        QByteArray many;
        for (int i = 0; i < 500; ++i) {
            many += "POST /v1/stream/a HTTP/1.1\r\nHost: localhost\r\n" + jsonType
                + "Content-Length: 3\r\n\r\n" + QByteArray::number(100 + i);
            many += get("/v1/stream/a?offset=now");
        }
        std::thread writer([&] { http.send(many); });
        QByteArray last;
        for (int i = 0; i < 500; ++i) {
            const auto posted = http.receive();
            const auto read = http.receive();
            QVERIFY(posted && posted->status == 204 && read && read->status == 200);
            const QByteArray next = posted->field("Stream-Next-Offset");
            QVERIFY(next > last);
            QCOMPARE(read->field("Stream-Next-Offset"), next);
            last = next;
        }
        writer.join();
    }

    void cutsLongAnswersIntoPieces()
    {
        ServerOptions options;
        options.chunkBytes = 100;
        const auto server = serve(options);
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, "Content-Type: text/plain\r\nStream-TTL: 900\r\n");
        QByteArray expected;
        for (int i = 0; i < 50; ++i) {
            const QByteArray piece(40, char('a' + i % 26));
            expected += piece;
            http.ask("POST", "/v1/stream/a", piece, "Content-Type: text/plain\r\n");
        }
        http.ask("POST", "/v1/stream/a", {}, "Stream-Closed: TRUE\r\n");
        QByteArray seen;
        QByteArray offset = "-1";
        int pieces = 0;
        while (true) {
            const RawAnswer answer = http.ask("GET", "/v1/stream/a?offset=" + offset);
            QCOMPARE(answer.status, 200);
            seen += answer.body;
            offset = answer.field("Stream-Next-Offset");
            ++pieces;
            // Only the last piece says that it is.
            const bool last = seen.size() == expected.size();
            QCOMPARE(!answer.field("Stream-Up-To-Date").isNull(), last);
            QCOMPARE(!answer.field("Stream-Closed").isNull(), last);
            QVERIFY(answer.field("Cache-Control").contains("max-age"));
            const RawAnswer again = http.ask("GET", "/v1/stream/a?offset=" + offset, {},
                "If-None-Match: " + answer.field("ETag") + "\r\n");
            QCOMPARE(again.status, 200);
            if (last)
                break;
        }
        QCOMPARE(seen, expected);
        QVERIFY(pieces > 5);
    }

    void answers304UntilSomethingChanges()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", "[1]", jsonType);
        const auto read = [&](const QByteArray& tag) {
            return http.ask("GET", "/v1/stream/a", {}, "If-None-Match: " + tag + "\r\n");
        };
        const QByteArray tag = read("\"x\"").field("ETag");
        QCOMPARE(read(tag).status, 304);
        http.ask("POST", "/v1/stream/a", {}, "Stream-Closed: true\r\n");
        QCOMPARE(read(tag).status, 200);
        // Deleted and made anew with the same length: not the same stream.
        const QByteArray closed = read("\"x\"").field("ETag");
        http.ask("DELETE", "/v1/stream/a");
        http.ask("PUT", "/v1/stream/a", "[2]", jsonType + "Stream-Closed: true\r\n");
        QCOMPARE(read(closed).status, 200);
    }

    // DG-22, DG-36
    void says410ForWhatIsNoLongerThere()
    {
        QTemporaryDir dir;
        ServerOptions options;
        options.directory = dir.path();
        options.retention = 30 * 24h;
        QByteArray first;
        QByteArray last;
        {
            const auto server = serve(options);
            RawHttp http(server->port());
            first = http.ask("PUT", "/v1/stream/a", {}, jsonType).field("Stream-Next-Offset");
            last = http.ask("POST", "/v1/stream/a", "[1]", jsonType).field("Stream-Next-Offset");
            m_now += 40LL * 24 * 3600 * 1000;
            http.ask("POST", "/v1/stream/a", "[2]", jsonType);
        }
        const auto server = serve(options); // it looks at its start
        RawHttp http(server->port());
        QTRY_COMPARE(http.ask("GET", "/v1/stream/a?offset=" + first).status, 410);
        QCOMPARE(http.ask("GET", "/v1/stream/a?offset=-1").body, "[2]");
        QCOMPARE(http.ask("GET", "/v1/stream/a?offset=" + last).body, "[2]");
        http.ask("DELETE", "/v1/stream/a");
        http.ask("PUT", "/v1/stream/a", "[3]", jsonType);
        QCOMPARE(http.ask("GET", "/v1/stream/a?offset=" + last).status, 410);
    }

    // DG-29, DG-68: the founding guide's own framing, over the same store.
    void servesTheOlderDialectBesideTheProtocol()
    {
        const auto server = serve();
        RawHttp http(server->port());
        const RawAnswer made = http.ask("PUT", "/stream/session-1",
            "{\"type\":\"a\"}\n{\"type\":\"b\"}\n", "Content-Type: application/x-ndjson\r\n");
        QCOMPARE(made.status, 201);
        QVERIFY(
            !made.field("Stream-Offset").isEmpty() && !made.field("Stream-Tail-Offset").isEmpty());
        const RawAnswer posted = http.ask("POST", "/stream/session/1", "{\"type\":\"c\"}\n",
            "Content-Type: application/x-ndjson\r\n");
        QCOMPARE(posted.status, 200);
        QCOMPARE(posted.field("Stream-Next-Offset"), posted.field("Stream-Tail-Offset"));
        const RawAnswer lines = http.ask("GET", "/stream/session/1");
        QCOMPARE(lines.body, "{\"type\":\"a\"}\n{\"type\":\"b\"}\n{\"type\":\"c\"}\n");
        QCOMPARE(lines.field("Content-Type"), "application/x-ndjson");
        const RawAnswer rest = http.ask("GET", "/stream/session-1", {},
            "Stream-Offset: " + made.field("Stream-Next-Offset") + "\r\n");
        QCOMPARE(rest.body, "{\"type\":\"c\"}\n");
        QCOMPARE(http.ask("GET", "/v1/stream/session-1").body,
            "[{\"type\":\"a\"},{\"type\":\"b\"},{\"type\":\"c\"}]");
        QCOMPARE(http.ask("HEAD", "/stream/session-1").field("Stream-Tail-Offset"),
            posted.field("Stream-Tail-Offset"));

        RawHttp live(server->port());
        live.send(get("/stream/session-1?live=true&offset=" + made.field("Stream-Next-Offset")));
        const QByteArray event =
            "id: " + posted.field("Stream-Next-Offset") + "\ndata: {\"type\":\"c\"}\n\n";
        QVERIFY(live.receiveUntil(event).endsWith(event));
        RawHttp poll(server->port());
        poll.send(
            get("/stream/session-1?live=longpoll&offset=" + posted.field("Stream-Next-Offset")));
        http.ask("POST", "/stream/session-1", "4");
        QVERIFY(!live.receiveUntil("data: 4\n\n").isEmpty());
        QCOMPARE(poll.receive()->body, "4\n");
        QCOMPARE(http.ask("DELETE", "/stream/session-1").status, 204);
    }

    void wakesEveryWaiterOnDeletionAndClose()
    {
        const auto server = serve();
        RawHttp http(server->port());
        for (const QByteArray name : {"deleted", "closed"}) {
            http.ask("PUT", "/v1/stream/" + name, {}, jsonType);
            RawHttp poll(server->port());
            RawHttp events(server->port());
            poll.send(get("/v1/stream/" + name + "?offset=now&live=long-poll"));
            events.send(get("/v1/stream/" + name + "?offset=-1&live=sse"));
            QVERIFY(!events.receiveUntil("\"upToDate\":true").isEmpty());
            if (name == "deleted")
                QCOMPARE(http.ask("DELETE", "/v1/stream/deleted").status, 204);
            else
                http.ask("POST", "/v1/stream/closed", "[9]", jsonType + "Stream-Closed: true\r\n");
            const auto polled = poll.receive();
            QVERIFY(polled);
            QCOMPARE(polled->status, name == "deleted" ? 404 : 200);
            const QByteArray end = events.receiveUntil("\r\n0\r\n\r\n");
            QVERIFY(!end.isEmpty());
            QCOMPARE(end.contains("\"streamClosed\":true"), name == "closed");
            QCOMPARE(end.contains("data:[9]"), name == "closed");
        }
    }

    // DG-33
    void fiftyReadersGetTheSameBytes()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", "[\"first\"]", jsonType);
        std::vector<std::unique_ptr<RawHttp>> readers;
        for (int i = 0; i < 50; ++i) {
            readers.push_back(std::make_unique<RawHttp>(server->port()));
            readers.back()->send(get("/v1/stream/a?offset=-1&live=sse"));
            // Each began to listen before the writing begins: then all see the same events.
            QVERIFY(!readers.back()->receiveUntil("upToDate").isEmpty());
        }
        for (int i = 0; i < 200; ++i)
            QCOMPARE(http.ask("POST", "/v1/stream/a", QByteArray::number(i), jsonType).status, 204);
        http.ask("POST", "/v1/stream/a", {}, "Stream-Closed: true\r\n");
        QByteArray expected;
        for (const auto& reader : readers) {
            const QByteArray bytes = reader->receiveUntil("\r\n0\r\n\r\n");
            QVERIFY(bytes.contains("data:[199]"));
            if (expected.isEmpty())
                expected = bytes;
            QCOMPARE(bytes, expected);
        }
    }

    void aReaderThatStopsReadingHurtsNobody()
    {
        ServerOptions options;
        options.limits.writeTime = 300ms;
        const auto server = serve(options);
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, "Content-Type: text/plain\r\n");
        RawHttp stalled(server->port());
        stalled.send(get("/v1/stream/a?offset=-1&live=sse"));
        QVERIFY(!stalled.receiveUntil("upToDate").isEmpty());
        const QByteArray piece(256 * 1024, 'x');
        for (int i = 0; i < 64; ++i)
            QCOMPARE(http.ask("POST", "/v1/stream/a", piece, "Content-Type: text/plain\r\n").status,
                204);
        http.ask("POST", "/v1/stream/a", "the end", "Content-Type: text/plain\r\n");
        QVERIFY(stalled.isDropped());
        QCOMPARE(http.ask("GET", "/v1/stream/a?offset=now").status, 200);
    }

    void endsWhatTakesTooLong()
    {
        ServerOptions options;
        options.limits.requestTime = 100ms;
        options.limits.idleTime = 200ms;
        const auto server = serve(options);
        RawHttp slow(server->port());
        slow.send("GET /v1/stream/a HT");
        const auto answer = slow.receive();
        QVERIFY(answer && answer->status == 408);
        RawHttp body(server->port());
        body.send("PUT /v1/stream/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
        QCOMPARE(body.receive()->status, 408);
        RawHttp idle(server->port());
        QVERIFY(idle.isEnded());
    }

    void aHeadThatTricklesInHasItsTimeAsAWhole()
    {
        ServerOptions options;
        options.limits.requestTime = 300ms;
        const auto server = serve(options);
        RawHttp pace(server->port()); // each byte waits for an answer to another
        const auto trickle = [&](RawHttp& to, auto isOver) {
            int bytes = 0;
            for (; !isOver() && to.send("x"); ++bytes)
                pace.ask("GET", "/v1/stream/none");
            return bytes;
        };
        RawHttp slow(server->port());
        slow.send("GET /v1/stream/a HTTP/1.1\r\nX: ");
        std::atomic<int> status = -1;
        std::thread reader([&] {
            const auto answer = slow.receive();
            status = answer ? answer->status : 0;
        });
        trickle(slow, [&] { return status >= 0; });
        reader.join();
        QCOMPARE(status, 408);
        // A body has more time as long as it comes.
        constexpr int length = 1'000'000;
        RawHttp body(server->port());
        body.send("PUT /v1/stream/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + QByteArray::number(length) + "\r\n\r\n");
        const QDeadlineTimer longer(3 * options.limits.requestTime);
        const int sent = trickle(body, [&] { return longer.hasExpired(); });
        body.send(QByteArray(length - sent, 'x'));
        QCOMPARE(body.receive()->status, 201);
    }

    void whoEndsItsOwnSideStillGetsTheAnswer()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, jsonType);
        http.send("POST /v1/stream/a HTTP/1.1\r\nHost: localhost\r\n" + jsonType
            + "Content-Length: 1\r\n\r\n7" + get("/v1/stream/a"));
        http.endSending();
        QCOMPARE(http.receive()->status, 204);
        QCOMPARE(http.receive()->body, "[7]");
        QVERIFY(http.isEnded());
    }

    void limitsConnectionsAndBodies()
    {
        ServerOptions options;
        options.connections = 3;
        options.limits.request.bodyBytes = 1000;
        const auto server = serve(options);
        RawHttp http(server->port());
        const RawAnswer large =
            http.ask("PUT", "/v1/stream/a", QByteArray(2000, 'x'), "Content-Type: text/plain\r\n");
        QCOMPARE(large.status, 413);
        QCOMPARE(large.field("Connection"), "close");
        RawHttp one(server->port());
        RawHttp two(server->port());
        RawHttp three(server->port());
        QCOMPARE(one.ask("GET", "/v1/stream/a").status, 404);
        RawHttp four(server->port());
        RawHttp five(server->port());
        QCOMPARE(five.receive()->status, 503);
    }

    void tellsToSendABodyThatIsExpected()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.send("PUT /v1/stream/a HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                  "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(http.receive()->status, 100);
        http.send("ab");
        QCOMPARE(http.receive()->status, 201);
    }

    void asksForAToken()
    {
        ServerOptions options;
        options.access.token = "s3cret";
        options.access.origins = {"http://good.example"};
        const auto server = serve(options);
        RawHttp http(server->port());
        QCOMPARE(http.ask("PUT", "/v1/stream/a").status, 401);
        QCOMPARE(
            http.ask("PUT", "/v1/stream/a", {}, "Authorization: Bearer s3cret\r\n").status, 201);
        const RawAnswer asked =
            http.ask("OPTIONS", "/v1/stream/a", {}, "Origin: http://good.example\r\n");
        QCOMPARE(asked.status, 204);
        QCOMPARE(asked.field("Access-Control-Allow-Origin"), "http://good.example");
        QCOMPARE(asked.field("Vary"), "Origin");
        QVERIFY(http.ask("OPTIONS", "/v1/stream/a").field("Access-Control-Allow-Origin").isNull());
        // Beyond this machine it is not served without one.
        ServerOptions wide;
        wide.host = u"0.0.0.0"_s;
        QVERIFY(!serve(wide));
        wide.access.token = "s3cret";
        QVERIFY(serve(wide));
    }

    void aStopAnswersOrEndsEveryRequest()
    {
        auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, jsonType);
        RawHttp poll(server->port());
        RawHttp events(server->port());
        RawHttp idle(server->port());
        RawHttp half(server->port());
        poll.send(get("/v1/stream/a?offset=now&live=long-poll"));
        events.send(get("/v1/stream/a?offset=-1&live=sse"));
        half.send("POST /v1/stream/a HTTP/1.1\r\nHo");
        QVERIFY(!events.receiveUntil("upToDate").isEmpty());
        QCOMPARE(http.ask("POST", "/v1/stream/a", "1", jsonType).status, 204);
        QCOMPARE(poll.receive()->status, 200);
        poll.send(get("/v1/stream/a?offset=now&live=long-poll"));
        QCOMPARE(idle.ask("GET", "/v1/stream/a").body, "[1]");
        const quint16 port = server->port();
        server.reset();
        QVERIFY(events.receiveUntil("\r\n0\r\n\r\n").contains("data:[1]"));
        // It may have arrived before or after the end.
        const auto polled = poll.receive();
        QVERIFY(!polled || polled->status == 204);
        QVERIFY(idle.isEnded() && half.isEnded());
        QVERIFY(!RawHttp(port).isConnected());
    }

    void publishesFromAnotherThread()
    {
        const auto server = serve();
        std::thread other([&] {
            for (int i = 0; i < 100; ++i)
                server->publish({"mirror"},
                    {{QByteArray::number(i / 2), QByteArray::number(i / 2)}},
                    QByteArray::number(i));
        });
        other.join();
        RawHttp http(server->port());
        QTRY_COMPARE(http.ask("GET", "/v1/stream/mirror").body.count(','), 49);
        QTRY_COMPARE(server->copyCursor({"mirror"}), "99");
    }

    void fiveHundredIdleReadersAreCarried()
    {
        const auto server = serve();
        RawHttp http(server->port());
        http.ask("PUT", "/v1/stream/a", {}, jsonType);
        std::vector<std::unique_ptr<RawHttp>> readers;
        for (int i = 0; i < 500; ++i) {
            readers.push_back(std::make_unique<RawHttp>(server->port()));
            QVERIFY(readers.back()->send(get("/v1/stream/a?offset=now&live=sse")));
            QVERIFY(!readers.back()->receiveUntil("upToDate").isEmpty());
        }
        http.ask("POST", "/v1/stream/a", "[\"hello\"]", jsonType);
        for (const auto& reader : readers)
            QVERIFY(!reader->receiveUntil("data:[\"hello\"]").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStreamServer)
#include "tst_streamserver.moc"

// SPDX-License-Identifier: MIT
#include "core/server/streamserver.h"
#include "tests/support/rawhttp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 begin = 1'800'000'000'000;

QJsonObject object(const RawAnswer& answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString code(const RawAnswer& answer)
{
    return object(answer)["error"_L1]["code"_L1].toString();
}

} // namespace

/** Sessions with channels: the server as a whole, on real sockets. */
class TestPaneServer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StreamServer> serve(ServerOptions options = {})
    {
        options.port = 0;
        options.now = [this] { return timestampFromMs(m_now); };
        auto server = std::make_unique<StreamServer>(options);
        return server->start() ? std::move(server) : nullptr;
    }

    /** A server that looks for who is gone many times a second. */
    static ServerOptions quick()
    {
        ServerOptions options;
        options.limits.writeTime = 200ms;
        return options;
    }

    static RawAnswer post(RawHttp& http, const QByteArray& target, const QByteArray& body)
    {
        return http.ask("POST", target, body, "Content-Type: application/json\r\n");
    }

    static qint64 publish(RawHttp& http, const QByteArray& session, const QByteArray& body)
    {
        const RawAnswer answer = post(http, "/api/streams?sessionId=" + session, body);
        return answer.status == 200 ? object(answer)["offset"_L1].toInteger(-1) : -answer.status;
    }

    static QJsonArray events(RawHttp& http, const QByteArray& session, const QByteArray& query = {})
    {
        return object(http.ask("GET", "/api/sessions/" + session + "/events" + query))["data"_L1]
            .toArray();
    }

    std::atomic<qint64> m_now{begin};

private slots:
    void init() { m_now = begin; }

    // AP-41
    void sessionsAreMadeListedClosedAndDeleted()
    {
        const auto server = serve();
        RawHttp http(server->port());
        const RawAnswer made = post(http, "/api/sessions", R"({"title":"One","projectId":"p"})");
        QCOMPARE(made.status, 201);
        const QJsonObject session = object(made)["data"_L1].toObject();
        const QByteArray id = session["id"_L1].toString().toLatin1();
        QCOMPARE(id.size(), 24);
        QCOMPARE(session["url"_L1].toString(), QString("/sessions/"_L1 + QLatin1String(id)));
        QCOMPARE(session["status"_L1].toString(), u"idle"_s);
        QCOMPARE(session["createdAt"_L1].toInteger(), begin);
        QVERIFY(session["taskId"_L1].isNull());
        // Nothing needs to be said about it.
        QCOMPARE(post(http, "/api/sessions", {}).status, 201);
        QCOMPARE(post(http, "/api/sessions", R"({"id":"own"})").status, 201);
        QCOMPARE(post(http, "/api/sessions", R"({"id":"own"})").status, 409);

        m_now = begin + 5;
        QCOMPARE(publish(http, id, R"({"channel":"chunks","data":{"text":"a"}})"), 0);
        const RawAnswer known = http.ask("GET", "/api/sessions/" + id);
        QCOMPARE(object(known)["data"_L1]["status"_L1].toString(), u"active"_s);
        QCOMPARE(object(known)["data"_L1]["updatedAt"_L1].toInteger(), begin + 5);
        const QJsonObject page = object(http.ask("GET", "/api/sessions?limit=2"));
        QCOMPARE(page["data"_L1].toArray().size(), 2);
        QCOMPARE(page["data"_L1][0]["id"_L1].toString(), QString::fromLatin1(id));
        QCOMPARE(page["pagination"_L1]["hasMore"_L1].toBool(), true);
        QCOMPARE(page["pagination"_L1]["total"_L1].toInteger(), 3);

        const RawAnswer closed = post(http, "/api/sessions/" + id + "/close", {});
        QCOMPARE(object(closed)["data"_L1]["status"_L1].toString(), u"closed"_s);
        QCOMPARE(object(closed)["offset"_L1].toInteger(), 1);
        QCOMPARE(code(post(http, "/api/sessions/" + id + "/close", {})), u"SESSION_CLOSED"_s);
        // Read only, and to be read all the same.
        QCOMPARE(publish(http, id, R"({"channel":"chunks","data":{"text":"b"}})"), -400);
        const QJsonArray kept = events(http, id);
        QCOMPARE(kept.size(), 2);
        QCOMPARE(kept[1]["type"_L1].toString(), u"state:update"_s);
        QCOMPARE(kept[1]["data"_L1]["status"_L1].toString(), u"completed"_s);

        QCOMPARE(http.ask("DELETE", "/api/sessions/" + id).status, 200);
        QCOMPARE(code(http.ask("GET", "/api/sessions/" + id)), u"SESSION_NOT_FOUND"_s);
        QCOMPARE(code(http.ask("DELETE", "/api/sessions/" + id)), u"SESSION_NOT_FOUND"_s);
    }

    // AP-23, AP-25: the write endpoint
    void aWriteIsAnsweredWithItsOwnOffset()
    {
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        QCOMPARE(
            publish(http, "s", R"({"channel":"chunks","data":{"agentId":"a","text":"x"}})"), 0);
        QCOMPARE(
            publish(http, "s",
                R"({"channel":"terminal","data":{"id":"mine","type":"input","source":"user","data":"ls","timestamp":5}})"),
            1);
        // Sent again, since its answer was lost.
        QCOMPARE(publish(http, "s",
                     R"({"channel":"terminal","data":{"id":"mine","type":"input","data":"ls"}})"),
            1);
        QCOMPARE(object(post(http, "/api/sessions/s/presence",
                     R"({"userId":"u","action":"join"})"))["offset"_L1]
                     .toInteger(-1),
            2);
        QCOMPARE(publish(http, "s", R"({"type":"plan:started","data":{}})"), 3);
        const QJsonArray all = events(http, "s");
        QCOMPARE(all.size(), 4);
        const QJsonObject filled = all[0]["data"_L1].toObject();
        QVERIFY(!filled["id"_L1].toString().isEmpty());
        QCOMPARE(filled["id"_L1], all[0]["id"_L1]);
        QCOMPARE(filled["timestamp"_L1].toInteger(), begin);
        QCOMPARE(filled["sessionId"_L1].toString(), u"s"_s);
        QCOMPARE(all[1]["id"_L1].toString(), u"mine"_s);
        QCOMPARE(all[1]["data"_L1]["timestamp"_L1].toInteger(), 5);
        QCOMPARE(all[1]["type"_L1].toString(), u"terminal:input"_s);
        QCOMPARE(all[3]["channel"_L1].toString(), u"plan"_s);
        // From an offset on means that one too; both of its names are known.
        QCOMPARE(events(http, "s", "?fromOffset=2").size(), 2);
        const QJsonObject page = object(http.ask("GET", "/api/sessions/s/events?offset=1&limit=2"));
        QCOMPARE(page["data"_L1][0]["offset"_L1].toInteger(), 1);
        QCOMPARE(page["pagination"_L1]["nextOffset"_L1].toInteger(), 3);
        QVERIFY(page["pagination"_L1]["hasMore"_L1].toBool());
    }

    // AP-24
    void refusesWhatItCannotTake_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("expected");
        const QByteArray to = "/api/streams?sessionId=s";
        const QByteArray large = QByteArray(R"({"channel":"chunks","data":{"text":"?"}})")
                                     .replace("?", QByteArray(70 * 1024, 'x'));
        QTest::newRow("no session")
            << QByteArray("/api/streams") << QByteArray("{}") << 400 << u"MISSING_SESSION_ID"_s;
        QTest::newRow("bad id") << QByteArray("/api/streams?sessionId=a%20b") << QByteArray("{}")
                                << 400 << u"INVALID_SESSION_ID"_s;
        QTest::newRow("unknown session")
            << QByteArray("/api/streams?sessionId=none")
            << QByteArray(R"({"channel":"chunks","data":{"text":"a"}})") << 404
            << u"STREAM_NOT_FOUND"_s;
        QTest::newRow("no JSON") << to << QByteArray("{nonsense") << 400 << u"INVALID_JSON"_s;
        QTest::newRow("an array") << to << QByteArray("[1]") << 400 << u"INVALID_JSON"_s;
        QTest::newRow("nothing") << to << QByteArray() << 400 << u"INVALID_JSON"_s;
        QTest::newRow("channel") << to << QByteArray(R"({"channel":"other","data":{}})") << 400
                                 << u"INVALID_CHANNEL"_s;
        QTest::newRow("type") << to << QByteArray(R"({"type":"connected","data":{}})") << 400
                              << u"INVALID_CHANNEL"_s;
        QTest::newRow("no data") << to << QByteArray(R"({"channel":"chunks"})") << 400
                                 << u"INVALID_DATA"_s;
        QTest::newRow("no text") << to << QByteArray(R"({"channel":"chunks","data":{}})") << 400
                                 << u"INVALID_DATA"_s;
        QTest::newRow("status") << to
                                << QByteArray(R"({"channel":"agentState","data":{"status":"odd"}})")
                                << 400 << u"INVALID_DATA"_s;
        QTest::newRow("workflow")
            << to << QByteArray(R"({"channel":"workflow","data":{"type":"odd","payload":{}}})")
            << 400 << u"INVALID_DATA"_s;
        QTest::newRow("another session")
            << to << QByteArray(R"({"channel":"chunks","data":{"text":"a","sessionId":"t"}})")
            << 400 << u"INVALID_DATA"_s;
        QTest::newRow("64 KB") << to << large << 413 << u"INVALID_DATA"_s;
        QTest::newRow("title") << QByteArray("/api/sessions") << QByteArray(R"({"title":5})") << 400
                               << u"VALIDATION_ERROR"_s;
        QTest::newRow("own id") << QByteArray("/api/sessions") << QByteArray(R"({"id":"a/b"})")
                                << 400 << u"INVALID_ID"_s;
        QTest::newRow("path id") << QByteArray("/api/sessions/a%20b/close") << QByteArray() << 400
                                 << u"INVALID_ID"_s;
        QTest::newRow("no route") << QByteArray("/api/other") << QByteArray("{}") << 404
                                  << u"NOT_FOUND"_s;
        QTest::newRow("no method") << QByteArray("/api/sessions/s/events") << QByteArray("{}")
                                   << 405 << u"METHOD_NOT_ALLOWED"_s;
        QTest::newRow("heartbeat of nobody")
            << QByteArray("/api/sessions/s/presence") << QByteArray(R"({"userId":"u"})") << 404
            << u"NOT_FOUND"_s;
        QTest::newRow("nobody") << QByteArray("/api/sessions/s/presence") << QByteArray("{}") << 400
                                << u"VALIDATION_ERROR"_s;
        QTest::newRow("action") << QByteArray("/api/sessions/s/presence")
                                << QByteArray(R"({"userId":"u","action":"kick"})") << 400
                                << u"VALIDATION_ERROR"_s;
        QTest::newRow("task") << QByteArray("/api/tasks/none/approve") << QByteArray() << 404
                              << u"TASK_NOT_FOUND"_s;
        QTest::newRow("format") << QByteArray("/api/sessions/s/export")
                                << QByteArray(R"({"format":"pdf"})") << 400
                                << u"VALIDATION_ERROR"_s;
    }
    void refusesWhatItCannotTake()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        const RawAnswer answer = post(http, target, body);
        QTEST(answer.status, "status");
        QTEST(code(answer), "expected");
        QCOMPARE(object(answer)["ok"_L1].toBool(true), false);
        QVERIFY(!object(answer)["error"_L1]["message"_L1].toString().isEmpty());
        // Nothing was written, and the connection goes on.
        QCOMPARE(events(http, "s").size(), 0);
    }

    // AP-05, AP-06: three addresses of one stream
    void listenersHearFromAnOffsetOn()
    {
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        for (const QByteArray text : {"a", "b", "c"})
            publish(http, "s",
                QByteArray(R"({"channel":"chunks","data":{"text":"?"}})").replace("?", text));
        const QByteArray head = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

        RawHttp plain(server->port());
        plain.send("GET /api/sessions/s/stream?fromOffset=1" + head);
        const QByteArray seen = plain.receiveUntil("\"offset\":2}\n\n");
        QVERIFY(seen.contains("text/event-stream"));
        QVERIFY(seen.contains("data: {\"offset\":1,\"sessionId\":\"s\",\"timestamp\":1800000000000,"
                              "\"type\":\"connected\"}\n\n"));
        QVERIFY(seen.contains("id: 1\ndata: {"));
        QVERIFY(!seen.contains("id: 0"));
        QVERIFY(!seen.contains("event:"));

        RawHttp named(server->port());
        named.send("GET /api/streams?sessionId=s&offset=2" + head);
        QVERIFY(named.receiveUntil("\"offset\":2}\n\n").contains("event: chunk\ndata: {"));

        RawHttp subscribed(server->port());
        subscribed.send(
            "GET /api/streams/s/subscribe HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n");
        const QByteArray greeting = subscribed.receiveUntil("\"offset\":2}\n\n");
        QVERIFY(greeting.contains("X-Stream-Id: s\r\n"));
        QVERIFY(greeting.contains("\"currentOffset\":3,\"resumedFromOffset\":2"));
        // Live, on all of them.
        publish(http, "s", R"({"channel":"terminal","data":{"data":"d"}})");
        QVERIFY(!plain.receiveUntil("\"offset\":3}\n\n").isEmpty());
        QVERIFY(named.receiveUntil("\"offset\":3}\n\n").contains("event: terminal:output"));
        QVERIFY(!subscribed.receiveUntil("\"offset\":3}\n\n").isEmpty());
        QCOMPARE(code(http.ask("GET", "/api/sessions/t/stream")), u"SESSION_NOT_FOUND"_s);
        QCOMPARE(code(http.ask("GET", "/api/streams?sessionId=t")), u"STREAM_NOT_FOUND"_s);
        // Who listens hears that it ended.
        QCOMPARE(http.ask("DELETE", "/api/sessions/s").status, 200);
        QVERIFY(!plain.receiveUntil("0\r\n\r\n").isEmpty());
    }

    void pings()
    {
        ServerOptions options;
        options.panes.beat = 20ms;
        options.port = 0;
        StreamServer server(options);
        QVERIFY(bool(server.start()));
        RawHttp http(server.port());
        post(http, "/api/sessions", R"({"id":"s"})");
        http.send("GET /api/sessions/s/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(!http.receiveUntil(": ping\n\n").isEmpty());
    }

    // AP-23: the subscription's list and head
    void aStreamIsReadAndMeasured()
    {
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        for (int i = 0; i < 3; ++i)
            publish(http, "s", R"({"channel":"chunks","data":{"text":"a"}})");
        const QJsonObject read =
            object(http.ask("GET", "/api/streams/s?fromOffset=1&limit=1"))["data"_L1].toObject();
        QCOMPARE(read["streamId"_L1].toString(), u"s"_s);
        QCOMPARE(read["metadata"_L1]["eventCount"_L1].toInteger(), 3);
        QCOMPARE(read["events"_L1].toArray().size(), 1);
        QCOMPARE(read["pagination"_L1]["nextOffset"_L1].toInteger(), 2);
        http.send("HEAD /api/streams/session:s HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const auto head = http.receive(true);
        QVERIFY(head && head->status == 200);
        QCOMPARE(head->field("X-Stream-Event-Count"), "3");
        QCOMPARE(head->field("X-Stream-Created-At"), QByteArray::number(begin));
        // The same values under the other mounts, where nobody may write them.
        QCOMPARE(
            QJsonDocument::fromJson(http.ask("GET", "/v1/stream/session:s").body).array().size(),
            3);
        QCOMPARE(post(http, "/v1/stream/session:s", "[1]").status, 403);
        QCOMPARE(http.ask("DELETE", "/v1/stream/session:s").status, 403);
    }

    // AP-28, AP-29: who is there
    void presenceFadesAndEnds()
    {
        const auto server = serve(quick());
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        const auto tell = [&](const QByteArray& body) {
            return object(post(http, "/api/sessions/s/presence", body))["offset"_L1].toInteger(-1);
        };
        const auto list = [&] {
            return object(http.ask("GET", "/api/sessions/s/presence"))["data"_L1].toObject();
        };
        QCOMPARE(tell(R"({"userId":"a","action":"join","displayName":"Ann"})"), 0);
        m_now = begin + 1000;
        QCOMPARE(tell(R"({"userId":"b","action":"join"})"), 1);
        m_now = begin + 15'000;
        QCOMPARE(tell(R"({"userId":"b","cursor":{"x":1,"y":2}})"), 2);
        QCOMPARE(list()["users"_L1][0]["status"_L1].toString(), u"connected"_s);
        m_now = begin + 15'001;
        const QJsonObject faded = list();
        QCOMPARE(faded["viewerCount"_L1].toInteger(), 2);
        QCOMPARE(faded["users"_L1][0]["displayName"_L1].toString(), u"Ann"_s);
        QCOMPARE(faded["users"_L1][0]["status"_L1].toString(), u"stale"_s);
        QCOMPARE(faded["users"_L1][0]["joinedAt"_L1].toInteger(), begin);
        QCOMPARE(faded["users"_L1][1]["cursor"_L1]["y"_L1].toInteger(), 2);
        m_now = begin + 30'000;
        QCOMPARE(list()["viewerCount"_L1].toInteger(), 2);
        m_now = begin + 30'001;
        QCOMPARE(list()["viewerCount"_L1].toInteger(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(events(http, "s").size(), 4, 15'000);
        const QJsonArray all = events(http, "s");
        QCOMPARE(all[2]["type"_L1].toString(), u"presence:cursor"_s);
        QCOMPARE(all[2]["data"_L1]["joinedAt"_L1].toInteger(-1), 0);
        QCOMPARE(all[3]["type"_L1].toString(), u"presence:left"_s);
        QCOMPARE(all[3]["data"_L1]["userId"_L1].toString(), u"a"_s);
        QCOMPARE(tell(R"({"userId":"b","action":"leave"})"), 4);
        QCOMPARE(list()["viewerCount"_L1].toInteger(), 0);
    }

    // AP-50 to AP-53: a client answers what an agent asked, once
    void whatAgentsAskIsAnsweredOnce()
    {
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s"})");
        QCOMPARE(
            publish(http, "s",
                R"({"channel":"workflow","data":{"type":"approval:requested","payload":{"taskId":"t1","diff":"+a"}}})"),
            0);
        QCOMPARE(code(post(http, "/api/tasks/t1/reject", "{}")), u"VALIDATION_ERROR"_s);
        const RawAnswer approved = post(http, "/api/tasks/t1/approve", R"({"feedback":"fine"})");
        QCOMPARE(approved.status, 200);
        QCOMPARE(object(approved)["offset"_L1].toInteger(), 1);
        QVERIFY(object(approved)["data"_L1]["approved"_L1].toBool());
        QCOMPARE(object(approved)["data"_L1]["sessionId"_L1].toString(), u"s"_s);
        QCOMPARE(code(post(http, "/api/tasks/t1/approve", {})), u"ALREADY_APPROVED"_s);

        publish(http, "s",
            R"({"type":"container-agent:plan_ready","data":{"taskId":"t2","plan":"1. do it"}})");
        QCOMPARE(post(http, "/api/tasks/t2/reject-plan", R"({"reason":"no"})").status, 200);
        QCOMPARE(code(post(http, "/api/tasks/t2/approve-plan", {})), u"NOT_WAITING_APPROVAL"_s);

        publish(http, "s",
            R"({"type":"plan:interaction","data":{"interactionId":"q","questions":[{"question":"Which?","header":"Colour"}]}})");
        const QByteArray answer = R"({"answers":{"Colour":"Red"}})";
        QCOMPARE(object(post(http, "/api/sessions/s/input", answer))["offset"_L1].toInteger(), 5);
        QCOMPARE(code(post(http, "/api/sessions/s/input", answer)),
            u"PLAN_INTERACTION_ALREADY_ANSWERED"_s);
        QCOMPARE(object(post(http, "/api/sessions/s/input", R"({"input":"ls"})"))["offset"_L1]
                     .toInteger(),
            6);
        QStringList types;
        for (const QJsonValue& event : events(http, "s"))
            types.append(event["type"_L1].toString());
        QCOMPARE(types,
            (QStringList{u"approval:requested"_s, u"approval:approved"_s,
                u"container-agent:plan_ready"_s, u"approval:rejected"_s, u"plan:interaction"_s,
                u"plan:turn"_s, u"terminal:input"_s}));
        // Nothing of it outlasts the session.
        publish(http, "s",
            R"({"type":"container-agent:plan_ready","data":{"taskId":"t3","plan":"2. again"}})");
        post(http, "/api/sessions/s/close", {});
        QCOMPARE(code(post(http, "/api/tasks/t3/approve-plan", {})), u"SESSION_CLOSED"_s);
        http.ask("DELETE", "/api/sessions/s");
        QCOMPARE(code(post(http, "/api/tasks/t3/approve-plan", {})), u"TASK_NOT_FOUND"_s);
    }

    // AP-46, AP-47, AP-49
    void aSessionIsSearchedSummedUpAndExported()
    {
        const auto server = serve();
        RawHttp http(server->port());
        post(http, "/api/sessions", R"({"id":"s","title":"Fix it","agentId":"a"})");
        for (int i = 0; i < 30; ++i) {
            m_now = begin + i * 1000;
            publish(http, "s",
                i % 3 == 0 ? R"({"type":"agent:turn","data":{"agentId":"a","tokensUsed":100}})"
                           : R"({"channel":"chunks","data":{"agentId":"a","text":"x"}})");
        }
        const QByteArray base = "/api/sessions/s/history?eventTypes=agent:turn&startTime="
            + QByteArray::number(begin + 3000) + "&endTime=" + QByteArray::number(begin + 20'000)
            + "&limit=4&cursor=";
        const QJsonObject first = object(http.ask("GET", base + "0"))["data"_L1].toObject();
        QCOMPARE(first["events"_L1].toArray().size(), 4);
        QCOMPARE(first["events"_L1][0]["offset"_L1].toInteger(), 3);
        QVERIFY(first["hasMore"_L1].toBool());
        const QByteArray cursor = first["nextCursor"_L1].toString().toLatin1();
        const QJsonObject second = object(http.ask("GET", base + cursor))["data"_L1].toObject();
        QCOMPARE(second["events"_L1].toArray().size(), 2);
        QVERIFY(!second["hasMore"_L1].toBool());
        QVERIFY(second["nextCursor"_L1].isNull());
        const QJsonObject sum =
            object(http.ask("GET", "/api/sessions/s/summary"))["data"_L1].toObject();
        QCOMPARE(sum["tokensUsed"_L1].toInteger(), 1000);
        QCOMPARE(sum["durationMs"_L1].toInteger(), 29'000);
        const RawAnswer exported = post(http, "/api/sessions/s/export", R"({"format":"csv"})");
        const QJsonObject csv = object(exported)["data"_L1].toObject();
        QCOMPARE(csv["contentType"_L1].toString(), u"text/csv"_s);
        QCOMPARE(csv["filename"_L1].toString(), u"Fix_it_events_2027-01-15.csv"_s);
        QCOMPARE(csv["content"_L1].toString().count(u'\n'), 31);
        QCOMPARE(object(http.ask("GET", "/api/sessions?search=FIX&status=active"))["data"_L1]
                     .toArray()
                     .size(),
            1);
        QCOMPARE(
            object(http.ask("GET", "/api/sessions?status=closed"))["data"_L1].toArray().size(), 0);
        for (const QByteArray wrong : {"status=odd", "limit=0", "limit=x", "sort=x", "order=up",
                 "from=yesterday", "offset=-1"})
            QCOMPARE(code(http.ask("GET", "/api/sessions?" + wrong)), u"VALIDATION_ERROR"_s);
    }

    // AP-44: limits, which presence is exempt from
    void limitsAreSettings()
    {
        ServerOptions options;
        options.panes.rates = {.reads = 3, .writes = 2, .streams = 1};
        const auto server = serve(options);
        RawHttp http(server->port());
        QCOMPARE(post(http, "/api/sessions", R"({"id":"s"})").status, 201);
        QCOMPARE(publish(http, "s", R"({"channel":"chunks","data":{"text":"a"}})"), 0);
        m_now = begin + 10'500;
        const RawAnswer much = post(http, "/api/streams?sessionId=s", "{}");
        QCOMPARE(much.status, 429);
        QCOMPARE(code(much), u"RATE_LIMITED"_s);
        QCOMPARE(much.field("Retry-After"), "50");
        QCOMPARE(object(much)["error"_L1]["retryAfter"_L1].toInteger(), 50);
        QCOMPARE(object(much)["error"_L1]["limit"_L1].toInteger(), 2);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(
                post(http, "/api/sessions/s/presence", R"({"userId":"u","action":"join"})").status,
                200);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(http.ask("GET", "/api/sessions/s").status, 200);
        QCOMPARE(http.ask("GET", "/api/sessions/s").status, 429);
        RawHttp first(server->port());
        first.send("GET /api/sessions/s/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(!first.receiveUntil("connected").isEmpty());
        QCOMPARE(http.ask("GET", "/api/sessions/s/stream").status, 429);
        m_now = begin + 60'000;
        QVERIFY(publish(http, "s", R"({"channel":"chunks","data":{"text":"a"}})") >= 6);
    }

    // AP-24: the same rules as the rest of the server
    void asksWhoMayAsk()
    {
        ServerOptions options;
        options.access.token = "secret";
        options.access.origins = {"http://good.example"};
        const auto server = serve(options);
        RawHttp http(server->port());
        QCOMPARE(code(http.ask("GET", "/api/sessions")), u"UNAUTHORIZED"_s);
        const QByteArray token = "Authorization: Bearer secret\r\n";
        QCOMPARE(http.ask("GET", "/api/sessions", {}, token).status, 200);
        const RawAnswer bad =
            http.ask("GET", "/api/sessions", {}, token + "Origin: http://bad.example\r\n");
        QCOMPARE(bad.status, 403);
        QCOMPARE(code(bad), u"FORBIDDEN"_s);
        const RawAnswer good =
            http.ask("GET", "/api/sessions", {}, token + "Origin: http://good.example\r\n");
        QCOMPARE(good.field("Access-Control-Allow-Origin"), "http://good.example");
        QCOMPARE(http.ask("GET", "/api/%2e%2e/sessions", {}, token).status, 400);
        const auto open = serve();
        RawHttp other(open->port());
        other.send("GET /api/sessions HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        const auto rebound = other.receive();
        QVERIFY(rebound && rebound->status == 421);
    }

    // AP-07, AP-08, AP-09
    void aRestartTellsTheSame()
    {
        QTemporaryDir dir;
        ServerOptions options;
        options.directory = dir.path();
        QByteArray before;
        QByteArray sessions;
        {
            const auto server = serve(options);
            RawHttp http(server->port());
            post(http, "/api/sessions", R"({"id":"s","title":"T","taskId":"t"})");
            post(http, "/api/sessions", R"({"id":"over"})");
            post(http, "/api/sessions/over/close", {});
            for (int i = 0; i < 40; ++i)
                publish(http, "s", R"({"channel":"chunks","data":{"text":"a"}})");
            publish(http, "s",
                R"({"channel":"workflow","data":{"type":"approval:requested","taskId":"t","payload":{"taskId":"t","diff":"+a"}}})");
            post(http, "/api/sessions/s/presence", R"({"userId":"u","action":"join"})");
            before = http.ask("GET", "/api/sessions/s/events?limit=1000").body;
            sessions = http.ask("GET", "/api/sessions").body;
        }
        const auto server = serve(options);
        RawHttp http(server->port());
        QCOMPARE(http.ask("GET", "/api/sessions/s/events?limit=1000").body, before);
        QCOMPARE(http.ask("GET", "/api/sessions").body, sessions);
        QCOMPARE(object(http.ask("GET", "/api/sessions/s/presence"))["data"_L1]["viewerCount"_L1]
                     .toInteger(),
            1);
        // What was asked is still asked, and what counted goes on.
        QCOMPARE(object(post(http, "/api/tasks/t/approve", {}))["offset"_L1].toInteger(), 42);
        QCOMPARE(publish(http, "over", R"({"channel":"chunks","data":{"text":"a"}})"), -400);
    }

    // AP-10
    void whatIsOlderThanThirtyDaysIsRemoved()
    {
        constexpr qint64 day = 86'400'000;
        QTemporaryDir dir;
        ServerOptions options = quick();
        options.directory = dir.path();
        {
            const auto server = serve(options);
            RawHttp http(server->port());
            post(http, "/api/sessions", R"({"id":"s"})");
            post(http, "/api/sessions", R"({"id":"silent"})");
            publish(http, "s", R"({"channel":"chunks","data":{"text":"old"}})");
            publish(http, "silent", R"({"channel":"chunks","data":{"text":"old"}})");
            m_now = begin + 5 * day;
            publish(http, "s", R"({"channel":"chunks","data":{"text":"new"}})");
        }
        m_now = begin + 29 * day;
        auto server = serve(options);
        RawHttp http(server->port());
        QCOMPARE(events(http, "s").size(), 2);
        QCOMPARE(http.ask("GET", "/api/sessions/silent").status, 200);
        // Once a day, while it runs.
        m_now = begin + 31 * day;
        QTRY_COMPARE_WITH_TIMEOUT(events(http, "s").size(), 1, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(http.ask("GET", "/api/sessions/silent").status, 404, 15'000);
        // What is left keeps its number; from the beginning means from the oldest.
        QCOMPARE(events(http, "s")[0]["offset"_L1].toInteger(), 1);
        QCOMPARE(
            object(http.ask("GET", "/api/sessions/s"))["data"_L1]["oldestOffset"_L1].toInteger(),
            1);
        QCOMPARE(publish(http, "s", R"({"channel":"chunks","data":{"text":"newest"}})"), 2);
        // And at a start.
        server.reset();
        m_now = begin + 36 * day;
        server = serve(options);
        RawHttp last(server->port());
        QTRY_COMPARE_WITH_TIMEOUT(events(last, "s").size(), 1, 15'000);
        QCOMPARE(events(last, "s")[0]["offset"_L1].toInteger(), 2);
    }
};

QTEST_GUILESS_MAIN(TestPaneServer)
#include "tst_paneserver.moc"

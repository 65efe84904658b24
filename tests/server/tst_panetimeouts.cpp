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
constexpr qint64 minute = 60'000;
constexpr int patience = 15'000;

} // namespace

/** AP-42: what time alone does to sessions with channels; the clock is the test's. */
class TestPaneTimeouts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<StreamServer> serve(milliseconds idle = 30min)
    {
        ServerOptions options;
        options.port = 0;
        options.panes.idle = idle;
        options.directory = m_dir->path();
        options.durability = StreamStore::Durability::Relaxed;
        options.limits.writeTime = 200ms; // looks for what is over many times a second
        options.now = [this] { return timestampFromMs(m_now); };
        auto server = std::make_unique<StreamServer>(options);
        return server->start() ? std::move(server) : nullptr;
    }

    static QJsonObject object(const RawAnswer& answer)
    {
        return QJsonDocument::fromJson(answer.body).object();
    }

    static void make(RawHttp& http, const QByteArray& id)
    {
        QCOMPARE(http.ask("POST", "/api/sessions", R"({"id":")" + id + R"("})").status, 201);
        publish(http, id, R"({"channel":"chunks","data":{"text":"a"}})");
    }

    static void publish(RawHttp& http, const QByteArray& id, const QByteArray& body)
    {
        QCOMPARE(http.ask("POST", "/api/streams?sessionId=" + id, body).status, 200);
    }

    static QString status(RawHttp& http, const QByteArray& id)
    {
        return object(http.ask("GET", "/api/sessions/" + id))["data"_L1]["status"_L1].toString();
    }

    static QJsonArray events(RawHttp& http, const QByteArray& id)
    {
        return object(http.ask("GET", "/api/sessions/" + id + "/events"))["data"_L1].toArray();
    }

    /** Looks have gone by since this was called: one session that is over shows it. */
    void looked(RawHttp& http)
    {
        const QByteArray id = "mark" + QByteArray::number(++m_marks);
        make(http, id);
        m_now = m_now + 30 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, id), u"closing"_s, patience);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::atomic<qint64> m_now{begin};
    int m_marks = 0;

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_now = begin;
    }

    void nothingForHalfAnHourEndsASession()
    {
        const auto server = serve();
        QVERIFY(server);
        RawHttp http(server->port());
        make(http, "s");
        m_now = begin + 30 * minute - 1;
        QCOMPARE(status(http, "s"), u"active"_s);
        m_now = begin + 30 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closing"_s, patience);
        QCOMPARE(events(http, "s").size(), 2);
        const QJsonObject told = events(http, "s").last()["data"_L1].toObject();
        QCOMPARE(told["status"_L1].toString(), u"completed"_s);
        QCOMPARE(told["reason"_L1].toString(), u"idle_timeout"_s);
        m_now = begin + 35 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closed"_s, patience);
        QCOMPARE(events(http, "s").size(), 2); // and it can be read
        const RawAnswer late = http.ask(
            "POST", "/api/streams?sessionId=s", R"({"channel":"chunks","data":{"text":"b"}})");
        QCOMPARE(late.status, 400);
        QCOMPARE(object(late)["error"_L1]["code"_L1].toString(), u"SESSION_CLOSED"_s);
    }

    void whatWaitsForAnAnswerStaysOpen()
    {
        const auto server = serve();
        QVERIFY(server);
        RawHttp http(server->port());
        make(http, "s");
        publish(http, "s",
            R"({"channel":"workflow","data":{"type":"approval:requested","taskId":"k",)"
            R"("payload":{"taskId":"k","diff":"+x"}}})");
        make(http, "q");
        publish(http, "q",
            R"({"type":"plan:interaction","data":{"interactionId":"i","questions":[)"
            R"({"header":"H","question":"?"}]}})");
        looked(http);
        QCOMPARE(status(http, "s"), u"active"_s);
        QCOMPARE(status(http, "q"), u"active"_s);
        QCOMPARE(http.ask("POST", "/api/tasks/k/approve", "{}").status, 200);
        m_now = m_now + 30 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closing"_s, patience);
        QCOMPARE(status(http, "q"), u"active"_s);
    }

    void itGoesOnBehindARestart()
    {
        auto server = serve();
        QVERIFY(server);
        {
            RawHttp http(server->port());
            make(http, "s");
            m_now = begin + 30 * minute;
            QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closing"_s, patience);
        }
        server.reset();
        server = serve();
        QVERIFY(server);
        RawHttp http(server->port());
        QCOMPARE(status(http, "s"), u"closing"_s);
        m_now = begin + 35 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closed"_s, patience);
    }

    void noTimeIsNoEnd()
    {
        const auto server = serve(0min);
        QVERIFY(server);
        RawHttp http(server->port());
        make(http, "s");
        QCOMPARE(http.ask("POST", "/api/sessions/s/presence", R"({"userId":"u","action":"join"})")
                     .status,
            200);
        m_now = begin + 24 * 60 * minute;
        // Who was there is gone: it was looked at.
        QTRY_COMPARE_WITH_TIMEOUT(events(http, "s").size(), 3, patience);
        QCOMPARE(status(http, "s"), u"active"_s);
    }

    void whoeverIsThereKeepsItOpen()
    {
        const auto server = serve();
        QVERIFY(server);
        RawHttp http(server->port());
        make(http, "s");
        m_now = begin + 20 * minute;
        QCOMPARE(http.ask("POST", "/api/sessions/s/presence", R"({"userId":"u","action":"join"})")
                     .status,
            200);
        make(http, "other");
        m_now = begin + 40 * minute;
        // "u" left by silence, which is an event of that moment.
        QTRY_COMPARE_WITH_TIMEOUT(events(http, "s").size(), 3, patience);
        QCOMPARE(status(http, "s"), u"active"_s);
        m_now = begin + 70 * minute;
        QTRY_COMPARE_WITH_TIMEOUT(status(http, "s"), u"closing"_s, patience);
    }
};

QTEST_GUILESS_MAIN(TestPaneTimeouts)
#include "tst_panetimeouts.moc"

// SPDX-License-Identifier: MIT
// The engine and its servers: each is shown as it is, and none that fails stops another.
#include "tests/support/fakeopencode.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    // DG-01, DG-13
    void aServerIsShownAsItIs()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QCOMPARE(watch.sources[server.id()].version, u"1.18.33"_s);
        QTRY_COMPARE(watch.sessions[server.key()].status, SessionStatus::Running);
        QCOMPARE(watch.sessions[server.key()].title, u"A session"_s);
        QTRY_COMPARE(watch.sessions[server.key()].waiting, 1);
        QTRY_VERIFY(watch.checkpoints.begin()->asked.has_value());
        QCOMPARE(watch.request(server), Pending);
    }

    // DG-40, DG-15
    void heartbeatsAddNoRowsAndBadFramesAreCounted()
    {
        FakeOpenCode server;
        Watch watch({{}, Engine::EventFeed::All, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        for (int i = 0; i < 20; ++i)
            server.tellRaw(FakeOpenCode::sse(frame(u"server.heartbeat"_s, {}, {}, {})));
        server.tellRaw("data: {\"broken\n\ndata: 17\n\n");
        server.tell(u"session.created"_s, sessionBody(sessionInfo()));
        QTRY_VERIFY(watch.sessions.contains(server.key()));
        QCOMPARE(watch.rows.size(), 1);
        QTRY_COMPARE(watch.sources[server.id()].badFrames, 2);
        QVERIFY(watch.raised(Issue::Code::BadFrame));
    }

    // DG-49
    void whatHappensBetweenListeningAndAskingIsNotLost()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.http.on("/experimental/session", [&](const FakeRequest&, const FakeReply& reply) {
            // The list is read, then things happen, then the list arrives.
            const QByteArray list = QJsonDocument(server.sessions).toJson(QJsonDocument::Compact);
            server.tell(
                u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Renamed"_s, t0 + 1)));
            server.tell(u"session.created"_s, sessionBody(sessionInfo(u"ses_b"_s, u"Born late"_s)));
            server.tell(u"session.status"_s, statusBody(u"busy"_s, u"ses_b"_s));
            server.tell(u"permission.asked"_s, permission(u"per_1"_s, u"ses_b"_s));
            reply.json(list);
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QTRY_COMPARE(watch.sessions[server.key()].title, u"Renamed"_s);
        QTRY_COMPARE(watch.sessions[server.key(u"ses_b"_s)].waiting, 1);
    }

    // DG-02, DG-41
    void aCutIsCaughtUpAlsoWhereLogAndStreamSayTheSame()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        const Event first = eventOf(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"One"_s)), u"evt_a"_s);
        server.tellRaw(FakeOpenCode::sse(first.raw)
            + FakeOpenCode::sse(twinFrame("evt_a", "session.updated.1", "ses_a", 0, first.body)));
        QTRY_COMPARE(watch.sources[server.id()].lastSeq, 0);
        const Event second = eventOf(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Two"_s)), u"evt_b"_s);
        server.sessions = {sessionInfo(ses.value(), u"Two"_s)};
        server.log = {historyRow(second, 1)};
        server.http.on("/sync/history", [&](const FakeRequest&, const FakeReply& reply) {
            server.tellRaw(FakeOpenCode::sse(second.raw)
                + FakeOpenCode::sse(
                    twinFrame("evt_b", "session.updated.1", "ses_a", 1, second.body)));
            reply.json(QJsonDocument(server.log).toJson());
        });
        server.http.resetAll();
        QTRY_VERIFY(watch.sources[server.id()].reconnects == 1);
        QTRY_COMPARE(watch.sessions[server.key()].title, u"Two"_s);
        QCOMPARE(watch.sources[server.id()].openGaps, 0);
        QVERIFY(!watch.raised(Issue::Code::DatabaseError));
        server.tell(u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Three"_s)));
        QTRY_COMPARE(watch.sessions[server.key()].title, u"Three"_s);
        // DG-41: everything is read anew.
        server.sessions = {sessionInfo(u"ses_b"_s, u"Another"_s)};
        server.tell(u"global.disposed"_s, {}, {});
        QTRY_VERIFY(watch.sessions.contains(server.key(u"ses_b"_s)));
        QTRY_VERIFY(!watch.sessions.contains(server.key()));
    }

    void whatAnswersButIsNoOpenCodeIsSaidSo_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        using enum Issue::Code;
        const QByteArray html = "<!doctype html><html></html>";
        QTest::newRow("a web page for a stream")
            << QByteArray("/global/event") << 200 << QByteArray("text/html") << html
            << int(NotOpenCode);
        QTest::newRow("no stream") << QByteArray("/global/event") << 404 << QByteArray("text/plain")
                                   << QByteArray() << int(NotOpenCode);
        QTest::newRow("an error") << QByteArray("/global/event") << 500 << QByteArray("text/plain")
                                  << QByteArray() << int(HttpError);
        QTest::newRow("a web page for health")
            << QByteArray("/global/health") << 200 << QByteArray("text/html") << html
            << int(NotOpenCode);
        QTest::newRow("another kind of health")
            << QByteArray("/global/health") << 200 << QByteArray("application/json")
            << QByteArray("{\"ok\":1}") << int(NotOpenCode);
        QTest::newRow("sessions that are no list")
            << QByteArray("/experimental/session") << 200 << QByteArray("application/json")
            << QByteArray("{\"data\":[]}") << int(BadAnswer);
        QTest::newRow("a status that is no object")
            << QByteArray("/session/status") << 200 << QByteArray("application/json")
            << QByteArray("[]") << int(BadAnswer);
        QTest::newRow("requests that are no list")
            << QByteArray("/permission") << 200 << QByteArray("application/json")
            << QByteArray("{}") << int(BadAnswer);
        QTest::newRow("broken JSON")
            << QByteArray("/project") << 200 << QByteArray("application/json") << QByteArray("[{")
            << int(BadAnswer);
    }

    void whatAnswersButIsNoOpenCodeIsSaidSo()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on(path, [=](const FakeRequest&, const FakeReply& reply) {
            reply.send(status, body, {{"content-type", type}});
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(int(watch.issue(server)), code);
        QVERIFY(watch.state(server) != SyncState::Live);
        QVERIFY(watch.sources[server.id()].attempt >= 1);
    }

    void aListOfAnotherShapeDeletesNothing()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.addMessage(messageInfo(u"msg_1"_s, t0, t0));
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        watch.engine->submit(CloseSession{server.key()});
        server.http.onJson("/session/ses_a/message", "{\"login\":\"please\"}");
        server.http.onJson("/experimental/session", "{\"login\":\"please\"}");
        watch.engine->submit(OpenSession{server.key()});
        QTRY_VERIFY(watch.raised(Issue::Code::BadAnswer));
        QCOMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        watch.engine->submit(RetrySource{server.id()});
        QTRY_COMPARE(watch.issue(server), Issue::Code::BadAnswer);
        QVERIFY(watch.sessions.contains(server.key()));
    }

    void aRequestListThatCannotBeHadStopsNothing()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on("/permission", [](const FakeRequest&, const FakeReply& reply) {
            reply.json(readData(u"permission-webfetch.permission-list.400.json"_s), 400);
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QTRY_VERIFY(watch.raised(Issue::Code::HttpError));
        server.tell(u"permission.asked"_s, permission(u"per_1"_s));
        QTRY_COMPARE(watch.request(server), Pending);
    }

    void withoutCredentialsItStopsUntilThePersonActs()
    {
        FakeOpenCode server;
        bool open = false;
        server.http.on("/global/event", [&](const FakeRequest&, const FakeReply& reply) {
            if (!open)
                return reply.send(401);
            reply.startEvents();
            reply.write(FakeOpenCode::sse(frame(u"server.connected"_s, {}, {}, {})));
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Denied);
        QCOMPARE(watch.issue(server), Issue::Code::NotAuthorised);
        QVERIFY(!isKnown(watch.sources[server.id()].retryAt));
        const auto asked = server.http.requests().size();
        // A wake-up is no reason to knock again; the next answer shows that none came between.
        watch.engine->submit(SystemResumed{});
        open = true;
        watch.engine->submit(RetrySource{server.id()});
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QCOMPARE(server.http.count("/global/event"), int(asked) + 1);
    }

    // DG-50
    void anUnknownDirectoryIsDiscoveredLive()
    {
        FakeOpenCode server;
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        server.http.forgetRequests();
        QJsonObject info = sessionInfo(u"ses_b"_s);
        info[u"directory"_s] = u"/home/dev/über"_s;
        server.tell(u"session.created"_s, sessionBody(info), u"/home/dev/über"_s);
        QTRY_COMPARE(server.http.count("/permission"), 1);
        QTRY_COMPARE(server.http.count("/session/status"), 1);
        for (const FakeRequest& request : server.http.requests())
            QCOMPARE(request.header("x-opencode-directory"),
                QByteArray("/home/dev/über").toPercentEncoding());
        QTRY_COMPARE(watch.sessions[server.key(u"ses_b"_s)].status, SessionStatus::Idle);
    }

    // DG-64
    void oneSourceThatFailsStopsNoOther()
    {
        FakeOpenCode good;
        FakeOpenCode denied;
        FakeOpenCode dead;
        good.waitForAnswer();
        denied.http.on(
            "/global/event", [](const FakeRequest&, const FakeReply& reply) { reply.send(403); });
        dead.http.stop();
        Watch watch;
        QVERIFY(watch.engine->start());
        for (const FakeOpenCode* server : {&dead, &denied, &good})
            watch.add(server->config());
        QTRY_COMPARE(watch.state(good), SyncState::Live);
        QTRY_COMPARE(watch.state(denied), SyncState::Denied);
        QTRY_COMPARE(watch.state(dead), SyncState::Waiting);
        QCOMPARE(watch.issue(dead), Issue::Code::Unreachable);
        good.tell(u"session.created"_s, sessionBody(sessionInfo(u"ses_b"_s)));
        QTRY_VERIFY(watch.sessions.contains(good.key(u"ses_b"_s)));
        watch.engine->submit(RemoveSource{dead.id()});
        QTRY_VERIFY(!watch.sources.contains(dead.id()));
    }

    // DG-14
    void aPausedSourceSendsNothing()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.request(server), Pending);
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        // Asked and not answered: it must not be tried again either.
        bool resumed = false;
        server.http.on("/session/ses_a/message",
            [&](const FakeRequest&, const FakeReply& reply) { reply.send(resumed ? 404 : 503); });
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(server.http.count("/session/ses_a/message"), 1);
        watch.engine->submit(PauseSource{server.id()});
        QTRY_COMPARE(watch.state(server), SyncState::Paused);
        server.http.forgetRequests();
        watch.engine->submit(SystemResumed{});
        watch.engine->submit(LoadOlder{server.key()});
        watch.decide(server);
        QTRY_COMPARE(watch.request(server), Failed);
        QVERIFY(server.http.requests().isEmpty());
        QCOMPARE(server.http.openReplies("/global/event").size(), 0);
        resumed = true;
        watch.engine->submit(ResumeSource{server.id()});
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QCOMPARE(server.posts(), 0);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"

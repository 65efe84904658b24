// SPDX-License-Identifier: MIT
// An AgentPane server that is followed: its sessions, its refusals, and a person who is there.
#include "core/domain/sourcetext.h"
#include "core/io/panesource.h"
#include "tests/io/panekeeper.h"
#include "tests/support/fakepane.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPaneSource : public QObject
{
    Q_OBJECT

private slots:
    // AP-41, AP-11: listed, followed, and told as it happens
    void sessionsAreListedAndFollowed()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","turn":1,"text":"Hel"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(f.host.status.state, SyncState::Live, patience);
        QCOMPARE(f.host.session(u"s1"_s)->title, u"Title of s1"_s);
        QCOMPARE(f.host.transcript(u"s1"_s), QStringList{u"a-1: Hel"_s});
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","turn":1,"text":"lo"})");
        QTRY_COMPARE_WITH_TIMEOUT(
            f.host.transcript(u"s1"_s), QStringList{u"a-1: Hello"_s}, patience);
        QVERIFY(!f.host.messages(u"s1"_s).front().parts.front().final);
        server.publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"completed"})");
        QTRY_VERIFY_WITH_TIMEOUT(f.host.messages(u"s1"_s).front().parts.front().final, patience);
        // Neither interrupted nor moved.
        const Message ended = f.host.messages(u"s1"_s).front().message;
        QCOMPARE(toMs(ended.created), 1'790'000'000'000);
        QVERIFY(ended.completed);
        QCOMPARE(f.host.session(u"s1"_s)->status, SessionStatus::Idle);
        QCOMPARE(f.host.transcript(u"s1"_s), QStringList{u"a-1: Hello"_s});
        // A session that begins while the server is watched.
        server.addSession(u"s2"_s);
        server.publish(u"s2"_s, u"terminal:output"_s, R"({"data":"$"})");
        QTRY_COMPARE_WITH_TIMEOUT(
            f.host.transcript(u"s2"_s), QStringList{u"terminal-0: $"_s}, patience);
        // And one that is deleted.
        server.sessions.remove(u"s1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!f.host.session(u"s1"_s), patience);
    }

    // AP-05, AP-06, AP-39
    void everyLayoutIsFound_data()
    {
        QTest::addColumn<QString>("layout");
        QTest::addColumn<bool>("named");
        QTest::addColumn<bool>("lists");
        QTest::addColumn<QString>("query");
        QTest::newRow("sessions") << u"sessions"_s << false << true << QString();
        QTest::newRow("streams") << u"streams"_s << false << true << QString();
        QTest::newRow("subscribe") << u"subscribe"_s << false << true << QString();
        QTest::newRow("named frames") << u"streams"_s << true << true << QString();
        QTest::newRow("no list of events") << u"sessions"_s << false << false << QString();
        QTest::newRow("as a person names it")
            << u"subscribe"_s << false << true << u"/?layout=subscribe"_s;
    }
    void everyLayoutIsFound()
    {
        QFETCH(QString, layout);
        QFETCH(bool, named);
        QFETCH(bool, lists);
        QFETCH(QString, query);
        FakePane server(layout);
        server.named = named;
        server.lists = lists;
        // All of them look for it at once.
        for (const char16_t* id : {u"s1", u"s2", u"s3", u"s4"})
            server.addSession(QString::fromUtf16(id));
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"one "})");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"two "})");
        Followed f(server, {}, query);
        QTRY_COMPARE_WITH_TIMEOUT(
            f.host.transcript(u"s1"_s), QStringList{u"a-0: one two "_s}, patience);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 4, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"three"})");
        QTRY_COMPARE_WITH_TIMEOUT(
            f.host.transcript(u"s1"_s), QStringList{u"a-0: one two three"_s}, patience);
        QCOMPARE(f.host.offsets(u"s1"_s), upTo(3));
        QCOMPARE(f.host.count(Issue::Code::SessionNotFound), 0);
    }

    // AP-60
    void whatIsNoEventIsCountedAndPassed()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.writeBare(u"s1"_s, "data: {nonsense\n\n: ping\n\n");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a"})");
        server.publish(u"s1"_s, u"moon:rises"_s, R"({"agentId":"a"})");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 1"_s}, patience);
        QCOMPARE(f.host.follower.status().badFrames, 2);
        QCOMPARE(f.host.offsets(u"s1"_s), upTo(3));
        QCOMPARE(server.streams, 1);
    }

    // AP-44
    void refusalsAreTold_data()
    {
        QTest::addColumn<int>("list");
        QTest::addColumn<int>("stream");
        QTest::addColumn<SyncState>("state");
        QTest::addColumn<Issue::Code>("issue");
        using enum Issue::Code;
        QTest::newRow("the list: 401") << 401 << 200 << SyncState::Denied << NotAuthorised;
        QTest::newRow("the list: 403") << 403 << 200 << SyncState::Denied << NotAuthorised;
        QTest::newRow("the list: 404") << 404 << 200 << SyncState::Waiting << HttpError;
        QTest::newRow("the list: 503") << 503 << 200 << SyncState::Waiting << HttpError;
        QTest::newRow("a stream: 401") << 200 << 401 << SyncState::Denied << NotAuthorised;
        QTest::newRow("a stream: 404") << 200 << 404 << SyncState::Live << None;
        QTest::newRow("a stream: 410") << 200 << 410 << SyncState::Live << None;
        QTest::newRow("a stream: 502") << 200 << 502 << SyncState::Live << HttpError;
    }
    void refusalsAreTold()
    {
        QFETCH(int, list);
        QFETCH(int, stream);
        QFETCH(SyncState, state);
        QFETCH(Issue::Code, issue);
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        server.listStatus = list;
        server.streamStatus = stream;
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(f.host.status.state, state, patience);
        QTRY_COMPARE_WITH_TIMEOUT(f.host.status.issue.code, issue, patience);
        const bool gone = stream == 404 || stream == 410;
        QCOMPARE(f.host.count(Issue::Code::SessionNotFound), gone ? 1 : 0);
        if (state == SyncState::Denied || gone) {
            server.listStatus = 200;
            server.streamStatus = 200;
            f.source.retryNow();
            QTRY_COMPARE_WITH_TIMEOUT(f.host.status.state, SyncState::Live, patience);
            QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        }
    }

    // AP-43
    void aClosedSessionIsReadWhenItIsOpenedAndNotFollowed()
    {
        FakePane server;
        server.addSession(u"s1"_s, u"closed"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"old"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(f.host.status.state, SyncState::Live, patience);
        QVERIFY(f.host.session(u"s1"_s));
        QCOMPARE(f.host.transcript(u"s1"_s), QStringList());
        f.source.openSession(SessionId(u"s1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: old"_s}, patience);
        QCOMPARE(server.streams, 0);
    }

    void aSessionThatIsClosedIsReadToItsEndAndNotFollowedAnyMore()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"2"})", true);
        server.setStatus(u"s1"_s, u"closed"_s);
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 12"_s}, patience);
        f.source.retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(f.host.status.state, SyncState::Live, patience);
        QCOMPARE(server.streams, 1);
    }

    void anApprovalOutlastsItsTurn()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"running"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.publish(u"s1"_s, u"approval:requested"_s, R"({"taskId":"t","diff":"+a"})");
        server.publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"completed"})");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.offsets(u"s1"_s), upTo(3), patience);
        QCOMPARE(f.host.session(u"s1"_s)->status, SessionStatus::Idle);
        QCOMPARE(f.host.session(u"s1"_s)->waiting, 1);
        const Checkpoint asked = f.host.checkpoints().front();
        QVERIFY(asked.answerable);
        QVERIFY(asked.isDiff);
        QCOMPARE(asked.text, u"+a"_s);
        server.publish(u"s1"_s, u"approval:rejected"_s, R"({"taskId":"t","reason":"no"})");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.session(u"s1"_s)->waiting, 0, patience);
        QCOMPARE(f.host.checkpoints().front().state, CheckpointState::AnsweredElsewhere);
        QCOMPARE(f.host.checkpoints().front().reply, Reply::Reject);
    }

    void nothingLeavesWhileItIsPaused()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        f.source.pause();
        QCOMPARE(f.host.status.state, SyncState::Paused);
        QTRY_COMPARE_WITH_TIMEOUT(
            server.http.openReplies("/api/sessions/s1/stream").size(), 0, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        f.source.start();
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 1"_s}, patience);
    }

    // AP-28, AP-30: as often as it is told to, until it is left; 10 s by default
    void aPersonIsThereUntilTheyLeave()
    {
        QCOMPARE(PaneSource::Pace().heartbeat, 10s);
        FakePane server;
        server.addSession(u"s1"_s);
        Keeper host(configOf(server));
        PaneSource::Pace pace = quick();
        pace.heartbeat = 20ms;
        PaneSource source(configOf(server), host, pace);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        int told = 0;
        Lookup::Attend wish{SessionId(u"s1"_s), true, u"ada"_s, u"Ada"_s};
        source.lookUp({wish}, [&](const Finding&) { ++told; });
        QTRY_VERIFY_WITH_TIMEOUT(server.attendance.size() >= 4 && told >= 2, patience);
        QCOMPARE(server.attendance[0]["action"_L1].toString(), u"join"_s);
        QVERIFY(!server.attendance[2].contains(u"action"_s));
        QCOMPARE(server.attendance[2]["displayName"_L1].toString(), u"Ada"_s);
        wish.here = false;
        source.lookUp({wish}, [](const Finding&) {});
        QTRY_VERIFY_WITH_TIMEOUT(server.users.isEmpty(), patience);
        QCOMPARE(server.attendance.last()["action"_L1].toString(), u"leave"_s);
    }

    void whoEndsTheProgramHasLeft() // AP-30
    {
        FakePane server;
        server.addSession(u"s1"_s);
        Keeper host(configOf(server));
        auto source = std::make_unique<PaneSource>(configOf(server), host, quick());
        source->start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, patience);
        const Lookup::Attend wish{SessionId(u"s1"_s), true, u"ada"_s, {}};
        source->lookUp({wish}, [](const Finding&) {});
        QTRY_VERIFY_WITH_TIMEOUT(!server.users.isEmpty(), patience);
        source.reset(); // no event loop runs meanwhile
        QTRY_VERIFY_WITH_TIMEOUT(server.users.isEmpty(), patience);
        QCOMPARE(server.attendance.last()["action"_L1].toString(), u"leave"_s);
    }

    // AP-32: a burst is few requests, and its last position is one of them
    void aCursorIsSentSparingly()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        for (int i = 0; i <= 500; ++i) {
            Lookup::Attend wish{SessionId(u"s1"_s), true, u"ada"_s, {}, QPointF(i, 1)};
            f.source.lookUp({wish}, [](const Finding&) {});
        }
        QTRY_VERIFY_WITH_TIMEOUT(!server.attendance.isEmpty()
                && server.attendance.last()["cursor"_L1]["x"_L1].toInt() == 500,
            patience);
        QVERIFY2(
            server.attendance.size() < 100, qPrintable(QString::number(server.attendance.size())));
    }

    // AP-24 as a client: a token in place of user and password
    void aTokenIsSentAsOne()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        SourceConfig config = configOf(server);
        config.password = u"secret"_s;
        Keeper host(config);
        PaneSource source(config, host, quick());
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        for (const FakeRequest& request : server.http.requests())
            QCOMPARE(request.header("authorization"), QByteArray("Bearer secret"));
    }

    void anAddressNamesIt()
    {
        const auto config = sourceFromText(u"agentpane:127.0.0.1:3001/?layout=streams"_s);
        QVERIFY(bool(config));
        QCOMPARE(config->kind, SourceKind::AgentPane);
        QCOMPARE(config->id().value(), u"agentpane:http://127.0.0.1:3001"_s);
        QVERIFY(config->url.hasQuery());
        QVERIFY(namesItsKind(u"agentpane:http://h"_s));
        QVERIFY(!sourceFromText(u"agentpane:"_s));
    }
};

QTEST_GUILESS_MAIN(TestPaneSource)
#include "tst_panesource.moc"

// SPDX-License-Identifier: MIT
#include "core/store/database.h"
#include "tests/support/fakeopencode.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

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

    // Who takes each event and is slow costs bounded memory and misses nothing.
    void aSlowTailReadsOnInTheHistory()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        Watch watch({m_dir->path(), Engine::EventFeed::All, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.asleep = true;
        constexpr int told = 9000;
        QByteArray frames;
        for (int i = 0; i < told; ++i)
            frames += FakeOpenCode::sse(frame(u"note"_s, {{u"n"_s, i}}, u"evt_n%1"_s.arg(i)));
        server.tellRaw(frames);
        const qint64 known = watch.rows.size();
        const auto file = m_dir->filePath(u"history.db"_s);
        const auto db = std::move(*Database::open(file, Database::Mode::ReadOnly));
        Query count = db->prepare(u"SELECT count(*) FROM event WHERE type='note'"_s);
        QTRY_VERIFY(db->run(count) && count.next() && count.value(0).toInt() == told);
        count.finish();
        watch.asleep = false;
        watch.take();
        QTRY_COMPARE_WITH_TIMEOUT(watch.rows.size(), known + told, 20'000);
        for (qsizetype i = 1; i < watch.rows.size(); ++i)
            QVERIFY(watch.rows[i].row > watch.rows[i - 1].row);
        QCOMPARE(watch.skipped, 0);
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

    // DG-43
    void aDecisionIsConfirmedByTheStream()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        answerPosts(server);
        Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.request(server), Pending);
        watch.decide(server);
        watch.decide(server, Reply::Reject); // too late: one answer is on its way
        QTRY_COMPARE(watch.request(server), Confirmed);
        QCOMPARE(server.posts(), 1);
        const auto posted =
            std::find_if(server.http.requests().begin(), server.http.requests().end(),
                [](const FakeRequest& r) { return r.path == "/permission/per_1/reply"; });
        QCOMPARE(posted->body, QByteArray(R"({"reply":"once"})"));
        QCOMPARE(posted->header("x-opencode-directory"), QUrl::toPercentEncoding(shop));
        QTRY_COMPARE(watch.sessions[server.key()].waiting, 0);
        watch.engine.reset();
        QFile journal(m_dir->filePath(u"decisions.jsonl"_s));
        QVERIFY(journal.open(QFile::ReadOnly));
        const QByteArray line = journal.readAll();
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.contains("\"outcome\":\"confirmed\""));
    }

    void aSessionIsStoppedFromItsLeavesUp() // DS-64, DS-65
    {
        FakeOpenCode server;
        QStringList stopped;
        const auto add = [&](const QString& id, const QString& parent, const QString& status) {
            QJsonObject info = sessionInfo(id);
            if (!parent.isEmpty())
                info.insert(u"parentID"_s, parent);
            server.sessions.append(info);
            if (!status.isEmpty())
                server.status.insert(id, QJsonObject{{u"type"_s, status}});
            server.http.on("/session/" + id.toUtf8() + "/abort",
                [&stopped, id](const FakeRequest&, const FakeReply& reply) {
                    stopped += id;
                    reply.send(id == "ses_b"_L1 && stopped.size() > 4 ? 500 : 200);
                });
        };
        add(ses.value(), {}, u"busy"_s);
        add(u"ses_b"_s, ses.value(), u"busy"_s);
        add(u"ses_c"_s, u"ses_b"_s, u"busy"_s);
        add(u"ses_d"_s, ses.value(), {}); // has finished
        Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        QTRY_COMPARE(watch.sessions[server.key()].status, SessionStatus::Running);
        watch.engine->submit(headgate::StopSession{server.key()});
        QTRY_COMPARE(stopped, (QStringList{u"ses_c"_s, u"ses_b"_s, ses.value()}));
        // Who refuses ends it: those above still run, and nothing is written of them.
        watch.engine->submit(headgate::StopSession{server.key()});
        QTRY_COMPARE(stopped.size(), 5);
        QTRY_VERIFY(!watch.issues.empty());
        QCOMPARE(stopped.size(), 5);
        watch.engine.reset();
        QFile journal(m_dir->filePath(u"decisions.jsonl"_s));
        QVERIFY(journal.open(QFile::ReadOnly));
        const QByteArray lines = journal.readAll();
        QCOMPARE(lines.count("\"act\":\"stop\""), 4);
        QCOMPARE(lines.count("ses_c"), 2);
    }

    void aDecisionThatCameSecondSaysSo()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on("/permission/per_1/reply", [&](const FakeRequest&, const FakeReply& reply) {
            server.permissions = {};
            reply.json(readData(u"permission-once.reply-twice.404.json"_s), 404);
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.request(server), Pending);
        watch.decide(server);
        QTRY_COMPARE(watch.request(server), AnsweredElsewhere);
        QVERIFY(!watch.checkpoints.begin()->reply);
    }

    void aDecisionLostOnItsWayCanBeGivenAgain()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on("/permission/per_1/reply",
            [](const FakeRequest&, const FakeReply& reply) { reply.reset(); });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.request(server), Pending);
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        const int lists = server.http.count("/permission");
        watch.decide(server);
        QTRY_COMPARE(watch.request(server), Failed);
        QCOMPARE(watch.checkpoints.begin()->issue.code, Issue::Code::SendUnknown);
        QCOMPARE(server.posts(), 1);
        QTRY_VERIFY(server.http.count("/permission") > lists);
        QTRY_COMPARE(watch.sessions[server.key()].waiting, 1);
        answerPosts(server);
        watch.decide(server);
        QTRY_COMPARE(watch.request(server), Confirmed);
        QCOMPARE(server.posts(), 2);
    }

    void aDecisionLostOnItsWayThatArrivedIsLookedUp()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on("/permission/per_1/reply", [&](const FakeRequest&, const FakeReply& reply) {
            server.permissions = {};
            reply.reset();
        });
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.request(server), Pending);
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.decide(server);
        QTRY_VERIFY(watch.checkpoints.begin()->state == CheckpointState::Unknown);
    }

    void aDecisionOnNothingIsAnIssue()
    {
        Watch watch;
        QVERIFY(watch.engine->start());
        FakeOpenCode server;
        watch.decide(server);
        QTRY_VERIFY(watch.raised(Issue::Code::RequestNotFound));
    }

    // DG-06
    void aLongSessionIsReadToItsBeginning()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 250);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        auto& shown = watch.transcripts[server.key()];
        QTRY_VERIFY(!watch.transcripts[server.key()].loading);
        QCOMPARE(shown.messages.size(), 100);
        for (int loads = 0; watch.transcripts[server.key()].hasOlder; ++loads) {
            QVERIFY(loads < 10);
            watch.engine->submit(LoadOlder{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, loads + 1);
        }
        QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 250));
    }

    void whatIsHeldToItsBeginningIsNotAskedForAgain()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 250);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        const auto readAll = [&] {
            const auto& shown = watch.transcripts[server.key()];
            const int before = shown.olderLoads;
            watch.engine->submit(OpenSession{server.key()});
            QTRY_VERIFY(watch.transcripts[server.key()].loads > 0);
            QTRY_VERIFY(!watch.transcripts[server.key()].loading);
            for (int loads = 1; watch.transcripts[server.key()].hasOlder; ++loads) {
                QVERIFY(loads < 10);
                watch.engine->submit(LoadOlder{server.key()});
                QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, before + loads);
            }
            QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 250));
        };
        readAll();
        watch.engine->submit(CloseSession{server.key()});
        server.http.forgetRequests();
        watch.transcripts.clear();
        readAll();
        for (const FakeRequest& request : server.http.requests())
            QVERIFY2(!request.target.contains("before="), request.target.constData());
    }

    // DG-06, DG-07
    void aSessionOpenedAgainHasNoHole()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        addMessages(server, 0, 50);
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, ids(0, 50));
        watch.engine->submit(CloseSession{server.key()});
        // Nothing of this was told on the stream.
        addMessages(server, 50, 400);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, ids(300, 400));
        for (int loads = 0; watch.transcripts[server.key()].hasOlder; ++loads) {
            QVERIFY(loads < 10);
            watch.engine->submit(LoadOlder{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].olderLoads, loads + 1);
        }
        QCOMPARE(watch.transcripts[server.key()].messages, ids(0, 400));
    }

    // DG-32
    void theLastStateIsReadableWhileTheServerIsOff()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        {
            Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
            QVERIFY(watch.engine->start());
            watch.add(server.config());
            QTRY_COMPARE(watch.request(server), Pending);
            watch.engine->submit(OpenSession{server.key()});
            QTRY_COMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        }
        server.http.stop();
        Watch watch({m_dir->path(), Engine::EventFeed::Off, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.sessions[server.key()].title, u"A session"_s);
        QCOMPARE(watch.sessions[server.key()].status, SessionStatus::Unknown);
        QCOMPARE(watch.request(server), Pending);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages, QStringList{u"msg_1"_s});
        QVERIFY(watch.transcripts[server.key()].loading);
        QTRY_COMPARE(watch.state(server), SyncState::Waiting);
    }

    void aCallerThatSleepsCostsWhatIsOpen()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.addMessage(
            messageInfo(u"msg_1"_s, t0), {textPart(u"prt_1"_s, u"msg_1"_s, {}, false)});
        Watch watch;
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        watch.engine->submit(OpenSession{server.key()});
        QTRY_COMPARE(watch.transcripts[server.key()].messages.size(), 1);
        QTRY_VERIFY(!watch.transcripts[server.key()].loading);
        watch.asleep = true;
        QString sent;
        for (int i = 0; i < 5000; ++i) {
            sent += u"word%1 "_s.arg(i);
            server.tell(
                u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"word%1 "_s.arg(i)));
        }
        server.tell(u"session.created"_s, sessionBody(sessionInfo(u"ses_last"_s)));
        watch.largestBatch = 0;
        const auto text = [&] {
            watch.take();
            return watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].text;
        };
        QTRY_COMPARE(text(), sent);
        QVERIFY2(watch.largestBatch < 20, qPrintable(QString::number(watch.largestBatch)));
    }

    void openedWhileTextStreamsItIsExactEachTime()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.addMessage(
            messageInfo(u"msg_1"_s, t0), {textPart(u"prt_1"_s, u"msg_1"_s, {}, false)});
        Watch watch({m_dir->path(), Engine::EventFeed::Newest, 100});
        QVERIFY(watch.engine->start());
        watch.add(server.config());
        QTRY_COMPARE(watch.state(server), SyncState::Live);
        server.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        server.tell(
            u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        QString sent;
        int word = 0;
        QTimer writer;
        connect(&writer, &QTimer::timeout, this, [&] {
            const QString more = u"w%1 "_s.arg(++word);
            sent += more;
            server.tell(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, more));
        });
        writer.start(1);
        const auto text = [&] {
            return watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].text;
        };
        for (int opening = 1; opening <= 41; ++opening) {
            watch.transcripts[server.key()] = {};
            watch.engine->submit(OpenSession{server.key()});
            QTRY_VERIFY(!watch.transcripts[server.key()].loading);
            QVERIFY2(sent.startsWith(text()), qPrintable(text()));
            if (opening % 10 == 1) {
                writer.stop();
                QTRY_COMPARE(text(), sent);
                writer.start(1);
            }
            QVERIFY(watch.transcripts[server.key()].parts[PartId(u"prt_1"_s)].gaps.empty());
            if (opening < 41)
                watch.engine->submit(CloseSession{server.key()});
        }
    }

    void everyWayToShutDownIsSafe_data()
    {
        QTest::addColumn<QString>("when");
        for (const char* when :
            {"not started", "idle", "connecting", "fetching", "live", "waiting", "paused", "denied",
                "a decision on its way", "a session being read", "right after a removal"})
            QTest::newRow(when) << QString::fromLatin1(when);
    }

    void everyWayToShutDownIsSafe()
    {
        QFETCH(QString, when);
        FakeOpenCode server;
        server.waitForAnswer();
        addMessages(server, 1, 300);
        const auto silent = [](const FakeRequest&, const FakeReply&) {};
        server.http.on("/permission/per_1/reply", silent);
        if (when == "connecting"_L1)
            server.http.on("/global/event", silent);
        else if (when == "fetching"_L1)
            server.http.on("/global/health", silent);
        else if (when == "waiting"_L1)
            server.http.stop();
        else if (when == "denied"_L1)
            server.http.on("/global/event",
                [](const FakeRequest&, const FakeReply& reply) { reply.send(401); });
        auto watch =
            std::make_unique<Watch>(Engine::Options{m_dir->path(), Engine::EventFeed::Newest, 100});
        if (when == "not started"_L1)
            return;
        QVERIFY(watch->engine->start());
        if (when == "idle"_L1)
            return;
        watch->add(server.config());
        if (when == "connecting"_L1) {
            QTRY_COMPARE(server.http.count("/global/event"), 1);
            return;
        }
        if (when == "fetching"_L1) {
            QTRY_COMPARE(server.http.count("/global/health"), 1);
            return;
        }
        if (when == "waiting"_L1) {
            QTRY_COMPARE(watch->state(server), SyncState::Waiting);
            return;
        }
        if (when == "denied"_L1) {
            QTRY_COMPARE(watch->state(server), SyncState::Denied);
            return;
        }
        QTRY_COMPARE(watch->state(server), SyncState::Live);
        if (when == "paused"_L1) {
            watch->engine->submit(PauseSource{server.id()});
            QTRY_COMPARE(watch->state(server), SyncState::Paused);
        } else if (when == "a decision on its way"_L1) {
            QTRY_COMPARE(watch->request(server), Pending);
            watch->decide(server);
            QTRY_COMPARE(server.posts(), 1);
            watch.reset();
            // Nobody knows whether it arrived until the list is read.
            server.http.stop();
            Watch again({m_dir->path(), Engine::EventFeed::Off, 100});
            QVERIFY(again.engine->start());
            again.add(server.config());
            QTRY_COMPARE(again.request(server), Failed);
        } else if (when == "a session being read"_L1) {
            // Each round ends at another moment of engine and reader.
            for (int round = 0; round < 15; ++round) {
                for (int i = 0; i < 20; ++i) {
                    watch->engine->submit(OpenSession{server.key()});
                    watch->engine->submit(LoadOlder{server.key()});
                    watch->engine->submit(CloseSession{server.key()});
                }
                watch->engine->submit(OpenSession{server.key()});
                watch.reset();
                watch = std::make_unique<Watch>(
                    Engine::Options{m_dir->path(), Engine::EventFeed::Newest, 100});
                QVERIFY(watch->engine->start());
                watch->add(server.config());
            }
        } else if (when == "right after a removal"_L1) {
            watch->engine->submit(OpenSession{server.key()});
            watch->decide(server);
            watch->engine->submit(RemoveSource{server.id()});
            QTRY_VERIFY(!watch->sources.contains(server.id()));
        }
    }

private:
    static void answerPosts(FakeOpenCode& server)
    {
        server.http.on(
            "/permission/per_1/reply", [&server](const FakeRequest&, const FakeReply& reply) {
                server.permissions = {};
                reply.json("true");
                server.tell(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
            });
    }

    static QString messageId(int i) { return u"msg_%1"_s.arg(i, 4, 10, QChar(u'0')); }
    static QStringList ids(int from, int to)
    {
        QStringList list;
        for (int i = from; i < to; ++i)
            list.append(messageId(i));
        return list;
    }
    static void addMessages(FakeOpenCode& server, int from, int to)
    {
        for (int i = from; i < to; ++i)
            server.addMessage(messageInfo(messageId(i), t0 + 10 * i, t0 + 10 * i + 1));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"

// SPDX-License-Identifier: MIT
// What a person decides or stops is sent once, and looked up where its answer was lost.
#include "tests/support/fakeopencode.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using enum CheckpointState;

class TestEngineDecisions : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

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

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestEngineDecisions)
#include "tst_enginedecisions.moc"

// SPDX-License-Identifier: MIT
#include "core/io/opencodesource.h"
#include "tests/support/fakeopencode.h"
#include "tests/support/nextrequests.h"

#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;

namespace {

/** What a source hands on, without an engine behind it. */
class FakeHost : public SourceHost
{
public:
    std::vector<SourceItem> items;
    std::vector<SessionId> open;
    QHash<SessionId, qint64> seqs;
    SourceStatus status;

    void take(const SourceId&, std::vector<SourceItem> more) override
    {
        items.insert(items.end(), more.begin(), more.end());
    }
    qint64 fence() override { return 0; }
    QHash<SessionId, qint64> cursors(const SourceId&) override { return seqs; }
    std::optional<StreamCursor> streamCursor(const SourceId&) override { return {}; }
    std::vector<SessionId> openSessions(const SourceId&) override { return open; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override { status = told; }

    template <typename Item>
    std::vector<Item> all() const
    {
        std::vector<Item> found;
        for (const SourceItem& item : items) {
            if (const auto* one = std::get_if<Item>(&item))
                found.push_back(*one);
        }
        return found;
    }
};

} // namespace

class TestOpenCodeSource : public QObject
{
    Q_OBJECT

private slots:
    // opencode.md 0: a request that meets a booting server is never answered.
    void aRequestLostInTheBootIsAskedAgain()
    {
        FakeOpenCode server;
        int asked = 0;
        server.http.on("/global/health", [&](const FakeRequest&, const FakeReply& reply) {
            if (++asked > 1)
                reply.json(R"({"healthy":true,"version":"1.18.33"})");
        });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 20'000);
        QCOMPARE(asked, 2);
        // The stream was kept meanwhile.
        QCOMPARE(server.http.count("/global/event"), 1);
    }

    // DG-04
    void theListsComeBeforeWhatTheStreamSaidMeanwhile()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.on("/session/status", [&](const FakeRequest&, const FakeReply& reply) {
            server.tell(u"session.status"_s, statusBody(u"idle"_s));
            // Two connections have no order of their own: the stream is given a start.
            QTimer::singleShot(
                500, &server.http, [&server, reply] { reply.json(compact(server.status)); });
        });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QVERIFY(std::holds_alternative<StreamCut>(host.items.front()));
        QStringList order;
        for (const SourceItem& item : host.items) {
            if (std::holds_alternative<SessionsListed>(item))
                order.append(u"sessions"_s);
            else if (std::holds_alternative<StatusListed>(item))
                order.append(u"status"_s);
            else if (std::holds_alternative<RequestsListed>(item))
                order.append(u"requests"_s);
            else if (std::holds_alternative<Event>(item))
                order.append(u"stream"_s);
            else if (std::holds_alternative<CaughtUp>(item))
                order.append(u"caught up"_s);
        }
        QCOMPARE(order,
            (QStringList{u"sessions"_s, u"status"_s, u"requests"_s, u"requests"_s, u"stream"_s,
                u"caught up"_s}));
    }

    // DG-49: a snapshot that fails again and again must neither lose what comes meanwhile nor keep
    // all of it in memory.
    void aFullBufferIsHandedOnBeforeTheSnapshot()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        bool broken = true;
        server.http.on("/session/status", [&](const FakeRequest&, const FakeReply& reply) {
            broken ? reply.send(500) : reply.json("{}");
        });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(server.http.openReplies("/global/event").size(), 1);
        constexpr int told = 12;
        for (int i = 0; i < told; ++i)
            server.tell(u"note"_s, {{u"text"_s, QString(1024 * 1024, u'x')}});
        // 8 MB: seven of these, and an eighth that may not be whole yet.
        QTRY_VERIFY_WITH_TIMEOUT(host.all<Event>().size() >= 7, 20'000);
        QVERIFY(host.all<CaughtUp>().empty());
        QVERIFY(host.status.state != SyncState::Live);
        broken = false;
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(host.all<Event>().size(), size_t(told), 20'000);
        QCOMPARE(server.http.count("/global/event"), 1);
    }

    void theLogIsAskedOnlyForWhatIsFollowed()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo(), sessionInfo(u"ses_b"_s)};
        FakeHost host;
        host.seqs = {{ses, 7}};
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        for (const FakeRequest& request : server.http.requests()) {
            if (request.path != "/sync/history")
                continue;
            const QJsonObject named = QJsonDocument::fromJson(request.body).object();
            QCOMPARE(named["ses_a"_L1].toInteger(), 7);
            QVERIFY(named["ses_b"_L1].toInteger() > 1'000'000'000);
        }
        QCOMPARE(server.http.count("/sync/history"), 1);
    }

    void sessionsOverSeveralPagesAreOneList()
    {
        FakeOpenCode server;
        server.http.on(
            "/experimental/session", [](const FakeRequest& request, const FakeReply& reply) {
                const bool second = request.target.contains("cursor=next%2F1");
                const QJsonArray page{sessionInfo(second ? u"ses_b"_s : u"ses_a"_s)};
                // The last page names itself: asked again it would never end.
                reply.send(200, QJsonDocument(page).toJson(),
                    {{"content-type", "application/json"}, {"x-next-cursor", "next/1"}});
            });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.all<SessionsListed>().at(0).updates.size(), size_t(2));
    }

    void anOlderServerListsItsSessionsByDirectory()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        server.http.on("/experimental/session",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(404); });
        server.http.on(
            "/sync/history", [](const FakeRequest&, const FakeReply& reply) { reply.send(404); });
        server.http.on("/session", [&](const FakeRequest& request, const FakeReply& reply) {
            QCOMPARE(request.header("x-opencode-directory"), QUrl::toPercentEncoding(shop));
            reply.json(QJsonDocument(server.sessions).toJson());
        });
        FakeHost host;
        host.seqs = {{ses, 7}};
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        QCOMPARE(host.all<SessionsListed>().at(0).updates.size(), size_t(1));
    }

    void aQuestionIsDismissedAtItsOwnPlace()
    {
        FakeOpenCode server;
        server.http.onJson("/question/que_1/reject", "true");
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        bool done = false;
        Decision decision;
        decision.key = {server.id(), ses, RequestId(u"que_1"_s)};
        decision.reply = Reply::Reject;
        source.decide(decision, shop,
            [&](const DecisionAnswer& answer) { done = answer.issue.code == Issue::Code::None; });
        QTRY_VERIFY(done);
    }

    void aQuestionIsAnsweredWithItsLabels() // DG-70
    {
        FakeOpenCode server;
        QByteArray body;
        server.http.on(
            "/question/que_1/reply", [&](const FakeRequest& request, const FakeReply& reply) {
                body = request.body;
                reply.json("true");
            });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        Decision decision;
        decision.key = {server.id(), ses, RequestId(u"que_1"_s)};
        decision.reply = Reply::Answer;
        decision.answers = {{u"Red"_s}, {u"S"_s, u"M"_s}};
        source.decide(decision, shop, [](const DecisionAnswer&) {});
        QTRY_COMPARE(QJsonDocument::fromJson(body).object(),
            (QJsonObject{
                {u"answers"_s, QJsonArray{QJsonArray{u"Red"_s}, QJsonArray{u"S"_s, u"M"_s}}}}));
    }

    void wordsGoWithARejection()
    {
        FakeOpenCode server;
        QByteArray body;
        server.http.on(
            "/permission/per_1/reply", [&](const FakeRequest& request, const FakeReply& reply) {
                body = request.body;
                reply.json("true");
            });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE(host.status.state, SyncState::Live);
        Decision decision;
        decision.key = {server.id(), ses, RequestId(u"per_1"_s)};
        decision.reply = Reply::Reject;
        decision.message = u"Use \"rm -i\"."_s;
        source.decide(decision, shop, [](const DecisionAnswer&) {});
        QTRY_COMPARE(QJsonDocument::fromJson(body).object(),
            (QJsonObject{{u"reply"_s, u"reject"_s}, {u"message"_s, decision.message}}));
    }

    void requestsOfTheNewerApiAreListedAndAnsweredThere() // DG-43
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.sessions.append(sessionInfo(u"ses_b"_s));
        server.http.onJson("/api/session/active",
            R"({"data":{"ses_b":{"type":"running"},"ses_gone":{"type":"running"}}})");
        server.http.onJson("/api/permission/request",
            nextList({nextPermission(u"per_2"_s, u"bash"_s, u"pwd"_s, u"ses_b"_s)}));
        server.http.onJson("/api/session/ses_b/permission/per_2/reply", {});
        server.http.onJson("/permission/per_1/reply", "true");
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 15'000);
        QStringList listed;
        for (const RequestsListed& list : host.all<RequestsListed>()) {
            for (const Event& asked : list.asked)
                listed.append(asked.type + u' ' + asked.body["id"_L1].toString());
        }
        QCOMPARE(
            listed, (QStringList{u"permission.asked per_1"_s, u"permission.v2.asked per_2"_s}));
        // Its turn runs on though it was deleted: no list calls it busy.
        for (const StatusListed& list : host.all<StatusListed>()) {
            QVERIFY(list.statuses.contains(SessionId(u"ses_b"_s)));
            QVERIFY(!list.statuses.contains(SessionId(u"ses_gone"_s)));
        }
        Decision decision;
        decision.key = {server.id(), SessionId(u"ses_b"_s), RequestId(u"per_2"_s)};
        source.decide(decision, shop, [](const DecisionAnswer&) {});
        decision.key = {server.id(), ses, RequestId(u"per_1"_s)};
        source.decide(decision, shop, [](const DecisionAnswer&) {});
        QTRY_COMPARE(server.http.count("/api/session/ses_b/permission/per_2/reply"), 1);
        QTRY_COMPARE(server.posts(), 1);
        QCOMPARE(server.http.count("/permission/per_2/reply"), 0);
    }

    /** The first of such questions takes a real server many seconds, whether it has sessions of
     * that kind or not: nobody who has none waits for it. */
    void requestsOfTheNewerApiAreAskedForOnlyWhereSuchATurnRuns()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.onJson("/api/session/active", R"({"data":{}})");
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 15'000);
        QCOMPARE(server.http.count("/api/permission/request"), 0);
        QCOMPARE(server.http.count("/api/question/request"), 0);
        const auto lists = host.all<RequestsListed>();
        QCOMPARE(lists.size(), size_t(2)); // and both count as whole
    }

    void halfOfTheListsSaysNothingOfWhatIsGone()
    {
        FakeOpenCode server;
        server.waitForAnswer();
        server.http.onJson("/api/session/active", R"({"data":{"ses_a":{"type":"running"}}})");
        server.http.on("/api/permission/request",
            [](const FakeRequest&, const FakeReply& reply) { reply.send(400); });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 15'000);
        for (const RequestsListed& list : host.all<RequestsListed>())
            QCOMPARE(list.kind, CheckpointKind::Question);
        const auto told = host.all<Event>();
        QCOMPARE(told.size(), size_t(1));
        QCOMPARE(told.front().type, u"permission.asked"_s);
    }

    void aTurnOfTheNewerApiThatEndsWithoutAWordIsNoticed()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo()};
        bool works = true;
        server.http.on("/api/session/active", [&](const FakeRequest&, const FakeReply& reply) {
            reply.json(works ? R"({"data":{"ses_a":{"type":"running"}}})" : R"({"data":{}})");
        });
        FakeHost host;
        OpenCodeSource source(server.config(), host);
        source.start();
        QTRY_COMPARE_WITH_TIMEOUT(host.status.state, SyncState::Live, 15'000);
        server.tell(u"session.next.tool.failed"_s, {{u"sessionID"_s, ses.value()}});
        const int before = server.http.count("/api/session/active");
        QTRY_VERIFY_WITH_TIMEOUT(server.http.count("/api/session/active") > before, 30'000);
        const auto idle = [&] {
            const auto told = host.all<Event>();
            return std::any_of(told.begin(), told.end(), [](const Event& event) {
                return event.type == "session.status"_L1 && event.session == ses
                    && event.body["status"_L1]["type"_L1].toString() == "idle"_L1;
            });
        };
        QVERIFY(!idle());
        works = false;
        QTRY_VERIFY_WITH_TIMEOUT(idle(), 30'000);
    }
};

QTEST_GUILESS_MAIN(TestOpenCodeSource)
#include "tst_opencodesource.moc"

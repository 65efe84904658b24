// SPDX-License-Identifier: MIT
// What a person does to AgentPane sessions, from the engine's door to the server's.
#include "core/domain/lookup.h"
#include "core/project/company.h"
#include "tests/support/fakepane.h"
#include "tests/support/watcher.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/issuetext.h"

#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

QJsonObject bodyOf(const FakeRequest& request)
{
    return QJsonDocument::fromJson(request.body).object();
}

/** A Headgate that looks at session "s1". */
struct Seat
{
    Watcher watch{{}, Engine::EventFeed::Newest};
    QHash<QString, std::vector<Prompt>> prompts;
    Company company;
    int issues = 0;

    explicit Seat(const FakePane& server)
    {
        watch.onChange = [this](const Change& change) {
            if (const auto* words = std::get_if<PromptChanged>(&change))
                prompts[words->prompt.id].push_back(words->prompt);
            if (std::holds_alternative<IssueRaised>(change))
                ++issues;
            const auto* told = std::get_if<LookedUp>(&change);
            const auto* news = told ? std::get_if<Finding::Room>(&told->finding->what) : nullptr;
            if (!news)
                return;
            if (news->anew)
                company = {};
            for (const PaneEvent& event : news->events)
                reduce(company, event);
        };
        SourceConfig config;
        config.kind = SourceKind::AgentPane;
        config.url = server.http.url();
        ready = watch.follow(config) && watch.waitUntilLive() && watch.open(u"s1"_s);
    }
    const Checkpoint* asked() { return watch.waitForRequest(u"s1"_s); }
    std::optional<Checkpoint> now(const CheckpointKey& key) const
    {
        const Checkpoint* known = watch.checkpoint(key);
        return known ? std::optional(*known) : std::nullopt;
    }
    CheckpointState state(const CheckpointKey& key) const { return now(key)->state; }
    Prompt last(const QString& id) const
    {
        const auto known = prompts.constFind(id);
        return known == prompts.cend() ? Prompt() : known->back();
    }
    void type(const QString& id, const QString& text)
    {
        watch.submit(SendPrompt{{watch.source(), SessionId(u"s1"_s)}, id, text});
    }
    void attend(const QString& user, bool here)
    {
        const Lookup::Attend wish{SessionId(u"s1"_s), here, user, {}};
        watch.submit(LookUp{watch.source(), std::make_shared<const Lookup>(Lookup{wish})});
    }
    /** What people wrote, in order. */
    QStringList lines()
    {
        QStringList all;
        for (const MessageWithParts& m : watch.transcript(u"s1"_s).messages) {
            for (const Part& part : m.parts)
                all += m.message.role == Role::User ? part.text : QString();
        }
        all.removeAll(QString());
        return all;
    }

    bool ready = false;
};

} // namespace

class TestPaneWishes : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<FakePane>();
        m_server->addSession(u"s1"_s);
        m_server->publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"running"})");
    }

    // AP-50
    void anApprovalLeavesOnceAndTheStreamConfirmsIt()
    {
        ask();
        m_server->onPost = [this](const FakeRequest& request, const FakeReply& reply) {
            if (request.path != "/api/tasks/t/approve")
                return false;
            m_server->publish(u"s1"_s, u"approval:approved"_s, R"({"taskId":"t","approver":"x"})");
            reply.json(R"({"ok":true,"data":{}})");
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.decide(key, Reply::Once, u"well done"_s);
        seat.watch.decide(key, Reply::Once); // a second press
        QVERIFY(seat.watch.waitForState(key, CheckpointState::Confirmed));
        QCOMPARE(m_server->posts.size(), 1);
        const QJsonObject body = bodyOf(m_server->posts.first());
        QCOMPARE(body["feedback"_L1].toString(), u"well done"_s);
        QVERIFY(body["createMergeCommit"_L1].toBool());
    }

    // AP-50: a server without routes of tasks is told on the session's own channel
    void withoutSuchARouteItIsTheChannel()
    {
        m_server->tasks = false;
        ask();
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.decide(key, Reply::Reject, u"too wide"_s);
        QVERIFY(seat.watch.waitForState(key, CheckpointState::Confirmed));
        QCOMPARE(m_server->posts.size(), 2);
        const QJsonObject event = bodyOf(m_server->posts.last());
        QCOMPARE(event["channel"_L1].toString(), u"workflow"_s);
        QCOMPARE(event["data"_L1]["type"_L1].toString(), u"approval:rejected"_s);
        QCOMPARE(event["data"_L1]["payload"_L1]["reason"_L1].toString(), u"too wide"_s);
        QCOMPARE(seat.now(key)->reply, Reply::Reject);
    }

    void refusalsAreSentences_data() // AP-44, AP-51
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* code, int status, CheckpointState state, const char* words,
                             const QByteArray& more = {}) {
            QTest::newRow(code) << QByteArray(R"({"ok":false,"error":{"code":")" + QByteArray(code)
                + R"(","message":"m")" + more + "}}")
                                << status << int(state) << QString::fromLatin1(words);
        };
        using enum CheckpointState;
        row("NOT_WAITING_APPROVAL", 400, AnsweredElsewhere, "does not wait");
        row("ALREADY_APPROVED", 409, AnsweredElsewhere, "Another client approved");
        row("MERGE_CONFLICT", 409, Failed, "x.cpp", R"(,"details":{"files":["x.cpp"]})");
        row("WORKTREE_DIRTY", 409, Failed, "y.cpp", R"(,"details":{"files":["y.cpp"]})");
        row("NO_DIFF", 400, Failed, "no change");
        row("TASK_NOT_FOUND", 404, Failed, "this task");
        row("SESSION_CLOSED", 400, Failed, "has ended");
        row("RATE_LIMITED", 429, Failed, "in 7 s", R"(,"details":{"retryAfter":7})");
    }
    void refusalsAreSentences()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(int, state);
        QFETCH(QString, words);
        ask();
        m_server->onPost = [&](const FakeRequest&, const FakeReply& reply) {
            reply.json(body, status);
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.decide(key, Reply::Once);
        QVERIFY(seat.watch.waitForState(key, CheckpointState(state)));
        const Checkpoint told = *seat.now(key);
        QVERIFY2(
            words::issueText(told.issue).contains(words), qPrintable(words::issueText(told.issue)));
        QVERIFY(words::outcome(told, timestampFromMs(1)).text.contains(words));
        QCOMPARE(m_server->posts.size(), 1); // never a second time by itself
        QCOMPARE(told.waits(), state == int(CheckpointState::Failed));
    }

    // AP-51: its outcome is looked up, and it is not sent again
    void whatNobodyAnsweredIsLookedUp()
    {
        ask();
        m_server->onPost = [this](const FakeRequest&, const FakeReply& reply) {
            m_server->publish(u"s1"_s, u"approval:approved"_s, R"({"taskId":"t"})", true);
            reply.reset();
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.decide(key, Reply::Once);
        QVERIFY(seat.watch.waitForState(key, CheckpointState::Confirmed));
        QCOMPARE(m_server->posts.size(), 1);
    }

    void plansAreLetOrSentBack_data() // AP-52
    {
        QTest::addColumn<bool>("approved");
        QTest::newRow("approved") << true;
        QTest::newRow("rejected") << false;
    }
    void plansAreLetOrSentBack()
    {
        QFETCH(bool, approved);
        m_server->publish(u"s1"_s, u"container-agent:plan_ready"_s,
            R"({"taskId":"t 1","plan":"1. do","allowedPrompts":[{"tool":"Bash","prompt":"ls"}]})");
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const Checkpoint asked = *seat.asked();
        QCOMPARE(asked.text, u"1. do\nBash: ls"_s);
        seat.watch.decide(asked.key, approved ? Reply::Once : Reply::Reject, u"no"_s);
        QVERIFY(seat.watch.waitForState(asked.key, CheckpointState::Confirmed));
        QCOMPARE(m_server->posts.size(), 1);
        QCOMPARE(m_server->posts.first().path,
            approved ? QByteArray("/api/tasks/t%201/approve-plan")
                     : QByteArray("/api/tasks/t%201/reject-plan"));
        QCOMPARE(bodyOf(m_server->posts.first())["reason"_L1].toString(),
            approved ? QString() : u"no"_s);
    }

    // AP-53: several, one in own words; and a second answer
    void questionsAreAnsweredByTheirHeaders()
    {
        question();
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.answer(key, {{u"A"_s, u"B"_s}, {u"neither"_s}});
        QVERIFY(seat.watch.waitForState(key, CheckpointState::Confirmed));
        QCOMPARE(m_server->posts.first().path, QByteArray("/api/sessions/s1/input"));
        QCOMPARE(bodyOf(m_server->posts.first())["answers"_L1].toObject(),
            (QJsonObject{{u"Letters"_s, u"A, B"_s}, {u"Why?"_s, u"Other: neither"_s}}));
        m_server->publish(u"s1"_s, u"plan:turn"_s, R"({"turn":1})");
        seat.watch.answer(key, {{u"A"_s}, {u"x"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(m_server->posts.size(), 1, patience);
        QCOMPARE(seat.state(key), CheckpointState::Confirmed);
    }
    void aSecondAnswerIsRefused()
    {
        question();
        m_server->onPost = [](const FakeRequest&, const FakeReply& reply) {
            reply.json(R"({"ok":false,"error":{"code":"PLAN_INTERACTION_ALREADY_ANSWERED"}})", 409);
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        const CheckpointKey key = seat.asked()->key;
        seat.watch.decide(key, Reply::Reject); // it cannot be dismissed
        seat.watch.answer(key, {{u"A"_s}, {u"x"_s}});
        QVERIFY(seat.watch.waitForState(key, CheckpointState::AnsweredElsewhere));
        QCOMPARE(m_server->posts.size(), 1);
    }

    // AP-19, AP-20, AP-22: at once, then with its offset, and its echo is no second line
    void wordsAppearAtOnceAndAreOneLine()
    {
        std::optional<FakeReply> held;
        m_server->onPost = [&](const FakeRequest&, const FakeReply& reply) {
            held.emplace(reply);
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_VERIFY_WITH_TIMEOUT(held.has_value(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Sending, patience);
        const QJsonObject data = bodyOf(m_server->posts.first())["data"_L1].toObject();
        QCOMPARE(data["id"_L1].toString(), u"p1"_s);
        QCOMPARE(data["source"_L1].toString(), u"user"_s);
        const QByteArray event = QJsonDocument(data).toJson(QJsonDocument::Compact);
        m_server->publish(u"s1"_s, u"terminal:input"_s, event);
        held->json(R"({"ok":true,"offset":1})");
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Kept, patience);
        m_server->publish(u"s1"_s, u"terminal:input"_s, event); // told twice
        m_server->publish(u"s1"_s, u"terminal:input"_s, R"({"id":"p2","data":"end"})");
        QTRY_COMPARE_WITH_TIMEOUT(seat.lines(), (QStringList{u"go on"_s, u"end"_s}), patience);
    }

    void wordsComeBack_data() // AP-21, AP-22
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("tries");
        QTest::newRow("500") << 500 << QByteArray("{}") << 3;
        QTest::newRow("the server says no")
            << 400 << QByteArray(R"({"ok":false,"error":{"code":"SESSION_CLOSED"}})") << 1;
        QTest::newRow("ok: false with 200")
            << 200 << QByteArray(R"({"ok":false,"error":{"code":"PUBLISH_FAILED"}})") << 1;
    }
    void wordsComeBack()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, tries);
        m_server->onPost = [&](const FakeRequest&, const FakeReply& reply) {
            reply.json(body, status);
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(m_server->posts.size(), tries);
        QCOMPARE(seat.last(u"p1"_s).text, u"go on"_s);
        QVERIFY(!words::issueText(seat.last(u"p1"_s).issue).isEmpty());
        QCOMPARE(seat.lines(), QStringList());
    }

    // AP-21: nobody answered, and it is not in the session
    void wordsThatWereLostComeBack()
    {
        m_server->onPost = [](const FakeRequest&, const FakeReply& reply) {
            reply.reset();
            return true;
        };
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(m_server->posts.size(), 1);
        QCOMPARE(seat.last(u"p1"_s).issue.code, Issue::Code::PromptLost);
    }

    // AP-21: offline
    void nothingIsSentWhilePaused()
    {
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        seat.watch.submit(PauseSource{seat.watch.source()});
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(m_server->posts.size(), 0);
    }

    // AP-28, AP-30: two people see each other come and go
    void peopleSeeEachOther()
    {
        Seat ada(*m_server);
        Seat bo(*m_server);
        QVERIFY(ada.ready && bo.ready);
        ada.attend(u"ada"_s, true);
        bo.attend(u"bo"_s, true);
        QTRY_COMPARE_WITH_TIMEOUT(ada.company.people.size(), size_t(2), patience);
        QTRY_COMPARE_WITH_TIMEOUT(bo.company.people.size(), size_t(2), patience);
        bo.attend(u"bo"_s, false);
        QTRY_COMPARE_WITH_TIMEOUT(ada.company.people.size(), size_t(1), patience);
        QCOMPARE(ada.company.feed.front().kind, Happening::Kind::Left);
        QCOMPARE(m_server->attendance.last()["action"_L1].toString(), u"leave"_s);
    }

    // AP-33
    void presenceThatFailsIsSilent()
    {
        m_server->attendanceStatus = 500;
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        seat.attend(u"ada"_s, true);
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->attendance.isEmpty(), patience);
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Kept, patience);
        QCOMPARE(seat.issues, 0);
        QVERIFY(seat.company.people.empty());
    }

    // AP-36
    void nothingIsSaidInAClosedSession()
    {
        m_server->setStatus(u"s1"_s, u"closed"_s);
        Seat seat(*m_server);
        QVERIFY(seat.ready);
        QTRY_VERIFY_WITH_TIMEOUT(seat.watch.session(u"s1"_s)->readOnly, patience);
        seat.type(u"p1"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(seat.last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(seat.last(u"p1"_s).issue.code, Issue::Code::NotOffered);
        QCOMPARE(m_server->posts.size(), 0);
    }

private:
    void ask()
    {
        m_server->publish(u"s1"_s, u"approval:requested"_s, R"({"taskId":"t","diff":"+a"})");
    }
    void question()
    {
        m_server->publish(u"s1"_s, u"plan:interaction"_s,
            R"({"interactionId":"i1","questions":[)"
            R"({"question":"Which?","header":"Letters","multiSelect":true,)"
            R"("options":[{"label":"A"},{"label":"B"}]},)"
            R"({"question":"Why?","options":[{"label":"x"}]}]})");
    }

    std::unique_ptr<FakePane> m_server;
};

QTEST_GUILESS_MAIN(TestPaneWishes)
#include "tst_panewishes.moc"

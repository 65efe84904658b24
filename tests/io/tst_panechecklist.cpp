// SPDX-License-Identifier: MIT
// The twelve points by which sessions with channels were to be verified (AP-61), a test for each.
#include "core/decode/panerequests.h"
#include "core/decode/panestory.h"
#include "core/domain/lookup.h"
#include "core/follower.h"
#include "core/io/panesource.h"
#include "core/project/company.h"
#include "core/project/paneagents.h"
#include "core/project/panelines.h"
#include "core/store/roomreader.h"
#include "tests/support/fakepane.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

SourceConfig configOf(const FakePane& server)
{
    SourceConfig config;
    config.kind = SourceKind::AgentPane;
    config.url = server.http.url();
    return config;
}

bool look(Watcher& watch, const FakePane& server)
{
    return watch.follow(configOf(server)) && watch.waitUntilLive() && watch.open(u"s1"_s);
}

QString text(Watcher& watch)
{
    return watch.transcript(u"s1"_s).lastText();
}

void say(FakePane& server, const QByteArray& words, bool lost = false)
{
    server.publish(
        u"s1"_s, u"chunk"_s, R"({"agentId":"a","turn":1,"text":")" + words + "\"}", lost);
}

/** What became of the words that were sent. */
struct Sent
{
    explicit Sent(Watcher& watch)
    {
        watch.onChange = [this](const Change& change) {
            if (const auto* told = std::get_if<PromptChanged>(&change))
                states.push_back(told->prompt);
        };
        watch.submit(SendPrompt{{watch.source(), SessionId(u"s1"_s)}, u"p1"_s, u"go on"_s});
    }
    bool isNow(Prompt::State state) const
    {
        return !states.empty() && states.back().state == state;
    }
    std::vector<Prompt> states;
};

} // namespace

class TestPaneChecklist : public QObject
{
    Q_OBJECT

private slots:
    void upgrade() // both forms of the wire
    {
        QStringList told;
        for (const bool named : {false, true}) {
            FakePane server(named ? u"streams"_s : u"sessions"_s);
            server.named = named;
            server.addSession(u"s1"_s);
            say(server, "Good ");
            Watcher watch;
            QVERIFY(look(watch, server));
            say(server, "morning.");
            QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"Good morning."_s, patience);
            told += outline(watch.transcript(u"s1"_s));
        }
        QCOMPARE(told.mid(0, told.size() / 2), told.mid(told.size() / 2));
    }

    void reconnect() // from the last offset, without loss
    {
        FakePane server;
        server.addSession(u"s1"_s);
        say(server, "1");
        Watcher watch;
        QVERIFY(look(watch, server));
        say(server, "2");
        QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"12"_s, patience);
        server.endStreams();
        say(server, "3", true);
        QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"123"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(server.asked.last().toInt() >= 1, patience);
        QCOMPARE(watch.doubled(), 0);
    }

    void persist() // what was read is there without the server
    {
        const QTemporaryDir profile;
        auto server = std::make_unique<FakePane>();
        server->addSession(u"s1"_s);
        say(*server, "kept");
        const SourceConfig config = configOf(*server);
        {
            Watcher watch(profile.path());
            QVERIFY(look(watch, *server));
            QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"kept"_s, patience);
        }
        server.reset();
        Watcher later(profile.path());
        QVERIFY(later.follow(config));
        QVERIFY(later.waitFor([&] { return later.session(u"s1"_s) != nullptr; }));
        later.submit(OpenSession{{later.source(), SessionId(u"s1"_s)}});
        QTRY_COMPARE_WITH_TIMEOUT(text(later), u"kept"_s, patience);
    }

    void thirtyDays() // by a clock of its own
    {
        const SourceConfig config = configOf(FakePane());
        auto history = std::move(*History::open({}));
        Follower follower(config, *history, Engine::EventFeed::All);
        const Timestamp begin = timestampFromMs(1'790'000'000'000);
        ChangeBatch changes;
        pane::Story story;
        qint64 offset = 0;
        const auto tell = [&](Timestamp at) {
            const QJsonObject row{{u"type"_s, u"terminal:output"_s},
                {u"data"_s, QJsonObject{{u"data"_s, u"x"_s}}}, {u"timestamp"_s, toMs(at)},
                {u"offset"_s, offset++}};
            std::vector<SourceItem> items;
            for (Event& event :
                pane::tell(story, config.id(), SessionId(u"s1"_s), *pane::wireFromRow(row, at)))
                items.push_back(std::move(event));
            std::vector<Follower::Wish> wishes;
            history->begin();
            follower.apply(std::move(items), at, changes, wishes);
            QVERIFY(bool(history->commit()));
        };
        const auto kept = [&] {
            const SessionKey key{config.id(), SessionId(u"s1"_s)};
            return roomreader::load(history->database(), key, 100).size();
        };
        history->begin();
        follower.restore(begin, changes);
        QVERIFY(bool(history->commit()));
        tell(begin);
        tell(begin + std::chrono::days(29));
        QCOMPARE(kept(), size_t(2));
        tell(begin + std::chrono::days(31));
        QCOMPARE(kept(), size_t(2)); // the first one went
    }

    void liveQueries() // an event changes what it is about, and nothing else
    {
        FakePane server;
        server.addSession(u"s1"_s);
        say(server, "1");
        server.publish(u"s1"_s, u"tool:start"_s, R"({"id":"t","agentId":"a","tool":"bash"})");
        Watcher watch;
        QVERIFY(look(watch, server));
        QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"1"_s, patience);
        QStringList touched;
        watch.onChange = [&](const Change& change) {
            if (const auto* part = std::get_if<PartChanged>(&change))
                touched += part->part.id.value();
            if (const auto* more = std::get_if<PartAppended>(&change))
                touched += more->part.value();
            if (std::holds_alternative<TranscriptLoaded>(change))
                touched += u"all"_s;
        };
        server.publish(u"s1"_s, u"tool:result"_s, R"({"id":"t","agentId":"a","output":"done"})");
        QTRY_VERIFY_WITH_TIMEOUT(!touched.isEmpty(), patience);
        say(server, "2");
        QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"12"_s, patience);
        touched.removeDuplicates();
        QCOMPARE(touched, (QStringList{u"s1:t"_s, u"s1:a-1"_s}));
    }

    void optimistic() // there before the server answered, and once
    {
        FakePane server;
        server.addSession(u"s1"_s);
        std::optional<FakeReply> held;
        std::optional<FakeRequest> asked;
        server.onPost = [&](const FakeRequest& request, const FakeReply& reply) {
            held.emplace(reply);
            asked.emplace(request);
            return true;
        };
        Watcher watch;
        QVERIFY(look(watch, server));
        const Sent sent(watch);
        QTRY_VERIFY_WITH_TIMEOUT(sent.isNow(Prompt::State::Sending) && held, patience);
        server.publish(u"s1"_s, u"terminal:input"_s,
            QJsonDocument(QJsonDocument::fromJson(asked->body).object()["data"_L1].toObject())
                .toJson(QJsonDocument::Compact));
        held->json(R"({"ok":true,"offset":0})");
        QTRY_VERIFY_WITH_TIMEOUT(sent.isNow(Prompt::State::Kept), patience);
        QTRY_COMPARE_WITH_TIMEOUT(text(watch), u"go on"_s, patience);
        QCOMPARE(watch.transcript(u"s1"_s).messages.size(), size_t(1));
    }

    void rollback() // the words are the person's again
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.onPost = [](const FakeRequest&, const FakeReply& reply) {
            reply.json(R"({"ok":false,"error":{"code":"PUBLISH_FAILED"}})");
            return true;
        };
        Watcher watch;
        QVERIFY(look(watch, server));
        const Sent sent(watch);
        QTRY_VERIFY_WITH_TIMEOUT(sent.isNow(Prompt::State::Failed), patience);
        QCOMPARE(sent.states.back().text, u"go on"_s);
        QVERIFY(watch.transcript(u"s1"_s).messages.empty());
    }

    void postAnswersWithTheOffset()
    {
        QCOMPARE(pane::offsetOf(R"({"ok":true,"offset":0})"), qint64(0));
        QCOMPARE(pane::offsetOf(R"({"ok":true,"data":{"offset":7}})"), qint64(7));
        QVERIFY(!pane::offsetOf(R"({"ok":true})"));
        QVERIFY(!pane::offsetOf("no"));
    }

    void tenSeconds()
    {
        QCOMPARE(presence::heartbeatEvery, 10s);
        QCOMPARE(PaneSource::Pace().heartbeat, presence::heartbeatEvery);
    }

    void fiftyMilliseconds()
    {
        CursorThrottle throttle;
        QCOMPARE(throttle.offer({1, 0}, 0ms), QPointF(1, 0));
        QVERIFY(!throttle.offer({2, 0}, 10ms));
        QVERIFY(!throttle.offer({3, 0}, 49ms));
        QCOMPARE(throttle.due(), 50ms);
        QCOMPARE(throttle.take(50ms), QPointF(3, 0));
    }

    void history() // of what people typed
    {
        InputHistory inputs;
        inputs.add(u"one"_s);
        inputs.add(u"two"_s);
        QCOMPARE(inputs.up({}), u"two"_s);
        QCOMPARE(inputs.up({}), u"one"_s);
        QVERIFY(!inputs.up({}));
    }

    void agentSubscriptions() // one agent, in two sessions
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.addSession(u"s2"_s);
        std::vector<PaneAgent> agents;
        Watcher watch({}, Engine::EventFeed::Newest);
        watch.onChange = [&](const Change& change) {
            const auto* told = std::get_if<LookedUp>(&change);
            const auto* news = told ? std::get_if<Finding::Room>(&told->finding->what) : nullptr;
            for (const PaneEvent& event : news ? news->events : std::vector<PaneEvent>())
                reduce(agents, news->session, event);
        };
        QVERIFY(look(watch, server));
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 2, patience);
        server.publish(
            u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"running","turn":1})");
        QTRY_COMPARE_WITH_TIMEOUT(agents.size(), size_t(1), patience);
        server.publish(u"s2"_s, u"chunk"_s, R"({"agentId":"a","text":"words"})");
        QTRY_COMPARE_WITH_TIMEOUT(agents.front().text, u"words"_s, patience);
        QCOMPARE(agents.front().session, SessionId(u"s2"_s));
        server.publish(u"s1"_s, u"state:update"_s, R"({"agentId":"a","status":"completed"})");
        QTRY_COMPARE_WITH_TIMEOUT(agents.front().status, u"completed"_s, patience);
        QCOMPARE(agents.front().text, QString());
        QCOMPARE(agents.size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestPaneChecklist)
#include "tst_panechecklist.moc"

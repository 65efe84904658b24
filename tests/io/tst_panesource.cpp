// SPDX-License-Identifier: MIT
#include "core/domain/sourcetext.h"
#include "core/follower.h"
#include "core/io/panesource.h"
#include "core/store/historyreader.h"
#include "tests/support/fakepane.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SourceConfig configOf(const FakePane& server, const QString& query = {})
{
    SourceConfig config;
    config.kind = SourceKind::AgentPane;
    config.url = server.http.url(query);
    return config;
}

/** What a source tells, committed as it comes, as the engine does. */
class Keeper : public SourceHost
{
public:
    explicit Keeper(const SourceConfig& config, const QString& profile = {})
        : history(std::move(*History::open(profile)))
        , follower(config, *history, Engine::EventFeed::All)
    {
        history->begin();
        follower.restore(timestampFromMs(1), changes);
        (void)history->commit();
    }

    void take(const SourceId&, std::vector<SourceItem> items) override
    {
        for (const SourceItem& item : items) {
            if (const auto* issue = std::get_if<Issue>(&item))
                issues.push_back(*issue);
        }
        std::vector<Follower::Wish> wishes;
        history->begin();
        follower.apply(std::move(items), timestampFromMs(1'790'000'000'000), changes, wishes);
        if (!history->commit())
            qFatal("not committed");
    }
    qint64 fence() override { return history->lastRow(); }
    QHash<SessionId, qint64> cursors(const SourceId& source) override
    {
        history->begin();
        const auto found = history->cursors(source);
        (void)history->commit();
        return found;
    }
    std::optional<StreamCursor> streamCursor(const SourceId& source) override
    {
        history->begin();
        const auto found = history->streamCursor(source);
        (void)history->commit();
        return found;
    }
    std::vector<SessionId> openSessions(const SourceId&) override { return opened; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override
    {
        status = told;
        follower.transportChanged(told, timestampFromMs(1), changes);
    }

    std::vector<MessageWithParts> messages(const QString& session) const
    {
        return historyreader::loadPage(
            history->database(), {follower.id(), SessionId(session)}, {}, 1000)
            .messages;
    }
    /** A line for each part. */
    QStringList transcript(const QString& session) const
    {
        QStringList lines;
        for (const MessageWithParts& m : messages(session)) {
            for (const Part& part : m.parts)
                lines += m.message.id.value() + ": "_L1
                    + (part.kind == PartKind::Tool ? part.tool.tool + u'=' + part.tool.output
                                                   : part.text);
        }
        return lines;
    }
    /** Offsets of the events that are kept, in their order. */
    QList<qint64> offsets(const QString& session) const
    {
        Query q = history->database().prepare(
            u"SELECT event.seq FROM event JOIN session ON session.id=event.session"
            " WHERE session.name=? AND event.seq NOT NULL ORDER BY row"_s);
        q.bindValue(0, session);
        QList<qint64> found;
        if (!history->database().run(q))
            qFatal("no offsets");
        while (q.next())
            found.append(q.value(0).toLongLong());
        return found;
    }
    std::optional<Session> session(const QString& id) const
    {
        const auto at = follower.sessions().entries.constFind(SessionId(id));
        return at == follower.sessions().entries.cend() ? std::nullopt : std::optional(at->session);
    }
    std::vector<Checkpoint> checkpoints() const
    {
        std::vector<Checkpoint> found;
        for (const Change& change : changes) {
            const auto* changed = std::get_if<CheckpointChanged>(&change);
            if (!changed)
                continue;
            const auto it = std::find_if(found.begin(), found.end(),
                [&](const Checkpoint& c) { return c.key == changed->checkpoint.key; });
            if (it == found.end())
                found.push_back(changed->checkpoint);
            else
                *it = changed->checkpoint;
        }
        return found;
    }
    qsizetype count(Issue::Code code) const
    {
        return std::count_if(issues.begin(), issues.end(),
            [code](const Issue& issue) { return issue.code == code; });
    }

    std::unique_ptr<History> history;
    ChangeBatch changes;
    Follower follower;
    std::vector<Issue> issues;
    std::vector<SessionId> opened;
    SourceStatus status;
};

PaneSource::Pace quick()
{
    PaneSource::Pace pace;
    pace.stream.betweenConnects = 1ms;
    pace.betweenLists = 30ms;
    return pace;
}

/** A source that is followed. */
struct Followed
{
    Keeper host;
    PaneSource source;

    explicit Followed(
        const FakePane& server, const QString& profile = {}, const QString& query = {})
        : host(configOf(server, query), profile)
        , source(configOf(server, query), host, quick())
    {
        source.start();
    }
};

QList<qint64> upTo(qint64 end)
{
    QList<qint64> all;
    for (qint64 i = 0; i < end; ++i)
        all.append(i);
    return all;
}

constexpr int patience = 30'000;

/** What two agents, a tool, an approval and a terminal do in one session. */
QList<std::pair<QString, QByteArray>> story()
{
    QList<std::pair<QString, QByteArray>> all{
        {u"state:update"_s, R"({"agentId":"a","status":"running"})"},
        {u"terminal:input"_s, R"({"id":"i","data":"begin","source":"user"})"},
    };
    for (int turn = 1; turn <= 6; ++turn) {
        const QByteArray n = QByteArray::number(turn);
        for (int piece = 0; piece < 6; ++piece) {
            all.append({u"chunk"_s,
                R"({"agentId":"a","turn":)" + n + R"(,"text":"word)" + QByteArray::number(piece)
                    + R"( "})"});
            if (piece % 3 == 1)
                all.append({u"chunk"_s, R"({"agentId":"b","text":"b)" + n + R"( "})"});
        }
        all.append({u"tool:start"_s,
            R"({"id":"t)" + n + R"(","agentId":"a","tool":"bash","input":{"command":"ls"}})"});
        all.append({u"presence:cursor"_s, R"({"userId":"u","cursor":{"x":1,"y":2}})"});
        all.append({u"tool:result"_s, R"({"id":"t)" + n + R"(","output":"out )" + n + R"("})"});
    }
    all.append({u"approval:requested"_s, R"({"taskId":"k","diff":"+x"})"});
    all.append({u"approval:approved"_s, R"({"taskId":"k","approver":"me"})"});
    all.append({u"chunk"_s, R"({"agentId":"a","turn":2,"text":"late"})"});
    all.append({u"state:update"_s, R"({"agentId":"a","status":"completed"})"});
    return all;
}

} // namespace

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

    // AP-01, AP-02, AP-03: the event that is named comes once more
    void aCutConnectionIsResumedWithoutDuplicates()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"2"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.endStreams();
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 2, patience);
        QCOMPARE(server.asked.constLast(), u"1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"3"})");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 123"_s}, patience);
        QCOMPARE(f.host.offsets(u"s1"_s), upTo(3));
    }

    // AP-03: a server that takes offset 0 for none tells everything again
    void offsetZeroCounts()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"only"})");
        QTemporaryDir profile;
        {
            Followed f(server, profile.path());
            QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
            QCOMPARE(f.host.offsets(u"s1"_s), QList<qint64>{0});
            server.endStreams();
            QTRY_COMPARE_WITH_TIMEOUT(server.streams, 2, patience);
        }
        Followed again(server, profile.path());
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 3, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":" one"})");
        QTRY_COMPARE_WITH_TIMEOUT(
            again.host.transcript(u"s1"_s), QStringList{u"a-0: only one"_s}, patience);
        QCOMPARE(again.host.offsets(u"s1"_s), upTo(2));
    }

    // AP-07, AP-09: what is open is kept with the offset
    void goesOnWhereItWasWhenTheProgramEnded()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        const auto all = story();
        QTemporaryDir profile;
        qsizetype told = 0;
        for (const qsizetype until : {qsizetype(9), qsizetype(13), qsizetype(14), all.size()}) {
            for (; told < until; ++told)
                server.publish(u"s1"_s, all[told].first, all[told].second);
            Followed f(server, profile.path());
            QTRY_COMPARE_WITH_TIMEOUT(f.host.offsets(u"s1"_s), upTo(until), patience);
        }
        FakePane other;
        other.addSession(u"s1"_s);
        for (const auto& [type, data] : all)
            other.publish(u"s1"_s, type, data);
        Followed whole(other);
        QTRY_COMPARE_WITH_TIMEOUT(whole.host.offsets(u"s1"_s), upTo(all.size()), patience);
        Keeper kept(configOf(server), profile.path());
        QCOMPARE(kept.transcript(u"s1"_s), whole.host.transcript(u"s1"_s));
        QCOMPARE(kept.messages(u"s1"_s), whole.host.messages(u"s1"_s));
        QVERIFY(
            kept.transcript(u"s1"_s).contains(u"a-2: word0 word1 word2 word3 word4 word5 late"_s));
    }

    // AP-04
    void aHoleIsFilledFromTheList()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"2"})", true);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"3"})", true);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"4"})");
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"5"})");
        QTRY_COMPARE_WITH_TIMEOUT(
            f.host.transcript(u"s1"_s), QStringList{u"a-0: 12345"_s}, patience);
        QCOMPARE(f.host.offsets(u"s1"_s), upTo(5));
        QCOMPARE(server.streams, 1);
        QCOMPARE(f.host.follower.status().gaps, 1);
    }

    void aHoleThatNobodyCanFillIsSaidAndPassed()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.writeBare(u"s1"_s,
            "data: "
            "{\"type\":\"chunk\",\"offset\":9,\"data\":{\"agentId\":\"a\",\"text\":\"9\"}}\n\n");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 19"_s}, patience);
        QCOMPARE(f.host.count(Issue::Code::BadAnswer), 1);
    }

    void aFrameThatIsCutInItsMiddleIsToldOnce()
    {
        FakePane server;
        server.addSession(u"s1"_s);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"1"})");
        Followed f(server);
        QTRY_COMPARE_WITH_TIMEOUT(server.streams, 1, patience);
        server.publish(u"s1"_s, u"chunk"_s, R"({"agentId":"a","text":"2"})", true);
        const QByteArray frame = server.frame(server.events[u"s1"_s].constLast());
        server.writeBare(u"s1"_s, frame.left(frame.size() / 2));
        server.endStreams();
        QTRY_COMPARE_WITH_TIMEOUT(f.host.transcript(u"s1"_s), QStringList{u"a-0: 12"_s}, patience);
        QCOMPARE(f.host.offsets(u"s1"_s), upTo(2));
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

    // AP-02, AP-03, AP-04, AP-18: whatever is cut where, the end is the same
    void twoHundredCutsChangeNothing()
    {
        const auto all = story();
        FakePane calm;
        calm.addSession(u"s1"_s);
        for (const auto& [type, data] : all)
            calm.publish(u"s1"_s, type, data);
        Followed whole(calm);
        QTRY_COMPARE_WITH_TIMEOUT(whole.host.offsets(u"s1"_s), upTo(all.size()), patience);

        QRandomGenerator random(20'260'101);
        FakePane server;
        server.addSession(u"s1"_s);
        constexpr int wanted = 200;
        server.budget = [&]() -> qsizetype {
            return server.cuts < wanted ? 1 + random.bounded(600) : 1'000'000;
        };
        server.howCut = [&] { return random.bounded(4) == 0 ? Cut::Reset : Cut::Polite; };
        Followed f(server);
        qsizetype told = 0;
        QTimer pump;
        int retriedAfter = -1; // streams
        connect(&pump, &QTimer::timeout, this, [&] {
            // Each cut costs a second of waiting at first; a person who clicks does not wait.
            const bool waits = f.host.status.issue.code != Issue::Code::None;
            if (waits && std::exchange(retriedAfter, server.streams) != server.streams)
                f.source.retryNow();
            // What was never told on a stream is in the list all the same.
            const bool due = server.cuts * all.size() >= told * wanted;
            if (told < all.size() && due) {
                server.publish(u"s1"_s, all[told].first, all[told].second, random.bounded(5) == 0);
                ++told;
            } else if (server.cuts < wanted) {
                server.spend(u"s1"_s, 40);
            }
        });
        pump.start(2ms);
        QTRY_VERIFY_WITH_TIMEOUT(server.cuts >= wanted && told == all.size(), 120'000);
        pump.stop();
        server.publish(u"s1"_s, u"agent:warning"_s, "{}");
        QTRY_COMPARE_WITH_TIMEOUT(f.host.offsets(u"s1"_s), upTo(all.size() + 1), patience);
        QVERIFY(server.cuts >= wanted);
        QCOMPARE(f.host.transcript(u"s1"_s), whole.host.transcript(u"s1"_s));
        QCOMPARE(f.host.messages(u"s1"_s), whole.host.messages(u"s1"_s));
        QCOMPARE(f.host.session(u"s1"_s)->status, whole.host.session(u"s1"_s)->status);
        QCOMPARE(f.host.checkpoints().front().reply, Reply::Once);
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

// SPDX-License-Identifier: MIT
// Streams of AgentPane that are cut, have holes or begin anew end as if nothing had happened.
#include "tests/io/panekeeper.h"
#include "tests/support/fakepane.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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

class TestPaneCuts : public QObject
{
    Q_OBJECT

private slots:
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
};

QTEST_GUILESS_MAIN(TestPaneCuts)
#include "tst_panecuts.moc"

// SPDX-License-Identifier: MIT
#include "core/project/replayclock.h"
#include "core/project/replayframes.h"
#include "tests/support/eventbuilder.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace std::chrono_literals;

namespace {

Timestamp ms(qint64 at)
{
    return timestampFromMs(t0 + at);
}

/** Events at these times after the first. */
ReplayClock clockOf(std::initializer_list<qint64> times, std::vector<ReplayKind> kinds = {})
{
    auto timeline = std::make_shared<ReplayTimeline>();
    for (const qint64 at : times) {
        ReplayMoment moment;
        moment.at = ms(at);
        moment.row = qint64(timeline->moments.size()) + 1;
        if (timeline->moments.size() < kinds.size())
            moment.kind = kinds[timeline->moments.size()];
        timeline->moments.push_back(moment);
    }
    return ReplayClock(timeline);
}

/** What an event of a person's server says, kept or not. */
ReplayStep stepOf(const QString& type, const QJsonObject& body, qint64 at, bool kept = true)
{
    const Event event = eventOf(type, body, {}, t0 + at);
    return {ms(at), type, kept, opencode::facts(event), {}, {}};
}

ReplayStep wireOf(int offset, const QString& type, const QJsonObject& data)
{
    const auto wire = pane::wireFromRow({{u"type"_s, type}, {u"data"_s, data},
                                            {u"timestamp"_s, t0 + offset}, {u"offset"_s, offset}},
        ms(offset));
    return {ms(offset), type, true, {}, {}, *wire};
}

QString textOf(const ReplayScene& scene, size_t message = 0, size_t part = 0)
{
    return scene.messages.at(message).parts.at(part).text;
}

} // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private slots:
    // AP-45: the event at a time is the last with a time not after it.
    void theEventAtATimeIsTheLastOneByThen_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<qsizetype>("index");
        QTest::newRow("before the first") << qint64(-1) << qsizetype(-1);
        QTest::newRow("at the first") << qint64(0) << qsizetype(0);
        QTest::newRow("between two") << qint64(99) << qsizetype(0);
        QTest::newRow("at three of equal times, the last of them") << qint64(100) << qsizetype(3);
        QTest::newRow("just behind them") << qint64(101) << qsizetype(3);
        QTest::newRow("at the last") << qint64(500) << qsizetype(5);
        QTest::newRow("behind the last") << qint64(501) << qsizetype(5);
    }
    void theEventAtATimeIsTheLastOneByThen()
    {
        QFETCH(qint64, at);
        QFETCH(qsizetype, index);
        QCOMPARE(clockOf({0, 100, 100, 100, 400, 500}).indexAt(ms(at)), index);
    }

    void nothingToPlayIsNoTrouble()
    {
        ReplayClock clock;
        clock.play(ms(0));
        clock.seek(ms(5));
        clock.step(1, ms(0));
        clock.toEnd();
        QCOMPARE(clock.index(), -1);
        QVERIFY(!clock.isPlaying() && clock.isAtEnd() && !clock.tick(ms(100)));
    }

    void playingFollowsTheCallersClock()
    {
        ReplayClock clock = clockOf({0, 1000, 2000, 3000});
        QVERIFY(!clock.tick(ms(999'999)));
        clock.play(ms(50'000));
        QVERIFY(!clock.tick(ms(50'999)));
        QVERIFY(clock.tick(ms(51'000)));
        QCOMPARE(clock.index(), 1);
        clock.setSpeed(2, ms(51'000));
        QVERIFY(clock.tick(ms(51'500)));
        QCOMPARE(clock.at(), ms(2000));
        clock.setSpeed(4, ms(51'500));
        QVERIFY(!clock.tick(ms(51'700)));
        QCOMPARE(clock.at(), ms(2800));
        clock.pause(ms(51'740));
        QCOMPARE(clock.at(), ms(2960));
        QVERIFY(!clock.tick(ms(90'000)));
        QCOMPARE(clock.at(), ms(2960));
    }

    void playingEndsAtTheLastEventAndBeginsAgain()
    {
        ReplayClock clock = clockOf({0, 1000});
        clock.play(ms(0));
        QVERIFY(clock.tick(ms(7000)));
        QVERIFY(!clock.isPlaying() && clock.isAtEnd());
        QCOMPARE(clock.at(), ms(1000));
        clock.play(ms(9000));
        QVERIFY(clock.isPlaying());
        QCOMPARE(clock.index(), 0);
        QCOMPARE(clock.at(), ms(0));
    }

    void aClockThatGoesBackStandsStill()
    {
        ReplayClock clock = clockOf({0, 1000});
        clock.play(ms(5000));
        QVERIFY(!clock.tick(ms(4000)));
        QCOMPARE(clock.at(), ms(0));
    }

    // AP-45: arrow keys 5 s, ends
    void seekingIsCutToTheEnds()
    {
        ReplayClock clock = clockOf({0, 4000, 9000});
        clock.seekBy(ReplayClock::jump);
        QCOMPARE(clock.at(), ms(5000));
        QCOMPARE(clock.index(), 1);
        clock.seekBy(ReplayClock::jump);
        QCOMPARE(clock.at(), ms(9000));
        clock.seekBy(-3 * ReplayClock::jump);
        QCOMPARE(clock.at(), ms(0));
        clock.toEnd();
        QCOMPARE(clock.index(), 2);
        clock.toBegin();
        QCOMPARE(clock.index(), 0);
    }

    void stepsGoThroughEventsOfOneTime()
    {
        ReplayClock clock = clockOf({0, 100, 100, 100, 200});
        QCOMPARE(clock.index(), 0);
        for (const qsizetype expected : {1, 2, 3, 4, 4}) {
            clock.step(1, ms(0));
            QCOMPARE(clock.index(), expected);
        }
        clock.step(-2, ms(0));
        QCOMPARE(clock.index(), 2);
        QCOMPARE(clock.at(), ms(100));
        // Playing on takes none of them back, and brings the others at once.
        clock.play(ms(0));
        QVERIFY(clock.tick(ms(1)));
        QCOMPARE(clock.index(), 3);
    }

    void aStepEndsPlaying()
    {
        ReplayClock clock = clockOf({0, 1000, 2000});
        clock.play(ms(0));
        clock.step(1, ms(10));
        QVERIFY(!clock.isPlaying());
        QCOMPARE(clock.index(), 1);
    }

    void silencesAreSkippedOnlyIfWanted()
    {
        ReplayClock clock = clockOf({0, 3'600'000});
        clock.play(ms(0));
        clock.tick(ms(100));
        QCOMPARE(clock.at(), ms(100));
        clock.setSkipping(true);
        clock.tick(ms(200));
        QCOMPARE(clock.at(), ms(3'599'000));
        QVERIFY(clock.tick(ms(1200)));
        QVERIFY(clock.isAtEnd());
    }

    void jumpsGoFromCheckpointToCheckpoint()
    {
        using enum ReplayKind;
        ReplayClock clock = clockOf({0, 1, 2, 3, 4}, {Message, Asked, Answered, Gap, Asked});
        QVERIFY(clock.toNext(Asked, true, ms(0)));
        QCOMPARE(clock.index(), 1);
        QVERIFY(clock.toNext(Asked, true, ms(0)));
        QCOMPARE(clock.index(), 4);
        QVERIFY(!clock.toNext(Asked, true, ms(0)));
        QCOMPARE(clock.index(), 4);
        QVERIFY(clock.toNext(Gap, false, ms(0)));
        QCOMPARE(clock.index(), 3);
    }

    void whatWasNotKeptIsNamedAndEmpty()
    {
        ReplayState state(sesKey);
        const QJsonObject last = textPart(u"prt_1"_s, u"msg_1"_s, u"all of it"_s, true);
        state.apply(stepOf(
            u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, t0 + 900)), 0, false));
        state.apply(stepOf(u"message.part.updated"_s, partBody(last), 10, false));
        ReplayScene scene = state.scene(10, 10);
        QCOMPARE(scene.messages.size(), size_t(1));
        QVERIFY(!scene.messages[0].message.completed);
        QCOMPARE(textOf(scene), QString());
        QVERIFY(!scene.messages[0].parts[0].final);
        QVERIFY(scene.unkept.contains(PartId(u"prt_1"_s)));
        QVERIFY(scene.unkeptMessages.contains(MessageId(u"msg_1"_s)));
        state.apply(stepOf(u"message.part.updated"_s, partBody(last), 500));
        state.apply(
            stepOf(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, t0 + 900)), 900));
        scene = state.scene(10, 10);
        QCOMPARE(textOf(scene), u"all of it"_s);
        QVERIFY(scene.messages[0].message.completed);
        QVERIFY(scene.unkept.isEmpty() && scene.unkeptMessages.isEmpty());
    }

    /** By the times that its last state tells. */
    void aToolRunsFromItsStart()
    {
        ReplayState state(sesKey);
        QJsonObject tool = toolPart(u"prt_1"_s, u"msg_1"_s, u"completed"_s);
        QJsonObject inner = tool["state"_L1].toObject();
        inner.insert("time"_L1, QJsonObject{{u"start"_s, t0 + 100}, {u"end"_s, t0 + 300}});
        inner.insert("output"_L1, u"done"_s);
        tool.insert("state"_L1, inner);
        const auto at = [&](qint64 time, bool kept) {
            state.apply(stepOf(u"message.part.updated"_s, partBody(tool), time, kept));
            return state.scene(10, 10).messages.at(0).parts.at(0).tool;
        };
        QCOMPARE(at(50, false).status, ToolStatus::Pending);
        QCOMPARE(at(150, false).status, ToolStatus::Running);
        QCOMPARE(at(160, false).output, QString());
        QCOMPARE(at(300, true).status, ToolStatus::Completed);
        QCOMPARE(at(300, true).output, u"done"_s);
    }

    void requestsWaitUntilTheyAreAnswered()
    {
        ReplayState state(sesKey);
        state.apply(stepOf(u"permission.asked"_s, permission(u"per_1"_s), 0));
        ReplayStep dropped{ms(1), u"permission.asked"_s, false, {}, RequestId(u"per_2"_s), {}};
        state.apply(dropped);
        ReplayScene scene = state.scene(10, 10);
        QCOMPARE(scene.waiting.size(), size_t(2));
        QVERIFY(!scene.unkeptRequests.contains(RequestId(u"per_1"_s)));
        QVERIFY(scene.unkeptRequests.contains(RequestId(u"per_2"_s)));
        state.apply(stepOf(u"permission.replied"_s, repliedBody(u"per_2"_s, u"once"_s), 2));
        QCOMPARE(state.scene(10, 10).waiting.size(), size_t(1));
        // A turn that ends takes along what it waited for.
        state.apply(stepOf(u"session.idle"_s, {{u"sessionID"_s, ses.value()}}, 3));
        QVERIFY(state.scene(10, 10).waiting.empty());
    }

    void numberedSessionsAreToldWordForWord()
    {
        ReplayState state({SourceId(u"agentpane:http://h"_s), ses});
        state.apply(wireOf(0, u"chunk"_s, {{u"text"_s, u"Hel"_s}, {u"agentId"_s, u"a"_s}}));
        QCOMPARE(textOf(state.scene(10, 10)), u"Hel"_s);
        state.apply(wireOf(1, u"chunk"_s, {{u"text"_s, u"lo"_s}, {u"agentId"_s, u"a"_s}}));
        QCOMPARE(textOf(state.scene(10, 10)), u"Hello"_s);
        state.apply(wireOf(2, u"terminal:output"_s, {{u"data"_s, u"ok"_s}}));
        const ReplayScene scene = state.scene(10, 10);
        QCOMPARE(scene.terminal.size(), 1);
        QCOMPARE(scene.terminal[0].text, u"ok"_s);
        QCOMPARE(scene.terminal[0].stream, u"output"_s);
        QVERIFY(scene.unkept.isEmpty());
    }

    /** Of an event log: a message is told by its words long before it is described. */
    void aMessageStandsWhereItsFirstWordsCame()
    {
        ReplayState state(sesKey);
        const auto words = [&](const QString& message, qint64 at) {
            const PartDelta delta{
                ses, MessageId(message), PartId("prt_"_L1 + message), message, PartKind::Text};
            state.apply({ms(at), u"execution.text_delta"_s, true, {delta}, {}, {}});
        };
        words(u"msg_b"_s, 100);
        words(u"msg_a"_s, 200);
        words(u"msg_b"_s, 300);
        const ReplayScene scene = state.scene(10, 10);
        QCOMPARE(scene.messages.size(), size_t(2));
        QCOMPARE(scene.messages[0].message.id.value(), u"msg_b"_s);
        QCOMPARE(scene.messages[0].message.created, ms(100));
        QCOMPARE(textOf(scene), u"msg_bmsg_b"_s);
    }

    void aSceneShowsTheNewestMessages()
    {
        ReplayState state(sesKey);
        for (int i = 0; i < 30; ++i)
            state.apply(stepOf(u"message.updated"_s,
                messageBody(messageInfo(u"msg_%1"_s.arg(i, 3, 10, QChar(u'0')), t0 + i)), i));
        const ReplayScene scene = state.scene(10, 10);
        QCOMPARE(scene.messages.size(), size_t(10));
        QVERIFY(scene.older);
        QCOMPARE(scene.messages.front().message.id.value(), u"msg_020"_s);
    }

    /** However a moment is reached, and whatever is kept on the way: it is the same one. */
    void everyWayToAMomentShowsTheSame()
    {
        constexpr qsizetype count = 4000;
        std::vector<ReplayStep> steps;
        for (qsizetype i = 0; i < count; ++i) {
            const QString message = u"msg_%1"_s.arg(i / 10, 5, 10, QChar(u'0'));
            steps.push_back(i % 10 == 0
                    ? stepOf(u"message.updated"_s, messageBody(messageInfo(message, t0 + i)), i)
                    : stepOf(u"message.part.updated"_s,
                        partBody(textPart(u"prt_%1"_s.arg(i), message, QString::number(i), true)),
                        i));
        }
        qsizetype taken = 0;
        const auto read = [&](qsizetype from, qsizetype to) {
            taken += to - from;
            return std::vector<ReplayStep>(steps.begin() + from, steps.begin() + to);
        };
        ReplayFrames frames(sesKey, count);
        for (const qsizetype index : {3999, 10, 2500, 2501, -1, 3000, 1499, 3999}) {
            ReplayState plain(sesKey);
            for (qsizetype i = 0; i <= index; ++i)
                plain.apply(steps[size_t(i)]);
            taken = 0;
            QCOMPARE(frames.at(index, read).scene(10'000, 10), plain.scene(10'000, 10));
            // After the first way through, no moment is far from a kept one.
            QVERIFY2(taken <= frames.span() || index == 3999, qPrintable(QString::number(taken)));
        }
        QVERIFY(frames.kept() <= ReplayFrames::mostFrames + 2);
    }
};

QTEST_APPLESS_MAIN(TestReplay)
#include "tst_replay.moc"

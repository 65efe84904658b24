// SPDX-License-Identifier: MIT
#include "core/project/replaychanges.h"
#include "core/project/replayframes.h"
#include "core/replaysteps.h"
#include "tests/support/recorded.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/transcriptdocument.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

QString unkept(const Part&)
{
    return u"(not kept)"_s;
}

/** What the window's transcript holds, block by block. */
QString textOf(TranscriptDocument& document)
{
    document.flush();
    QStringList lines;
    for (int i = 0; i < document.blockCount(); ++i)
        lines += u"%1 %2"_s.arg(int(document.shape(i).kind)).arg(document.textOf(i));
    return lines.join(u'\n');
}

void tell(TranscriptDocument& document, const ReplayScene* before, const ReplayScene& now)
{
    for (const Change& change : replayChanges(before, now, unkept))
        document.apply(change);
    document.setRunning(isUnderWay(now));
}

/** The scenes of a session, at most so many messages of each. */
std::vector<ReplayScene> scenesOf(Database& database, const SessionKey& key, int messages)
{
    const ReplaySteps steps(database, key);
    const auto count = qsizetype(steps.timeline()->moments.size());
    ReplayFrames frames(key, count);
    std::vector<ReplayScene> scenes;
    for (qsizetype i = 0; i < count; ++i) {
        const auto read = [&](qsizetype from, qsizetype to) {
            return steps.read(database, from, to);
        };
        scenes.push_back(frames.at(i, read).scene(messages, 10));
        scenes.back().index = i;
    }
    return scenes;
}

SessionId sessionOf(const Recorded& recorded)
{
    for (const auto& entry : recorded.follower->sessions().entries) {
        if (entry.session.parent.isEmpty())
            return entry.session.id;
    }
    return {};
}

/** A view told from moment to moment shows what one shows that was told this moment alone. */
void compareEach(const std::vector<ReplayScene>& scenes, int by)
{
    QVERIFY(!scenes.empty());
    TranscriptDocument shown;
    shown.open(scenes.front().key);
    const ReplayScene* before = nullptr;
    for (size_t i = 0; i < scenes.size(); i += size_t(by)) {
        tell(shown, before, scenes[i]);
        before = &scenes[i];
        TranscriptDocument alone;
        alone.open(scenes[i].key);
        tell(alone, nullptr, scenes[i]);
        QVERIFY2(textOf(shown) == textOf(alone),
            qPrintable(u"at %1:\n%2\nin place of\n%3"_s.arg(i).arg(textOf(shown), textOf(alone))));
        QCOMPARE(shown.hasOlder(), alone.hasOlder());
    }
    // And back to the begin.
    tell(shown, before, scenes.front());
    TranscriptDocument begin;
    begin.open(scenes.front().key);
    tell(begin, nullptr, scenes.front());
    QCOMPARE(textOf(shown), textOf(begin));
}

} // namespace

/** What a view is told while a session is played back, with the recordings of real ones. */
class TestReplayChanges : public QObject
{
    Q_OBJECT

private slots:
    // AP-45
    void aViewToldStepByStepShowsTheMoment_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("messages");
        for (const auto& name : {u"text"_s, u"permission-once"_s, u"edit"_s, u"reasoning"_s,
                 u"question"_s, u"todo"_s, u"message-removed"_s, u"subagent"_s, u"next"_s}) {
            QTest::newRow(qPrintable(name)) << name << 1 << 1000;
            QTest::newRow(qPrintable(name + ", each seventh"_L1)) << name << 7 << 1000;
        }
    }
    void aViewToldStepByStepShowsTheMoment()
    {
        QFETCH(QString, recording);
        QFETCH(int, by);
        QFETCH(int, messages);
        const auto recorded = hearOpenCode(recording + ".sse"_L1);
        compareEach(
            scenesOf(recorded->history->database(), recorded->key(sessionOf(*recorded)), messages),
            by);
    }

    void aNumberedSessionToo()
    {
        const auto recorded = hearPane(paneStory());
        compareEach(scenesOf(recorded->history->database(), recorded->key(ses), 1000), 1);
    }

    /** What the window shows of a recorded session at its last moment. */
    void theLastMomentAsTheWindowShowsIt()
    {
        const auto recorded = hearPane(paneStory());
        const auto scenes = scenesOf(recorded->history->database(), recorded->key(ses), 1000);
        QString all;
        TranscriptDocument shown;
        shown.open(scenes.front().key);
        for (size_t i = 0; i < scenes.size(); ++i) {
            tell(shown, i == 0 ? nullptr : &scenes[i - 1], scenes[i]);
            all += u"== %1\n%2\n"_s.arg(i).arg(textOf(shown));
        }
        QVERIFY(matchesGolden(all, u"replay/window-agentpane.txt"_s));
    }

    void moreOfWhatWasBeforeIsPutAbove()
    {
        const auto recorded = hearOpenCode(u"todo.sse"_s);
        Database& database = recorded->history->database();
        const SessionKey key = recorded->key(sessionOf(*recorded));
        const ReplayScene few = scenesOf(database, key, 1).back();
        const ReplayScene all = scenesOf(database, key, 1000).back();
        QVERIFY(few.older && !all.older);
        const ChangeBatch changes = replayChanges(&few, all, unkept);
        QVERIFY(std::holds_alternative<OlderLoaded>(changes.front()));
        TranscriptDocument shown;
        shown.open(key);
        tell(shown, nullptr, few);
        tell(shown, &few, all);
        TranscriptDocument alone;
        alone.open(key);
        tell(alone, nullptr, all);
        QCOMPARE(textOf(shown), textOf(alone));
        QVERIFY(!shown.hasOlder());
    }

    /** Of a long session the newest messages are shown: those behind them go one by one. */
    void aLongSessionMovesOn()
    {
        const auto recorded = hearOpenCode(u"todo.sse"_s);
        compareEach(
            scenesOf(recorded->history->database(), recorded->key(sessionOf(*recorded)), 2), 1);
    }
};

QTEST_MAIN(TestReplayChanges)
#include "tst_replaychanges.moc"

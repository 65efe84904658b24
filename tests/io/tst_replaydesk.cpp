// SPDX-License-Identifier: MIT
#include "core/replaydesk.h"
#include "tests/support/recorded.h"

#include <QDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** A desk over the history of a session of AgentPane, and what it told. */
struct Stage
{
    Stage()
        : recorded(hearPane(paneStory()))
        , key(recorded->key(ses))
    {
    }

    void ask(const ReplayWish& wish) { take({wish}); }
    void write(const ExportWish& wish) { take({wish}); }
    void take(const PastWish& wish)
    {
        desk.take(&recorded->history->database(), key.source, wish, timestampFromMs(t0),
            [this](const Finding& finding) {
                if (const auto* replayed = pastFound<ReplayFound>(finding))
                    found.push_back(*replayed);
                if (const auto* written = pastFound<ExportFound>(finding))
                    files.push_back(*written);
            });
    }
    ReplayScene sceneAt(qsizetype index)
    {
        Database& database = recorded->history->database();
        const ReplaySteps steps(database, key);
        ReplayFrames frames(key, qsizetype(steps.timeline()->moments.size()));
        const auto read = [&](qsizetype from, qsizetype to) {
            return steps.read(database, from, to);
        };
        ReplayScene scene = frames.at(index, read).scene(200, 500);
        scene.index = index;
        return scene;
    }

    std::unique_ptr<Recorded> recorded;
    SessionKey key;
    std::vector<ReplayFound> found;
    std::vector<ExportFound> files;
    ReplayDesk desk; ///< goes before the history does
};

} // namespace

class TestReplayDesk : public QObject
{
    Q_OBJECT

private slots:
    // AP-43, AP-45
    void answersWithTheMoment()
    {
        Stage stage;
        stage.ask({ses, true, 0, 200, 1});
        QVERIFY(stage.found.empty()); // in slices, behind what else the thread has to do
        QTRY_COMPARE_WITH_TIMEOUT(stage.found.size(), size_t(1), 15'000);
        QVERIFY(stage.found[0].timeline);
        const ReplaySteps steps(stage.recorded->history->database(), stage.key);
        QCOMPARE(*stage.found[0].timeline, *steps.timeline());
        QCOMPARE(*stage.found[0].scene, stage.sceneAt(0));
        qsizetype asked = 0;
        while (steps.timeline()->moments[size_t(asked)].kind != ReplayKind::Asked)
            ++asked;
        stage.ask({ses, false, asked, 200, 2});
        QTRY_COMPARE_WITH_TIMEOUT(stage.found.size(), size_t(2), 15'000);
        QVERIFY(!stage.found[1].timeline);
        QCOMPARE(stage.found[1].number, quint64(2));
        QCOMPARE(*stage.found[1].scene, stage.sceneAt(asked));
        QCOMPARE(stage.found[1].scene->waiting.size(), size_t(1));
        // Back again.
        stage.ask({ses, false, 3, 200, 3});
        QTRY_COMPARE_WITH_TIMEOUT(stage.found.size(), size_t(3), 15'000);
        QCOMPARE(*stage.found[2].scene, stage.sceneAt(3));
    }

    void aLaterWishTakesThePlaceOfOneUnderWay()
    {
        Stage stage;
        stage.ask({ses, true, 0, 200, 1});
        stage.ask({ses, false, 5, 200, 2});
        QTRY_COMPARE_WITH_TIMEOUT(stage.found.size(), size_t(1), 15'000);
        QCOMPARE(stage.found[0].number, quint64(2));
        QVERIFY(stage.found[0].timeline); // nobody was told of it before
        QCOMPARE(*stage.found[0].scene, stage.sceneAt(5));
    }

    void anEndedReplayAnswersNothing()
    {
        Stage stage;
        stage.ask({ses, true, 0, 200, 1});
        stage.ask({});
        stage.ask({SessionId(u"another"_s), true, 0, 200, 2});
        QTRY_COMPARE_WITH_TIMEOUT(stage.found.size(), size_t(1), 15'000);
        QCOMPARE(stage.found[0].number, quint64(2));
        QVERIFY(stage.found[0].timeline && stage.found[0].timeline->moments.empty());
        QVERIFY(!stage.found[0].scene);
    }

    // AP-49
    void writesAFile()
    {
        Stage stage;
        const QTemporaryDir dir;
        ExportWish wish;
        wish.session = ses;
        wish.title = u"Mend the cart"_s;
        wish.path = dir.filePath(u"x.jsonl"_s);
        wish.format = ExportFormat::Lines;
        wish.number = 7;
        stage.write(wish);
        QTRY_VERIFY_WITH_TIMEOUT(!stage.files.empty() && stage.files.back().finished, 15'000);
        for (const ExportFound& told : stage.files)
            QCOMPARE(told.number, quint64(7));
        QCOMPARE(stage.files.back().issue.code, Issue::Code::None);
        QVERIFY(QFile::exists(wish.path));
    }

    void aCancelledFileIsNotThere()
    {
        Stage stage;
        const QTemporaryDir dir;
        ExportWish wish;
        wish.session = ses;
        wish.path = dir.filePath(u"x.html"_s);
        wish.format = ExportFormat::Html;
        wish.number = 7;
        stage.write(wish);
        wish.cancel = true;
        stage.write(wish);
        QCOMPARE(stage.files.size(), size_t(1));
        QVERIFY(stage.files[0].finished && stage.files[0].cancelled);
        QVERIFY(QDir(dir.path()).isEmpty());
        // One that is over is not told again.
        stage.write(wish);
        QCOMPARE(stage.files.size(), size_t(1));
    }

    void whereNothingCanBeReadThatIsSaid()
    {
        ReplayDesk desk;
        std::vector<Finding> told;
        const auto tell = [&](const Finding& finding) { told.push_back(finding); };
        desk.take(nullptr, source, {ReplayWish{ses, true, 0, 200, 1}}, timestampFromMs(t0), tell);
        ExportWish wish;
        wish.number = 2;
        desk.take(nullptr, source, {wish}, timestampFromMs(t0), tell);
        QCOMPARE(told.size(), size_t(2));
        QCOMPARE(told[0].issue.code, Issue::Code::DatabaseError);
        QVERIFY(!pastFound<ReplayFound>(told[0])->scene);
        QVERIFY(pastFound<ExportFound>(told[1])->finished);
        QCOMPARE(pastFound<ExportFound>(told[1])->issue.code, Issue::Code::DatabaseError);
        // Nobody waits for these.
        desk.take(nullptr, source, {ReplayWish{}}, timestampFromMs(t0), tell);
        wish.cancel = true;
        desk.take(nullptr, source, {wish}, timestampFromMs(t0), tell);
        QCOMPARE(told.size(), size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestReplayDesk)
#include "tst_replaydesk.moc"

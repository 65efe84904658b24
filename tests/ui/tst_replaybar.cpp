// SPDX-License-Identifier: MIT
#include "core/domain/past.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/models/replayplayer.h"
#include "ui/panels/composer.h"
#include "ui/panels/findbar.h"
#include "ui/panels/inspector.h"
#include "ui/panels/replaybar.h"
#include "ui/panels/replaynow.h"
#include "ui/panels/replaypage.h"
#include "ui/panels/sidepanel.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/replaytrack.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SessionKey key = FakeFeed::mainSession();
const Timestamp start = FakeFeed::ago(1h);

/** Seven moments: words that grow, a tool, and a request to a person. */
std::shared_ptr<const ReplayTimeline> timeline()
{
    auto made = std::make_shared<ReplayTimeline>();
    made->key = key;
    const std::vector<std::pair<qint64, ReplayKind>> all{{0, ReplayKind::Message},
        {1000, ReplayKind::Text}, {2000, ReplayKind::Text}, {2000, ReplayKind::Tool},
        {9000, ReplayKind::Asked}, {9500, ReplayKind::Answered}, {60'000, ReplayKind::Message}};
    for (const auto& [at, kind] : all) {
        ReplayMoment moment;
        moment.at = start + std::chrono::milliseconds(at);
        moment.row = qint64(made->moments.size()) + 1;
        moment.kind = kind;
        moment.type = u"message.part.updated"_s;
        moment.kept = kind != ReplayKind::Text;
        made->moments.push_back(moment);
    }
    return made;
}

Part textPart(const QString& text)
{
    Part part;
    part.id = PartId(u"prt_1"_s);
    part.message = MessageId(u"msg_1"_s);
    part.session = key.session;
    part.kind = PartKind::Text;
    part.type = u"text"_s;
    part.text = text;
    part.started = start;
    part.final = false;
    return part;
}

std::shared_ptr<const ReplayScene> sceneAt(qsizetype index)
{
    auto scene = std::make_shared<ReplayScene>();
    scene->key = key;
    scene->index = index;
    Message message;
    message.id = MessageId(u"msg_1"_s);
    message.session = key.session;
    message.role = Role::Assistant;
    message.created = start;
    scene->messages.push_back({message, {}});
    if (index >= 1)
        scene->messages[0].parts.push_back(textPart(index < 3 ? u""_s : u"The cart is mended."_s));
    if (index >= 1 && index < 3)
        scene->unkept.insert(PartId(u"prt_1"_s));
    if (index == 4) {
        Checkpoint waiting;
        waiting.key = {key.source, key.session, RequestId(u"per_1"_s)};
        waiting.permission = u"bash"_s;
        waiting.text = u"rm -r <build>"_s;
        scene->waiting.push_back(waiting);
    }
    scene->terminal.append({start, u"output"_s, u"2 passed"_s});
    return scene;
}

/** A window on a session, and a history that answers as the test wants. */
struct Stage : test::Stage
{
    Stage()
    {
        window->resize(1440, 900);
        window->show();
        window->apply(FakeFeed::all());
        window->select(key);
        window->apply(FakeFeed::transcript());
        commands.clear();
    }
    std::vector<ReplayWish> wishes() const
    {
        std::vector<ReplayWish> found;
        for (const LookUp& one : sent<LookUp>()) {
            if (const auto* wish = pastWish<ReplayWish>(*one.lookup))
                found.push_back(*wish);
        }
        return found;
    }
    void tell(ReplayFound found, Issue issue = {})
    {
        window->apply({LookedUp{key.source,
            std::make_shared<const Finding>(pastFinding(std::move(found), std::move(issue)))}});
    }
    /** The history answers what was asked last. */
    void answer(bool first = false)
    {
        const ReplayWish wish = wishes().back();
        tell({wish.number, first ? timeline() : nullptr, sceneAt(wish.index)});
    }
    void begin()
    {
        window->action(ActionId::ReplaySession)->trigger();
        answer(true);
    }
    ReplayPlayer& player() const { return *child<ReplayPlayer>(); }
    qsizetype index() const { return player().clock().index(); }
    ReplayPage& page() const { return *child<ReplayPage>(); }
    TranscriptView& present() const
    {
        const auto views = window->findChildren<TranscriptView*>();
        return **std::ranges::find_if(views,
            [](const TranscriptView* view) { return !qobject_cast<ReplayPage*>(view->parent()); });
    }
    QString words() const { return page().transcript()->visibleText(); }
    void press(Qt::Key what, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        QTest::keyClick(child<ReplayTrack>(), what, with);
    }
};

} // namespace

class TestReplayBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // AP-43, AP-45
    void thePastTakesThePlaceOfThePresent()
    {
        Stage stage;
        const QString present = stage.present().visibleText();
        QVERIFY(!present.isEmpty());
        stage.window->action(ActionId::ReplaySession)->trigger();
        QCOMPARE(stage.wishes().size(), size_t(1));
        QVERIFY(stage.wishes()[0].anew);
        QVERIFY(stage.page().isVisible() && !stage.present().isVisible());
        QVERIFY(stage.child<ReplayTrack>()->accessibleDescription().contains("Reading"_L1));
        stage.answer(true);
        QVERIFY(stage.words() != present);
        QVERIFY(stage.child<ReplayNow>()->isVisible());
        QVERIFY(!stage.child<Inspector>()->isVisible());
        QVERIFY(!stage.child<SidePanel>()->isVisible());
        QVERIFY(!stage.child<Composer>()->isVisible());
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.window->isReplaying());
        QVERIFY(!stage.page().isVisible());
        QVERIFY(stage.child<Inspector>()->isVisible());
        QVERIFY(stage.child<SidePanel>()->isVisible());
        QVERIFY(stage.wishes().back().session.isEmpty());
    }

    void thePresentGoesOnBehindIt()
    {
        Stage stage;
        stage.window->resize(1200, 480);
        (void)stage.present().visibleText();
        QTRY_VERIFY_WITH_TIMEOUT(stage.present().verticalScrollBar()->maximum() > 0, 15'000);
        QTest::keyClick(&stage.present(), Qt::Key_Home);
        const QString stood = stage.present().visibleText();
        QVERIFY(!stage.present().isFollowing());
        stage.begin();
        Message message = sceneAt(0)->messages[0].message;
        message.id = MessageId(u"msg_new"_s);
        message.created = FakeFeed::now();
        Part part = textPart(u"the present"_s);
        part.id = PartId(u"prt_new"_s);
        part.message = message.id;
        stage.window->apply({MessageChanged{key, message}, PartChanged{key, part, {}}});
        // Nothing of it slips into the past, and nothing was asked or closed for it.
        QVERIFY(!stage.words().contains("the present"_L1));
        QVERIFY(stage.sent<OpenSession>().empty() && stage.sent<CloseSession>().empty());
        stage.press(Qt::Key_Escape);
        QCOMPARE(stage.present().visibleText(), stood);
        stage.present().goToEnd();
        QVERIFY(stage.present().visibleText().contains("the present"_L1));
    }

    void nothingOfThePastIsDecided()
    {
        Stage stage;
        stage.begin();
        for (const ActionId id : {ActionId::StopSession, ActionId::WriteMessage,
                 ActionId::RenameSession, ActionId::DeleteSession, ActionId::NewSession})
            QVERIFY2(!stage.window->action(id)->isEnabled(),
                qPrintable(stage.window->action(id)->text()));
        // The session is not in view: what happens in it now is told like that of any other.
        QVERIFY(stage.window->attention().session.isEmpty());
        // To decide is to go back.
        stage.window->openRequest(FakeFeed::push().key);
        QVERIFY(!stage.window->isReplaying());
        QVERIFY(stage.window->action(ActionId::StopSession)->isEnabled());
    }

    // AP-45: the keys
    void keysMoveThroughIt()
    {
        Stage stage;
        stage.begin();
        QCOMPARE(stage.index(), 0);
        stage.press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(stage.index(), 1);
        stage.answer();
        stage.press(Qt::Key_Right);
        QCOMPARE(stage.player().clock().at(), start + 6s);
        QCOMPARE(stage.index(), 3);
        stage.answer();
        stage.press(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(stage.index(), 2);
        stage.answer();
        stage.press(Qt::Key_End);
        QCOMPARE(stage.index(), 6);
        stage.answer();
        stage.press(Qt::Key_Left);
        QCOMPARE(stage.player().clock().at(), start + 55s);
        stage.press(Qt::Key_Home);
        QCOMPARE(stage.index(), 0);
        QVERIFY(!stage.player().clock().isPlaying());
        stage.press(Qt::Key_Space);
        QVERIFY(stage.player().clock().isPlaying());
        stage.now += 1s;
        stage.player().tick();
        QCOMPARE(stage.index(), 1);
        stage.press(Qt::Key_Space);
        QVERIFY(!stage.player().clock().isPlaying());
        stage.press(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(stage.index(), 4);
        stage.press(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(stage.index(), 4); // the only one
        stage.press(Qt::Key_4);
        QCOMPARE(stage.player().clock().speed(), 4);
        stage.press(Qt::Key_1);
        QCOMPARE(stage.player().clock().speed(), 1);
    }

    void theTranscriptKeepsItsOwnKeys()
    {
        Stage stage;
        stage.begin();
        auto* view = stage.page().transcript();
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(stage.index(), 0);
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(stage.player().clock().at(), start + 5s);
        QTest::keyClick(view, Qt::Key_Space);
        QVERIFY(stage.player().clock().isPlaying());
        stage.answer();
        view->selectAll();
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(stage.window->isReplaying());
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!stage.window->isReplaying());
    }

    void wordsAreFoundInThePast()
    {
        Stage stage;
        stage.begin();
        stage.window->action(ActionId::FindInSession)->trigger();
        QVERIFY(stage.page().findBar()->isVisible());
        stage.window->action(ActionId::ReplaySession)->trigger();
        QVERIFY(!stage.window->isReplaying());
        for (const auto* bar : stage.window->findChildren<FindBar*>())
            QVERIFY(!bar->isVisible());
    }

    void oneQuestionIsUnderWayAtATime()
    {
        Stage stage;
        stage.begin();
        stage.commands.clear();
        for (int i = 0; i < 4; ++i)
            stage.player().step(+1);
        QCOMPARE(stage.wishes().size(), size_t(1));
        QCOMPARE(stage.wishes()[0].index, 1);
        stage.answer();
        // What was passed over meanwhile is not asked for.
        QCOMPARE(stage.wishes().size(), size_t(2));
        QCOMPARE(stage.wishes()[1].index, 4);
        // An answer to something else changes nothing.
        const auto* shown = stage.player().scene();
        stage.tell({999, nullptr, sceneAt(6)});
        QCOMPARE(stage.player().scene(), shown);
    }

    void whatWasNotKeptIsSaid()
    {
        Stage stage;
        stage.begin();
        stage.player().step(+1);
        stage.answer();
        QVERIFY2(stage.words().contains("not kept"_L1), qPrintable(stage.words()));
        stage.player().step(+2);
        stage.answer();
        QVERIFY2(stage.words().contains("The cart is mended."_L1), qPrintable(stage.words()));
        QVERIFY(!stage.words().contains("not kept"_L1));
        stage.player().toBegin();
        stage.answer();
        QVERIFY(!stage.words().contains("The cart is mended."_L1));
    }

    void theMomentSaysWhoWaited()
    {
        Stage stage;
        stage.begin();
        const auto* now = stage.child<ReplayNow>();
        QVERIFY(now->text().contains("Nobody waited"_L1));
        QVERIFY(now->text().contains("2 passed"_L1));
        stage.player().toRequest(true);
        stage.answer();
        QCOMPARE(stage.index(), 4);
        QVERIFY2(now->text().contains("rm -r <build>"_L1), qPrintable(now->text()));
        stage.player().toRequest(true);
        QCOMPARE(stage.index(), 4);
    }

    void theTrackSeeks()
    {
        Stage stage;
        stage.begin();
        auto* track = stage.child<ReplayTrack>();
        QVERIFY(!track->accessibleName().isEmpty());
        QVERIFY(track->accessibleDescription().contains("event 1 of 7"_L1));
        QTest::mouseClick(track, Qt::LeftButton, {}, QPoint(track->width() - 3, 18));
        QCOMPARE(stage.index(), 6);
        QTest::mouseClick(track, Qt::LeftButton, {}, QPoint(2, 18));
        QCOMPARE(stage.index(), 0);
        // As one who cannot see it moves a slider.
        track->setValue(track->maximum());
        QCOMPARE(stage.index(), 6);
        QTest::keyClick(track, Qt::Key_PageDown);
        QVERIFY(stage.index() < 6);
    }

    void everythingOfTheBarHasAName()
    {
        Stage stage;
        stage.begin();
        for (const auto* button : stage.child<ReplayBar>()->findChildren<QPushButton*>()) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
        QCOMPARE(stage.window->focusWidget(), stage.child<ReplayTrack>());
    }

    void theSessionsAroundItAreThoseThatHadBegun()
    {
        Stage stage;
        stage.begin();
        const Session* child = nullptr;
        const ChangeBatch sessions = FakeFeed::sessions();
        for (const Change& change : sessions) {
            const auto* one = std::get_if<SessionChanged>(&change);
            if (one && one->session.parent == key.session && one->session.source == key.source)
                child = &one->session;
        }
        QVERIFY(child);
        const auto* now = stage.child<ReplayNow>();
        const bool begun = isKnown(child->created) && child->created <= start;
        QCOMPARE(now->text().contains(child->title), begun);
        QVERIFY(now->text().contains("by the titles they have now"_L1)
            || !now->text().contains("Lineage"_L1));
    }

    void anotherSessionEndsIt()
    {
        Stage stage;
        stage.begin();
        stage.window->select(FakeFeed::exploring());
        QVERIFY(!stage.window->isReplaying());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    void aSessionOfWhichNothingIsHeldIsNotPlayed()
    {
        Stage stage;
        stage.window->action(ActionId::ReplaySession)->trigger();
        stage.tell({stage.wishes().back().number, std::make_shared<ReplayTimeline>(), {}});
        QVERIFY(!stage.window->isReplaying());
        QVERIFY(stage.present().isVisible());
        // Nor one whose history cannot be read.
        stage.window->action(ActionId::ReplaySession)->trigger();
        stage.tell({stage.wishes().back().number, {}, {}},
            Issue{Issue::Code::DatabaseError, key.source, {u"disk I/O error"_s}});
        QVERIFY(!stage.window->isReplaying());
    }
};

QTEST_MAIN(TestReplayBar)
#include "tst_replaybar.moc"

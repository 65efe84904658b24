// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelstack.h"
#include "ui/panels/paneltabs.h"
#include "ui/panels/panelwindow.h"
#include "ui/panels/todospanel.h"
#include "ui/panels/waitingpanel.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/windowstate.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Stage : test::Stage
{
    explicit Stage(const QString& directory = {})
        : test::Stage(directory)
    {
        window->selectWhenKnown(FakeFeed::mainSession());
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::todos());
        window->resize(1440, 900);
        window->show();
        (void)QTest::qWaitForWindowActive(window.get());
        inspector = window->findChild<Inspector*>();
    }

    PanelWindow* own(const QString& name) const
    {
        for (PanelWindow* one : inspector->windows()) {
            if (QLatin1StringView(one->kind().name) == name)
                return one;
        }
        return nullptr;
    }

    PanelWindow* moveOut(const QString& name)
    {
        inspector->showTab(name);
        window->action(ActionId::MovePanelOut)->trigger();
        PanelWindow* moved = own(name);
        if (moved)
            (void)QTest::qWaitForWindowActive(moved);
        return moved;
    }

    int decisions() const
    {
        return int(std::ranges::count_if(
            commands, [](const Command& one) { return std::holds_alternative<Decide>(one); }));
    }

    Inspector* inspector = nullptr;
};

/** The upper or left one first. */
template <typename T>
std::vector<T*> allOf(Inspector* inspector)
{
    const auto found = inspector->findChildren<T*>();
    std::vector<T*> sorted(found.cbegin(), found.cend());
    std::ranges::sort(sorted, {}, [inspector](const T* one) {
        const QPoint at = one->mapTo(inspector, QPoint());
        return std::pair(at.y(), at.x());
    });
    return sorted;
}

} // namespace

class TestPanelWindows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void aPanelMovesOutAndEscapePutsItBack()
    {
        Stage stage;
        PanelWindow* own = stage.moveOut(u"todos"_s);
        QVERIFY(own && own->isVisible() && own->isWindow());
        QVERIFY(own->findChild<TodosPanel*>()->isVisible());
        QCOMPARE(own->windowTitle(), u"Todos 3 — Headgate"_s);
        QVERIFY(stage.inspector->tab() != u"todos"_s); // another is in front there
        QVERIFY(stage.inspector->isShown(u"todos"_s));
        stage.window->apply(FakeFeed::todos());
        QTest::keyClick(own, Qt::Key_Escape);
        QVERIFY(stage.inspector->windows().empty());
        QCOMPARE(stage.inspector->tab(), u"todos"_s);
        QVERIFY(stage.inspector->findChild<TodosPanel*>()->isVisible());
    }

    void closingTheWindowPutsItBackToo()
    {
        Stage stage;
        PanelWindow* own = stage.moveOut(u"todos"_s);
        own->close();
        QVERIFY(stage.inspector->windows().empty());
        QVERIFY(stage.inspector->findChild<TodosPanel*>()->isVisible());
        own = stage.moveOut(u"todos"_s);
        own->findChild<QPushButton*>(u"put-back"_s)->click();
        QVERIFY(stage.inspector->windows().empty());
    }

    void itFollowsWhatTheMainWindowShows()
    {
        Stage stage;
        PanelWindow* own = stage.moveOut(u"waiting"_s);
        QCOMPARE(own->windowTitle(), u"Waiting 3 — Headgate"_s);
        Checkpoint answered = FakeFeed::push();
        answered.state = CheckpointState::Confirmed;
        stage.window->apply({CheckpointChanged{answered}});
        QCOMPARE(own->windowTitle(), u"Waiting 2 — Headgate"_s);
        stage.window->action(ActionId::ThemeDark)->trigger();
        QCOMPARE(own->grab().toImage().pixelColor(4, 4), theme::tokens().panel);
        stage.window->action(ActionId::ThemeLight)->trigger();
    }

    void theChordsOfTheMainWindowWorkThere()
    {
        Stage stage;
        PanelWindow* own = stage.moveOut(u"todos"_s);
        QVERIFY(own->isActiveWindow());
        QTest::keyClick(own, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(stage.inspector->tab(), u"events"_s);
        // Its own chord brings the window forward, and not a second panel.
        stage.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        QTest::keyClick(stage.window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(QTest::qWaitForWindowActive(own));
        QCOMPARE(stage.inspector->tab(), u"events"_s);
        // What is about the session is seen in the main window.
        QTest::keyClick(own, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        // Once for one press: no chord is there twice.
        own->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(own));
        QTest::keyClick(own, Qt::Key_J, Qt::ControlModifier);
        QVERIFY(stage.window->approval() && stage.window->approval()->isVisible());
    }

    void whatIsListedThereIsInView()
    {
        Stage stage;
        stage.moveOut(u"waiting"_s);
        QVERIFY(stage.window->attention().listed && stage.window->attention().active);
        stage.own(u"waiting"_s)->hide();
        QVERIFY(!stage.window->attention().listed);
    }

    void aRequestThereIsDecidedByTheSameRules() // H16, H17
    {
        Stage stage;
        PanelWindow* own = stage.moveOut(u"waiting"_s);
        for (const Qt::Key key : {Qt::Key_Y, Qt::Key_1, Qt::Key_A, Qt::Key_Return})
            QTest::keyClick(own, key);
        QVERIFY(!stage.window->approval());
        QPushButton* review = nullptr;
        for (QPushButton* one : own->findChildren<QPushButton*>()) {
            if (one->text() == u"Review"_s && one->isVisible())
                review = one;
        }
        QVERIFY(review);
        // The key that opened the dialog is still down, and the time is not over: it answers
        // nothing, however often it is pressed.
        QTest::keyPress(own, Qt::Key_Return, Qt::ControlModifier);
        review->click();
        ApprovalDialog* dialog = stage.window->approval();
        QVERIFY(dialog && dialog->isVisible());
        for (QPushButton* answer : dialog->findChildren<QPushButton*>()) {
            if (answer->isVisible() && answer->text() != u"Show session"_s)
                QTest::keyClick(answer, Qt::Key_Space);
        }
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.decisions(), 0);
        QTest::keyRelease(own, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(stage.decisions(), 0);
    }

    void twoAtOnceEachWithItsOwnChoice()
    {
        Stage stage;
        stage.inspector->showTab(u"waiting"_s);
        stage.window->action(ActionId::SplitPanels)->trigger();
        QVERIFY(stage.inspector->isSplit());
        QVERIFY(stage.window->action(ActionId::SplitPanels)->isChecked());
        QVERIFY(stage.inspector->isShown(u"waiting"_s));
        QVERIFY(stage.inspector->isShown(u"todos"_s)); // the next that was in no place
        QTest::qWait(0); // they get their places
        const auto rows = allOf<PanelTabs>(stage.inspector);
        QCOMPARE(rows.size(), size_t(2));
        // Who chooses what the other shows gets it; the other has what was here.
        for (int i = 0; i < rows[1]->count(); ++i) {
            if (rows[1]->name(i) == u"waiting"_s)
                rows[1]->setCurrentIndex(i);
        }
        QCOMPARE(rows[0]->name(rows[0]->currentIndex()), u"todos"_s);
        QVERIFY(stage.inspector->findChild<WaitingPanel*>()->isVisible());
        QVERIFY(stage.inspector->findChild<TodosPanel*>()->isVisible());
        // What the person was at last stays in front.
        stage.window->action(ActionId::SplitPanels)->trigger();
        QVERIFY(!stage.inspector->isSplit());
        QCOMPARE(stage.inspector->tab(), u"waiting"_s);
        QVERIFY(stage.inspector->findChild<WaitingPanel*>()->isVisible());
        QVERIFY(!stage.inspector->isShown(u"todos"_s));
    }

    void whereItIsWideTwoStandSideBySide()
    {
        Stage stage;
        stage.window->action(ActionId::SplitPanels)->trigger();
        const auto stacks = allOf<PanelStack>(stage.inspector);
        QCOMPARE(stacks[0]->x(), stacks[1]->x());
        stage.inspector->setFixedWidth(800);
        QTRY_VERIFY(stacks[1]->x() != stacks[0]->x());
        QCOMPARE(stacks[0]->mapTo(stage.inspector, QPoint()).y(),
            stacks[1]->mapTo(stage.inspector, QPoint()).y());
    }

    void whereTheyStandIsRememberedAndCanBeUndone()
    {
        QTemporaryDir directory;
        QRect place;
        {
            Stage stage(directory.path());
            PanelWindow* own = stage.moveOut(u"todos"_s);
            own->setGeometry(120, 80, 400, 420);
            place = own->geometry();
            stage.inspector->showTab(u"events"_s);
            stage.window->action(ActionId::SplitPanels)->trigger();
            stage.window->close();
            QVERIFY(!own->isVisible()); // it goes with the main window
        }
        Stage again(directory.path());
        QVERIFY(again.own(u"todos"_s));
        QVERIFY(again.own(u"todos"_s)->isVisible());
        QCOMPARE(again.own(u"todos"_s)->geometry(), place);
        QVERIFY(again.inspector->isSplit());
        QVERIFY(again.inspector->isShown(u"events"_s) && again.inspector->isShown(u"waiting"_s));
        QVERIFY(again.window->action(ActionId::PanelsBack)->isEnabled());
        again.window->action(ActionId::PanelsBack)->trigger();
        QVERIFY(!again.inspector->isSplit() && again.inspector->windows().empty());
        QVERIFY(!again.window->action(ActionId::PanelsBack)->isEnabled());
        QCOMPARE(again.inspector->tab(), u"waiting"_s);
    }

    void aLayoutOfAnotherVersionIsLeftAlone()
    {
        QTemporaryDir directory;
        QSettings settings(directory.filePath(u"windowstate.ini"_s), QSettings::IniFormat);
        settings.setValue(u"version"_s, 1);
        settings.setValue(u"panels/version"_s, 99);
        settings.setValue(u"panels/second"_s, u"todos"_s);
        settings.sync();
        Stage stage(directory.path());
        QVERIFY(!stage.inspector->isSplit());
    }

    void aWindowComesBackOnAScreenThatIsThere_data()
    {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("place");
        QTest::newRow("where it was") << QRect(100, 100, 400, 500) << QRect(100, 100, 400, 500);
        QTest::newRow("on the second screen")
            << QRect(2000, 50, 400, 500) << QRect(2000, 50, 400, 500);
        QTest::newRow("its screen is gone")
            << QRect(5000, 4000, 400, 500) << QRect(1520, 580, 400, 500);
        QTest::newRow("left of all") << QRect(-900, -50, 400, 500) << QRect(0, 0, 400, 500);
        QTest::newRow("half beside it") << QRect(3000, 700, 600, 500) << QRect(2600, 524, 600, 500);
        QTest::newRow("too large") << QRect(10, 10, 9000, 9000) << QRect(0, 0, 1920, 1080);
        QTest::newRow("nothing") << QRect() << QRect(0, 0, 1, 1);
    }

    void aWindowComesBackOnAScreenThatIsThere()
    {
        QFETCH(const QRect, wanted);
        const QList<QRect> screens{{0, 0, 1920, 1080}, {1920, 0, 1280, 1024}};
        QTEST(placeOnScreens(wanted, screens), "place");
        QVERIFY(placeOnScreens(wanted, {}).isNull());
    }
};

QTEST_MAIN(TestPanelWindows)
#include "tst_panelwindows.moc"

// SPDX-License-Identifier: MIT
// The panes of the window: how they share its width, what their tabs show, themes and motion.
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/panels/inspector.h"
#include "ui/panels/statepanel.h"
#include "ui/panels/todospanel.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/sessiontree.h"

#include <QApplication>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

class TestWindowPanes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void panesFoldWhereThereIsNoRoom_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("side");
        QTest::addColumn<bool>("inspector");
        QTest::newRow("wide") << 1440 << true << true;
        QTest::newRow("just wide enough") << 1100 << true << true;
        QTest::newRow("no inspector") << 1099 << true << false;
        QTest::newRow("side still there") << 800 << true << false;
        QTest::newRow("middle only") << 799 << false << false;
    }

    void panesFoldWhereThereIsNoRoom()
    {
        QFETCH(int, width);
        Stage stage;
        stage.window->apply(FakeFeed::all());
        stage.show({width, 700});
        QTEST(stage.child<SessionTree>()->isVisible(), "side");
        QTEST(stage.child<Inspector>()->isVisible(), "inspector");
        stage.window->action(ActionId::ShowEvents)->trigger();
        QVERIFY(stage.child<Inspector>()->isVisible());
    }

    void theSidesShareWhatAWideWindowHasToSpare()
    {
        Stage stage;
        stage.window->apply(FakeFeed::all());
        stage.show({1440, 900});
        auto* panes = stage.child<Panes>();
        QCOMPARE(panes->sizes()[0], Panes::sideWidth - 1);
        stage.window->resize(2560, 1440);
        QCoreApplication::processEvents();
        const QList<int> wide = panes->sizes();
        QVERIFY(wide[0] > Panes::sideWidth + 50);
        QVERIFY(wide[2] > Panes::inspectorWidth + 90);
        // Nothing is kept of what nobody chose.
        QVERIFY(panes->chosen().isEmpty());

        QSplitterHandle* handle = panes->handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, {0, 40});
        QTest::mouseMove(handle, {-120, 40});
        QTest::mouseRelease(handle, Qt::LeftButton, {}, {0, 40});
        const int chosen = panes->sizes()[0];
        QVERIFY(chosen < wide[0] - 60);
        QVERIFY(!panes->chosen().isEmpty());
        stage.window->resize(2400, 1440);
        QCoreApplication::processEvents();
        QCOMPARE(panes->sizes()[0], chosen);
    }

    void f6GoesThroughThePanes()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.child<SessionTree>()->setFocus();
        stage.window->action(ActionId::NextPane)->trigger();
        stage.window->action(ActionId::NextPane)->trigger();
        QVERIFY(stage.child<Inspector>()->isAncestorOf(QApplication::focusWidget()));
        stage.window->action(ActionId::NextPane)->trigger();
        QCOMPARE(QApplication::focusWidget(), stage.child<SessionTree>());
    }

    void aChosenThemeIsKeptAndUsedAtOnce()
    {
        QTemporaryDir directory;
        {
            Stage stage(directory.path());
            stage.window->action(ActionId::ThemeDark)->trigger();
            QVERIFY(theme::tokens().dark);
            stage.window->action(ActionId::ThemeSystem)->trigger();
            stage.scheme.setPortalValue(1);
            QVERIFY(theme::tokens().dark);
            stage.scheme.setPortalValue(2);
            QVERIFY(!theme::tokens().dark);
            stage.window->action(ActionId::ThemeDark)->trigger();
        }
        QCOMPARE(Preferences(directory.path()).theme(), ThemeChoice::Dark);
    }

    void highContrastIsFollowedAndCanBeChosen()
    {
        Stage stage;
        stage.window->action(ActionId::ThemeSystem)->trigger();
        stage.scheme.setPortalValue(2);
        QVERIFY(!theme::tokens().contrast);
        stage.scheme.setPortalContrast(1);
        QVERIFY(theme::tokens().contrast && !theme::tokens().dark);
        stage.scheme.setPortalValue(1);
        QVERIFY(theme::tokens().contrast && theme::tokens().dark);
        stage.window->action(ActionId::ThemeLight)->trigger(); // what a person chose wins
        QVERIFY(!theme::tokens().contrast);
        stage.scheme.setPortalContrast(0);
        stage.window->action(ActionId::ThemeContrast)->trigger();
        QVERIFY(theme::tokens().contrast);
        QCOMPARE(stage.preferences.theme(), ThemeChoice::Contrast);
        stage.window->action(ActionId::ThemeLight)->trigger(); // for those who come after
    }

    void aSystemThatWantsNothingToMoveIsFollowed()
    {
        Stage stage;
        const auto* motion = stage.window->findChild<Motion*>();
        QVERIFY(motion->isAllowed());
        stage.scheme.setPortalMotion(1);
        QVERIFY(!motion->isAllowed());
        stage.scheme.setPortalMotion(0);
        QVERIFY(motion->isAllowed());
        stage.window->action(ActionId::ReducedMotion)->setChecked(true);
        QVERIFY(!motion->isAllowed());
    }

    void todosOfTheSelectedSessionAreShown() // DG-44
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->apply(FakeFeed::todos());
        stage.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(stage.child<Inspector>()->tab(), u"todos"_s);
        auto* panel = stage.child<TodosPanel>();
        QVERIFY(panel && panel->isVisible());
        const auto* rows = panel->findChild<QListView*>();
        QVERIFY(rows->isVisible());
        QCOMPARE(rows->model()->rowCount(), 6);
        stage.window->select(FakeFeed::exploring());
        QVERIFY(!rows->isVisible());
        QVERIFY(panel->findChild<EmptyNote*>()->isVisible());
    }

    void aTabSaysHowMuchIsOpen()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->apply(FakeFeed::todos());
        stage.window->tick();
        const auto* tabs = stage.child<Inspector>()->findChild<QTabBar*>();
        QCOMPARE(tabs->tabText(0), u"Waiting 3"_s);
        QCOMPARE(tabs->tabText(1), u"Todos 3"_s);
        QCOMPARE(tabs->tabText(2), u"Events"_s);
    }

    void theStateOfStreamsHasATabOnceThereIsSome() // DG-69
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        const auto* tabs = stage.child<Inspector>()->findChild<QTabBar*>();
        int tab = 0;
        while (tab < tabs->count() && tabs->tabText(tab) != u"State"_s)
            ++tab;
        QVERIFY(tab < tabs->count());
        QVERIFY(!tabs->isTabVisible(tab));
        stage.press(Qt::Key_5, Qt::ControlModifier); // who asks for it is told what would be here
        QVERIFY(tabs->isTabVisible(tab));
        QVERIFY(stage.child<StatePanel>()->findChild<EmptyNote*>()->isVisible());
        stage.press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!tabs->isTabVisible(tab));
        stage.window->apply(FakeFeed::state());
        stage.window->tick();
        // Beside the others, or, where there is no room, in the list of the rest.
        stage.child<Inspector>()->findChild<QPushButton*>(u"more-tabs"_s)->click();
        bool listed = false;
        for (const auto* menu : stage.child<Inspector>()->findChildren<QMenu*>()) {
            for (const QAction* action : menu->actions())
                listed = listed || action->text() == u"State"_s;
        }
        QVERIFY(tabs->isTabVisible(tab) || listed);
    }

    void ringsTurnOnlyWhileTheyAreSeen()
    {
        Stage stage;
        const auto* motion = stage.child<Motion>();
        QVERIFY(!motion->isRunning());
        stage.show();
        stage.window->apply(FakeFeed::all());
        QTRY_VERIFY(motion->isRunning());
        stage.window->hide();
        QVERIFY(!motion->isRunning());
        stage.window->show();
        QTRY_VERIFY(motion->isRunning());
        stage.window->action(ActionId::ReducedMotion)->trigger();
        QVERIFY(!motion->isRunning());
    }

    void nothingTurnsWhenNothingRuns()
    {
        Stage stage;
        stage.show();
        const auto* motion = stage.child<Motion>();
        ChangeBatch batch = FakeFeed::sessions();
        stage.window->apply(FakeFeed::sources());
        stage.window->apply(batch);
        QTRY_VERIFY(motion->isRunning());
        for (Change& change : batch)
            std::get<SessionChanged>(change).session.status = SessionStatus::Idle;
        stage.window->apply(batch);
        QTRY_VERIFY(!motion->isRunning());
    }

    // DG-56
    void whatEndedIsToldAtOnceWhileItsRingFades()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::sources());
        stage.window->apply(FakeFeed::sessions());
        const auto* motion = stage.child<Motion>();
        QTRY_VERIFY(motion->isRunning());
        ChangeBatch ended = FakeFeed::sessions();
        for (Change& change : ended)
            std::get<SessionChanged>(change).session.status = SessionStatus::Idle;
        stage.window->apply(ended);
        const auto* tree = stage.child<SessionTree>();
        const QModelIndex row = tree->currentIndex();
        QCOMPARE(RowShape(row.data(SessionTreeModel::ShapeRole).toInt()), RowShape::Done);
        QVERIFY(motion->isRunning()); // there is something left to ease
        QTRY_VERIFY(!motion->isRunning());
    }
};

QTEST_MAIN(TestWindowPanes)
#include "tst_windowpanes.moc"

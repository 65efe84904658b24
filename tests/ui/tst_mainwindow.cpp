// SPDX-License-Identifier: MIT
// The window as a whole: how it begins, what is chosen and asked for in it, how it is closed.
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/approvaldialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/style.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void withoutASourceItSaysHowToBegin()
    {
        Stage stage;
        stage.show();
        QVERIFY(stage.child<FirstRun>()->isVisible());
        // Enter is all that the usual address needs.
        QVERIFY(qobject_cast<QLineEdit*>(stage.window->focusWidget()));
        QVERIFY(stage.child<FirstRun>()->isAncestorOf(stage.window->focusWidget()));
        stage.window->apply(FakeFeed::sources());
        QVERIFY(!stage.child<FirstRun>()->isVisible());
    }

    void nobodyIsAskedForASourceThatIsOnItsWay()
    {
        Stage stage;
        stage.window->expectSources(true);
        stage.show();
        QVERIFY(!stage.child<FirstRun>()->isVisible());
        const ChangeBatch sources = FakeFeed::sources();
        stage.window->apply(sources);
        for (const Change& change : sources)
            stage.window->apply({SourceRemoved{std::get<SourceChanged>(change).status.id}});
        QVERIFY(stage.child<FirstRun>()->isVisible());
    }

    void aSelectedSessionIsOpenedAndTheOneBeforeClosed()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession()); // the newest, by itself
        stage.window->select(FakeFeed::exploring());
        QCOMPARE(stage.sent<OpenSession>().size(), size_t(2));
        QCOMPARE(stage.sent<CloseSession>()[0].key, FakeFeed::mainSession());
    }

    void aRequestNeverOpensItself() // H16
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QVERIFY(!stage.window->approval());
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(stage.window->approval());
        QCOMPARE(*stage.window->approval()->key(), FakeFeed::question().key);
    }

    void nextWaitingGoesOnFromTheOneShown() // H28
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->openRequest(FakeFeed::question().key);
        stage.window->action(ActionId::NextWaiting)->trigger();
        QCOMPARE(*stage.window->approval()->key(), FakeFeed::push().key);
        QCOMPARE(stage.window->findChildren<ApprovalDialog*>().size(), 1);
    }

    void altArrowsGoThroughTheSessions()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->select(FakeFeed::mainSession());
        stage.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
        stage.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
    }

    void agesGoOnOnlyWhileTheWindowIsSeen()
    {
        Stage stage;
        QVERIFY(!stage.window->isTicking());
        stage.show();
        QVERIFY(stage.window->isTicking());
        stage.window->hide();
        QVERIFY(!stage.window->isTicking());
    }

    void whatTheWindowRemembersComesBack()
    {
        QTemporaryDir directory;
        {
            Stage stage(directory.path());
            stage.show({1234, 777});
            stage.window->apply(FakeFeed::all());
            stage.window->select(FakeFeed::exploring());
            stage.window->action(ActionId::ShowEvents)->trigger();
            stage.window->close();
        }
        Stage stage(directory.path());
        QCOMPARE(stage.window->size(), QSize(1234, 777));
        QCOMPARE(stage.child<Inspector>()->tab(), u"events"_s);
        stage.window->apply(FakeFeed::all());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    // H34
    void whatIsAskedForComesForward()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->showMinimized();
        stage.window->comeForward({});
        QVERIFY(!stage.window->isMinimized());
        stage.window->reveal(FakeFeed::exploring());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    void whatIsAskedForAndNotKnownYetIsShownWhenItComes()
    {
        Stage stage;
        stage.show();
        ChangeBatch some = FakeFeed::sessions();
        std::erase_if(some, [](const Change& change) {
            return std::get<SessionChanged>(change).session.key() == FakeFeed::exploring();
        });
        stage.window->apply(FakeFeed::sources());
        stage.window->apply(some);
        QVERIFY(!stage.window->selected().isEmpty());
        stage.window->reveal({{}, FakeFeed::exploring().session}); // of any source
        QVERIFY(!(stage.window->selected() == FakeFeed::exploring()));
        stage.window->apply(FakeFeed::sessions());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    void whatIsInViewIsKnown()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        Attention attention = stage.window->attention();
        QVERIFY(attention.active);
        QCOMPARE(attention.session, FakeFeed::mainSession());
        QVERIFY(attention.listed);
        QVERIFY(!attention.request);
        stage.window->action(ActionId::ShowEvents)->trigger();
        QVERIFY(!stage.window->attention().listed);
        stage.window->openRequest(FakeFeed::push().key);
        QCOMPARE(*stage.window->attention().request, FakeFeed::push().key);
        stage.window->approval()->close();
        stage.window->hide();
        attention = stage.window->attention();
        QVERIFY(!attention.active && !attention.listed);
    }

    void closedItStaysOnlyIfThatWasChosen()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        bool stays = true;
        stage.window->setStaysOnClose([&stays] { return stays; });
        stage.window->close();
        QVERIFY(!stage.window->isVisible());
        QCOMPARE(stage.state.selected(), FakeFeed::mainSession());
        QVERIFY(!QApplication::quitOnLastWindowClosed());
        // Out of sight it goes on.
        ChangeBatch answered = {CheckpointChanged{FakeFeed::push()}};
        std::get<CheckpointChanged>(answered.front()).checkpoint.state =
            CheckpointState::AnsweredElsewhere;
        const int before = stage.window->waiting();
        stage.window->apply(answered);
        QCOMPARE(stage.window->waiting(), before - 1);
        stage.window->comeForward({});
        QVERIFY(stage.window->isVisible());
        QVERIFY(QApplication::quitOnLastWindowClosed());
        stays = false;
        QVERIFY(stage.window->close());
    }

    void everyActionHasAWordAndNoChordTwice()
    {
        Stage stage;
        QStringList chords;
        for (const ActionRow& row : actionTable()) {
            const QAction* action = stage.window->action(row.id);
            QCOMPARE(action->objectName(), QString::fromLatin1(row.name));
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence& keys : action->shortcuts())
                chords += keys.toString();
        }
        QCOMPARE(chords.removeDuplicates(), 0);
    }

    // H38: whatever waits, and however long, only a person answers it.
    void nothingIsAnsweredByItself()
    {
        Stage stage;
        stage.window->apply(FakeFeed::all());
        stage.show();
        for (int hours = 0; hours < 48; ++hours) {
            stage.now += 1h;
            Checkpoint push = FakeFeed::push();
            push.confirmedPending = stage.now;
            stage.window->apply({CheckpointChanged{push}});
            QCoreApplication::processEvents();
        }
        QVERIFY(stage.sent<Decide>().empty());
        QVERIFY(stage.sent<SendPrompt>().empty());
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

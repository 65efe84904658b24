// SPDX-License-Identifier: MIT
#include "core/domain/sourcetext.h"
#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/connectdialog.h"
#include "ui/mainwindow.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/statepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/todospanel.h"
#include "ui/panels/topbar.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/proofbadge.h"
#include "ui/views/sessiontree.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Stage
{
    explicit Stage(const QString& directory = {})
        : preferences(directory)
        , state(directory)
        , scheme(ThemeChoice::Light)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.now = [this] { return now; };
        ports.probe = [this](
                          const SourceConfig& config, QObject* context, SourceFinder::Found found) {
            asked = config;
            answer = [context = QPointer<QObject>(context), found = std::move(found)](
                         const Expected<SourceConfig>& what) {
                if (context)
                    found(what);
            };
        };
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
    }

    void show(QSize size = {1440, 900})
    {
        window->resize(size);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    template <typename T>
    std::vector<T> sent() const
    {
        std::vector<T> found;
        for (const Command& command : commands) {
            if (const auto* one = std::get_if<T>(&command))
                found.push_back(*one);
        }
        return found;
    }

    template <typename T>
    T* child() const
    {
        return window->findChild<T*>();
    }

    void press(int key, Qt::KeyboardModifiers modifiers) const
    {
        QTest::keyClick(window.get(), Qt::Key(key), modifiers);
    }

    Timestamp now = FakeFeed::now();
    std::vector<Command> commands;
    SourceConfig asked; ///< about what the window wanted to know last
    std::function<void(const Expected<SourceConfig>&)> answer;
    Preferences preferences;
    WindowState state;
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
};

} // namespace

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

    void theStripShowsEachState_data() // DG-13
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* tag, SyncState state, const QString& words) {
            QTest::newRow(tag) << int(state) << words;
        };
        row("idle", SyncState::Idle, u"Not started"_s);
        row("catching up", SyncState::CatchUp, u"Catching up"_s);
        row("live", SyncState::Live, u"Live"_s);
        row("waiting", SyncState::Waiting, u"Reconnecting in 9 s"_s);
        row("paused", SyncState::Paused, u"Paused by you"_s);
        row("denied", SyncState::Denied, u"Password needed"_s);
        row("gone", SyncState::Gone, u"Not there any more"_s);
        row("closed", SyncState::Closed, u"Ended"_s);
    }

    void theStripShowsEachState()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        Stage stage;
        stage.show();
        SourceStatus source = std::get<SourceChanged>(FakeFeed::sources()[0]).status;
        source.state = SyncState(state);
        source.retryAt = FakeFeed::now() + 9s;
        stage.window->apply({SourceChanged{source}});
        QStringList shown;
        for (const TextLabel* label : stage.child<StatusStrip>()->findChildren<TextLabel*>())
            shown += label->text();
        shown += stage.child<StatusStrip>()->findChild<ProofBadge*>()->text();
        QVERIFY2(shown.contains(words), qPrintable(shown.join(u" | "_s)));
        QVERIFY(shown.contains(u"no gap, no duplicate since 09:12:40"_s));
    }

    void theProofIsOnePressAway() // DG-13
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->action(ActionId::ShowTodos)->trigger();
        stage.child<StatusStrip>()->findChild<ProofBadge*>()->click();
        QCOMPARE(stage.child<Inspector>()->tab(), u"proof"_s);
        stage.window->action(ActionId::ShowTodos)->trigger();
        auto* badge = stage.child<SessionHead>()->findChild<ProofBadge*>();
        QCOMPARE(badge->text(), u"no gap"_s);
        badge->click();
        QCOMPARE(stage.child<Inspector>()->tab(), u"proof"_s);
    }

    void reconnectNowAsksForIt() // DG-14
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->action(ActionId::ReconnectAll)->trigger();
        QCOMPARE(stage.sent<RetrySource>().size(), size_t(1)); // only the one that waits
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

    void aServerThatCannotStartIsNotSilentlyOff()
    {
        Stage stage;
        stage.show();
        Serving failed;
        failed.state = Serving::State::Failed;
        failed.issue = {Issue::Code::PortInUse, {}, {u"127.0.0.1:4437"_s}};
        stage.window->apply({ServingChanged{failed}});
        bool found = false;
        for (const TextLabel* label : stage.window->findChildren<TextLabel*>())
            found = found || (label->isVisible() && label->text().contains(u"127.0.0.1:4437"_s));
        QVERIFY(found);
    }

    void anAddressIsAskedWhatItIsOf()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        stage.press(Qt::Key_N, Qt::ControlModifier);
        auto* dialog = stage.child<ConnectDialog>();
        QVERIFY(dialog);
        auto* url = dialog->findChild<QLineEdit*>();
        url->setText(u"10.0.0.7:4437/notes"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(stage.asked.url, QUrl(u"http://10.0.0.7:4437/notes"_s));
        QVERIFY2(said(*dialog).contains(u"10.0.0.7:4437"_s), qPrintable(said(*dialog)));
        QVERIFY(dialog->isVisible());
        // Neither: it is said, and another address can be tried.
        stage.answer(Issue{Issue::Code::NotOpenCode, {}, {u"a web page"_s}});
        QVERIFY2(said(*dialog).contains(u"a web page"_s), qPrintable(said(*dialog)));
        QTest::keyClick(url, Qt::Key_Return);
        SourceConfig stream = stage.asked;
        stream.kind = SourceKind::Stream;
        stage.answer(stream);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<SourceConfig>().kind, SourceKind::Stream);
    }

    void anAnswerAboutAnotherAddressIsNotTaken()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        stage.press(Qt::Key_N, Qt::ControlModifier);
        auto* dialog = stage.child<ConnectDialog>();
        auto* url = dialog->findChild<QLineEdit*>();
        url->setText(u"10.0.0.7:4437"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QTest::keyClick(url, Qt::Key_8);
        stage.answer(stage.asked);
        QVERIFY(dialog->isVisible());
        // Who says what it is of needs nobody to ask.
        url->setText(u"stream:http://10.0.0.7:4437/notes"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!dialog->isVisible());
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

    void sourcesAreKeptWithoutTheirPasswords()
    {
        QTemporaryDir directory;
        auto config = sourceFromText(u"https://me:secret@example.org:4096/"_s);
        QVERIFY(bool(config));
        QCOMPARE(config->password, u"secret"_s);
        {
            Preferences preferences(directory.path());
            preferences.addSource(*config);
            preferences.addSource(*config);
        }
        QFile file(directory.filePath(u"preferences.ini"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret"));
        const auto sources = Preferences(directory.path()).sources();
        QCOMPARE(sources.size(), size_t(1));
        QCOMPARE(sources[0].id(), config->id());
    }

    void addressesAreUnderstood_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::newRow("http://127.0.0.1:4096") << u"opencode:http://127.0.0.1:4096"_s;
        QTest::newRow("127.0.0.1:4096") << u"opencode:http://127.0.0.1:4096"_s;
        QTest::newRow("opencode:https://a.example/") << u"opencode:https://a.example"_s;
        QTest::newRow("demo:") << u"demo:"_s;
        QTest::newRow("ftp://a.example") << QString();
        QTest::newRow("http://") << QString();
        QTest::newRow("") << QString();
    }

    void addressesAreUnderstood()
    {
        const auto config = sourceFromText(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(config ? config->id().value() : QString(), "expected");
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

    void troubleIsCountedAndNotRepeated()
    {
        Stage stage;
        stage.show();
        const Issue bad{Issue::Code::BadFrame, FakeFeed::workstation(), {u"not JSON"_s}};
        stage.window->apply({IssueRaised{bad, 1}, IssueRaised{bad, 2}});
        bool found = false;
        for (const TextLabel* label : stage.window->findChildren<TextLabel*>())
            found = found || (label->isVisible() && label->text().contains(u"(3 times)"_s));
        QVERIFY(found);
    }

private:
    /** Every word that can be read there. */
    static QString said(const QWidget& dialog)
    {
        QStringList all;
        for (const TextLabel* label : dialog.findChildren<TextLabel*>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u" | "_s);
    }

private slots:
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

    // An address or a log that is dropped is offered; nothing is followed that nobody confirmed.
    void whatIsDroppedIsOfferedAsASource_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("offered");
        const QString server = u"http://127.0.0.1:4096"_s;
        QTest::newRow("address") << server << QUrl() << server;
        QTest::newRow("link") << QString() << QUrl(server) << server;
        QTest::newRow("file") << QString() << QUrl::fromLocalFile(u"/home/a/log.jsonl"_s)
                              << u"/home/a/log.jsonl"_s;
        QTest::newRow("words") << u"not an address"_s << QUrl() << QString();
        QTest::newRow("lines") << server + u"\nand more"_s << QUrl() << QString();
        QTest::newRow("script") << QString() << QUrl(u"javascript:alert(1)"_s) << QString();
    }

    void whatIsDroppedIsOfferedAsASource()
    {
        QFETCH(QString, text);
        QFETCH(QUrl, url);
        QFETCH(QString, offered);
        Stage stage;
        stage.show();
        QMimeData data;
        if (url.isEmpty())
            data.setText(text);
        else
            data.setUrls({url});
        QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(stage.window.get(), &enter);
        QCOMPARE(enter.isAccepted(), !offered.isEmpty());
        QDropEvent drop({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(stage.window.get(), &drop);
        auto* dialog = stage.child<ConnectDialog>();
        QCOMPARE(dialog != nullptr, !offered.isEmpty());
        if (dialog)
            QCOMPARE(dialog->findChild<QLineEdit*>()->text(), offered);
        QVERIFY(stage.sent<AddSource>().empty());
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

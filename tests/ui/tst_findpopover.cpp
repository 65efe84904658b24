// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/colourscheme.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/models/findermodel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/topbar.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/sessiontree.h"
#include "ui/views/textlabel.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

constexpr Qt::KeyboardModifiers ctrl = Qt::ControlModifier;
constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

struct Stage
{
    explicit Stage(const QString& directory = {}, const ChangeBatch& batch = FakeFeed::all())
        : preferences(directory)
        , state(directory)
        , scheme(ThemeChoice::Light)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        popover = window->findChild<FindPopover*>();
        field = popover->findChild<QLineEdit*>();
        list = popover->findChild<QListView*>();
        window->apply(batch);
        window->resize(1280, 720);
        window->show();
        shown = QTest::qWaitForWindowActive(window.get());
    }

    /** Into whatever has the focus, as a person's keys go. */
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }

    void type(const QString& text) const
    {
        field->clear();
        QTest::keyClicks(field, text);
    }

    QStringList titles() const
    {
        QStringList all;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            all += list->model()->index(row, 0).data().toString();
        return all;
    }

    QString chosen() const { return list->currentIndex().data().toString(); }
    bool isOpen() const { return popover->isVisible(); }

    bool decided() const
    {
        return std::ranges::any_of(commands,
            [](const Command& command) { return std::holds_alternative<Decide>(command); });
    }

    QString said() const
    {
        QStringList all;
        for (const TextLabel* label : popover->findChildren<TextLabel*>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u" | "_s);
    }

    std::vector<Command> commands;
    Preferences preferences;
    WindowState state;
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
    FindPopover* popover = nullptr;
    QLineEdit* field = nullptr;
    QListView* list = nullptr;
    bool shown = false;
};

} // namespace

class TestFindPopover : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void anActionIsFoundAndDoneByKeysAlone()
    {
        Stage stage;
        QVERIFY(stage.shown);
        auto* transcript = stage.window->findChild<TranscriptView*>();
        transcript->setFocus();
        stage.press(Qt::Key_P, ctrlShift);
        QVERIFY(stage.isOpen());
        QVERIFY(stage.field->hasFocus());
        stage.type(u"todos"_s);
        QCOMPARE(stage.chosen(), u"Show todos"_s);
        stage.press(Qt::Key_Return);
        QVERIFY(!stage.isOpen());
        QCOMPARE(stage.window->findChild<Inspector*>()->tab(), u"todos"_s);
        QVERIFY(transcript->hasFocus());
    }

    void everyActionThatCanBeChosenIsListedWithItsChord()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrlShift);
        const QStringList titles = stage.titles();
        for (const ActionRow& row : actionTable()) {
            const bool listed = row.id != ActionId::FindAction && row.id != ActionId::OpenMenu;
            const auto at = titles.indexOf(stage.window->action(row.id)->text());
            QCOMPARE(at >= 0, listed);
            const QModelIndex index = stage.list->model()->index(int(at), 0);
            if (listed && (index.flags() & Qt::ItemIsEnabled) && *row.keys)
                QCOMPARE(index.data(FinderModel::NoteRole).toString(), Actions::chord(row));
        }
    }

    void arrowsAndPagesChoose()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        const QStringList titles = stage.titles();
        QCOMPARE(stage.chosen(), titles[0]);
        stage.press(Qt::Key_Down);
        stage.press(Qt::Key_Tab);
        QCOMPARE(stage.chosen(), titles[2]);
        stage.press(Qt::Key_Up);
        QCOMPARE(stage.chosen(), titles[1]);
        stage.press(Qt::Key_PageDown);
        stage.press(Qt::Key_PageDown);
        stage.press(Qt::Key_PageDown);
        QCOMPARE(stage.chosen(), titles.last());
        stage.press(Qt::Key_PageUp);
        stage.press(Qt::Key_PageUp);
        stage.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(stage.chosen(), titles[0]);
        QVERIFY(stage.field->hasFocus());
        QVERIFY(stage.field->accessibleDescription().startsWith(titles[0]));
    }

    void escapeLeavesEverythingAsItWas()
    {
        Stage stage;
        auto* tree = stage.window->findChild<SessionTree*>();
        tree->setFocus();
        const SessionKey before = stage.window->selected();
        for (const auto& [key, modifiers] : {std::pair(Qt::Key_P, ctrl), std::pair(Qt::Key_K, ctrl),
                 std::pair(Qt::Key_P, ctrlShift)}) {
            stage.press(key, modifiers);
            QVERIFY(stage.isOpen());
            stage.type(u"s"_s);
            stage.press(Qt::Key_Down);
            stage.press(Qt::Key_Escape);
            QVERIFY(!stage.isOpen());
            QVERIFY(tree->hasFocus());
        }
        QCOMPARE(stage.window->selected(), before);
    }

    void theSameChordClosesAndTheOtherOneChanges()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        const QStringList sessions = stage.titles();
        stage.type(u"zz"_s);
        stage.press(Qt::Key_P, ctrlShift);
        QVERIFY(stage.isOpen());
        QVERIFY(stage.field->text().isEmpty());
        QVERIFY(stage.titles() != sessions);
        stage.press(Qt::Key_P, ctrlShift);
        QVERIFY(!stage.isOpen());
        QVERIFY(stage.window->findChild<SessionTree*>()->hasFocus());
    }

    void whatCannotBeDoneSaysWhyAndIsNeverDone()
    {
        Stage stage({}, FakeFeed::sources()); // no session at all
        stage.press(Qt::Key_P, ctrlShift);
        stage.type(u"stop the session"_s);
        const QModelIndex row = stage.list->model()->index(0, 0);
        QCOMPARE(row.data().toString(), u"Stop the session"_s);
        QVERIFY(!(row.flags() & Qt::ItemIsEnabled));
        QCOMPARE(row.data(FinderModel::NoteRole).toString(), u"no session is shown"_s);
        stage.press(Qt::Key_Return);
        QTest::mouseClick(stage.list->viewport(), Qt::LeftButton, {}, QPoint(60, 16));
        QVERIFY(stage.isOpen());
        QVERIFY(!stage.window->findChild<QMessageBox*>());
        stage.type(u"session"_s); // those that can be done stand first
        const auto rows = stage.titles().size();
        QVERIFY(stage.list->model()->index(0, 0).flags() & Qt::ItemIsEnabled);
        QVERIFY(!(stage.list->model()->index(int(rows) - 1, 0).flags() & Qt::ItemIsEnabled));
    }

    void whatWasDoneLastStandsFirstAlsoAfterARestart()
    {
        QTemporaryDir directory;
        {
            Stage stage(directory.path());
            for (const QString& name : {u"Show todos"_s, u"Show raw events"_s}) {
                stage.press(Qt::Key_P, ctrlShift);
                stage.type(name);
                stage.press(Qt::Key_Enter, Qt::KeypadModifier);
            }
            stage.press(Qt::Key_P, ctrlShift);
            QCOMPARE(stage.titles().first(2), QStringList({u"Show raw events"_s, u"Show todos"_s}));
            stage.window->close();
        }
        Stage stage(directory.path());
        stage.press(Qt::Key_P, ctrlShift);
        QCOMPARE(stage.titles().first(2), QStringList({u"Show raw events"_s, u"Show todos"_s}));
        stage.type(u"show"_s); // alike: the same first
        QCOMPARE(stage.chosen(), u"Show raw events"_s);
    }

    void noActionDecidesARequest() // H17
    {
        Stage stage;
        for (const ActionRow& row : actionTable()) {
            if (row.id == ActionId::Quit)
                continue;
            stage.window->action(row.id)->trigger();
            for (auto* dialog : stage.window->findChildren<QDialog*>())
                dialog->close();
            if (QWidget* menu = QApplication::activePopupWidget())
                menu->close();
            QVERIFY2(!stage.decided(), row.name);
        }
    }

    void theEnterThatOpensARequestAnswersNothing() // H17
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrlShift);
        stage.type(u"next who"_s);
        QTest::keyPress(stage.field, Qt::Key_Return);
        QVERIFY(stage.window->approval());
        QVERIFY(QTest::qWaitForWindowActive(stage.window->approval()));
        for (int i = 0; i < 5; ++i) { // held down
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, ctrl, u"\r"_s, true);
            QWidget* focus = QApplication::focusWidget();
            QApplication::sendEvent(focus ? focus : stage.window->approval(), &again);
        }
        stage.press(Qt::Key_Return);
        QVERIFY(!stage.decided());
        QVERIFY(stage.window->approval()->isVisible());
    }

    void anEnterHeldTooLongDoesNothingElse()
    {
        Stage stage;
        QLineEdit other(stage.window.get());
        int entered = 0;
        connect(&other, &QLineEdit::returnPressed, &other, [&entered] { ++entered; });
        other.show();
        other.setFocus();
        stage.press(Qt::Key_P, ctrlShift);
        stage.type(u"show todos"_s);
        QTest::keyPress(stage.field, Qt::Key_Return);
        QVERIFY(other.hasFocus());
        QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QApplication::sendEvent(&other, &again);
        QCOMPARE(entered, 0);
        QTest::keyRelease(&other, Qt::Key_Return);
        stage.press(Qt::Key_Return);
        QCOMPARE(entered, 1);
    }

    void chordsOfAnswersMeanNothingHere()
    {
        Stage stage;
        const SessionKey before = stage.window->selected();
        stage.press(Qt::Key_P, ctrl);
        stage.press(Qt::Key_Return, ctrl);
        stage.press(Qt::Key_Return, ctrlShift);
        QVERIFY(stage.isOpen());
        QCOMPARE(stage.window->selected(), before);
        QVERIFY(!stage.decided());
    }

    void aSessionIsFoundAndOpened()
    {
        Stage stage;
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
        stage.press(Qt::Key_K, ctrl);
        stage.type(u"call sites"_s);
        stage.press(Qt::Key_Return);
        QVERIFY(!stage.isOpen());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
        // And back again, with nothing typed.
        stage.press(Qt::Key_P, ctrl);
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
    }

    void aWholeIdIsPasted()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        stage.field->setText(u"  ses_explore "_s);
        QCOMPARE(stage.titles(), QStringList{u"explore: call sites"_s});
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    void aSessionThatWentMeanwhileIsNotOpened()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        stage.type(u"hero"_s);
        stage.window->apply({SessionRemoved{{FakeFeed::workstation(), SessionId(u"ses_hero"_s)}}});
        stage.press(Qt::Key_Return);
        QVERIFY(!stage.isOpen());
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
    }

    void theMouseCanDoItToo()
    {
        Stage stage;
        auto* button = stage.window->findChild<FindButton*>();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(stage.isOpen());
        const SessionKey before = stage.window->selected();
        const QRect row = stage.list->visualRect(stage.list->model()->index(1, 0));
        QTest::mouseClick(stage.list->viewport(), Qt::LeftButton, {}, row.center());
        QVERIFY(!stage.isOpen());
        QVERIFY(stage.window->selected() != before);
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(stage.popover, Qt::LeftButton, {}, QPoint(10, 700)); // beside it
        QVERIFY(!stage.isOpen());
    }

    void whoeverTakesTheFocusKeepsIt()
    {
        Stage stage;
        auto* tree = stage.window->findChild<SessionTree*>();
        tree->setFocus();
        stage.press(Qt::Key_P, ctrl);
        stage.window->openRequest(FakeFeed::push().key);
        QVERIFY(QTest::qWaitForWindowActive(stage.window->approval()));
        QTRY_VERIFY_WITH_TIMEOUT(!stage.isOpen(), 15'000);
        QVERIFY(!tree->hasFocus());
        QCOMPARE(stage.window->focusWidget(), tree); // once the request is closed
    }

    void withoutAHitItSaysWhatToDo()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        stage.type(u"qqq"_s);
        QVERIFY(!stage.list->isVisible());
        QVERIFY(stage.said().contains(u"No session fits “qqq”"_s));
        QVERIFY(stage.said().contains(u"Archived sessions"_s));
        stage.press(Qt::Key_Return); // nothing to take
        QVERIFY(stage.isOpen());
        stage.press(Qt::Key_P, ctrlShift);
        stage.type(u"qqq"_s);
        QVERIFY(stage.said().contains(u"No action is called “qqq”"_s));
        stage.press(Qt::Key_Escape);

        Stage none({}, {});
        none.press(Qt::Key_P, ctrl);
        QVERIFY(none.said().contains(u"Ctrl+N adds a server"_s));
    }

    void itStaysWithinASmallWindow()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        for (const QSize size : {QSize(560, 420), QSize(1440, 900), QSize(2560, 1440)}) {
            stage.window->resize(size);
            const QRect all(QPoint(), size);
            QTRY_COMPARE_WITH_TIMEOUT(stage.popover->size(), stage.window->size(), 15'000);
            for (const QWidget* part :
                {static_cast<QWidget*>(stage.field), static_cast<QWidget*>(stage.list)}) {
                QVERIFY(all.contains(part->geometry()));
                QVERIFY(part->width() <= 640);
                QVERIFY(part->height() >= 40);
            }
            QCOMPARE(stage.window->findChild<FindButton*>()->isVisible(), size.width() > 600);
            QVERIFY(stage.field->geometry().bottom() < std::max(112, size.height() / 3));
        }
    }

    void everythingHasAName()
    {
        Stage stage;
        stage.press(Qt::Key_P, ctrl);
        QCOMPARE(stage.field->accessibleName(), u"Go to a session"_s);
        QCOMPARE(stage.list->accessibleName(), u"Go to a session"_s);
        stage.press(Qt::Key_P, ctrlShift);
        QCOMPARE(stage.field->accessibleName(), u"Find an action"_s);
        stage.type(u"show todos"_s);
        QCOMPARE(stage.field->accessibleDescription(), u"Show todos, Ctrl+2"_s);
    }
};

QTEST_MAIN(TestFindPopover)
#include "tst_findpopover.moc"

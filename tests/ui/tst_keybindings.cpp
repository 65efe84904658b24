// SPDX-License-Identifier: MIT
#include "ui/keybindings.h"
#include "ui/models/shortcutmodel.h"
#include "ui/preferences.h"
#include "ui/shortcuttable.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace headgate;
using namespace Qt::StringLiterals;
using Kind = KeyBindings::Verdict::Kind;

namespace {

QKeySequence keys(const char* text)
{
    return QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText);
}

/** The table as a person at the keyboard has it, over bindings of its own. */
struct Stage
{
    Stage()
    {
        table.resize(700, 500);
        table.show();
        view = table.findChild<QTreeView*>();
        view->setFocus();
    }

    void press(int key, Qt::KeyboardModifiers held = {}) const
    {
        QTest::keyClick(view, Qt::Key(key), held);
    }
    QPushButton* button(const QString& words) const
    {
        for (auto* one : table.findChildren<QPushButton*>()) {
            if (one->text() == words && one->isVisible())
                return one;
        }
        return nullptr;
    }

    KeyBindings bindings;
    ShortcutTable table{bindings};
    QTreeView* view;
};

} // namespace

class TestKeyBindings : public QObject
{
    Q_OBJECT

private slots:
    void noTwoActionsComeWithTheSameKeysAndNoneWithReservedOnes()
    {
        QStringList seen;
        for (const ActionRow& row : actionTable()) {
            for (const QKeySequence& one : KeyBindings::defaults(row.id)) {
                const QString text = one.toString(QKeySequence::PortableText);
                QVERIFY2(!text.isEmpty() && !seen.contains(text), row.name);
                QVERIFY2(KeyBindings::whyReserved(one).isEmpty(), row.name);
                seen.append(text);
            }
        }
        QVERIFY(seen.size() > 40);
    }

    void whatAnswersARequestCannotBeHad_data()
    {
        QTest::addColumn<QString>("chord");
        for (const char* chord : {"Ctrl+Return", "Ctrl+Enter", "Ctrl+Shift+Return",
                 "Ctrl+Shift+Enter", "Ctrl+Shift+Backspace", "Ctrl+Backspace", "Alt+Return", "Esc",
                 "Return", "Space", "Tab", "Shift+Tab", "Up", "Delete", "J", "1", "Ctrl+C",
                 "Ctrl+V", "Ctrl+A", "Ctrl+Z", "Ctrl+Shift+C", "Alt+1"})
            QTest::newRow(chord) << QString::fromLatin1(chord);
    }
    void whatAnswersARequestCannotBeHad()
    {
        QFETCH(QString, chord);
        const QKeySequence sequence(chord, QKeySequence::PortableText);
        KeyBindings bindings;
        const auto verdict = bindings.verdict(ActionId::NewSession, sequence);
        QCOMPARE(verdict.kind, Kind::Reserved);
        QVERIFY(verdict.why.endsWith(u'.'));
        bindings.set(ActionId::NewSession, {sequence});
        QVERIFY(bindings.of(ActionId::NewSession).isEmpty());
        bindings.load({{u"new-session"_s, chord}}, true);
        QVERIFY(!bindings.of(ActionId::NewSession).contains(sequence));
    }

    void whoHasKeysIsKnownAndLosesThemWhenTheyAreTaken()
    {
        KeyBindings bindings;
        QCOMPARE(bindings.verdict(ActionId::NewSession, keys("Ctrl+Alt+N")).kind, Kind::Free);
        QCOMPARE(bindings.verdict(ActionId::NextWaiting, keys("Ctrl+J")).kind, Kind::Own);
        const auto verdict = bindings.verdict(ActionId::NewSession, keys("Ctrl+J"));
        QCOMPARE(verdict.kind, Kind::Taken);
        QCOMPARE(verdict.holder, ActionId::NextWaiting);
        QSignalSpy changed(&bindings, &KeyBindings::changed);
        bindings.set(ActionId::NewSession, {keys("Ctrl+J")});
        QCOMPARE(changed.count(), 1);
        QVERIFY(bindings.of(ActionId::NextWaiting).isEmpty());
        QCOMPARE(bindings.chord(ActionId::NewSession), u"Ctrl+J"_s);
        QVERIFY(bindings.isChanged(ActionId::NextWaiting));
        bindings.reset(ActionId::NextWaiting);
        QCOMPARE(bindings.chord(ActionId::NextWaiting), u"Ctrl+J"_s);
        QVERIFY(bindings.of(ActionId::NewSession).isEmpty());
        bindings.resetAll();
        QVERIFY(!bindings.isAnyChanged());
        QCOMPARE(bindings.chord(ActionId::NewSession), u"Ctrl+Shift+N"_s);
    }

    void oneOfTwoKeysCanBeTaken()
    {
        KeyBindings bindings;
        bindings.set(ActionId::NewSession, {keys("Ctrl+P")});
        QCOMPARE(bindings.of(ActionId::GoToSession), KeyBindings::Keys{keys("Ctrl+K")});
    }

    void keysOfASingleCharacterCanBeOff()
    {
        KeyBindings bindings;
        QVERIFY(bindings.of(ActionId::Shortcuts).contains(keys("?")));
        bindings.setSingleKeys(false);
        QVERIFY(!bindings.of(ActionId::Shortcuts).contains(keys("?")));
        QVERIFY(bindings.of(ActionId::Shortcuts).contains(keys("F1")));
        QVERIFY(!bindings.isAnyChanged());
    }

    void whatIsWrittenDownComesBack()
    {
        QTemporaryDir profile;
        {
            Preferences preferences(profile.path());
            KeyBindings bindings;
            bindings.set(ActionId::NewSession, {keys("Ctrl+,"), keys("Ctrl+;")});
            bindings.set(ActionId::Quit, {});
            preferences.setKeys(bindings.changes());
            preferences.setSingleKeys(false);
        }
        const Preferences kept(profile.path());
        KeyBindings bindings;
        bindings.load(kept.keys(), kept.singleKeys());
        QCOMPARE(
            bindings.of(ActionId::NewSession), (KeyBindings::Keys{keys("Ctrl+,"), keys("Ctrl+;")}));
        QVERIFY(bindings.of(ActionId::Quit).isEmpty());
        QVERIFY(bindings.of(ActionId::Settings).isEmpty()); // it had Ctrl+,
        QVERIFY(!bindings.singleKeys());
    }

    void anEditedFileGivesNothingTwice()
    {
        KeyBindings bindings;
        bindings.load({{u"new-session"_s, u"Ctrl+Alt+X"_s}, {u"quit"_s, u"Ctrl+Alt+X"_s},
                          {u"no-such-action"_s, u"Ctrl+Alt+Y"_s}, {u"demo"_s, u"rubbish"_s}},
            true);
        QCOMPARE(bindings.chord(ActionId::NewSession), u"Ctrl+Alt+X"_s);
        QVERIFY(bindings.of(ActionId::Quit).isEmpty());
        QVERIFY(bindings.of(ActionId::TryDemo).isEmpty());
    }

    void theModelFollows()
    {
        KeyBindings bindings;
        ShortcutModel model(bindings);
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.rowCount(), int(actionTable().size()));
        const auto words = [&model](ActionId id) {
            return model.index(model.rowOf(id), ShortcutModel::KeysColumn).data().toString();
        };
        QCOMPARE(words(ActionId::GoToSession), u"Ctrl+P or Ctrl+K"_s);
        bindings.set(ActionId::NewSession, {keys("Ctrl+P")});
        QCOMPARE(words(ActionId::GoToSession), u"Ctrl+K, changed"_s);
        QCOMPARE(words(ActionId::NewSession), u"Ctrl+P, changed"_s);
        model.filter({u"session"_s, u"new"_s});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.actionAt(0), ActionId::NewSession);
        model.filter({u"ctrl+k"_s});
        QCOMPARE(model.rowCount(), 1);
        model.filter({});
        QCOMPARE(model.rowCount(), int(actionTable().size()));
    }

    void newKeysArePressed()
    {
        Stage stage;
        stage.table.choose(ActionId::NewSession);
        stage.press(Qt::Key_Return);
        QVERIFY(stage.table.isRecording());
        stage.press(Qt::Key_Control, Qt::ControlModifier);
        QVERIFY(stage.table.isRecording());
        stage.press(Qt::Key_G, Qt::ControlModifier);
        QVERIFY(!stage.table.isRecording());
        QCOMPARE(stage.bindings.chords(ActionId::NewSession), u"Ctrl+G"_s);
        stage.table.record(true);
        stage.press(Qt::Key_H, Qt::ControlModifier);
        QCOMPARE(stage.bindings.chords(ActionId::NewSession), u"Ctrl+G or Ctrl+H"_s);
        stage.press(Qt::Key_Delete);
        QVERIFY(stage.bindings.of(ActionId::NewSession).isEmpty());
    }

    void escLeavesTheKeysAsTheyAre()
    {
        Stage stage;
        stage.table.choose(ActionId::NewSession);
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.table.isRecording());
        QVERIFY(!stage.bindings.isAnyChanged());
    }

    void keysThatAnswerAreRefusedInWordsAndTheRecordingGoesOn()
    {
        Stage stage;
        stage.table.choose(ActionId::NewSession);
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(stage.table.isRecording());
        QVERIFY2(
            stage.table.said().contains(u"answers requests"_s), qPrintable(stage.table.said()));
        QVERIFY(!stage.bindings.isAnyChanged());
    }

    void aConflictIsSaidWithWhoHasThemAndCanBeTakenOver()
    {
        Stage stage;
        stage.table.choose(ActionId::NewSession);
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY2(stage.table.said().contains(u"“Next who waits for you” has Ctrl+J"_s),
            qPrintable(stage.table.said()));
        QVERIFY(!stage.bindings.isAnyChanged());
        QVERIFY(stage.button(u"Take it over"_s));
        QTest::mouseClick(stage.button(u"Leave it"_s), Qt::LeftButton);
        QVERIFY(!stage.bindings.isAnyChanged());
        QVERIFY(!stage.button(u"Take it over"_s));
        stage.view->setFocus();
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QTest::keyClick(stage.button(u"Take it over"_s), Qt::Key_Escape);
        QVERIFY(!stage.bindings.isAnyChanged());
        QVERIFY(!stage.button(u"Take it over"_s));
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QTest::mouseClick(stage.button(u"Take it over"_s), Qt::LeftButton);
        QCOMPARE(stage.bindings.chord(ActionId::NewSession), u"Ctrl+J"_s);
        QVERIFY(stage.bindings.of(ActionId::NextWaiting).isEmpty());
    }

    void resettingAsksWhereSomebodyElseHasTheKeysNow()
    {
        Stage stage;
        stage.bindings.set(ActionId::NewSession, {keys("Ctrl+J")});
        stage.table.choose(ActionId::NextWaiting);
        QTest::mouseClick(stage.button(u"Reset"_s), Qt::LeftButton);
        QVERIFY2(stage.table.said().contains(u"New session"_s), qPrintable(stage.table.said()));
        QVERIFY(stage.bindings.of(ActionId::NextWaiting).isEmpty());
        QTest::mouseClick(stage.button(u"Take it over"_s), Qt::LeftButton);
        QCOMPARE(stage.bindings.chord(ActionId::NextWaiting), u"Ctrl+J"_s);
        QTest::mouseClick(stage.button(u"Reset all"_s), Qt::LeftButton);
        QVERIFY(!stage.bindings.isAnyChanged());
    }

    void aCharacterThatNeedsShiftIsThatCharacter()
    {
        const QKeyEvent press(QEvent::KeyPress, Qt::Key_Question, Qt::ShiftModifier, u"?"_s);
        QCOMPARE(chordOf(press), keys("?"));
        const QKeyEvent letter(
            QEvent::KeyPress, Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier, u"\x07"_s);
        QCOMPARE(chordOf(letter), keys("Ctrl+Shift+G"));
    }

    void menusAndToolTipsShowTheKeysInForce()
    {
        KeyBindings& inForce = KeyBindings::inForce();
        QWidget window;
        Actions actions(&window);
        QWidget button;
        showKeysIn(&button, u"Add one"_s, ActionId::AddSource);
        QCOMPARE(button.toolTip(), u"Add one (Ctrl+N)"_s);
        inForce.set(ActionId::AddSource, {keys("Ctrl+Alt+A")});
        QCOMPARE(button.toolTip(), u"Add one (Ctrl+Alt+A)"_s);
        QCOMPARE(actions[ActionId::AddSource]->shortcut(), keys("Ctrl+Alt+A"));
        QCOMPARE(Actions::chord(actionTable()[size_t(ActionId::AddSource)]), u"Ctrl+Alt+A"_s);
        inForce.set(ActionId::AddSource, {});
        QCOMPARE(button.toolTip(), u"Add one"_s);
        QCOMPARE(keysOrName(ActionId::AddSource), u"“Add a server”"_s);
        inForce.resetAll();
        QCOMPARE(button.toolTip(), u"Add one (Ctrl+N)"_s);
    }
};

QTEST_MAIN(TestKeyBindings)
#include "tst_keybindings.moc"

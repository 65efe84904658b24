// SPDX-License-Identifier: MIT
#include "tests/support/terminaltext.h"
#include "ui/models/terminaldesk.h"
#include "ui/views/terminalkeys.h"
#include "ui/views/terminalview.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const terminal::Screen> screenOf(const FedTerminal& fed)
{
    return std::make_shared<const terminal::Screen>(fed.grid.screen());
}

QByteArray lines(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "line " + QByteArray::number(i) + "\r\n";
    return all;
}

} // namespace

class TestTerminalView : public QObject
{
    Q_OBJECT

private slots:
    void keysSendWhatXtermSends_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("held");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sent");
        const int none = Qt::NoModifier;
        QTest::newRow("a letter") << int(Qt::Key_A) << none << u"a"_s << u"a"_s;
        QTest::newRow("another script") << 0 << none << u"漢"_s << u"漢"_s;
        QTest::newRow("Return") << int(Qt::Key_Return) << none << u"\r"_s << u"\r"_s;
        QTest::newRow("Backspace") << int(Qt::Key_Backspace) << none << u"\b"_s << u"\x7f"_s;
        QTest::newRow("Tab") << int(Qt::Key_Tab) << none << u"\t"_s << u"\t"_s;
        QTest::newRow("Shift+Tab")
            << int(Qt::Key_Backtab) << int(Qt::ShiftModifier) << QString() << u"\x1b[Z"_s;
        QTest::newRow("Escape") << int(Qt::Key_Escape) << none << u"\x1b"_s << u"\x1b"_s;
        QTest::newRow("Ctrl+C") << int(Qt::Key_C) << int(Qt::ControlModifier) << u"\x03"_s
                                << u"\x03"_s;
        QTest::newRow("Ctrl+Space")
            << int(Qt::Key_Space) << int(Qt::ControlModifier) << u" "_s << QString(QChar(u'\0'));
        QTest::newRow("Alt+b") << int(Qt::Key_B) << int(Qt::AltModifier) << u"b"_s
                               << u"\x1b"
                                  "b"_s;
        QTest::newRow("Up") << int(Qt::Key_Up) << none << QString() << u"\x1b[A"_s;
        QTest::newRow("Ctrl+Right")
            << int(Qt::Key_Right) << int(Qt::ControlModifier) << QString() << u"\x1b[1;5C"_s;
        QTest::newRow("F1") << int(Qt::Key_F1) << none << QString() << u"\x1bOP"_s;
        QTest::newRow("F5") << int(Qt::Key_F5) << none << QString() << u"\x1b[15~"_s;
        QTest::newRow("Shift+Delete")
            << int(Qt::Key_Delete) << int(Qt::ShiftModifier) << QString() << u"\x1b[3;2~"_s;
        QTest::newRow("Shift alone")
            << int(Qt::Key_Shift) << int(Qt::ShiftModifier) << QString() << QString();
    }
    void keysSendWhatXtermSends()
    {
        QFETCH(int, key);
        QFETCH(int, held);
        QFETCH(QString, text);
        QFETCH(QString, sent);
        const QKeyEvent event(QEvent::KeyPress, key, Qt::KeyboardModifiers(held), text);
        QCOMPARE(terminalKeyText(event, {}), sent);
    }

    void programsMayAskForOtherArrows()
    {
        terminal::Modes modes;
        modes.applicationCursor = true;
        const QKeyEvent up(QEvent::KeyPress, Qt::Key_Up, Qt::NoModifier);
        QCOMPARE(terminalKeyText(up, modes), u"\x1bOA"_s);
    }

    void whatIsPastedPressesNoKeys()
    {
        terminal::Modes modes;
        QCOMPARE(
            terminalPasteText(u"a\r\nb\nc\td\x1b[201~\x03\x7f"_s, modes), u"a\rb\rc\td[201~"_s);
        modes.bracketedPaste = true;
        QCOMPARE(terminalPasteText(u"x\x1b[201~rm"_s, modes), u"\x1b[200~x[201~rm\x1b[201~"_s);
    }

    void keysReachTheProgramBeforeTheWindow()
    {
        Shown shown;
        QKeyEvent quit(QEvent::ShortcutOverride, Qt::Key_Q, Qt::ControlModifier, u"\x11"_s);
        quit.ignore();
        QCoreApplication::sendEvent(&shown.view, &quit);
        QVERIFY(quit.isAccepted());
        QKeyEvent leave(QEvent::ShortcutOverride, Qt::Key_F6, Qt::NoModifier);
        leave.ignore();
        QCoreApplication::sendEvent(&shown.view, &leave);
        QVERIFY(!leave.isAccepted());
        QSignalSpy typed(&shown.view, &TerminalView::typed);
        QTest::keyClicks(&shown.view, u"ls"_s);
        QTest::keyClick(&shown.view, Qt::Key_Tab);
        QCOMPARE(typed.size(), 3);
        QInputMethodEvent composed;
        composed.setCommitString(u"漢字"_s);
        QCoreApplication::sendEvent(&shown.view, &composed);
        QCOMPARE(typed.last().first().toString(), u"漢字"_s);
        // Where nobody listens, nothing is taken.
        shown.view.setLive(false);
        QTest::keyClicks(&shown.view, u"x"_s);
        QCOMPARE(typed.size(), 4);
    }

    void theHistoryStaysWhereOneReadsIt()
    {
        Shown shown;
        FedTerminal fed({40, 10}, lines(500));
        shown.view.setScreen(screenOf(fed));
        QVERIFY(shown.view.follows());
        QTest::keyClick(&shown.view, Qt::Key_PageUp, Qt::ShiftModifier);
        QVERIFY(!shown.view.follows());
        const QString read = shown.view.visibleText();
        fed.feed(lines(200));
        shown.view.setScreen(screenOf(fed));
        QCOMPARE(shown.view.visibleText(), read);
        // Typing goes to the end.
        QTest::keyClick(&shown.view, Qt::Key_A);
        QVERIFY(shown.view.follows());
    }

    void whatIsFoundIsSelectedShownAndCopied()
    {
        Shown shown;
        shown.view.setScreen(screenOf(FedTerminal({40, 10}, lines(500))));
        QVERIFY(shown.view.find(u"line 42"_s, true)); // "line 429" comes last
        QVERIFY(shown.view.visibleText().contains(u"line 429"_s));
        QVERIFY(shown.view.find(u"LINE 7"_s, false) == false);
        shown.view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"line 42"_s);
    }

    void theAccessibleTextIsWhatIsSeen()
    {
        Shown shown;
        shown.view.setScreen(screenOf(FedTerminal({40, 4}, "first\r\nsecond")));
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(face && face->textInterface());
        QCOMPARE(face->role(), QAccessible::Terminal);
        QCOMPARE(face->text(QAccessible::Name), u"Terminal"_s);
        QVERIFY(face->textInterface()->text(0, -1).startsWith(u"first\nsecond"_s));
        QCOMPARE(face->textInterface()->cursorPosition(), 12);
    }

    void theDeskFollowsThePlaceOneLooksAt()
    {
        std::vector<UseTerminal> sent;
        TerminalDesk desk(
            [&](const Command& command) { sent.push_back(std::get<UseTerminal>(command)); });
        const SourceId source(u"opencode:one"_s);
        const auto tell = [&](decltype(TerminalNews::what) what) {
            desk.apply(TerminalTold{
                source, std::make_shared<const TerminalNews>(TerminalNews{std::move(what)})});
        };
        desk.setPlace(source, u"/shop"_s);
        QVERIFY(sent.empty()); // nobody looks
        desk.watch(true);
        QVERIFY(std::holds_alternative<TerminalWish::List>(sent.back().wish->what));
        tell(TerminalsListed{u"/other"_s, {{TerminalId(u"a"_s), {}, {}, {}, true}}, {}});
        QVERIFY(desk.terminals().empty());
        tell(TerminalsListed{u"/shop"_s, {{TerminalId(u"b"_s), {}, {}, {}, true}}, {}});
        QCOMPARE(desk.current(), TerminalId(u"b"_s));
        QVERIFY(std::holds_alternative<TerminalWish::Attach>(sent.back().wish->what));
        desk.create();
        tell(TerminalMade{u"/shop"_s, TerminalId(u"c"_s)});
        QCOMPARE(desk.current(), TerminalId(u"c"_s));
        desk.setPlace({}, {});
        QVERIFY(std::holds_alternative<TerminalWish::Detach>(sent.back().wish->what));
        QVERIFY(!desk.hasPlace());
    }

private:
    struct Shown
    {
        Shown()
        {
            view.resize(400, 240);
            view.show();
            view.setScreen(screenOf(FedTerminal({40, 10}, "$ ")));
            view.setLive(true);
        }
        TerminalView view;
    };
};

QTEST_MAIN(TestTerminalView)
#include "tst_terminalview.moc"

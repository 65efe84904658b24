// SPDX-License-Identifier: MIT
#include "tests/support/terminaltext.h"

#include <QTest>

using namespace headgate;
using namespace headgate::terminal;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

void row(const char* name, const QByteArray& bytes, const QString& rows, const QString& cursor)
{
    QTest::newRow(name) << bytes << rows << cursor;
}

Style styleAt(const FedTerminal& fed, int column, int rowAt = 0)
{
    return fed.grid.screen().rows[size_t(rowAt)].cells[size_t(column)].style;
}

} // namespace

class TestTerminalGrid : public QObject
{
    Q_OBJECT

private slots:
    void aScreenOfTenByFour_data();
    void aScreenOfTenByFour()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, rows);
        QFETCH(QString, cursor);
        const FedTerminal fed({10, 4}, bytes);
        QStringList seen = fed.rows();
        while (!seen.isEmpty() && seen.last().isEmpty())
            seen.removeLast();
        QCOMPARE(seen.join(u'/'), rows);
        const Screen screen = fed.grid.screen();
        QCOMPARE(u"%1,%2"_s.arg(screen.cursorRow).arg(screen.cursorColumn), cursor);
    }

    void coloursAndAttributes()
    {
        const FedTerminal fed({20, 2},
            "\x1b[1;3;4;31;42ma\x1b[22;23;24;39;49mb\x1b[38;5;200;48;2;1;2;3mc\x1b[0;38:2::9:8:7md"
            "\x1b[0;4:3;95;7;9;2me\x1b[38:5:17;58;5;3;21mf\x1b[mg\x1b[38;2;1mh");
        const Style a = styleAt(fed, 0);
        QVERIFY(a.has(Style::Bold) && a.has(Style::Italic));
        QCOMPARE(a.underline(), Underline::Single);
        QCOMPARE(a.foreground(), Colour::indexed(1));
        QCOMPARE(a.background(), Colour::indexed(2));
        QCOMPARE(styleAt(fed, 1), Style());
        QCOMPARE(styleAt(fed, 2).foreground(), Colour::indexed(200));
        QCOMPARE(styleAt(fed, 2).background(), Colour::rgb(1, 2, 3));
        QCOMPARE(styleAt(fed, 3).foreground(), Colour::rgb(9, 8, 7));
        const Style e = styleAt(fed, 4);
        QCOMPARE(e.underline(), Underline::Curly);
        QCOMPARE(e.foreground(), Colour::indexed(13));
        QVERIFY(e.has(Style::Reverse) && e.has(Style::Strike) && e.has(Style::Faint));
        QCOMPARE(styleAt(fed, 5).foreground(), Colour::indexed(17));
        QCOMPARE(styleAt(fed, 5).underline(), Underline::Double);
        QCOMPARE(styleAt(fed, 6), Style());
        QCOMPARE(styleAt(fed, 7).foreground(), Colour());
    }

    void whatLeavesAtTheTopIsKept()
    {
        QByteArray lines;
        for (int i = 0; i < 10; ++i)
            lines += QByteArray::number(i) + "\r\n";
        FedTerminal fed({10, 4}, lines);
        QCOMPARE(fed.history().join(u""), u"0123456"_s);
        QCOMPARE(fed.rows().join(u""), u"789"_s);
        // A full-screen program has none, nor does a region below the top.
        fed.feed("\x1b[?1049h" + lines + "\x1b[?1049l\x1b[2;4r\x1b[4;1Hx\r\ny");
        QCOMPARE(fed.history().join(u""), u"0123456"_s);
        fed.feed("\x1b[3J");
        QVERIFY(fed.history().isEmpty());
    }

    void theHistoryIsBounded()
    {
        Scrollback history(1000, 100'000);
        for (int i = 0; i < 5000; ++i) {
            history.add({std::vector<Cell>(size_t(i % 200), Cell(U'x', {})), false});
            QVERIFY(history.size() <= 1000 + 64);
            QVERIFY(history.bytes() <= 100'000 + 64 * 3500);
            QCOMPARE(history.dropped() + history.size(), qint64(i) + 1);
        }
        const Scrollback copy = history;
        history.clear();
        QVERIFY(copy.size() > 0 && copy.row(copy.size() - 1).cells.size() == 4999 % 200);
    }

    void aNewWidthWrapsTheTextAnew()
    {
        FedTerminal fed({10, 4}, "one\r\n0123456789abcdefghij\r\nlast> ");
        QCOMPARE(fed.rows().join(u'/'), u"one/0123456789/abcdefghij/last>"_s);
        fed.grid.resize({7, 4});
        QCOMPARE(fed.history().join(u'/'), u"one"_s);
        QCOMPARE(fed.rows().join(u'/'), u"0123456/789abcd/efghij/last>"_s);
        QCOMPARE(fed.grid.screen().cursorColumn, 6);
        fed.grid.resize({30, 6});
        QVERIFY(fed.history().isEmpty());
        QCOMPARE(fed.rows().join(u'/'), u"one/0123456789abcdefghij/last>///"_s);
        QCOMPARE(fed.grid.screen().cursorRow, 2);
        fed.feed("go");
        QCOMPARE(fed.rows().at(2), u"last> go"_s);
    }

    void wideCharactersAreNotTornByANewWidth()
    {
        FedTerminal fed({7, 3}, "漢字漢字漢字");
        QCOMPARE(fed.rows().join(u'/'), u"漢字漢/字漢字/"_s);
        fed.grid.resize({4, 3});
        QCOMPARE(fed.rows().join(u'/'), u"漢字/漢字/漢字"_s);
        fed.grid.resize({12, 3});
        QCOMPARE(fed.rows().join(u'/'), u"漢字漢字漢字//"_s);
        fed.grid.resize({1, 2});
        fed.grid.resize({12, 3});
    }

    void aFullScreenProgramIsCutAndTheRestComesBack()
    {
        FedTerminal fed({10, 4}, "prompt> vi\r\n\x1b[?1049h\x1b[H0123456789\x1b[4;9H~~");
        fed.grid.resize({6, 3});
        QCOMPARE(fed.rows().join(u'/'), u"012345//"_s);
        QVERIFY(fed.grid.screen().alternate);
        fed.feed("\x1b[?1049l$");
        QCOMPARE(fed.rows().join(u'/'), u"prompt/> vi/$"_s);
    }

    void modesAreForTheViewAlone()
    {
        FedTerminal fed({10, 4}, "\x1b[?1;25;5;2004;66h\x1b[20h");
        const Modes on = fed.grid.screen().modes;
        QVERIFY(on.applicationCursor && on.bracketedPaste && on.applicationKeypad);
        QVERIFY(on.reversed && on.newLine && on.cursorVisible);
        fed.feed("\x1b[?25l\x1b>\x1b[?2004l");
        QVERIFY(!fed.grid.screen().modes.cursorVisible);
        QVERIFY(!fed.grid.screen().modes.bracketedPaste);
        fed.feed("\x1b"
                 "c");
        QCOMPARE(fed.grid.screen().modes, Modes());
    }

    void whatAsksForAnAnswerChangesNothing()
    {
        FedTerminal fed({10, 4}, "ab");
        const Screen before = fed.grid.screen();
        fed.feed("\x1b[5n\x1b[6n\x1b[c\x1b[>c\x1b[=c\x1b[?1$p\x1b[>q\x1b[18t\x1b[21t\x1bZ\x05"
                 "\x1bP$qm\x1b\\\x1bP+q544e\x1b\\\x1b]10;?\x07\x1b]4;1;?\x07\x1b]52;c;?\x07"
                 "\x1b]0;t\x07\x1b[?1000;1002;1003;1006h\x07");
        const Screen after = fed.grid.screen();
        QCOMPARE(after.rows, before.rows);
        QCOMPARE(after.modes, before.modes);
        QCOMPARE(after.cursorColumn, before.cursorColumn);
    }

    void greatNumbersCostLittle()
    {
        FedTerminal fed({10, 4});
        for (int i = 0; i < 1000; ++i)
            fed.feed("x\x1b[65535b\x1b[65535S\x1b[65535L\x1b[65535@\x1b[65535P\x1b[65535T"
                     "\x1b[65535X\x1b[65535I\x1b[65535Z\x1b[65535;65535H\x1b[65535M");
        QVERIFY(fed.history().size() <= 10'000 + 64);
    }

    void textIsFoundAcrossRowsThatWrap()
    {
        const FedTerminal fed(
            {10, 3}, "a needle\r\n0123456nee\r\nxNeedle\r\nlong-long-needle-here\r\nend");
        const Screen screen = fed.grid.screen();
        auto found = find(screen, u"needle"_s, {0, -1}, false);
        QVERIFY(found && found->from == Place({0, 2}) && found->to == Place({0, 8}));
        found = find(screen, u"needle"_s, found->from, false);
        QVERIFY(found && found->from == Place({2, 1}));
        found = find(screen, u"needle"_s, found->from, false);
        QVERIFY(found && found->from == Place({4, 0}) && found->to == Place({4, 6}));
        QCOMPARE(spanText(screen, *found), u"needle"_s);
        found = find(screen, u"needle"_s, found->from, false); // round
        QVERIFY(found && found->from == Place({0, 2}));
        found = find(screen, u"needle"_s, {0, 2}, true);
        QVERIFY(found && found->from == Place({4, 0}));
        found = find(screen, u"long-needle"_s, {0, -1}, false);
        QVERIFY(found && found->from == Place({3, 5}) && found->to == Place({4, 6}));
        QCOMPARE(spanText(screen, *found), u"long-needle"_s);
        found = find(screen, u"Needle"_s, {0, -1}, false);
        QVERIFY(found && found->from == Place({2, 1}));
        QVERIFY(!find(screen, u"nothing"_s, {0, -1}, false));
        QVERIFY(!find(screen, u"nothing"_s, {0, -1}, true));
    }

    void aLineThatWrapsForHundredsOfRowsIsSearchedToo()
    {
        const FedTerminal fed({10, 3}, QByteArray(5000, 'x') + "needle");
        QVERIFY(find(fed.grid.screen(), u"needle"_s, {200, 0}, false));
        QVERIFY(!find(fed.grid.screen(), u"none"_s, {200, 0}, false));
        QVERIFY(!find(fed.grid.screen(), u"none"_s, {200, 0}, true));
    }

    void whatIsCopiedIsTheText()
    {
        const FedTerminal fed({10, 4}, "first  \r\n0123456789wrapped\r\n漢字 \x1b[5Cx\r\n");
        const Screen screen = fed.grid.screen();
        QCOMPARE(spanText(screen, {{0, 0}, {screen.lines() - 1, 10}}),
            u"first\n0123456789wrapped\n漢字     x\n"_s);
        QCOMPARE(spanText(screen, wordAt(screen, {1, 3})), u"0123456789wrapped"_s);
        QCOMPARE(spanText(screen, lineAt(screen, 2)), u"0123456789wrapped"_s);
        QCOMPARE(spanText(screen, wordAt(screen, {0, 8})), QString());
    }
};

void TestTerminalGrid::aScreenOfTenByFour_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<QString>("cursor");
    row("text wraps", "0123456789ab", u"0123456789/ab"_s, u"1,2"_s);
    row("it wraps when the next comes", "0123456789", u"0123456789"_s, u"0,9"_s);
    row("without wrapping the last is replaced", "\x1b[?7l0123456789abc", u"012345678c"_s,
        u"0,9"_s);
    row("a carriage return at the end does not wrap", "0123456789\rX", u"X123456789"_s, u"0,1"_s);
    row("the screen scrolls", "1\r\n2\r\n3\r\n4\r\n5", u"2/3/4/5"_s, u"3,1"_s);
    row("places count from one", "\x1b[2;3Hx\x1b[Hy", u"y/  x"_s, u"0,1"_s);
    row("places are bounded", "\x1b[99;99Hx\x1b[0;0Hy", u"y///         x"_s, u"0,1"_s);
    row("up, down, left, right", "\x1b[3;5H\x1b[A\x1b[2D\x1b[Bx\x1b[Cy", u"//  x y"_s, u"2,5"_s);
    row("erasing a line", "0123456789\x1b[5D\x1b[Kx\r\n0123\x1b[2D\x1b[1K", u"0123x/   3"_s,
        u"1,2"_s);
    row("erasing a screen", "1\r\n2\r\n3\x1b[2;1H\x1b[J", u"1"_s, u"1,0"_s);
    row("erasing up to the cursor", "1\r\n2\r\n3\x1b[2;1H\x1b[1J", u"//3"_s, u"1,0"_s);
    row("inserting and deleting cells", "abcdef\x1b[1;3H\x1b[2@\x1b[1;7H\x1b[P", u"ab  cdf"_s,
        u"0,6"_s);
    row("replacing cells by nothing", "abcdef\x1b[1;3H\x1b[2X", u"ab  ef"_s, u"0,2"_s);
    row("inserting and deleting lines", "1\r\n2\r\n3\x1b[1;1H\x1b[L\x1b[3;1H\x1b[M", u"/1/3"_s,
        u"2,0"_s);
    row("a scrolling region", "1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\nx", u"1/3/x/4"_s, u"2,1"_s);
    row("backwards in it", "1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[2;1H\x1bMx", u"1/x/2/4"_s, u"1,1"_s);
    row("rows count from the margin", "\x1b[2;3r\x1b[?6hx\x1b[9;1Hy", u"/x/y"_s, u"2,1"_s);
    row("scrolling up and down", "1\r\n2\r\n3\x1b[S\x1b[2T", u"//2/3"_s, u"2,1"_s);
    row("tabs", "\tx\x1b[3g\r\x1b[4C\x1bH\ry\ty", u"y   y   x"_s, u"0,5"_s);
    row("back to a tab", "\t\x1b[Zx", u"x"_s, u"0,1"_s);
    row("insert mode", "abc\r\x1b[4hX\x1b[4lY", u"XYbc"_s, u"0,2"_s);
    row("repeating", "ab\x1b[3b", u"abbbb"_s, u"0,5"_s);
    row("repeating is bounded", "a\x1b[60000b", u"aaaaaaaaaa/a"_s, u"1,1"_s);
    row("wide characters", "漢字x", u"漢字x"_s, u"0,5"_s);
    row("a wide one that does not fit", "012345678漢", u"012345678/漢"_s, u"1,2"_s);
    row("half of a wide one replaced", "漢字\x1b[1;2Hx", u" x字"_s, u"0,2"_s);
    row("marks", "e\u0301x\u0308", u"e\u0301x\u0308"_s, u"0,2"_s);
    row("a mark at the end of a line", "012345678e\u0301", u"012345678e\u0301"_s, u"0,9"_s);
    row("a mark on nothing", "\u0301x", u"x"_s, u"0,1"_s);
    row("a mark on a wide one", "漢\u0301", u"漢\u0301"_s, u"0,2"_s);
    row("lines drawn", "\x1b(0lqk\x1b(Bq\x0e", u"┌─┐q"_s, u"0,4"_s);
    row("the other set", "\x1b)0q\x0eq\x0fq", u"q─q"_s, u"0,3"_s);
    row("cursor saved",
        "\x1b[2;5H\x1b"
        "7\x1b[Hx\x1b"
        "8y",
        u"x/    y"_s, u"1,5"_s);
    row("the alternate page and back", "main\x1b[?1049hother\x1b[?1049l!", u"main!"_s, u"0,5"_s);
    row("the alternate page", "main\x1b[?1049h\x1b[Hother", u"other"_s, u"0,5"_s);
    row("reset",
        "abc\x1b[2;3r\x1b[?6h\x1b"
        "cx",
        u"x"_s, u"0,1"_s);
    row("a screen of E", "\x1b#8", u"EEEEEEEEEE/EEEEEEEEEE/EEEEEEEEEE/EEEEEEEEEE"_s, u"0,0"_s);
}

QTEST_GUILESS_MAIN(TestTerminalGrid)
#include "tst_terminalgrid.moc"

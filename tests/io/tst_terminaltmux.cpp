// SPDX-License-Identifier: MIT
// The same bytes in tmux and in our grid. Where the two are known to differ, we do as xterm does
// and the sequences here keep away from it; each such place is named where it is avoided.
#include "tests/support/terminaltext.h"
#include "tests/support/tmuxscreen.h"

#include <QTest>

#include <cstring>
#include <random>

using namespace headgate;
using namespace headgate::terminal;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr TerminalSize size{40, 12};

/** Sequences by a seed. */
class Writer
{
public:
    explicit Writer(unsigned seed)
        : m_random(seed)
    {
    }

    QByteArrayList pieces;

    void next()
    {
        pieces += bytes;
        bytes.clear();
    }
    void text(int most)
    {
        for (int n = 1 + below(most); n > 0; --n)
            bytes += char('!' + below(94));
    }
    void wideText(int most)
    {
        static const QList<QByteArray> letters{
            "漢", "字", "a", "é", "e\u0301", "Ж", "─", "😀", "한", "z\u0308", "ｆ", "✓"};
        for (int n = 1 + below(most); n > 0; --n)
            bytes += letters[below(int(letters.size()))];
    }
    void place()
    {
        bytes +=
            "\x1b[" + number(1 + below(size.rows)) + ';' + number(1 + below(size.columns)) + 'H';
    }
    /** xterm leaves the end of a line when something else than text comes, tmux stays behind it:
     * so a place comes first. */
    void sequence()
    {
        place();
        const QByteArray count = number(1 + below(6));
        static const QByteArray counted("ABCDEFGd@PXLMSTKJZ");
        switch (below(12)) {
        case 0:
            // Home is at the top margin for xterm, for tmux always at the top of the screen.
            bytes += "\x1b[?6l\x1b[" + number(1 + below(6)) + ';' + number(7 + below(6)) + 'r';
            break;
        case 1:
            bytes += "\x1b[?6l\x1b[r";
            break;
        case 2:
            bytes += pick({"\x1bM",
                "\x1b"
                "D",
                "\x1b"
                "E",
                "\n", "\r\n", "\b", "\t"});
            break;
        case 3:
            bytes += pick({"\x1bH", "\x1b[g", "\x1b[3g", "\x1b[?6h", "\x1b[?6l"});
            break;
        case 4:
            bytes += "\x1b"
                     "7";
            place();
            style();
            text(5);
            bytes += "\x1b"
                     "8";
            break;
        case 5:
            // Where it wraps, tmux does not make room for the first character of the next row.
            bytes += "\r\x1b[4h";
            text(8);
            bytes += "\x1b[4l";
            break;
        case 6:
            bytes += "\x1b(0";
            text(6);
            bytes += "\x1b(B";
            break;
        case 7:
            // xterm goes on in the next row, tmux stops at the end of this one.
            bytes += "\rw\x1b[" + number(1 + below(20)) + 'b';
            break;
        default: {
            const char final = counted[below(int(counted.size()))];
            const bool erases = final == 'J' || final == 'K';
            // tmux moves one cell too few where the last one would be kept.
            if (final == '@')
                bytes += "\x1b[" + number(1 + below(20)) + 'G';
            // xterm goes to the left margin, tmux stays; xterm does nothing outside of the margins.
            const bool lines = final == 'L' || final == 'M';
            bytes = (lines ? "\x1b[?6l\x1b[r" + bytes : bytes) + "\x1b["
                + (erases ? number(below(3)) : count) + final + (lines ? "\r" : "");
        }
        }
    }
    void style()
    {
        bytes += "\x1b[" + pick({"", "0;", "1;", "7;", "4;"})
            + pick({"31", "42", "97", "104", "38;5;" + number(below(256)),
                "48;5;" + number(below(256)), "38;2;1;2;" + number(below(256)), "1", "2", "3", "4",
                "5", "7", "9", "22", "24", "27", "39", "49", "0"})
            + 'm';
    }
    int below(int bound) { return int(m_random() % unsigned(bound)); }

    QByteArray bytes; ///< of the piece under way

private:
    static QByteArray number(int value) { return QByteArray::number(value); }
    QByteArray pick(const QByteArrayList& all) { return all[below(int(all.size()))]; }

    std::mt19937 m_random;
};

/** Erased cells and spaces look the same. */
QString cellText(const Cell& cell)
{
    QString text;
    cell.appendTo(text);
    return text;
}

QString styleText(Style style)
{
    quint64 bits = 0;
    static_assert(sizeof bits == sizeof style);
    std::memcpy(&bits, &style, sizeof bits);
    return u"flags %1 underline %2 foreground %3 background %4"_s.arg(bits & 255)
        .arg(int(style.underline()))
        .arg(style.foreground().bits(), 0, 16)
        .arg(style.background().bits(), 0, 16);
}

QString difference(const TmuxScreen::Seen& theirs, const Screen& ours, bool styles)
{
    for (int y = 0; y < size.rows; ++y) {
        const Row& a = theirs.rows[size_t(y)];
        const Row& b = ours.rows[size_t(y)];
        const QString there = FedTerminal::trimmed(a);
        if (there != FedTerminal::trimmed(b))
            return u"row %1: tmux '%2', ours '%3'"_s.arg(y).arg(there, FedTerminal::trimmed(b));
        int end = size.columns; // what tmux tells of a row ends with its text
        while (end > 0 && cellText(a.cells[size_t(end) - 1]).trimmed().isEmpty())
            --end;
        for (int x = 0; styles && x < end; ++x) {
            if (a.cells[size_t(x)].isRightHalf() || b.cells[size_t(x)].isRightHalf())
                continue;
            if (a.cells[size_t(x)].style != b.cells[size_t(x)].style)
                return u"style at row %1, column %2: tmux %3, ours %4"_s.arg(y).arg(x).arg(
                    styleText(a.cells[size_t(x)].style), styleText(b.cells[size_t(x)].style));
        }
    }
    const int column = std::min(theirs.cursorColumn, size.columns - 1);
    if (theirs.cursorRow != ours.cursorRow || column != ours.cursorColumn)
        return u"cursor: tmux %1,%2, ours %3,%4"_s.arg(theirs.cursorRow)
            .arg(theirs.cursorColumn)
            .arg(ours.cursorRow)
            .arg(ours.cursorColumn);
    if (theirs.alternate != ours.alternate)
        return u"alternate page"_s;
    return {};
}

} // namespace

class TestTerminalTmux : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(TmuxScreen::isInstalled(), "tmux is missing; packaging/setup.sh brings it");
        QVERIFY2(m_tmux.start(size), qPrintable(m_tmux.error()));
    }

    void programsLookTheSame_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a prompt and colours")
            << QByteArray("\x1b[01;32mme@host\x1b[00m:\x1b[01;34m~\x1b[00m$ ls --color\r\n"
                          "\x1b[0m\x1b[01;34mdir\x1b[0m  \x1b[01;32mrun.sh\x1b[0m\r\n");
        QTest::newRow("a progress line")
            << QByteArray("  0%\r 10%\r\x1b[K 50% [#####     ]\r\x1b[K100% done\r\n");
        QTest::newRow("a full-screen program")
            << QByteArray("$ vi\r\n\x1b[?1049h\x1b[22;0;0t\x1b[>4;2m\x1b[?1h\x1b=\x1b[?2004h"
                          "\x1b[1;12r\x1b[?12h\x1b[?12l\x1b[22;2t\x1b[27m\x1b[23m\x1b[29m\x1b[m"
                          "\x1b[H\x1b[2J\x1b[?25l\x1b[1;1Hint main\r\n{\r\n}\r\n\x1b[94m~\x1b[4;2H"
                          "\x1b[K\x1b[5;1H~\x1b[m\x1b[12;1H\"a.c\" 3L\x1b[1;1H\x1b[34h\x1b[?25h");
        QTest::newRow("and back from it")
            << QByteArray("$ vi\r\n\x1b[?1049h\x1b[H\x1b[2Jtext\x1b[?1049l$ exit\r\n");
        QTest::newRow("a pager") << QByteArray("\x1b[?1049h\x1b[22;0;0t\x1b[?1h\x1b=\rone\x1b[m\r\n"
                                               "two\x1b[m\r\n\x1b[7m(END)\x1b[27m\x1b[K\r\x1b[K\x1b"
                                               "M\x1b[Hzero\x1b[m\r\n\x1b[12;1H:\x1b[K");
        QTest::newRow("wide text") << QByteArray("漢字 and 한글 and é e\u0301 😀|\r\nｆｕｌｌ|");
        QTest::newRow("wide text that wraps") << QByteArray("漢字").repeated(35);
        QTest::newRow("queries") << QByteArray(
            "a\x1b]10;?\x1b\\b\x1bP+q544e\x1b\\c\x1b[18td\x1b]0;title\x07"
            "e");
        QTest::newRow("underlines and rare attributes")
            << QByteArray("\x1b[4:3mcurly\x1b[4:2mdouble\x1b[4:0mno\x1b[9mstruck\x1b[29mover"
                          "\x1b[55m\x1b[8mhidden\x1b[28m\x1b[21mtwo\x1b[m\x1b[38:2::1:2:3mtrue");
    }
    void programsLookTheSame()
    {
        QFETCH(QByteArray, bytes);
        compare({bytes}, true);
    }

    void randomSequencesLookTheSame_data() { seeds(150); }
    void randomSequencesLookTheSame()
    {
        QFETCH(unsigned, seed);
        Writer writer(seed);
        for (int i = 0; i < 60; ++i) {
            if (writer.below(3) == 0)
                writer.text(i % 10 == 0 ? 90 : 12);
            else
                writer.sequence();
            writer.next();
        }
        compare(writer.pieces, true);
    }

    void randomColoursLookTheSame_data() { seeds(30); }
    void randomColoursLookTheSame()
    {
        QFETCH(unsigned, seed);
        Writer writer(seed);
        for (int i = 0; i < 80; ++i) {
            writer.style();
            if (writer.below(4) == 0)
                writer.place();
            writer.text(8);
            if (writer.below(8) == 0)
                writer.bytes += "\x1b[m\r\n";
            writer.next();
        }
        compare(writer.pieces, true);
    }

    void randomWideTextLooksTheSame_data() { seeds(40); }
    void randomWideTextLooksTheSame()
    {
        QFETCH(unsigned, seed);
        Writer writer(seed);
        for (int i = 0; i < 40; ++i) {
            writer.wideText(20);
            if (writer.below(3) == 0)
                writer.bytes += "\r\n";
            // Half of a wide character that is written over goes in xterm, and at times not in
            // tmux.
            if (writer.below(3) == 0) {
                writer.place();
                writer.bytes += "\r\x1b[K";
            }
            writer.next();
        }
        compare(writer.pieces, false);
    }

private:
    static void seeds(unsigned count)
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= count; ++seed)
            QTest::addRow("%u", seed) << seed;
    }

    /** What differs; empty: nothing. */
    QString differenceOf(const QByteArrayList& pieces, bool styles)
    {
        const QByteArray bytes = pieces.join();
        const auto theirs = m_tmux.play(bytes);
        return theirs ? difference(*theirs, FedTerminal(size, bytes).grid.screen(), styles)
                      : m_tmux.error();
    }

    /** Where they differ, what is told is the least that does. */
    void compare(QByteArrayList pieces, bool styles)
    {
        QString found = differenceOf(pieces, styles);
        for (qsizetype i = pieces.size() - 1; i >= 0 && !found.isEmpty(); --i) {
            const QByteArray piece = pieces.takeAt(i);
            if (const QString still = differenceOf(pieces, styles); !still.isEmpty())
                found = still;
            else
                pieces.insert(i, piece);
        }
        QVERIFY2(found.isEmpty(),
            qPrintable(found + u"\nof: "_s
                + QString::fromLatin1(
                    pieces.join('|').toPercentEncoding(" ;[?!#'()*+,/:=@&$]<>{}|\"^`"))));
    }

    TmuxScreen m_tmux;
};

QTEST_GUILESS_MAIN(TestTerminalTmux)
#include "tst_terminaltmux.moc"

// SPDX-License-Identifier: MIT
// The first bytes say how the rest is cut and when the size changes: whatever comes, the screen
// stays one, and cuts alone change nothing.
#include "core/terminal/grid.h"
#include "core/terminal/screentext.h"

#include <cstdlib>

using namespace headgate;
using namespace headgate::terminal;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void checkScreen(const Screen& screen)
{
    check(screen.cursorColumn >= 0 && screen.cursorColumn < screen.size.columns);
    check(screen.cursorRow >= 0 && screen.cursorRow < screen.size.rows);
    check(qsizetype(screen.rows.size()) == screen.size.rows);
    for (const Row& row : screen.rows) {
        check(qsizetype(row.cells.size()) == screen.size.columns);
        for (size_t i = 0; i < row.cells.size(); ++i) {
            const bool half = row.cells[i].isRightHalf();
            check(half == (i > 0 && row.cells[i - 1].isWide()));
            check(!row.cells[i].isWide() || i + 1 < row.cells.size());
        }
    }
    check(screen.history.size() <= 200 + 64);
}

Screen play(QByteArrayView bytes, qsizetype piece, TerminalSize first, TerminalSize then)
{
    Parser parser;
    Grid grid(first, Scrollback(200));
    bool other = false;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        parser.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)), grid);
        if (first == then)
            continue;
        other = !other;
        grid.resize(other ? then : first);
        checkScreen(grid.screen());
    }
    return grid.screen();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 4)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 3, qsizetype(size) - 3);
    const TerminalSize first{1 + data[0] % 40, 1 + data[1] % 12};
    const qsizetype piece = 1 + data[2] % 64;
    const Screen whole = play(bytes, bytes.size(), first, first);
    const Screen cut = play(bytes, piece, first, first);
    checkScreen(whole);
    check(whole.rows == cut.rows && whole.cursorColumn == cut.cursorColumn
        && whole.cursorRow == cut.cursorRow && whole.modes == cut.modes);
    check(whole.history.size() == cut.history.size());
    const Screen resized = play(bytes, piece, first, {1 + data[1] % 40, 1 + data[2] % 12});
    spanText(resized, {{0, 0}, {resized.lines(), 0}});
    find(resized, QStringLiteral("a"), {0, 0}, data[2] & 1);
    wordAt(resized, {data[1] % resized.lines(), data[0] % 40});
    return 0;
}

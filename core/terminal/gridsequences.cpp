// SPDX-License-Identifier: MIT
// What Grid makes of controls and sequences. What is not listed here is ignored, above all whatever
// asks for an answer (DSR, DA, DECRQM, window reports), reports the pointer or changes the window.
#include "core/terminal/grid.h"

#include <algorithm>
#include <utility>

namespace headgate::terminal {

void Grid::control(char code)
{
    switch (code) {
    case '\b':
        moveColumn(m_cursor.column - 1);
        break;
    case '\t':
        tab(1);
        break;
    case '\n':
    case '\v':
    case '\f':
        m_cursor.pending = false;
        if (m_modes.newLine)
            m_cursor.column = 0;
        lineFeed();
        break;
    case '\r':
        moveColumn(0);
        break;
    case 0x0E: // SO
    case 0x0F: // SI
        m_cursor.charset = code == 0x0E ? 1 : 0;
        break;
    default:
        break;
    }
}

void Grid::escape(char intermediate, char final)
{
    if (intermediate == '(' || intermediate == ')') {
        m_cursor.lineDrawing[intermediate == ')'] = final == '0';
        return;
    }
    if (intermediate == '#' && final == '8')
        align();
    if (intermediate != 0)
        return;
    switch (final) {
    case '7':
        saveCursor();
        break;
    case '8':
        restoreCursor();
        break;
    case 'D':
    case 'E':
        m_cursor.pending = false;
        if (final == 'E')
            m_cursor.column = 0;
        lineFeed();
        break;
    case 'M':
        m_cursor.pending = false;
        reverseLineFeed();
        break;
    case 'H':
        m_tabs[size_t(m_cursor.column)] = true;
        break;
    case '=':
    case '>':
        m_modes.applicationKeypad = final == '=';
        break;
    case 'c':
        reset();
        break;
    default:
        break;
    }
}

void Grid::csi(const Csi& sequence)
{
    if (sequence.intermediate == '!' && sequence.final == 'p')
        softReset();
    if (sequence.intermediate != 0)
        return;
    if (sequence.prefix == 0) {
        plain(sequence);
    } else if (sequence.prefix == '?') {
        if (sequence.final == 'h' || sequence.final == 'l')
            setPrivateModes(sequence, sequence.final == 'h');
        else if (sequence.final == 'J' || sequence.final == 'K')
            plain(sequence);
    }
}

/** CUU to CUP and their kin. */
bool Grid::moves(const Csi& sequence)
{
    const int count = sequence.at(0, 1);
    switch (sequence.final) {
    case 'A':
        moveVertically(-count);
        return true;
    case 'B':
    case 'e':
        moveVertically(count);
        return true;
    case 'C':
    case 'a':
        moveColumn(m_cursor.column + count);
        return true;
    case 'D':
        moveColumn(m_cursor.column - count);
        return true;
    case 'E':
    case 'F':
        moveVertically(sequence.final == 'E' ? count : -count);
        moveColumn(0);
        return true;
    case 'G':
    case '`':
        moveColumn(count - 1);
        return true;
    case 'H':
    case 'f':
        moveTo(count - 1, sequence.at(1, 1) - 1);
        return true;
    case 'I':
        tab(count);
        return true;
    case 'Z':
        backTab(count);
        return true;
    case 'd':
        moveTo(count - 1, m_cursor.column);
        return true;
    default:
        return false;
    }
}

void Grid::plain(const Csi& sequence)
{
    if (moves(sequence))
        return;
    const int count = sequence.at(0, 1);
    switch (sequence.final) {
    case '@':
        insertCells(count);
        break;
    case 'J':
        eraseScreen(sequence.at(0, 0));
        break;
    case 'K':
        eraseLine(sequence.at(0, 0));
        break;
    case 'L':
        insertLines(count);
        break;
    case 'M':
        deleteLines(count);
        break;
    case 'P':
        deleteCells(count);
        break;
    case 'S':
        scrollUp(m_top, m_bottom, count, true);
        break;
    case 'T':
        if (sequence.count <= 1) // with more it is about the pointer
            scrollDown(m_top, m_bottom, count);
        break;
    case 'X':
        m_cursor.pending = false;
        erase(m_cursor.row, m_cursor.column, std::min(m_cursor.column + count, m_size.columns));
        break;
    case 'b':
        repeat(count);
        break;
    case 'g':
        clearTabs(sequence.at(0, 0) == 3 ? 3 : sequence.at(0, -1));
        break;
    case 'h':
    case 'l':
        setModes(sequence, sequence.final == 'h');
        break;
    case 'm':
        setStyle(sequence);
        break;
    case 'r':
        setMargins(sequence);
        break;
    case 's':
        saveCursor();
        break;
    case 'u':
        restoreCursor();
        break;
    default:
        break;
    }
}

void Grid::moveTo(int row, int column)
{
    const int first = m_cursor.origin ? m_top : 0;
    const int last = m_cursor.origin ? m_bottom : m_size.rows - 1;
    m_cursor.row = std::clamp(first + row, first, last);
    moveColumn(column);
}

void Grid::moveColumn(int column)
{
    m_cursor.column = std::clamp(column, 0, m_size.columns - 1);
    m_cursor.pending = false;
}

/** Stops at the margins, unless it started outside of them. */
void Grid::moveVertically(int rows)
{
    const int first = m_cursor.row >= m_top ? m_top : 0;
    const int last = m_cursor.row <= m_bottom ? m_bottom : m_size.rows - 1;
    m_cursor.row = std::clamp(m_cursor.row + rows, first, last);
    m_cursor.pending = false;
}

/** Programs fill a line with it; more than one would cost a sender little and us much. */
void Grid::repeat(int count)
{
    if (m_last == 0)
        return;
    const char32_t code = std::exchange(m_last, 0);
    for (count = std::min(count, m_size.columns); count > 0; --count)
        print(code);
    m_last = 0;
}

/** -1: the one at the cursor, 3: all, 0: as they are at first. */
void Grid::clearTabs(int how)
{
    if (how == -1) {
        m_tabs[size_t(m_cursor.column)] = false;
        return;
    }
    if (how != 0 && how != 3)
        return;
    m_tabs.assign(size_t(m_size.columns), false);
    for (int i = 8; how == 0 && i < m_size.columns; i += 8)
        m_tabs[size_t(i)] = true;
}

void Grid::setMargins(const Csi& sequence)
{
    const int top = sequence.at(0, 1);
    const int bottom = std::min(sequence.at(1, m_size.rows), m_size.rows);
    if (top >= bottom)
        return;
    m_top = top - 1;
    m_bottom = bottom - 1;
    moveTo(0, 0);
}

void Grid::setModes(const Csi& sequence, bool on)
{
    for (int i = 0; i < sequence.count; ++i) {
        if (sequence.at(i, 0) == 4)
            m_insert = on;
        else if (sequence.at(i, 0) == 20)
            m_modes.newLine = on;
    }
}

void Grid::setPrivateModes(const Csi& sequence, bool on)
{
    for (int i = 0; i < sequence.count; ++i)
        setPrivateMode(sequence.at(i, 0), on);
}

void Grid::setPrivateMode(int mode, bool on)
{
    switch (mode) {
    case 1:
        m_modes.applicationCursor = on;
        break;
    case 5:
        m_modes.reversed = on;
        break;
    case 6:
        m_cursor.origin = on;
        moveTo(0, 0);
        break;
    case 7:
        m_wrap = on;
        m_cursor.pending = false;
        break;
    case 25:
        m_modes.cursorVisible = on;
        break;
    case 47:
    case 1047:
        showAlternate(on);
        break;
    case 66:
        m_modes.applicationKeypad = on;
        break;
    case 1048:
    case 1049:
        if (on && !m_alternate)
            saveCursor();
        if (mode == 1049)
            showAlternate(on);
        if (!on && !m_alternate)
            restoreCursor();
        break;
    case 2004:
        m_modes.bracketedPaste = on;
        break;
    default:
        break;
    }
}

void Grid::saveCursor()
{
    m_saved[m_alternate] = m_cursor;
}

void Grid::restoreCursor()
{
    m_cursor = m_saved[m_alternate].value_or(Cursor());
    m_cursor.row = std::min(m_cursor.row, m_size.rows - 1);
    m_cursor.column = std::min(m_cursor.column, m_size.columns - 1);
}

/** The alternate page is empty whenever it comes. */
void Grid::showAlternate(bool on)
{
    if (m_alternate == on)
        return;
    m_alternate = on;
    m_cursor.pending = false;
    if (on)
        m_hidden = std::exchange(m_rows, freshRows());
    else
        m_rows = std::exchange(m_hidden, {});
}

/** DECALN: a screen full of E. */
void Grid::align()
{
    m_top = 0;
    m_bottom = m_size.rows - 1;
    m_cursor.origin = false;
    moveTo(0, 0);
    for (Row& one : m_rows)
        one = {std::vector<Cell>(size_t(m_size.columns), Cell(U'E', {}))};
}

void Grid::softReset()
{
    m_insert = false;
    m_wrap = true;
    m_top = 0;
    m_bottom = m_size.rows - 1;
    m_modes.cursorVisible = true;
    m_modes.applicationCursor = false;
    m_modes.applicationKeypad = false;
    m_cursor.origin = false;
    m_cursor.pending = false;
    m_cursor.style = {};
    m_cursor.charset = 0;
    m_cursor.lineDrawing = {};
    m_saved = {};
}

void Grid::reset()
{
    showAlternate(false);
    softReset();
    m_modes = {};
    m_cursor = {};
    m_last = 0;
    clearTabs(0);
    m_rows = freshRows();
}

} // namespace headgate::terminal

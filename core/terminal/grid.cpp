// SPDX-License-Identifier: MIT
#include "core/terminal/grid.h"

#include "core/terminal/charwidth.h"

#include <algorithm>
#include <iterator>

namespace headgate::terminal {

namespace {

// DEC's special graphics, from '`' to '~'.
constexpr char16_t lineDrawing[] = u"◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

TerminalSize bounded(TerminalSize size)
{
    return {std::clamp(size.columns, 1, Grid::largest.columns),
        std::clamp(size.rows, 1, Grid::largest.rows)};
}

} // namespace

Grid::Grid(TerminalSize size, Scrollback history)
    : m_size(bounded(size))
    , m_history(std::move(history))
    , m_rows(freshRows())
    , m_bottom(m_size.rows - 1)
{
    clearTabs(0);
}

Screen Grid::screen() const
{
    return {m_size, m_history, m_rows, m_cursor.column, m_cursor.row, m_alternate, m_modes};
}

Row Grid::freshRow() const
{
    return {std::vector<Cell>(size_t(m_size.columns), Cell::erased(m_cursor.style.ground()))};
}

std::vector<Row> Grid::freshRows() const
{
    return std::vector<Row>(size_t(m_size.rows), freshRow());
}

void Grid::printAscii(QByteArrayView text)
{
    const bool slow = m_insert || !m_wrap || m_cursor.lineDrawing[size_t(m_cursor.charset)];
    if (slow) {
        for (const char c : text)
            print(char32_t(c));
        return;
    }
    while (!text.isEmpty()) {
        wrapIfPending();
        const auto count = std::min(int(text.size()), m_size.columns - m_cursor.column);
        const int end = m_cursor.column + count;
        splitWide(m_cursor.row, m_cursor.column);
        splitWide(m_cursor.row, end);
        Row& to = row();
        const auto out = to.cells.begin() + m_cursor.column;
        std::transform(text.begin(), text.begin() + count, out,
            [style = m_cursor.style](char c) { return Cell(char32_t(c), style); });
        m_cursor.column = std::min(end, m_size.columns - 1);
        m_cursor.pending = end == m_size.columns;
        if (m_cursor.pending)
            to.wrapped = false;
        m_last = char32_t(text[count - 1]);
        text = text.sliced(count);
    }
}

void Grid::print(char32_t code)
{
    if (code >= u'`' && code <= u'~' && m_cursor.lineDrawing[size_t(m_cursor.charset)])
        code = lineDrawing[code - u'`'];
    if (const int width = charWidth(code)) {
        put(code, width);
        return;
    }
    // Behind the last column the cursor stands on the character, else it stands behind it.
    int column = m_cursor.column - (m_cursor.pending ? 0 : 1);
    if (column > 0 && row().cells[size_t(column)].isRightHalf())
        --column;
    if (column >= 0 && !row().cells[size_t(column)].isErased())
        row().cells[size_t(column)].addMark(code);
}

void Grid::put(char32_t code, int width)
{
    wrapIfPending();
    if (m_cursor.column + width > m_size.columns) {
        if (!m_wrap || width > m_size.columns)
            return;
        row().wrapped = true;
        m_cursor.column = 0;
        lineFeed();
    }
    if (m_insert)
        insertCells(width);
    const int at = m_cursor.column;
    const int end = at + width;
    splitWide(m_cursor.row, at);
    splitWide(m_cursor.row, end);
    Row& to = row();
    to.cells[size_t(at)] = Cell(code, m_cursor.style, width == 2);
    if (width == 2)
        to.cells[size_t(at) + 1] = Cell::rightHalf(m_cursor.style);
    if (end == m_size.columns)
        to.wrapped = false;
    m_cursor.column = std::min(end, m_size.columns - 1);
    m_cursor.pending = end == m_size.columns && m_wrap;
    m_last = code;
}

void Grid::wrapIfPending()
{
    if (!std::exchange(m_cursor.pending, false) || !m_wrap)
        return;
    row().wrapped = true;
    m_cursor.column = 0;
    lineFeed();
}

/** A wide character across this border is none any more. */
void Grid::splitWide(int row, int column)
{
    auto& cells = m_rows[size_t(row)].cells;
    if (column <= 0 || column >= m_size.columns || !cells[size_t(column)].isRightHalf())
        return;
    for (Cell* half : {&cells[size_t(column) - 1], &cells[size_t(column)]})
        *half = Cell(U' ', half->style);
}

void Grid::lineFeed()
{
    if (m_cursor.row == m_bottom)
        scrollUp(m_top, m_bottom, 1, true);
    else if (m_cursor.row < m_size.rows - 1)
        ++m_cursor.row;
}

void Grid::reverseLineFeed()
{
    if (m_cursor.row == m_top)
        scrollDown(m_top, m_bottom, 1);
    else if (m_cursor.row > 0)
        --m_cursor.row;
}

void Grid::tab(int count)
{
    int column = m_cursor.column;
    while (count-- > 0 && column < m_size.columns - 1) {
        do
            ++column;
        while (column < m_size.columns - 1 && !m_tabs[size_t(column)]);
    }
    moveColumn(column);
}

void Grid::backTab(int count)
{
    int column = m_cursor.column;
    while (count-- > 0 && column > 0) {
        do
            --column;
        while (column > 0 && !m_tabs[size_t(column)]);
    }
    moveColumn(column);
}

/** `keep`: what leaves at the top of the main page goes into the history. */
void Grid::scrollUp(int top, int bottom, int count, bool keep)
{
    count = std::min(count, bottom - top + 1);
    const auto first = m_rows.begin() + top;
    if (keep && top == 0 && !m_alternate)
        std::for_each(first, first + count, [this](Row& one) { m_history.add(std::move(one)); });
    std::rotate(first, first + count, m_rows.begin() + bottom + 1);
    std::fill(m_rows.begin() + bottom + 1 - count, m_rows.begin() + bottom + 1, freshRow());
}

void Grid::scrollDown(int top, int bottom, int count)
{
    count = std::min(count, bottom - top + 1);
    const auto end = m_rows.begin() + bottom + 1;
    std::rotate(m_rows.begin() + top, end - count, end);
    std::fill(m_rows.begin() + top, m_rows.begin() + top + count, freshRow());
}

void Grid::erase(int row, int from, int to)
{
    splitWide(row, from);
    splitWide(row, to);
    Row& of = m_rows[size_t(row)];
    std::fill(
        of.cells.begin() + from, of.cells.begin() + to, Cell::erased(m_cursor.style.ground()));
    if (to == m_size.columns)
        of.wrapped = false;
}

/** 0: from the cursor on, 1: up to the cursor, 2: all, 3: the history. */
void Grid::eraseScreen(int how)
{
    m_cursor.pending = false;
    if (how == 3)
        m_history.clear();
    if (how < 0 || how > 2)
        return;
    if (how == 0 || how == 1)
        eraseLine(how);
    const int from = how == 0 ? m_cursor.row + 1 : 0;
    const int to = how == 1 ? m_cursor.row : m_size.rows;
    for (int i = from; i < to; ++i)
        erase(i, 0, m_size.columns);
}

void Grid::eraseLine(int how)
{
    m_cursor.pending = false;
    if (how == 0)
        erase(m_cursor.row, m_cursor.column, m_size.columns);
    else if (how == 1)
        erase(m_cursor.row, 0, m_cursor.column + 1);
    else if (how == 2)
        erase(m_cursor.row, 0, m_size.columns);
}

void Grid::insertCells(int count)
{
    m_cursor.pending = false;
    const int at = m_cursor.column;
    count = std::min(count, m_size.columns - at);
    splitWide(m_cursor.row, at);
    splitWide(m_cursor.row, m_size.columns - count);
    auto& cells = row().cells;
    std::move_backward(cells.begin() + at, cells.end() - count, cells.end());
    erase(m_cursor.row, at, at + count);
    row().wrapped = false;
}

void Grid::deleteCells(int count)
{
    m_cursor.pending = false;
    const int at = m_cursor.column;
    count = std::min(count, m_size.columns - at);
    splitWide(m_cursor.row, at);
    splitWide(m_cursor.row, at + count);
    auto& cells = row().cells;
    std::move(cells.begin() + at + count, cells.end(), cells.begin() + at);
    erase(m_cursor.row, m_size.columns - count, m_size.columns);
}

void Grid::insertLines(int count)
{
    if (m_cursor.row < m_top || m_cursor.row > m_bottom)
        return;
    scrollDown(m_cursor.row, m_bottom, count);
    moveColumn(0);
}

void Grid::deleteLines(int count)
{
    if (m_cursor.row < m_top || m_cursor.row > m_bottom)
        return;
    scrollUp(m_cursor.row, m_bottom, count, false);
    moveColumn(0);
}

} // namespace headgate::terminal

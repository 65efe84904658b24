// SPDX-License-Identifier: MIT
#include "core/terminal/grid.h"

#include <algorithm>

namespace headgate::terminal {

namespace {

/** Cells of a row that say something. */
size_t usedCells(const Row& row)
{
    size_t used = row.cells.size();
    while (!row.wrapped && used > 0 && row.cells[used - 1] == Cell())
        --used;
    return used;
}

} // namespace

/** Lines of text on their way from one width to another. */
struct Grid::Flow
{
    int columns;
    std::vector<Row> rows; ///< wrapped anew
    std::vector<Cell> line; ///< what is wrapped next
    qsizetype cursorAt = -1; ///< in the line; -1: in none of it
    int cursorRow = 0; ///< among the rows
    int cursorColumn = 0;

    void add(const Row& row, bool last);
    void wrap();
};

void Grid::Flow::add(const Row& row, bool last)
{
    size_t used = usedCells(row);
    // A wide character that did not fit left a hole at the end.
    if (row.wrapped && used > 0 && row.cells[used - 1].isErased())
        --used;
    line.insert(line.end(), row.cells.begin(), row.cells.begin() + qsizetype(used));
    if (!row.wrapped || last)
        wrap();
}

void Grid::Flow::wrap()
{
    Row row;
    for (size_t i = 0; i < line.size(); ++i) {
        const int width = line[i].isWide() ? 2 : 1;
        if (int(row.cells.size()) + width > columns && width <= columns) {
            row.wrapped = true;
            rows.push_back(std::exchange(row, {}));
        }
        if (qsizetype(i) == cursorAt) {
            cursorRow = int(rows.size());
            cursorColumn = int(row.cells.size());
        }
        if (int(row.cells.size()) < columns && !(columns == 1 && line[i].isRightHalf()))
            row.cells.push_back(width > columns ? Cell(U' ', line[i].style) : line[i]);
    }
    if (cursorAt >= qsizetype(line.size())) {
        cursorRow = int(rows.size());
        cursorColumn = int(row.cells.size() + size_t(cursorAt) - line.size());
    }
    rows.push_back(std::move(row));
    line.clear();
    cursorAt = -1;
}

void Grid::resize(TerminalSize wanted)
{
    const TerminalSize size{
        std::clamp(wanted.columns, 1, largest.columns), std::clamp(wanted.rows, 1, largest.rows)};
    if (size == m_size)
        return;
    if (m_alternate) {
        // What the program finds again when the full-screen one ends.
        const Cursor inside = m_cursor;
        m_cursor = m_saved[0].value_or(Cursor());
        std::swap(m_rows, m_hidden);
        reflow(size);
        std::swap(m_rows, m_hidden);
        if (m_saved[0])
            m_saved[0] = m_cursor;
        m_cursor = inside;
        cut(m_rows, size);
        m_cursor.row = std::min(m_cursor.row, size.rows - 1);
        m_cursor.column = std::min(m_cursor.column, size.columns - 1);
    } else {
        reflow(size);
    }
    for (int i = m_size.columns; i < size.columns; ++i)
        m_tabs.push_back(i % 8 == 0);
    m_tabs.resize(size_t(size.columns));
    m_size = size;
    m_top = 0;
    m_bottom = size.rows - 1;
    m_cursor.pending = false;
}

/** The page in m_rows with m_cursor, and the history above it. */
void Grid::reflow(TerminalSize size)
{
    const int cursorRow = std::min(m_cursor.row, m_size.rows - 1);
    int used = m_size.rows;
    while (used > cursorRow + 1 && usedCells(m_rows[size_t(used) - 1]) == 0)
        --used;
    Flow flow{size.columns, {}, {}};
    const qsizetype above = m_history.size();
    for (qsizetype i = 0; i < above; ++i)
        flow.add(m_history.row(i), i == above - 1 && used == 0);
    for (int i = 0; i < used; ++i) {
        if (i == cursorRow)
            flow.cursorAt = qsizetype(flow.line.size()) + m_cursor.column;
        flow.add(m_rows[size_t(i)], i == used - 1);
    }
    const int total = int(flow.rows.size());
    const int first = std::min(std::max(total - size.rows, 0), flow.cursorRow);
    m_history.clear();
    for (int i = 0; i < first; ++i)
        m_history.add(std::move(flow.rows[size_t(i)]));
    m_rows.assign(std::make_move_iterator(flow.rows.begin() + first),
        std::make_move_iterator(flow.rows.begin() + std::min(total, first + size.rows)));
    cut(m_rows, size);
    m_cursor.row = std::clamp(flow.cursorRow - first, 0, size.rows - 1);
    m_cursor.column = std::clamp(flow.cursorColumn, 0, size.columns - 1);
}

/** Rows and columns that are too many go, those that are missing are erased. */
void Grid::cut(std::vector<Row>& rows, TerminalSize size) const
{
    rows.resize(size_t(size.rows));
    for (Row& row : rows) {
        const size_t before = row.cells.size();
        row.cells.resize(size_t(size.columns));
        // Half of a wide character is none.
        if (before > row.cells.size() && row.cells.back().isWide())
            row.cells.back() = Cell(U' ', row.cells.back().style);
    }
}

} // namespace headgate::terminal

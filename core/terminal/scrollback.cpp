// SPDX-License-Identifier: MIT
#include "core/terminal/scrollback.h"

#include <algorithm>
#include <utility>

namespace headgate::terminal {

Scrollback::Scrollback(qsizetype mostRows, qsizetype mostBytes)
    : m_mostRows(mostRows)
    , m_mostBytes(mostBytes)
{
}

void Scrollback::add(Row row)
{
    // Erased cells of the ground's own colour need no place.
    while (!row.wrapped && !row.cells.empty() && row.cells.back() == Cell())
        row.cells.pop_back();
    row.cells.shrink_to_fit();
    const auto bytes = qsizetype(sizeof(Row) + row.cells.size() * sizeof(Cell)) + 32;
    m_tail.push_back(std::make_shared<const Row>(std::move(row)));
    m_tailBytes += bytes;
    m_bytes += bytes;
    if (qsizetype(m_tail.size()) == perPiece)
        m_full.push_back(std::make_shared<const Piece>(
            Piece{std::exchange(m_tail, {}), std::exchange(m_tailBytes, 0)}));
    while (!m_full.empty() && (size() > m_mostRows || m_bytes > m_mostBytes)) {
        m_bytes -= m_full.front()->bytes;
        m_dropped += perPiece;
        m_full.erase(m_full.begin());
    }
}

void Scrollback::clear()
{
    m_dropped += size();
    m_full.clear();
    m_tail.clear();
    m_tailBytes = 0;
    m_bytes = 0;
}

const Row& Scrollback::row(qsizetype at) const
{
    const qsizetype piece = at / perPiece;
    if (piece < qsizetype(m_full.size()))
        return *m_full[size_t(piece)]->rows[size_t(at % perPiece)];
    return *m_tail[size_t(at - qsizetype(m_full.size()) * perPiece)];
}

} // namespace headgate::terminal

// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/cell.h"

namespace headgate::terminal {

/**
 * Rows that left the screen at its top, oldest first, at most so many and so many bytes of them.
 * Copies share what they hold, so a copy costs next to nothing and may go to another thread.
 */
class Scrollback
{
public:
    /** Rows and bytes that are kept; the oldest go first, some at a time. */
    explicit Scrollback(qsizetype mostRows = 10'000, qsizetype mostBytes = 24 * 1024 * 1024);

    void add(Row row);
    void clear();
    qsizetype size() const
    {
        return qsizetype(m_full.size()) * perPiece + qsizetype(m_tail.size());
    }
    qsizetype bytes() const { return m_bytes; }
    /** How many rows went for those that came; tells a reader how far its places moved. */
    qint64 dropped() const { return m_dropped; }
    const Row& row(qsizetype at) const;

private:
    static constexpr qsizetype perPiece = 64;
    struct Piece
    {
        std::vector<RowPtr> rows;
        qsizetype bytes = 0;
    };

    qsizetype m_mostRows;
    qsizetype m_mostBytes;
    std::vector<std::shared_ptr<const Piece>> m_full;
    std::vector<RowPtr> m_tail;
    qsizetype m_tailBytes = 0;
    qsizetype m_bytes = 0;
    qint64 m_dropped = 0;
};

} // namespace headgate::terminal

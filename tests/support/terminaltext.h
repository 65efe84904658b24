// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/grid.h"
#include "core/terminal/screentext.h"

#include <QStringList>

namespace headgate::test {

/** A terminal that was fed some bytes. */
struct FedTerminal
{
    explicit FedTerminal(TerminalSize size, const QByteArray& bytes = {})
        : grid(size)
    {
        feed(bytes);
    }

    void feed(const QByteArray& bytes) { parser.feed(bytes, grid); }

    /** The rows of the screen without spaces at their ends. */
    QStringList rows() const
    {
        const terminal::Screen screen = grid.screen();
        QStringList all;
        for (const terminal::Row& row : screen.rows)
            all += trimmed(row);
        return all;
    }
    QStringList history() const
    {
        const terminal::Screen screen = grid.screen();
        QStringList all;
        for (qsizetype i = 0; i < screen.history.size(); ++i)
            all += trimmed(screen.history.row(i));
        return all;
    }
    static QString trimmed(const terminal::Row& row)
    {
        QString text = terminal::rowText(row, 0, int(row.cells.size()));
        while (text.endsWith(u' '))
            text.chop(1);
        return text;
    }

    terminal::Parser parser;
    terminal::Grid grid;
};

} // namespace headgate::test

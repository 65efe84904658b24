// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/terminal.h"
#include "core/terminal/scrollback.h"

namespace headgate::terminal {

/** How a program wants keys and the cursor; nothing outside of the view depends on it. */
struct Modes
{
    bool cursorVisible = true;
    bool applicationCursor = false; ///< arrow keys as SS3
    bool applicationKeypad = false;
    bool bracketedPaste = false;
    bool newLine = false; ///< Return sends a line feed too
    bool reversed = false; ///< colours of the whole screen swapped
    friend bool operator==(const Modes&, const Modes&) = default;
};

/** A terminal as it looks now. A value: copies share their scrollback. */
struct Screen
{
    TerminalSize size;
    Scrollback history;
    std::vector<Row> rows; ///< size.rows of them, size.columns cells each
    int cursorColumn = 0;
    int cursorRow = 0;
    bool alternate = false; ///< a full-screen program has it; the history is not its own
    Modes modes;

    /** Rows of history and screen together. */
    qsizetype lines() const { return history.size() + qsizetype(rows.size()); }
    const Row& line(qsizetype at) const
    {
        return at < history.size() ? history.row(at) : rows[size_t(at - history.size())];
    }
};

} // namespace headgate::terminal

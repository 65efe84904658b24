// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/parser.h"
#include "core/terminal/screen.h"

#include <array>
#include <optional>

namespace headgate::terminal {

/**
 * The screen of a terminal as xterm has it, with its scrollback. It has no way out: device status,
 * attributes, modes, titles and colours that are asked for get no answer, so nothing that is shown
 * can type; the full-screen programs in use do without. Work for one sequence is bounded by the
 * size of the screen.
 */
class Grid : public Sink
{
public:
    static constexpr TerminalSize largest{1000, 500};

    explicit Grid(TerminalSize size, Scrollback history = Scrollback());

    /** Text of the history and of the screen is wrapped anew; a full-screen program's is cut, for
     * it paints anew. */
    void resize(TerminalSize size);
    TerminalSize size() const { return m_size; }
    Screen screen() const;

    void printAscii(QByteArrayView text) override;
    void print(char32_t code) override;
    void control(char code) override;
    void escape(char intermediate, char final) override;
    void csi(const Csi& sequence) override;

private:
    struct Cursor
    {
        int column = 0;
        int row = 0;
        bool pending = false; ///< behind the last column: the next character wraps
        bool origin = false; ///< rows count from the top margin
        int charset = 0; ///< which of the two is in use
        std::array<bool, 2> lineDrawing{};
        Style style;
    };

    // grid.cpp: what is drawn
    void put(char32_t code, int width);
    void wrapIfPending();
    void lineFeed();
    void reverseLineFeed();
    void tab(int count);
    void backTab(int count);
    void scrollUp(int top, int bottom, int count, bool keep);
    void scrollDown(int top, int bottom, int count);
    void erase(int row, int from, int to);
    void eraseScreen(int how);
    void eraseLine(int how);
    void insertCells(int count);
    void deleteCells(int count);
    void insertLines(int count);
    void deleteLines(int count);
    void splitWide(int row, int column);
    Row& row() { return m_rows[size_t(m_cursor.row)]; }
    Row freshRow() const;
    std::vector<Row> freshRows() const;

    // gridsequences.cpp: what is said
    void moveTo(int row, int column);
    void moveColumn(int column);
    void moveVertically(int rows);
    void plain(const Csi& sequence);
    bool moves(const Csi& sequence);
    void repeat(int count);
    void clearTabs(int how);
    void setMargins(const Csi& sequence);
    void setModes(const Csi& sequence, bool on);
    void setPrivateModes(const Csi& sequence, bool on);
    void setPrivateMode(int mode, bool on);
    void saveCursor();
    void restoreCursor();
    void showAlternate(bool on);
    void align();
    void reset();
    void softReset();

    // gridstyle.cpp
    void setStyle(const Csi& sequence);

    // gridresize.cpp
    struct Flow;
    void reflow(TerminalSize size);
    void cut(std::vector<Row>& rows, TerminalSize size) const;

    TerminalSize m_size;
    Cursor m_cursor;
    Scrollback m_history;
    std::vector<Row> m_rows;
    std::vector<Row> m_hidden; ///< the main page while the alternate one is shown
    std::array<std::optional<Cursor>, 2> m_saved; ///< of the main and the alternate page
    std::vector<bool> m_tabs;
    Modes m_modes;
    int m_top = 0; ///< of the scrolling region
    int m_bottom = 0;
    bool m_alternate = false;
    bool m_wrap = true;
    bool m_insert = false;
    char32_t m_last = 0; ///< printed last, for REP; 0: none
};

} // namespace headgate::terminal

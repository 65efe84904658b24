// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/screentext.h"

#include <QColor>
#include <QFont>
#include <QHash>
#include <QRawFont>

class QPainter;

namespace headgate {

/**
 * Paints rows of a terminal: a glyph run for each run of equal style. Text that a program hides, by
 * an attribute or by the colour of its ground, is shown: what is copied can be read before.
 * UI thread.
 */
class TerminalPainter
{
public:
    struct What
    {
        const terminal::Screen* screen = nullptr;
        qsizetype firstLine = 0; ///< at the top
        int rows = 0;
        terminal::Span selection;
        bool focused = false;
        QString preedit; ///< what an input method is composing, at the cursor
    };

    TerminalPainter();

    /** Fonts and colours anew, after a change of theme. */
    void refresh();
    QSizeF cell() const { return m_cell; }
    void paint(QPainter& painter, const What& what);

private:
    struct Face
    {
        QFont font;
        QRawFont raw;
        quint32 glyphs[95] = {}; ///< of ' ' to '~'
    };
    struct Colours
    {
        QRgb text;
        QRgb ground;
    };
    struct Run
    {
        int from = 0;
        int to = 0;
        terminal::Style style;
        bool selected = false;
    };

    void paintRow(QPainter& painter, const What& what, qsizetype line, double top);
    void paintText(
        QPainter& painter, const terminal::Row& row, const Run& run, double top, QRgb colour);
    void paintLines(QPainter& painter, const Run& run, double top, QRgb colour);
    void paintCursor(QPainter& painter, const What& what);
    std::vector<Run> runsOf(const What& what, const terminal::Row& row, qsizetype line) const;
    Colours coloursOf(const Run& run, bool reversed);
    QRgb resolve(terminal::Colour colour, QRgb otherwise) const;
    const Face& face(terminal::Style style) const;

    Face m_faces[4]; ///< bold counts one, italic two
    QSizeF m_cell;
    double m_ascent = 0;
    QHash<quint64, QRgb> m_legible; ///< text by text and ground that were asked for
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/views/terminalpainter.h"

#include "ui/theme.h"
#include "ui/typography.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using terminal::Cell;
using terminal::Style;
using theme::tokens;

namespace {

/** Of text and ground; less is lifted. */
constexpr double leastContrast = 3.0;
constexpr int mostKnown = 4096;

double luminance(QRgb colour)
{
    const auto part = [](int value) {
        const double share = value / 255.0;
        return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(qRed(colour)) + 0.7152 * part(qGreen(colour))
        + 0.0722 * part(qBlue(colour));
}

double contrast(QRgb a, QRgb b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QRgb mixed(QRgb a, QRgb b, double share)
{
    const auto part = [share](int x, int y) { return int(x * share + y * (1 - share)); };
    return qRgb(part(qRed(a), qRed(b)), part(qGreen(a), qGreen(b)), part(qBlue(a), qBlue(b)));
}

bool contains(const terminal::Span& span, terminal::Place place)
{
    return span.from <= place && place < span.to;
}

} // namespace

TerminalPainter::TerminalPainter()
{
    refresh();
}

void TerminalPainter::refresh()
{
    m_legible.clear();
    for (int i = 0; i < 4; ++i) {
        Face& face = m_faces[i];
        // The cells are measured by it, so that rules and boxes meet on whole pixels of the screen.
        face.font =
            zoom::font(theme::monoFont(theme::codeSize, i & 1 ? QFont::Bold : QFont::Normal));
        face.font.setItalic(i & 2);
        face.raw = QRawFont::fromFont(face.font);
        QString ascii;
        for (char16_t c = u' '; c <= u'~'; ++c)
            ascii += QChar(c);
        const auto glyphs = face.raw.glyphIndexesForString(ascii);
        std::copy_n(glyphs.begin(), std::min<qsizetype>(glyphs.size(), 95), face.glyphs);
    }
    const QFontMetricsF metrics(m_faces[0].font);
    m_cell = {metrics.horizontalAdvance(u'M'), std::ceil(metrics.height())};
    m_ascent = std::round(metrics.ascent());
}

const TerminalPainter::Face& TerminalPainter::face(Style style) const
{
    return m_faces[(style.has(Style::Bold) ? 1 : 0) + (style.has(Style::Italic) ? 2 : 0)];
}

void TerminalPainter::paint(QPainter& painter, const What& what)
{
    const auto last = std::min(what.firstLine + what.rows, what.screen->lines());
    for (qsizetype line = what.firstLine; line < last; ++line)
        paintRow(painter, what, line, double(line - what.firstLine) * m_cell.height());
    paintCursor(painter, what);
}

std::vector<TerminalPainter::Run> TerminalPainter::runsOf(
    const What& what, const terminal::Row& row, qsizetype line) const
{
    std::vector<Run> runs;
    const auto columns = std::max(int(row.cells.size()), what.screen->size.columns);
    for (int column = 0; column < columns; ++column) {
        const bool there = column < int(row.cells.size());
        const Style style = there ? row.cells[size_t(column)].style : Style();
        const bool selected = contains(what.selection, {line, column});
        if (!runs.empty() && runs.back().style == style && runs.back().selected == selected)
            runs.back().to = column + 1;
        else
            runs.push_back({column, column + 1, style, selected});
    }
    return runs;
}

void TerminalPainter::paintRow(QPainter& painter, const What& what, qsizetype line, double top)
{
    const terminal::Row& row = what.screen->line(line);
    const auto runs = runsOf(what, row, line);
    const bool reversed = what.screen->modes.reversed;
    const QRgb ground = tokens().code.rgb();
    for (const Run& run : runs) {
        const QRgb under = coloursOf(run, reversed).ground;
        if (under == ground)
            continue;
        // Whole pixels, or hairlines stay between the runs.
        const double left = std::round(run.from * m_cell.width());
        painter.fillRect(
            QRectF(left, top, std::round(run.to * m_cell.width()) - left, m_cell.height()),
            QColor(under));
    }
    for (const Run& run : runs) {
        const QRgb colour = coloursOf(run, reversed).text;
        paintText(painter, row, run, top, colour);
        paintLines(painter, run, top, colour);
    }
}

void TerminalPainter::paintText(
    QPainter& painter, const terminal::Row& row, const Run& run, double top, QRgb colour)
{
    const Face& with = face(run.style);
    const double baseline = top + m_ascent;
    QList<quint32> glyphs;
    QList<QPointF> places;
    painter.setPen(QColor(colour));
    const int end = std::min(run.to, int(row.cells.size()));
    for (int column = run.from; column < end; ++column) {
        const Cell& cell = row.cells[size_t(column)];
        const char32_t code = cell.code();
        if (code == 0 || code == U' ' || cell.isRightHalf())
            continue;
        const QPointF at(column * m_cell.width(), baseline);
        if (code < 0x7F && !cell.hasMarks() && with.glyphs[code - U' '] != 0) {
            glyphs += with.glyphs[code - U' '];
            places += at;
            continue;
        }
        // Other scripts come from other fonts, whose width is not ours: a cell at a time.
        QString text;
        cell.appendTo(text);
        painter.setFont(with.font);
        painter.drawText(at, text);
    }
    if (glyphs.isEmpty())
        return;
    QGlyphRun glyphRun;
    glyphRun.setRawFont(with.raw);
    glyphRun.setGlyphIndexes(glyphs);
    glyphRun.setPositions(places);
    painter.drawGlyphRun({0, 0}, glyphRun);
}

void TerminalPainter::paintLines(QPainter& painter, const Run& run, double top, QRgb colour)
{
    const double left = run.from * m_cell.width();
    const double right = run.to * m_cell.width();
    const auto stroke = [&](double y, Qt::PenStyle style = Qt::SolidLine) {
        painter.setPen(QPen(QColor(colour), 1, style));
        painter.drawLine(QPointF(left, y + 0.5), QPointF(right, y + 0.5));
    };
    const double below = std::min(top + m_ascent + 1, top + m_cell.height() - 1);
    switch (run.style.underline()) {
    case terminal::Underline::None:
        break;
    case terminal::Underline::Single:
        stroke(below);
        break;
    case terminal::Underline::Double:
        stroke(below - 1);
        stroke(below + 1);
        break;
    case terminal::Underline::Curly:
    case terminal::Underline::Dotted:
        stroke(below, Qt::DotLine);
        break;
    case terminal::Underline::Dashed:
        stroke(below, Qt::DashLine);
        break;
    }
    if (run.style.has(Style::Strike))
        stroke(std::round(top + m_ascent * 0.68));
    if (run.style.has(Style::Overline))
        stroke(top);
}

QRgb TerminalPainter::resolve(terminal::Colour colour, QRgb otherwise) const
{
    if (colour.isDefault())
        return otherwise;
    if (colour.isRgb())
        return 0xFF000000U | colour.value();
    return theme::terminalColour(colour.index()).rgb();
}

TerminalPainter::Colours TerminalPainter::coloursOf(const Run& run, bool reversed)
{
    QRgb text = tokens().text.rgb();
    QRgb ground = tokens().code.rgb();
    if (reversed)
        std::swap(text, ground);
    text = resolve(run.style.foreground(), text);
    ground = resolve(run.style.background(), ground);
    if (run.style.has(Style::Reverse))
        std::swap(text, ground);
    if (run.style.has(Style::Faint) || run.style.has(Style::Conceal))
        text = mixed(text, ground, 0.6);
    if (run.selected)
        ground = tokens().accentSoft.rgb();
    const quint64 pair = quint64(text) << 32 | ground;
    auto known = m_legible.constFind(pair);
    if (known == m_legible.cend()) {
        if (m_legible.size() > mostKnown)
            m_legible.clear();
        QRgb legible = text;
        if (contrast(text, ground) < leastContrast) {
            const QRgb one = tokens().text.rgb();
            const QRgb other = tokens().bg.rgb();
            legible = contrast(one, ground) > contrast(other, ground) ? one : other;
        }
        known = m_legible.insert(pair, legible);
    }
    return {*known, ground};
}

void TerminalPainter::paintCursor(QPainter& painter, const What& what)
{
    const terminal::Screen& screen = *what.screen;
    const qsizetype line = screen.history.size() + screen.cursorRow;
    if (!screen.modes.cursorVisible || line < what.firstLine || line >= what.firstLine + what.rows)
        return;
    const double top = double(line - what.firstLine) * m_cell.height();
    const double left = std::round(screen.cursorColumn * m_cell.width());
    const Cell& cell = screen.rows[size_t(screen.cursorRow)].cells[size_t(screen.cursorColumn)];
    const double width = std::round(m_cell.width() * (cell.isWide() ? 2 : 1));
    if (!what.preedit.isEmpty()) {
        painter.setFont(m_faces[0].font);
        const double taken = QFontMetricsF(m_faces[0].font).horizontalAdvance(what.preedit);
        painter.fillRect(QRectF(left, top, taken, m_cell.height()), tokens().accentSoft);
        painter.setPen(tokens().text);
        painter.drawText(QPointF(left, top + m_ascent), what.preedit);
        return;
    }
    if (!what.focused) {
        painter.setPen(QPen(tokens().muted, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(left + 0.5, top + 0.5, width - 1, m_cell.height() - 1));
        return;
    }
    painter.fillRect(QRectF(left, top, width, m_cell.height()), tokens().accent);
    if (cell.isErased() || cell.isRightHalf())
        return;
    QString text;
    cell.appendTo(text);
    painter.setFont(face(cell.style).font);
    painter.setPen(tokens().onAccent);
    painter.drawText(QPointF(left, top + m_ascent), text);
}

} // namespace headgate

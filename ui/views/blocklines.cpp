// SPDX-License-Identifier: MIT
// The part of BlockLayouter that places lines.
#include "ui/views/blocklayout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headgate {

using M = BlockMetrics;

namespace {

void shiftLine(LaidBlock& laid, int i, int by)
{
    QTextLine line = laid.layout.lineAt(i);
    line.setPosition(line.position() + QPointF(by, 0));
    laid.lines[static_cast<size_t>(i)].box.translate(by, 0);
}

} // namespace

void BlockLayouter::breakLines(LaidBlock& laid, const Area& area) const
{
    const QFontMetricsF fm(*area.font);
    const int base =
        static_cast<int>(std::round((area.line - fm.ascent() - fm.descent()) / 2 + fm.ascent()));
    int y = area.top;
    laid.baseline = y + base;
    laid.layout.beginLayout();
    for (QTextLine line = laid.layout.createLine(); line.isValid();
         line = laid.layout.createLine()) {
        line.setLineWidth(area.width);
        // A fixed baseline keeps inline code on the line of the words around it.
        line.setPosition({static_cast<qreal>(area.left), y + base - line.ascent()});
        const int width = static_cast<int>(std::ceil(line.naturalTextWidth()));
        laid.lines.push_back({.box = QRect(area.left, y, width, area.line),
            .from = line.textStart(),
            .to = line.textStart() + line.textLength()});
        y += area.line;
    }
    laid.layout.endLayout();
    if (laid.lines.empty())
        y += area.line;
    laid.height = y + area.bottom;
}

std::vector<int> BlockLayouter::columnWidths(const TableShape& shape, int width) const
{
    std::vector<int> widths;
    for (const int units : shape.units)
        widths.push_back(static_cast<int>(units * m_advance * 1.12) + 2 * M::cellPad + 8);
    const int sum = std::accumulate(widths.begin(), widths.end(), 0);
    if (sum <= width || widths.empty())
        return widths;
    // Narrow columns keep what they need; the others share the rest.
    const int fair = width / static_cast<int>(widths.size());
    int rest = width;
    int wide = 0;
    for (const int w : widths) {
        rest -= w <= fair ? w : 0;
        wide += w <= fair ? 0 : w;
    }
    for (int& w : widths) {
        if (w > fair)
            w = std::max(24, static_cast<int>(static_cast<qint64>(w) * rest / wide));
    }
    return widths;
}

/** A row is one layout: its cells are separated by line breaks, each line goes to its column. */
void BlockLayouter::breakCells(
    LaidBlock& laid, const BlockText& text, const Block& block, const Area& area) const
{
    const TableShape& shape = text.tables[block.aux];
    const std::vector<int> widths = columnWidths(shape, area.width);
    const QFontMetricsF fm(*area.font);
    const int base =
        static_cast<int>(std::round((area.line - fm.ascent() - fm.descent()) / 2 + fm.ascent()));
    const QString all = laid.layout.text();
    size_t column = 0;
    int x = area.left;
    int y = area.top;
    int bottom = y + area.line;
    laid.baseline = y + base;
    laid.layout.beginLayout();
    for (QTextLine line = laid.layout.createLine(); line.isValid();
         line = laid.layout.createLine()) {
        const int columnWidth = column < widths.size() ? widths[column] : area.width;
        const int inner = std::max(16, columnWidth - 2 * M::cellPad);
        line.setLineWidth(inner);
        const int width = static_cast<int>(std::ceil(line.naturalTextWidth()));
        int shift = M::cellPad;
        if (column < shape.align.size() && shape.align[column] == TableShape::Align::Right)
            shift += std::max(0, inner - width);
        else if (column < shape.align.size() && shape.align[column] == TableShape::Align::Centre)
            shift += std::max(0, (inner - width) / 2);
        line.setPosition({static_cast<qreal>(x + shift), y + base - line.ascent()});
        const int end = line.textStart() + line.textLength();
        laid.lines.push_back(
            {.box = QRect(x + shift, y, width, area.line), .from = line.textStart(), .to = end});
        y += area.line;
        bottom = std::max(bottom, y);
        if (end > 0 && end <= all.size() && all[end - 1] == QChar::LineSeparator) {
            x += columnWidth;
            ++column;
            y = area.top;
        }
    }
    laid.layout.endLayout();
    laid.height = bottom + area.bottom;
    const int total = std::accumulate(widths.begin(), widths.end(), 0);
    laid.frame = QRect(area.left, block.gap, std::min(total, area.width), laid.height - block.gap);
}

void BlockLayouter::numberRows(
    LaidBlock& laid, const BlockText& text, const Block& block, const Area& area) const
{
    const DiffStart start = text.diffs[block.aux];
    int before = start.before;
    int after = start.after;
    const QString all = laid.layout.text();
    bool rowBegins = true;
    for (const LaidBlock::Line& line : laid.lines) {
        const QRect band(0, line.box.y(), m_width, area.line);
        if (rowBegins) {
            const char16_t sign = line.from < all.size() ? all[line.from].unicode() : u' ';
            LaidBlock::Row row{.box = band,
                .number = sign == u'-' ? before : after,
                .baseline = line.box.y() + laid.baseline - area.top,
                .sign = sign};
            before += sign == u'+' ? 0 : 1;
            after += sign == u'-' ? 0 : 1;
            laid.rows.push_back(row);
        } else {
            laid.rows.back().box |= band;
        }
        rowBegins =
            line.to > 0 && line.to <= all.size() && all[line.to - 1] == QChar::LineSeparator;
    }
}

void BlockLayouter::frameOf(LaidBlock& laid, const Block& b, const Area& area) const
{
    if (b.kind == BlockKind::Code) {
        const int left = area.left - M::codePad;
        laid.frame = QRect(left, b.gap, m_width - left, laid.height - b.gap);
    } else if (b.kind == BlockKind::QuietLine && b.has(RightSide)) {
        for (int i = 0; i < laid.layout.lineCount(); ++i)
            shiftLine(laid, i, area.width - laid.lines[static_cast<size_t>(i)].box.width());
    } else if (b.kind == BlockKind::Divider) {
        for (int i = 0; i < laid.layout.lineCount(); ++i)
            shiftLine(laid, i, (area.width - laid.lines[static_cast<size_t>(i)].box.width()) / 2);
    } else if (b.kind == BlockKind::Bubble) {
        laid.frame = QRect(
            area.left - M::bubblePad, b.gap, area.width + 2 * M::bubblePad, laid.height - b.gap);
        if (!b.has(FirstOfGroup) || !b.has(LastOfGroup))
            return;
        int widest = 0;
        for (const LaidBlock::Line& line : laid.lines)
            widest = std::max(widest, line.box.width());
        const int shift = area.width - std::min(widest + 1, area.width);
        laid.frame.setLeft(laid.frame.left() + shift);
        for (int i = 0; i < laid.layout.lineCount(); ++i)
            shiftLine(laid, i, shift);
    }
}

} // namespace headgate

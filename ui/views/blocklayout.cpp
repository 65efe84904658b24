// SPDX-License-Identifier: MIT
#include "ui/views/blocklayout.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headgate {

using namespace Qt::StringLiterals;
using M = BlockMetrics;

namespace {

int ceilDiv(double value, double by)
{
    return std::max(1, static_cast<int>(std::ceil(value / std::max(1.0, by))));
}

bool isMono(BlockKind kind)
{
    return kind == BlockKind::Code || kind == BlockKind::CardText || kind == BlockKind::CardDiff;
}

/** One line of fixed height, whatever it says. */
int fixedHeight(BlockKind kind)
{
    switch (kind) {
    case BlockKind::CardHead:
        return M::cardHead;
    case BlockKind::CardLabel:
        return 28;
    case BlockKind::CardAction:
        return 32;
    case BlockKind::ThoughtHead:
        return M::line;
    case BlockKind::Chip:
        return 28;
    case BlockKind::Rule:
        return 9;
    default:
        return 0;
    }
}

void shiftLine(LaidBlock& laid, int i, int by)
{
    QTextLine line = laid.layout.lineAt(i);
    line.setPosition(line.position() + QPointF(by, 0));
    laid.lines[static_cast<size_t>(i)].box.translate(by, 0);
}

} // namespace

BlockLayouter::BlockLayouter()
{
    refresh();
}

void BlockLayouter::refresh()
{
    m_body = theme::uiFont(theme::transcriptSize);
    m_code = theme::monoFont(theme::codeSize);
    m_inlineCode = theme::monoFont(12.5);
    m_small = theme::uiFont(12.5);
    m_line = theme::uiFont(theme::interfaceSize);
    m_verb = theme::uiFont(theme::interfaceSize, QFont::DemiBold);
    m_label = theme::uiFont(theme::smallSize);
    m_formats.clear();
    m_headings = {theme::uiFont(18, QFont::DemiBold), theme::uiFont(16, QFont::DemiBold),
        theme::uiFont(15, QFont::DemiBold), theme::uiFont(14, QFont::DemiBold)};
    const QString sample =
        u"The rounding now follows each region's rule, and two callers rely on it. "_s;
    m_advance =
        QFontMetricsF(m_body).horizontalAdvance(sample) / static_cast<double>(sample.size());
    m_codeAdvance = QFontMetricsF(m_code).horizontalAdvance(u'm');
}

const QFont& BlockLayouter::headingFont(int level) const
{
    return m_headings[static_cast<size_t>(std::clamp(level, 1, 4) - 1)];
}

BlockLayouter::Area BlockLayouter::areaOf(const Block& b) const
{
    Area a{.left = b.indent * M::indent + b.quote * M::quote + (b.has(Muted) ? 20 : 0),
        .width = 0,
        .top = b.gap,
        .bottom = 0,
        .line = M::line,
        .font = &m_body};
    int right = 0;
    const bool first = b.has(FirstOfGroup);
    const bool last = b.has(LastOfGroup);
    switch (b.kind) {
    case BlockKind::Heading:
        a.font = &headingFont(b.level);
        a.line = b.level == 1 ? 26 : b.level == 2 ? 24 : M::line;
        break;
    case BlockKind::Code:
        a.left += M::codePad;
        right = M::codePad;
        a.top += first ? M::codePadTop : 0;
        a.bottom = last ? M::codePadTop : 0;
        a.line = M::codeLine;
        a.font = &m_code;
        break;
    case BlockKind::CardText:
        a.left += M::cardPad;
        right = M::cardPad;
        a.top += first ? (b.has(AfterLabel) ? 0 : 8) : 0;
        a.bottom = last ? 8 : 0;
        a.line = M::codeLine;
        a.font = &m_code;
        break;
    case BlockKind::CardDiff:
        a.left += M::gutter;
        right = M::cardPad;
        a.top += first ? 8 : b.has(HunkBreak) ? 17 : 0;
        a.bottom = last ? 8 : 0;
        a.line = M::codeLine;
        a.font = &m_code;
        break;
    case BlockKind::Bubble: {
        const int bubble = m_width * 4 / 5;
        a.left = m_width - bubble + M::bubblePad;
        right = M::bubblePad;
        a.top += first ? M::bubblePadTop : 0;
        a.bottom = last ? M::bubblePadTop : 0;
        break;
    }
    case BlockKind::TableRow:
        a.top += M::cellPad - 2;
        a.bottom = M::cellPad - 2;
        break;
    case BlockKind::QuietLine:
        a.left += b.has(AfterShape) ? 18 : 0;
        a.font = &m_small;
        break;
    case BlockKind::Divider:
    case BlockKind::Decision:
        a.font = &m_small;
        break;
    case BlockKind::ErrorLine:
        a.left += 20; // after the cross
        break;
    default:
        break;
    }
    a.width = std::max(80, m_width - a.left - right);
    return a;
}

QTextCharFormat BlockLayouter::formatOf(quint8 style, const Block& block) const
{
    const int kind = block.kind == BlockKind::Heading ? 1 + block.level
        : block.kind == BlockKind::Decision           ? (block.has(Failing) ? 9 : 8)
                                                      : 0;
    const int key = kind * 256 + style;
    const auto known = m_formats.constFind(key);
    return known != m_formats.constEnd() ? *known
                                         : *m_formats.insert(key, makeFormat(style, block));
}

QTextCharFormat BlockLayouter::makeFormat(quint8 style, const Block& block) const
{
    const theme::Tokens& t = theme::tokens();
    QTextCharFormat f;
    QFont font = block.kind == BlockKind::Heading ? headingFont(block.level) : m_body;
    if (block.kind == BlockKind::Decision)
        font = m_small;
    if ((style & StyleCode) != 0)
        font = m_inlineCode;
    if ((style & StyleBold) != 0)
        font.setWeight(QFont::DemiBold);
    if ((style & StyleItalic) != 0)
        font.setItalic(true);
    font.setStrikeOut((style & StyleStrike) != 0);
    font.setUnderline((style & StyleLink) != 0);
    f.setFont(font);
    if ((style & StyleLink) != 0)
        f.setForeground(t.accent);
    else if (block.kind == BlockKind::Decision)
        f.setForeground(block.has(Failing) ? t.red : t.green);
    return f;
}

void BlockLayouter::setText(
    LaidBlock& laid, const BlockText& text, size_t i, const Area& area) const
{
    const Block& b = text.blocks[i];
    laid.layout.setCacheEnabled(true);
    laid.layout.setText(text.textOf(i));
    QFont font = *area.font;
    if (b.has(HeaderRow) || b.kind == BlockKind::Divider)
        font.setWeight(QFont::DemiBold);
    laid.layout.setFont(font);
    QTextOption option;
    option.setWrapMode(
        isMono(b.kind) ? QTextOption::WrapAnywhere : QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (isMono(b.kind)) {
        option.setTextDirection(Qt::LeftToRight); // code is not reordered as a whole
        option.setTabStopDistance(4 * m_codeAdvance);
    }
    laid.layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    formats.reserve(b.spanCount);
    for (quint32 k = 0; k < b.spanCount; ++k) {
        const BlockSpan& s = text.spans[b.span + k];
        formats.append({static_cast<int>(s.at), static_cast<int>(s.length), formatOf(s.style, b)});
    }
    if (!formats.isEmpty())
        laid.layout.setFormats(formats);
}

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

std::unique_ptr<LaidBlock> BlockLayouter::lay(const BlockText& text, size_t i) const
{
    auto laid = std::make_unique<LaidBlock>();
    const Block& b = text.blocks[i];
    if (const int fixed = fixedHeight(b.kind); fixed > 0) {
        laid->height = b.gap + fixed;
        return laid;
    }
    const Area area = areaOf(b);
    setText(*laid, text, i, area);
    if (b.kind == BlockKind::TableRow) {
        breakCells(*laid, text, b, area);
        return laid;
    }
    breakLines(*laid, area);
    if (b.kind == BlockKind::CardDiff)
        numberRows(*laid, text, b, area);
    frameOf(*laid, b, area);
    return laid;
}

int BlockLayouter::estimate(const BlockText& text, size_t i) const
{
    const Block& b = text.blocks[i];
    if (const int fixed = fixedHeight(b.kind); fixed > 0)
        return b.gap + fixed;
    const Area area = areaOf(b);
    int lines = 1;
    if (isMono(b.kind)) {
        lines = static_cast<int>(text.bytesOf(i).count('\n')) + 1;
        lines = std::max(lines, ceilDiv(b.units * m_codeAdvance, area.width));
    } else if (b.kind != BlockKind::TableRow) {
        lines = ceilDiv(b.units * m_advance * 1.03, area.width);
    }
    return area.top + lines * area.line + area.bottom;
}

int BlockLayouter::hit(const LaidBlock& laid, QPoint at)
{
    const LaidBlock::Line* best = nullptr;
    int bestDistance = 0;
    int bestLine = 0;
    for (size_t i = 0; i < laid.lines.size(); ++i) {
        const QRect& box = laid.lines[i].box;
        const int dy = at.y() < box.top() ? box.top() - at.y() : std::max(0, at.y() - box.bottom());
        const int dx =
            at.x() < box.left() ? box.left() - at.x() : std::max(0, at.x() - box.right());
        const int distance = dy * 4096 + dx;
        if (!best || distance < bestDistance) {
            best = &laid.lines[i];
            bestDistance = distance;
            bestLine = static_cast<int>(i);
        }
    }
    if (!best)
        return 0;
    return laid.layout.lineAt(bestLine).xToCursor(at.x());
}

QRectF BlockLayouter::rangeIn(const LaidBlock& laid, const LaidBlock::Line& line, int from, int to)
{
    const QTextLine text = laid.layout.lineForTextPosition(line.from);
    if (!text.isValid())
        return {};
    const int begin = std::max(from, line.from);
    const int end = std::min(to, line.to);
    const qreal left = text.cursorToX(begin);
    const qreal right =
        end >= line.to ? line.box.x() + text.naturalTextWidth() : text.cursorToX(end);
    return {std::min(left, right), static_cast<qreal>(line.box.y()), std::abs(right - left),
        static_cast<qreal>(line.box.height())};
}

} // namespace headgate

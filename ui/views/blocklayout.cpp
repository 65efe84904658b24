// SPDX-License-Identifier: MIT
#include "ui/views/blocklayout.h"

#include "ui/theme.h"

#include <QFontMetricsF>
#include <QTextOption>

#include <algorithm>
#include <cmath>

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

std::unique_ptr<LaidBlock> BlockLayouter::lay(const BlockText& text, size_t i) const
{
    auto laid = std::make_unique<LaidBlock>();
    const Block& b = text.blocks[i];
    if (b.kind == BlockKind::Picture) {
        const QSize size = pictureSize(b);
        laid->frame = {
            b.has(RightSide) ? m_width - size.width() : 0, b.gap, size.width(), size.height()};
        laid->height = b.gap + size.height();
        return laid;
    }
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
    if (b.kind == BlockKind::Picture)
        return b.gap + pictureSize(b).height();
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

QSize BlockLayouter::pictureSize(const Block& block) const
{
    const QSize own(int(block.aux >> 16), int(block.aux & 0xffff));
    const QSize room(std::min(m_width, M::pictureWidth), M::pictureHeight);
    if (own.width() <= room.width() && own.height() <= room.height())
        return own;
    return own.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
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

// SPDX-License-Identifier: MIT
#include "ui/views/transcriptpainter.h"

#include "ui/theme.h"
#include "ui/views/transcriptwords.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using M = BlockMetrics;

namespace {

QRectF thinkingBox(const Block& block)
{
    return {1, block.gap + 6.5, 9, 9};
}

} // namespace

TranscriptPainter::TranscriptPainter(
    const TranscriptDocument& document, const BlockLayouter& layouter)
    : m_document(document)
    , m_layouter(layouter)
{
}

void TranscriptPainter::paint(QPainter& p, const LaidBlock& laid, const BlockLook& look) const
{
    const BlockRef& ref = m_document.block(look.index);
    const Piece c{.p = p,
        .laid = laid,
        .look = look,
        .block = m_document.shape(look.index),
        .item = *ref.item,
        .selected = look.selectedFrom < look.selectedTo};
    ground(c);
    if (look.marked)
        markFlag(c);
    selection(c);
    if (m_highlights && !m_highlights->empty())
        highlights(c);
    switch (c.block.kind) {
    case BlockKind::CardHead:
        cardHead(c);
        break;
    case BlockKind::CardLabel:
    case BlockKind::CardAction:
        cardLine(c);
        break;
    case BlockKind::ThoughtHead:
        thoughtHead(c);
        break;
    case BlockKind::Chip:
        chip(c);
        break;
    case BlockKind::Picture:
        picture(c);
        break;
    case BlockKind::Rule:
        p.fillRect(0, c.block.gap + 4, m_layouter.width(), 1, theme::tokens().line);
        break;
    default:
        inlineCode(c);
        text(c);
        break;
    }
    if (look.caret)
        caret(c);
    if (look.focused)
        focusRing(c);
}

void TranscriptPainter::selection(const Piece& c) const
{
    if (!c.selected)
        return;
    const QColor fill = theme::tokens().accentSoft;
    if (c.laid.lines.empty() && !isCard(c.block.kind)) // cards change their ground
        c.p.fillRect(QRect(0, c.block.gap, m_layouter.width(), c.laid.height - c.block.gap), fill);
    for (const LaidBlock::Line& line : c.laid.lines) {
        if (line.to <= c.look.selectedFrom || line.from >= c.look.selectedTo)
            continue;
        c.p.fillRect(
            BlockLayouter::rangeIn(c.laid, line, c.look.selectedFrom, c.look.selectedTo), fill);
    }
}

void TranscriptPainter::inlineCode(const Piece& c) const
{
    const BlockText& content = c.item.content;
    c.p.setPen(Qt::NoPen);
    for (quint32 k = 0; k < c.block.spanCount; ++k) {
        const BlockSpan& s = content.spans[c.block.span + k];
        if ((s.style & StyleCode) == 0)
            continue;
        const int from = static_cast<int>(s.at);
        const int to = static_cast<int>(s.at + s.length);
        const bool selected = c.selected && from < c.look.selectedTo && c.look.selectedFrom < to;
        for (const LaidBlock::Line& line : c.laid.lines) {
            if (line.to <= from || line.from >= to)
                continue;
            const QRectF r = BlockLayouter::rangeIn(c.laid, line, from, to);
            c.p.setBrush(selected ? theme::tokens().accentSoft : theme::tokens().code);
            c.p.drawRoundedRect(r.adjusted(-3.5, 2, 3.5, -2), 4, 4);
        }
    }
}

void TranscriptPainter::text(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    QColor color = t.text;
    switch (c.block.kind) {
    case BlockKind::Divider:
        color = t.accent;
        break;
    case BlockKind::Decision:
        color = t.muted;
        break;
    case BlockKind::QuietLine:
        color = t.faint;
        if (c.item.type == TranscriptItem::Type::Thinking)
            drawStatusShape(c.p, thinkingBox(c.block), ToolStatus::Running, m_angle);
        break;
    case BlockKind::ErrorLine:
        color = t.red;
        drawStatusShape(c.p, QRectF(2, c.block.gap + 6.5, 9, 9), ToolStatus::Failed);
        break;
    default:
        if (c.block.has(Failing))
            color = t.red;
        else if (c.block.has(Muted) || c.block.quote > 0)
            color = t.muted;
        break;
    }
    c.p.setPen(color);
    c.laid.layout.draw(&c.p, QPointF(0, 0));
    if (c.block.kind == BlockKind::Code && (c.look.hovered || c.look.focused || c.look.copied)
        && c.block.has(FirstOfGroup)) {
        const QRect box = copyRect(c.laid);
        c.p.setFont(m_layouter.smallFont());
        c.p.fillRect(box, t.code);
        c.p.setPen(c.look.copied ? t.green : t.muted);
        c.p.drawText(box, Qt::AlignCenter,
            c.look.copied ? TranscriptWords::copied() : TranscriptWords::copy());
    }
}

QRect TranscriptPainter::copyRect(const LaidBlock& laid) const
{
    return {laid.frame.right() - 58, laid.frame.top() + 6, 52, 24};
}

void TranscriptPainter::caret(const Piece& c) const
{
    if (c.laid.lines.empty())
        return;
    const LaidBlock::Line& line = c.laid.lines.back();
    const QTextLine text = c.laid.layout.lineForTextPosition(line.from);
    if (!text.isValid())
        return;
    const int x = static_cast<int>(std::ceil(text.x() + text.naturalTextWidth())) + 2;
    c.p.fillRect(x, line.box.top() + 4, 7, line.box.height() - 8, theme::tokens().accent);
}

} // namespace headgate

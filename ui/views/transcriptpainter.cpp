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

bool isCard(BlockKind kind)
{
    return kind == BlockKind::CardHead || kind == BlockKind::CardLabel
        || kind == BlockKind::CardText || kind == BlockKind::CardDiff
        || kind == BlockKind::CardAction;
}

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/** A box whose corners are round only at those ends that this piece has. */
void drawBox(QPainter& p, QRect box, qreal radius, bool top, bool bottom, const QColor& fill,
    const QColor& edge)
{
    p.save();
    p.setClipRect(box, Qt::IntersectClip);
    const QRectF shape =
        QRectF(box).adjusted(0, top ? 0 : -20, 0, bottom ? 0 : 20).adjusted(0.5, 0.5, -0.5, -0.5);
    p.setPen(QPen(edge, 1));
    p.setBrush(fill);
    p.drawRoundedRect(shape, radius - 0.5, radius - 0.5);
    p.restore();
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
    selection(c);
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

void TranscriptPainter::ground(const Piece& c) const
{
    sideBars(c);
    switch (c.block.kind) {
    case BlockKind::Bubble:
        bubble(c);
        break;
    case BlockKind::Code:
        codeBox(c);
        break;
    case BlockKind::TableRow:
        tableLines(c);
        break;
    case BlockKind::Divider:
        divider(c);
        break;
    default:
        break;
    }
    if (isCard(c.block.kind))
        cardGround(c);
    if (c.block.kind == BlockKind::CardDiff)
        diffRows(c);
    if (c.block.marker != BlockMarker::None)
        marker(c);
}

void TranscriptPainter::cardGround(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const QRect box(0, c.block.gap, m_layouter.width(), c.laid.height - c.block.gap);
    const bool head = c.block.kind == BlockKind::CardHead;
    const bool end = c.block.has(CardEnd);
    if (end && !t.dark) {
        c.p.setPen(Qt::NoPen);
        c.p.setBrush(faded(t.text, 7));
        const QRectF shadow(box.x(), box.bottom() - 20, box.width(), 21);
        c.p.drawRoundedRect(shadow.translated(0, 1), 10, 10);
        c.p.drawRoundedRect(shadow.translated(0, 2), 10, 10);
    }
    QColor fill = head ? t.surface : t.code;
    if (head && c.look.hovered)
        fill = t.dark ? t.hover : t.panel;
    if (c.selected && c.laid.lines.empty())
        fill = t.accentSoft;
    drawBox(c.p, box, 10, head, end, fill, t.line);
    if (head && !end)
        c.p.fillRect(box.x(), box.bottom(), box.width(), 1, t.line);
}

void TranscriptPainter::bubble(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const QRect box = c.laid.frame;
    const bool first = c.block.has(FirstOfGroup);
    const bool last = c.block.has(LastOfGroup);
    c.p.save();
    c.p.setClipRect(box, Qt::IntersectClip);
    const QRectF r =
        QRectF(box).adjusted(0, first ? 0 : -30, 0, last ? 0 : 30).adjusted(0.5, 0.5, -0.5, -0.5);
    // The corner that points at the speaker is nearly square.
    QPainterPath path;
    path.addRoundedRect(r, 10, 10);
    QPainterPath corner;
    corner.addRoundedRect(QRectF(r.right() - 20, r.bottom() - 20, 20, 20), 2.5, 2.5);
    c.p.setPen(QPen(t.line, 1));
    c.p.setBrush(t.dark ? t.surface : t.panel);
    c.p.drawPath(path.united(corner));
    c.p.restore();
}

void TranscriptPainter::codeBox(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    drawBox(
        c.p, c.laid.frame, 8, c.block.has(FirstOfGroup), c.block.has(LastOfGroup), t.code, t.line);
}

void TranscriptPainter::tableLines(const Piece& c) const
{
    const QRect box = c.laid.frame;
    c.p.fillRect(box.x(), box.bottom(), box.width(), 1, theme::tokens().line);
}

void TranscriptPainter::sideBars(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const Block& b = c.block;
    const auto& blocks = c.item.content.blocks;
    const quint32 local = m_document.block(c.look.index).local;
    const bool joined = local > 0 && blocks[local - 1].quote >= b.quote;
    const int top = joined ? 0 : b.gap;
    const int base = b.indent * M::indent + (b.has(Muted) ? 20 : 0);
    for (int i = 0; i < b.quote; ++i)
        c.p.fillRect(base + i * M::quote, top, 2, c.laid.height - top, t.line);
    if (b.has(Muted))
        c.p.fillRect(5, local > 1 ? 0 : b.gap, 2, c.laid.height - (local > 1 ? 0 : b.gap), t.line);
}

void TranscriptPainter::marker(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const Block& b = c.block;
    const int left = b.indent * M::indent + b.quote * M::quote + (b.has(Muted) ? 20 : 0);
    const int middle = b.gap + M::line / 2;
    c.p.setPen(Qt::NoPen);
    if (b.marker == BlockMarker::Bullet) {
        c.p.setBrush(t.muted);
        c.p.drawEllipse(QPointF(left - 13, middle + 0.5), 2.5, 2.5);
    } else if (b.marker == BlockMarker::Number) {
        c.p.setPen(t.muted);
        c.p.setFont(m_layouter.bodyFont());
        const QString number = QString::number(b.aux) + u'.';
        const qreal width = QFontMetricsF(m_layouter.bodyFont()).horizontalAdvance(number);
        c.p.drawText(QPointF(std::round(left - 7 - width), c.laid.baseline), number);
    } else {
        const bool done = b.marker == BlockMarker::Done;
        const QRectF box(left - 20.5, middle - 6.5, 13, 13);
        c.p.setPen(QPen(done ? t.green : t.faint, 1));
        c.p.setBrush(t.surface);
        c.p.drawRoundedRect(box, 3, 3);
        if (done)
            drawStatusShape(c.p, box.adjusted(2.5, 2.5, -2.5, -2.5), ToolStatus::Completed);
    }
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
        for (const LaidBlock::Line& line : c.laid.lines) {
            if (line.to <= from || line.from >= to)
                continue;
            const QRectF r = BlockLayouter::rangeIn(c.laid, line, from, to);
            c.p.setBrush(c.selected ? theme::tokens().accentSoft : theme::tokens().code);
            c.p.drawRoundedRect(r.adjusted(-3.5, 2, 3.5, -2), 4, 4);
        }
    }
}

void TranscriptPainter::diffRows(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    c.p.setFont(m_layouter.codeFont());
    for (const LaidBlock::Row& row : c.laid.rows) {
        const QRect band = row.box.adjusted(1, 0, -1, 0);
        if (row.sign == u'+')
            c.p.fillRect(band, t.greenSoft);
        else if (row.sign == u'-')
            c.p.fillRect(band, t.redSoft);
        c.p.setPen(t.faint);
        c.p.drawText(QPointF(M::cardPad, row.baseline), QString::number(row.number));
    }
    if (c.block.has(HunkBreak))
        c.p.fillRect(
            M::gutter, c.block.gap + 8, m_layouter.width() - M::gutter - M::cardPad, 1, t.line);
}

void TranscriptPainter::divider(const Piece& c) const
{
    if (c.laid.lines.empty())
        return;
    const QRect words = c.laid.lines.front().box;
    const int y = words.center().y();
    const QColor color = faded(theme::tokens().accent, 120);
    c.p.fillRect(0, y, words.left() - 18, 1, color);
    c.p.fillRect(words.right() + 18, y, m_layouter.width() - words.right() - 18, 1, color);
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
            drawStatusShape(c.p, QRectF(1, c.block.gap + 6.5, 9, 9), ToolStatus::Running);
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

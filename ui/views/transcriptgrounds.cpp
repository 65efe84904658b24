// SPDX-License-Identifier: MIT
// The part of TranscriptPainter that draws what lies below the words: boxes, bars, bands, markers.
#include "ui/theme.h"
#include "ui/views/transcriptpainter.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <cmath>

namespace headgate {

using M = BlockMetrics;

namespace {

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
    const bool waits = c.item.card && c.item.card->wait != CardWait::None;
    const QColor edge = waits ? t.amber : t.line;
    if (head && waits)
        fill = t.amberSoft;
    if (c.selected && c.laid.lines.empty())
        fill = t.accentSoft;
    drawBox(c.p, box, 10, head, end, fill, edge);
    if (head && !end)
        c.p.fillRect(box.x(), box.bottom(), box.width(), 1, edge);
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

} // namespace headgate

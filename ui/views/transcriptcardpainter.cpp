// SPDX-License-Identifier: MIT
// The part of TranscriptPainter that draws blocks without a text layout: heads, chips and lines.
#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/views/transcriptpainter.h"
#include "ui/views/transcriptwords.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using M = BlockMetrics;

namespace {

int baselineIn(const QFont& font, int top, int height)
{
    const QFontMetricsF fm(font);
    return static_cast<int>(
        std::round(top + (height - fm.ascent() - fm.descent()) / 2 + fm.ascent()));
}

/** Draws words that end at `right`; returns where they begin. */
int drawRight(QPainter& p, const QFont& font, const QColor& color, int right, int baseline,
    const QString& words)
{
    const int x = right - static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(words)));
    p.setFont(font);
    p.setPen(color);
    p.drawText(QPointF(x, baseline), words);
    return x;
}

QRectF statusBox(const Block& block, int right)
{
    return {right - 9.0, block.gap + M::cardHead / 2.0 - 4.5, 9, 9};
}

void drawChevron(QPainter& p, QPointF centre, bool open, const QColor& color)
{
    QPolygonF line;
    if (open)
        line << centre + QPointF(-3.5, -2) << centre + QPointF(0, 1.5) << centre + QPointF(3.5, -2);
    else
        line << centre + QPointF(-1.5, -3.5) << centre + QPointF(2, 0)
             << centre + QPointF(-1.5, 3.5);
    p.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.drawPolyline(line);
}

} // namespace

void drawStatusShape(QPainter& p, QRectF box, ToolStatus status, double angle)
{
    const theme::Tokens& t = theme::tokens();
    const auto pen = [](const QColor& color) {
        return QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    };
    p.setBrush(Qt::NoBrush);
    switch (status) {
    case ToolStatus::Completed: {
        p.setPen(pen(t.green));
        const QPointF points[] = {{box.left(), box.center().y() + 0.5},
            {box.left() + box.width() * 0.38, box.bottom() - 0.5}, {box.right(), box.top() + 1}};
        p.drawPolyline(points, 3);
        break;
    }
    case ToolStatus::Failed: {
        const QRectF r = box.adjusted(1, 1, -1, -1);
        p.setPen(pen(t.red));
        p.drawLine(r.topLeft(), r.bottomRight());
        p.drawLine(r.topRight(), r.bottomLeft());
        break;
    }
    case ToolStatus::Running:
        p.setPen(pen(t.accent));
        p.drawArc(box, static_cast<int>((60 - angle) * 16), 270 * 16);
        break;
    case ToolStatus::Pending:
        p.setPen(pen(t.faint));
        p.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    }
}

bool TranscriptPainter::hasRing(int i) const
{
    const TranscriptItem& item = *m_document.block(i).item;
    if (item.type == TranscriptItem::Type::Thinking)
        return true;
    return m_document.shape(i).kind == BlockKind::CardHead && item.card && item.card->hasStatus
        && item.card->wait == CardWait::None && item.card->status == ToolStatus::Running;
}

/** With room for a chevron beside it, which the pointer brings. */
QRectF TranscriptPainter::ringRect(int i) const
{
    const Block& block = m_document.shape(i);
    if (block.kind != BlockKind::CardHead)
        return {0, block.gap + 5.0, 12, 12};
    const QRectF box = statusBox(block, figuresRight());
    return box.adjusted(-22, -2, 2, 2);
}

int TranscriptPainter::figuresRight() const
{
    return m_layouter.width() - M::cardPad - 1;
}

int TranscriptPainter::cardFigures(
    const Piece& c, const CardFacts& facts, int right, int baseline) const
{
    const theme::Tokens& t = theme::tokens();
    if (facts.wait != CardWait::None) {
        const double middle = c.block.gap + M::cardHead / 2.0;
        glyphs::drawWaiting(c.p, {right - 5.0, middle}, u'!');
        return drawRight(c.p, m_layouter.verbFont(), t.amber, right - 20, baseline,
                   TranscriptWords::waits(facts.wait))
            - 12;
    }
    if (facts.hasStatus) {
        drawStatusShape(c.p, statusBox(c.block, right), facts.status, m_angle);
        right -= 20;
    }
    if (!facts.duration.isEmpty() && facts.diff.rows == 0)
        right =
            drawRight(c.p, m_layouter.smallFont(), t.muted, right, baseline, facts.duration) - 12;
    if (facts.diff.rows > 0) {
        const QFont& mono = m_layouter.codeFont();
        right =
            drawRight(c.p, mono, t.red, right, baseline, u'-' + QString::number(facts.diff.removed))
            - 10;
        right =
            drawRight(c.p, mono, t.green, right, baseline, u'+' + QString::number(facts.diff.added))
            - 12;
    }
    return right;
}

void TranscriptPainter::cardHead(const Piece& c) const
{
    if (!c.item.card)
        return;
    const theme::Tokens& t = theme::tokens();
    const CardFacts& facts = *c.item.card;
    const QFont& verbFont = m_layouter.verbFont();
    const int baseline = baselineIn(verbFont, c.block.gap, M::cardHead);
    int right = figuresRight();
    const bool waits = facts.wait != CardWait::None; // a click opens the request
    if ((c.look.hovered || c.look.focused) && !waits) {
        drawChevron(c.p, QPointF(right - 4, c.block.gap + M::cardHead / 2.0), facts.open, t.muted);
        right -= 20;
    }
    right = cardFigures(c, facts, right, baseline);
    const QFontMetricsF fm(verbFont);
    const QString verb =
        fm.elidedText(facts.verb, Qt::ElideRight, std::max(40, right - M::cardPad));
    c.p.setFont(verbFont);
    c.p.setPen(t.text);
    c.p.drawText(QPointF(M::cardPad, baseline), verb);
    const int left = M::cardPad + static_cast<int>(std::ceil(fm.horizontalAdvance(verb))) + 10;
    if (right - left < 24)
        return;
    const QFont& subjectFont = facts.monoSubject ? m_layouter.codeFont() : m_layouter.lineFont();
    c.p.setFont(subjectFont);
    c.p.setPen(t.muted);
    c.p.drawText(QPointF(left, baseline),
        QFontMetricsF(subjectFont).elidedText(facts.subject, Qt::ElideRight, right - left));
}

void TranscriptPainter::cardLine(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const bool action = c.block.kind == BlockKind::CardAction;
    QFont font = action ? m_layouter.smallFont() : m_layouter.labelFont();
    font.setUnderline(action && c.look.hovered);
    const int height = c.laid.height - c.block.gap;
    const int top = c.block.gap + (action ? 0 : 6);
    c.p.setFont(font);
    c.p.setPen(action ? t.accent : t.faint);
    const QString words = QFontMetricsF(font).elidedText(
        m_document.textOf(c.look.index), Qt::ElideMiddle, m_layouter.width() - 2 * M::cardPad);
    c.p.drawText(QPointF(M::cardPad, baselineIn(font, top, height - (action ? 0 : 6))), words);
}

void TranscriptPainter::thoughtHead(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const QFont& font = m_layouter.lineFont();
    const QColor color = c.look.hovered ? t.text : t.muted;
    const int baseline = baselineIn(font, c.block.gap, M::line);
    int left = 0;
    if (c.item.foldable) {
        drawChevron(c.p, QPointF(6, c.block.gap + M::line / 2.0 + 0.5), c.item.open, color);
        left = 18;
    }
    c.p.setFont(font);
    c.p.setPen(color);
    c.p.drawText(QPointF(left, baseline), m_document.textOf(c.look.index));
}

int TranscriptPainter::wordsWidth(const Block& block, const QString& words) const
{
    if (block.kind == BlockKind::ThoughtHead)
        return 26 + static_cast<int>(QFontMetricsF(m_layouter.lineFont()).horizontalAdvance(words));
    return 0;
}

void TranscriptPainter::chip(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const QFont& font = m_layouter.smallFont();
    const QFontMetricsF fm(font);
    const QString words =
        fm.elidedText(m_document.textOf(c.look.index), Qt::ElideMiddle, m_layouter.width() * 0.7);
    const int width = static_cast<int>(std::ceil(fm.horizontalAdvance(words))) + 38;
    const int left = c.block.has(RightSide) ? m_layouter.width() - width : 0;
    const QRectF box(left + 0.5, c.block.gap + 0.5, width - 1, 27);
    c.p.setPen(QPen(t.line, 1));
    c.p.setBrush(t.surface);
    c.p.drawRoundedRect(box, 6, 6);
    const QPointF o = box.topLeft() + QPointF(11, 7.5); // a page with a folded corner
    c.p.setPen(QPen(t.muted, 1.2));
    c.p.setBrush(Qt::NoBrush);
    const QPointF page[] = {
        o, o + QPointF(6, 0), o + QPointF(9, 3), o + QPointF(9, 12), o + QPointF(0, 12), o};
    c.p.drawPolyline(page, 6);
    c.p.setFont(font);
    c.p.setPen(t.text);
    c.p.drawText(QPointF(left + 28, baselineIn(font, c.block.gap, 28)), words);
}

void TranscriptPainter::focusRing(const Piece& c) const
{
    QRectF box(0, c.block.gap, m_layouter.width(), c.laid.height - c.block.gap);
    qreal radius = 10;
    if (c.block.kind == BlockKind::Code) {
        box = c.laid.frame;
        radius = 8;
    } else if (c.block.kind == BlockKind::ThoughtHead) {
        box = QRectF(
            -6, c.block.gap, wordsWidth(c.block, m_document.textOf(c.look.index)) + 6, M::line);
        radius = 6;
    } else if (c.block.kind == BlockKind::CardAction) {
        box.adjust(4, 3, -4, -3);
        radius = 6;
    } else if (c.block.kind == BlockKind::Decision) {
        box.adjust(-6, 0, 6, 0);
        radius = 6;
    }
    c.p.setPen(QPen(theme::tokens().accent, 2));
    c.p.setBrush(Qt::NoBrush);
    c.p.drawRoundedRect(box, radius, radius);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// What a person put into a transcript: places that are marked, and words that stand out.
#include "ui/models/placemarks.h"
#include "ui/theme.h"
#include "ui/views/transcriptview.h"

#include <QPainterPath>

#include <algorithm>

namespace headgate {

void TranscriptView::setMarked(const QSet<QString>& places)
{
    if (places == m_marked)
        return;
    m_marked = places;
    stir();
}

void TranscriptView::setHighlights(const Highlights* highlights)
{
    m_painter.setHighlights(&highlights->all());
    connect(highlights, &Highlights::changed, this, [this] {
        m_onScreen.clear();
        viewport()->update();
    });
}

bool TranscriptView::isMarked(const TranscriptItem& item) const
{
    return !m_marked.isEmpty() && !item.message.isEmpty() && item.content.size() > 0
        && m_marked.contains(PlaceMarks::place(
            item.message, item.type == TranscriptItem::Type::Part ? item.partId : PartId()));
}

QString TranscriptView::wordsHere()
{
    const int block =
        hasSelection() ? std::min(m_selection.anchor, m_selection.head).block : placeToCopy();
    return block < 0 ? QString() : m_document.textOf(block);
}

/** A bookmark in the margin. */
void TranscriptPainter::markFlag(const Piece& c) const
{
    constexpr qreal width = 8;
    constexpr qreal height = 12;
    const qreal x = -18;
    const qreal y = c.block.gap + 5;
    QPainterPath flag;
    flag.moveTo(x, y);
    flag.lineTo(x + width, y);
    flag.lineTo(x + width, y + height);
    flag.lineTo(x + width / 2, y + height - 3.5);
    flag.lineTo(x, y + height);
    flag.closeSubpath();
    c.p.setPen(Qt::NoPen);
    c.p.setBrush(theme::tokens().accent);
    c.p.drawPath(flag);
}

void TranscriptPainter::highlights(const Piece& c) const
{
    if (c.laid.lines.empty())
        return;
    constexpr Qt::PenStyle styles[Highlights::tones] = {
        Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
    const QString text = m_document.textOf(c.look.index);
    for (const HighlightedRange& range : highlightedIn(text, *m_highlights)) {
        for (const LaidBlock::Line& line : c.laid.lines) {
            if (line.to <= range.from || line.from >= range.to)
                continue;
            const QRectF box = BlockLayouter::rangeIn(c.laid, line, range.from, range.to);
            c.p.fillRect(box.adjusted(0, 2, 0, -2), theme::highlightGround(range.tone));
            c.p.setPen(QPen(theme::highlightLine(range.tone), 1.5, styles[range.tone]));
            c.p.drawLine(
                QPointF(box.left(), box.bottom() - 2), QPointF(box.right(), box.bottom() - 2));
        }
    }
}

} // namespace headgate

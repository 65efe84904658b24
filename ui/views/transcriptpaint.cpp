// SPDX-License-Identifier: MIT
// The part of TranscriptView that brings blocks to the screen, and no more of them than changed.
#include "ui/motion.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/transcriptview.h"
#include "ui/views/transcriptwords.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace headgate {

std::vector<ShownBlock> TranscriptView::shown()
{
    std::vector<ShownBlock> blocks;
    const int caret = m_document.caretBlock();
    const bool keys = hasFocus();
    for (const TranscriptFlow::Seen& seen : m_flow.visible()) {
        const BlockRef& ref = m_document.block(seen.index);
        const auto [from, to] =
            m_selection.in(seen.index, static_cast<int>(m_document.shape(seen.index).units));
        blocks.push_back({.id = ref.id,
            .revision = ref.item->revision,
            .y = seen.y,
            .height = seen.height,
            .look = {.index = seen.index,
                .selectedFrom = from,
                .selectedTo = to,
                .hovered = seen.index == m_hover,
                .focused = keys && seen.index == m_stop,
                .caret = seen.index == caret,
                .copied = seen.index == m_copied,
                .marked = ref.local == 0 && isMarked(*ref.item)}});
    }
    return blocks;
}

/** What only moved is moved on the screen; the rest is painted anew. */
void TranscriptView::freshen()
{
    m_stirred = false;
    if (!isVisible())
        return; // the first picture after showing is a whole one
    settle();
    std::vector<ShownBlock> now = shown();
    const QRect area = viewport()->rect();
    const KeptRows kept = keptRows(m_onScreen, now, page().height());
    m_onScreen = std::move(now);
    // Rows that begin between two pixels of the screen cannot be moved on it.
    if (kept.from >= kept.to || zoom::factor() != 1) {
        viewport()->update();
        return;
    }
    if (kept.dy != 0)
        viewport()->scroll(0, kept.dy, area);
    viewport()->update(0, 0, area.width(), kept.from);
    viewport()->update(0, kept.to, area.width(), area.height() - kept.to);
}

void TranscriptView::paintEvent(QPaintEvent* event)
{
    settle();
    const bool whole =
        event->region().contains(viewport()->rect()) && event->region().rectCount() == 1;
    const std::vector<ShownBlock> blocks = shown();
    if (m_stirred) { // what is painted now is neither the last picture nor the next
        m_onScreen.clear();
        viewport()->update();
    } else if (whole) {
        m_onScreen = blocks;
    }
    zoom::Painter p(viewport());
    p.fillRect(QRect({}, page() + QSize(1, 1)), theme::tokens().bg);
    if (m_document.blockCount() == 0) {
        paintEmpty(p);
        return;
    }
    p.setRenderHint(QPainter::Antialiasing);
    bool rings = false;
    for (const ShownBlock& block : blocks) {
        const QRect place(
            0, block.y - blockOverhang, page().width(), block.height + 2 * blockOverhang);
        if (!event->region().intersects(zoom::onScreen(place).toAlignedRect()))
            continue;
        rings = rings || m_painter.hasRing(block.look.index);
        p.save();
        p.translate(columnLeft(), block.y);
        m_painter.paint(p, m_flow.laid(block.look.index), block.look);
        p.restore();
    }
    if (rings && m_motion)
        m_motion->want(this, true);
}

void TranscriptView::unfold(int i, bool all)
{
    const TranscriptItem& item = *m_document.block(i).item;
    if (!item.foldable)
        return;
    if (!item.open)
        m_document.toggle(i);
    if (all && !item.all)
        m_document.showAll(item.firstBlock);
}

void TranscriptView::showPlace(int i, int offset, int length)
{
    if (i < 0 || i >= m_document.blockCount())
        return;
    constexpr int margin = 48; // clear of the edges and the pill
    m_selection.anchor = {i, offset};
    m_selection.head = {i, offset + length};
    // New text must not carry it away.
    setFollowing(false);
    int top = 0; // of its line in a block that may be higher than the view
    for (const LaidBlock::Line& line : m_flow.laid(i).lines) {
        if (line.from <= offset)
            top = line.box.top();
    }
    const auto seen = m_flow.visible();
    const auto it = std::ranges::find(seen, i, &TranscriptFlow::Seen::index);
    const int height = m_flow.viewportHeight();
    const int y = it == seen.end() ? -1 : it->y + top;
    if (y < margin || y > height - 2 * margin)
        m_flow.pin(i, height / 3 - top);
    stir();
}

void TranscriptView::paintEmpty(QPainter& p) const
{
    p.setPen(theme::tokens().faint);
    p.setFont(theme::uiFont(theme::transcriptSize));
    const QString words = m_document.key().isEmpty() ? TranscriptWords::nothingOpen()
        : m_document.isLoading()                     ? TranscriptWords::loading()
                                                     : TranscriptWords::nothingSaid();
    p.drawText(
        QRect({}, page()).adjusted(BlockMetrics::sideMargin, 0, -BlockMetrics::sideMargin, 0),
        Qt::AlignCenter | Qt::TextWordWrap, words);
}

void TranscriptView::setMotion(Motion* motion)
{
    m_motion = motion;
    connect(motion, &Motion::turned, this, &TranscriptView::turn);
}

/** Repaints only the small squares in which a ring turns. */
void TranscriptView::turn()
{
    m_painter.setAngle(m_motion->angle());
    if (m_stirred)
        return; // what is in sight changes just now
    bool rings = false;
    for (const TranscriptFlow::Seen& seen : m_flow.visible()) {
        if (!m_painter.hasRing(seen.index))
            continue;
        rings = true;
        viewport()->update(
            zoom::onScreen(m_painter.ringRect(seen.index).translated(columnLeft(), seen.y))
                .toAlignedRect());
    }
    if (!rings)
        m_motion->want(this, false);
}

void TranscriptView::showEvent(QShowEvent* event)
{
    m_onScreen.clear();
    QAbstractScrollArea::showEvent(event);
}

void TranscriptView::hideEvent(QHideEvent* event)
{
    if (m_motion)
        m_motion->want(this, false);
    QAbstractScrollArea::hideEvent(event);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// The part of TranscriptView that listens to keys and pointer.
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTextBoundaryFinder>
#include <QToolTip>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineStep = 44;

} // namespace

TranscriptView::Spot TranscriptView::spotAt(QPoint at)
{
    Spot spot;
    for (const TranscriptFlow::Seen& seen : m_flow.visible()) {
        if (spot.place.block >= 0 && seen.y > at.y())
            break;
        spot.place.block = seen.index;
        spot.y = seen.y;
    }
    if (spot.place.block < 0)
        return spot;
    const LaidBlock& laid = m_flow.laid(spot.place.block);
    const QPoint inside(at.x() - columnLeft(), at.y() - spot.y);
    const Block& block = m_document.shape(spot.place.block);
    if (laid.lines.empty()) {
        const QString words = m_document.textOf(spot.place.block);
        const int wide = m_painter.wordsWidth(block, words);
        const QRect box(
            0, block.gap, wide > 0 ? wide : m_layouter.width(), laid.height - block.gap);
        spot.onWords = box.contains(inside);
        const bool right = inside.y() >= laid.height || inside.x() > m_layouter.width() / 2;
        spot.place.offset = right && inside.y() >= block.gap ? static_cast<int>(block.units) : 0;
        return spot;
    }
    spot.place.offset = BlockLayouter::hit(laid, inside);
    spot.onWords = std::any_of(laid.lines.begin(), laid.lines.end(),
        [&inside](const LaidBlock::Line& line) { return line.box.contains(inside); });
    return spot;
}

QUrl TranscriptView::linkAt(const Spot& spot) const
{
    if (spot.place.block < 0 || !spot.onWords)
        return {};
    const BlockText& content = m_document.block(spot.place.block).item->content;
    const Block& block = m_document.shape(spot.place.block);
    const auto offset = static_cast<quint32>(spot.place.offset);
    for (quint32 k = 0; k < block.spanCount; ++k) {
        const BlockSpan& s = content.spans[block.span + k];
        if (s.link == 0 || offset < s.at || offset > s.at + s.length)
            continue;
        const QUrl url(content.links[s.link - 1], QUrl::StrictMode);
        // What an agent wrote may only lead to the web or to a mail.
        static const QStringList allowed{u"http"_s, u"https"_s, u"mailto"_s};
        return allowed.contains(url.scheme()) ? url : QUrl();
    }
    return {};
}

bool TranscriptView::isStop(int i) const
{
    if (i < 0 || i >= m_document.blockCount())
        return false;
    const Block& b = m_document.shape(i);
    const TranscriptItem& item = *m_document.block(i).item;
    switch (b.kind) {
    case BlockKind::CardHead:
    case BlockKind::ThoughtHead:
        return item.foldable;
    case BlockKind::CardAction:
        return true;
    case BlockKind::Code:
        return b.has(FirstOfGroup);
    case BlockKind::Decision:
        return item.mark && !item.mark->request.isEmpty();
    default:
        return false;
    }
}

int TranscriptView::nextStop(int from, int step, int first, int last) const
{
    for (int i = from; i >= first && i <= last; i += step) {
        if (isStop(i))
            return i;
    }
    return -1;
}

void TranscriptView::moveStop(int step)
{
    const auto seen = seenBlocks();
    if (seen.empty())
        return;
    int from = m_stop + step;
    if (m_stop < 0)
        from = step > 0 ? seen.front().index : seen.back().index;
    const int found = nextStop(from, step, 0, m_document.blockCount() - 1);
    if (found < 0)
        return;
    m_stop = found;
    m_flow.ensureVisible(found);
    setFollowing(m_flow.isAtEnd());
    stir();
}

/** Tab walks over what is in sight and then leaves; J and K walk over everything. */
bool TranscriptView::focusNextPrevChild(bool next)
{
    const auto seen = seenBlocks();
    if (hasFocus() && !seen.empty()) {
        const int first = seen.front().index;
        const int last = seen.back().index;
        const bool inside = m_stop >= first && m_stop <= last;
        const int step = next ? 1 : -1;
        const int from = inside ? m_stop + step : next ? first : last;
        const int found = nextStop(from, step, first, last);
        if (found >= 0 && (inside || next)) {
            m_stop = found;
            m_flow.ensureVisible(found);
            setFollowing(m_flow.isAtEnd());
            stir();
            return true;
        }
    }
    m_stop = -1;
    viewport()->update();
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void TranscriptView::activate(int i)
{
    if (!isStop(i))
        return;
    const TranscriptItem& item = *m_document.block(i).item;
    const Block block = m_document.shape(i);
    if (block.kind == BlockKind::Code) {
        copyCode(i);
        return;
    }
    if (block.kind == BlockKind::Decision) {
        emit requestActivated(item.mark->request);
        return;
    }
    if (block.kind == BlockKind::CardAction
        && block.aux == static_cast<quint32>(CardActionKind::OpenChild)) {
        emit sessionActivated(item.part->tool.child);
        return;
    }
    // What was clicked stays where it is, even if the view followed the end.
    for (const TranscriptFlow::Seen& seen : m_flow.visible()) {
        if (seen.index == i)
            m_flow.pin(i, seen.y);
    }
    setFollowing(false);
    if (block.kind == BlockKind::CardAction)
        m_document.showAll(i);
    else
        m_document.toggle(i);
    stir();
}

void TranscriptView::copyCode(int i)
{
    QApplication::clipboard()->setText(m_document.codeOf(i));
    m_copied = i;
    m_copiedTimer.start();
    viewport()->update();
}

void TranscriptView::copy() const
{
    if (hasSelection())
        QApplication::clipboard()->setText(selectedText());
}

void TranscriptView::selectAll()
{
    m_document.flush();
    m_selection.selectAll(m_document);
    viewport()->update();
}

void TranscriptView::selectBlock(int i)
{
    m_selection.anchor = {i, 0};
    m_selection.head = {i, static_cast<int>(m_document.shape(i).units)};
    viewport()->update();
}

bool TranscriptView::scrollKey(const QKeyEvent& event)
{
    const int page = std::max(lineStep, m_flow.viewportHeight() - lineStep);
    switch (event.key()) {
    case Qt::Key_Up:
        userScroll(-lineStep);
        return true;
    case Qt::Key_Down:
        userScroll(lineStep);
        return true;
    case Qt::Key_PageUp:
        userScroll(-page);
        return true;
    case Qt::Key_PageDown:
        userScroll(page);
        return true;
    case Qt::Key_Space:
        userScroll((event.modifiers() & Qt::ShiftModifier) != 0 ? -page : page);
        return true;
    case Qt::Key_Home:
        m_flow.jumpTo(0);
        setFollowing(m_flow.isAtEnd());
        stir();
        return true;
    case Qt::Key_End:
        goToEnd();
        return true;
    default:
        return false;
    }
}

/** Shift with an arrow moves the end of the selection by a character, a word or a block. */
void TranscriptView::extendSelection(const QKeyEvent& event)
{
    const auto seen = seenBlocks();
    if (seen.empty())
        return;
    if (m_selection.anchor.block < 0)
        m_selection.anchor = m_selection.head = {seen.front().index, 0};
    TextPlace& head = m_selection.head;
    const int units = static_cast<int>(m_document.shape(head.block).units);
    const bool forward = event.key() == Qt::Key_Right || event.key() == Qt::Key_Down;
    const bool byBlock = event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
    const int edge = forward ? units : 0;
    if (byBlock || head.offset == edge) {
        const int next = head.block + (forward ? 1 : -1);
        if (head.offset != edge)
            head.offset = edge;
        else if (next >= 0 && next < m_document.blockCount())
            head = {
                next, (forward == byBlock) ? static_cast<int>(m_document.shape(next).units) : 0};
        if (!forward && !byBlock && head.block == next)
            head.offset = static_cast<int>(m_document.shape(next).units);
        if (!forward && byBlock && head.block == next)
            head.offset = 0;
    } else {
        const QString text = m_document.textOf(head.block);
        const bool word = (event.modifiers() & Qt::ControlModifier) != 0;
        QTextBoundaryFinder finder(
            word ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme, text);
        finder.setPosition(head.offset);
        const auto to = forward ? finder.toNextBoundary() : finder.toPreviousBoundary();
        head.offset = to < 0 ? edge : static_cast<int>(to);
    }
    m_flow.ensureVisible(head.block);
    setFollowing(m_flow.isAtEnd());
    stir();
}

void TranscriptView::keyPressEvent(QKeyEvent* event)
{
    const bool stops = m_stop >= 0 && isStop(m_stop);
    const bool arrow = event->key() >= Qt::Key_Left && event->key() <= Qt::Key_Down;
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (arrow && (event->modifiers() & Qt::ShiftModifier) != 0) {
        extendSelection(*event);
    } else if (stops
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
            || event->key() == Qt::Key_Space)) {
        activate(m_stop);
    } else if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_J) {
        moveStop(1);
    } else if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_K) {
        moveStop(-1);
    } else if (event->key() == Qt::Key_Escape && (m_stop >= 0 || hasSelection())) {
        m_stop = -1;
        m_selection.clear();
        viewport()->update();
    } else if ((event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0
        || !scrollKey(*event)) {
        event->ignore();
    }
}

void TranscriptView::wheelEvent(QWheelEvent* event)
{
    if (!event->pixelDelta().isNull()) {
        userScroll(-event->pixelDelta().y());
    } else {
        m_wheel += event->angleDelta().y() * QApplication::wheelScrollLines() * BlockMetrics::line;
        const int pixels = m_wheel / 120;
        m_wheel -= pixels * 120;
        userScroll(-pixels);
    }
    event->accept();
}

void TranscriptView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position().toPoint();
    const Spot spot = spotAt(m_pressed);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (spot.place.block >= 0 && now - m_doubleClick < QApplication::doubleClickInterval()) {
        selectBlock(spot.place.block);
        return;
    }
    if ((event->modifiers() & Qt::ShiftModifier) != 0 && m_selection.anchor.block >= 0)
        m_selection.head = spot.place;
    else
        m_selection.anchor = m_selection.head = spot.place;
    m_dragging = true;
    viewport()->update();
}

void TranscriptView::dragTo(QPoint at)
{
    m_pointer = at;
    const int beyond = at.y() < 0 ? at.y() : std::max(0, at.y() - viewport()->height());
    if (beyond != 0) {
        userScroll(std::clamp(beyond / 2, -60, 60));
        if (!m_dragTimer.isActive())
            m_dragTimer.start();
    } else {
        m_dragTimer.stop();
    }
    const Spot spot = spotAt({at.x(), std::clamp(at.y(), 0, viewport()->height() - 1)});
    if (spot.place.block >= 0)
        m_selection.head = spot.place;
    viewport()->update();
}

void TranscriptView::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint at = event->position().toPoint();
    const bool far = (at - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_dragging && (far || hasSelection()))
        dragTo(at);
    else if (!m_dragging)
        updateHover(at);
}

void TranscriptView::updateHover(QPoint at)
{
    const Spot spot = spotAt(at);
    int hover = spot.place.block;
    bool hand = false;
    if (hover >= 0 && m_document.shape(hover).kind == BlockKind::Code) {
        while (hover > 0 && !m_document.shape(hover).has(FirstOfGroup))
            --hover;
        const QPoint inside = at - QPoint(columnLeft(), spot.y);
        hand = hover == spot.place.block && m_painter.copyRect(m_flow.laid(hover)).contains(inside);
    } else if (spot.onWords && isStop(hover)) {
        hand = true;
    } else {
        hand = !linkAt(spot).isEmpty();
        hover = -1;
    }
    viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::IBeamCursor);
    if (hover != m_hover) {
        m_hover = hover;
        viewport()->update();
    }
}

bool TranscriptView::activateAt(QPoint at)
{
    const Spot spot = spotAt(at);
    const QUrl url = linkAt(spot);
    if (!url.isEmpty()) {
        emit linkActivated(url);
        return true;
    }
    if (!spot.onWords
        && (spot.place.block < 0 || m_document.shape(spot.place.block).kind != BlockKind::Code))
        return false;
    if (!isStop(spot.place.block))
        return false;
    const QPoint inside = at - QPoint(columnLeft(), spot.y);
    if (m_document.shape(spot.place.block).kind == BlockKind::Code
        && !m_painter.copyRect(m_flow.laid(spot.place.block)).contains(inside))
        return false;
    m_stop = spot.place.block;
    activate(m_stop);
    return true;
}

void TranscriptView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    m_dragTimer.stop();
    if (!hasSelection()) {
        m_stop = -1;
        activateAt(event->position().toPoint());
        viewport()->update();
    }
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Spot spot = spotAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || spot.place.block < 0)
        return;
    const QString text = m_document.textOf(spot.place.block);
    if (m_flow.laid(spot.place.block).lines.empty()) {
        mousePressEvent(event); // two quick clicks on a card are two clicks
        return;
    }
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(spot.place.offset);
    if (!finder.isAtBoundary() || spot.place.offset == text.size())
        finder.toPreviousBoundary();
    const auto from = std::max<qsizetype>(0, finder.position());
    const auto to = finder.toNextBoundary();
    m_selection.anchor = {spot.place.block, static_cast<int>(from)};
    m_selection.head = {spot.place.block, static_cast<int>(to < 0 ? text.size() : to)};
    m_doubleClick = QDateTime::currentMSecsSinceEpoch();
    viewport()->update();
}

bool TranscriptView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QUrl url = linkAt(spotAt(help->pos()));
        if (url.isEmpty())
            QToolTip::hideText();
        else // where a link leads is seen before it is followed
            QToolTip::showText(help->globalPos(), url.toString(QUrl::FullyEncoded).toHtmlEscaped());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hover >= 0) {
        m_hover = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TranscriptView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    QAction* copyAction = menu.addAction(tr("Copy"), this, &TranscriptView::copy);
    copyAction->setEnabled(hasSelection());
    menu.addAction(tr("Select all"), this, &TranscriptView::selectAll);
    menu.exec(event->globalPos());
}

void TranscriptView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// The part of TranscriptView that listens to the pointer.
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTextBoundaryFinder>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

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
            QToolTip::showText(help->globalPos(), url.toString(QUrl::FullyEncoded));
        return true;
    }
    if (event->type() == QEvent::Leave && m_hover >= 0) {
        m_hover = -1;
        viewport()->update();
    }
    const bool taken = QAbstractScrollArea::viewportEvent(event);
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove
        || event->type() == QEvent::MouseButtonRelease)
        tellPoint();
    return taken;
}

bool TranscriptView::event(QEvent* event)
{
    const bool taken = QAbstractScrollArea::event(event);
    if (event->type() == QEvent::KeyPress)
        tellPoint();
    return taken;
}

/** Of the two places that are a person's the one that moved. */
void TranscriptView::tellPoint()
{
    const TextPlace head = std::exchange(m_toldHead, m_selection.head);
    const int stop = std::exchange(m_toldStop, m_stop);
    const TextPlace at = head != m_toldHead ? m_toldHead
        : stop != m_toldStop                ? TextPlace{m_stop, 0}
                                            : TextPlace();
    if (at.block < 0 || at.block >= m_document.blockCount())
        return;
    const MessageId message = m_document.block(at.block).item->message;
    if (message.isEmpty())
        return;
    int before = at.offset;
    for (int i = at.block - 1; i >= 0 && m_document.block(i).item->message == message; --i)
        before += static_cast<int>(m_document.shape(i).units);
    emit pointed(message, before);
}

void TranscriptView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    QAction* copyAction = menu.addAction(tr("Copy"), this, &TranscriptView::copy);
    copyAction->setEnabled(hasSelection());
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int block = byKey ? placeToCopy() : spotAt(event->pos()).place.block;
    const auto add = [&](const QString& ofSelection, const QString& ofMessage, CopyForm form) {
        const bool selected = hasSelection();
        menu.addAction(selected ? ofSelection : ofMessage, this,
                [this, block, form, selected] {
                    if (selected)
                        copyAs(form);
                    else
                        copyMessage(block, form);
                })
            ->setEnabled(selected || messageAround(m_document, block));
    };
    if (!hasSelection())
        add({}, tr("Copy the message"), CopyForm::Plain);
    add(tr("Copy as Markdown"), tr("Copy the message as Markdown"), CopyForm::Markdown);
    add(tr("Copy as JSON"), tr("Copy the message as JSON"), CopyForm::Json);
    menu.addAction(tr("Copy a link to this place"), this,
        [this, block] { QApplication::clipboard()->setText(linkTo(linkOf(block))); });
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, &TranscriptView::selectAll);
    menu.addAction(tr("Fold all"), this, [this] { foldAll(false); });
    menu.addAction(tr("Unfold all"), this, [this] { foldAll(true); });
    menu.exec(event->globalPos());
}

/** Who comes by Tab stands at a block at once, where it can be seen. */
void TranscriptView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool forward = event->reason() == Qt::TabFocusReason;
    const auto seen = seenBlocks();
    const bool byTab = forward || event->reason() == Qt::BacktabFocusReason;
    setProperty("ring", byTab && seen.empty()); // the ring is for who stands at no block
    if (!byTab || seen.empty())
        return;
    const int first = seen.front().index;
    const int last = seen.back().index;
    const int found = nextStop(forward ? first : last, forward ? 1 : -1, first, last);
    setProperty("ring", found < 0);
    if (found < 0)
        return;
    m_stop = found;
    m_flow.ensureVisible(found);
    setFollowing(m_flow.isAtEnd());
    stir();
}

void TranscriptView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace headgate

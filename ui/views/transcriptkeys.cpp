// SPDX-License-Identifier: MIT
// The part of TranscriptView that listens to keys.
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineStep = 44;

} // namespace

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
    case BlockKind::Picture:
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
    if (block.kind == BlockKind::Picture) {
        const Part part = attachedPart(item, block);
        emit pictureActivated(part);
        return;
    }
    if (block.kind == BlockKind::Decision) {
        const RequestId request = item.mark->request; // the answer may be another session
        emit requestActivated(request);
        return;
    }
    if (block.kind == BlockKind::CardAction
        && block.aux == static_cast<quint32>(CardActionKind::OpenChild)) {
        const SessionId child = item.part->tool.child;
        emit sessionActivated(child);
        return;
    }
    if (block.kind == BlockKind::CardHead && !item.waits.request.isEmpty()) {
        const CheckpointKey waits = item.waits;
        emit waitingActivated(waits);
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
    } else if (stops && event->key() == Qt::Key_Space
        && !m_document.block(m_stop).item->waits.request.isEmpty()) {
        m_document.toggle(m_stop); // Enter opens its request
        stir();
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

} // namespace headgate

// SPDX-License-Identifier: MIT
// The part of TranscriptView that goes from one thing of a kind to the next, folds everything, and
// copies in other forms.
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace headgate {

namespace {

bool hasFailed(const TranscriptItem& item)
{
    switch (item.type) {
    case TranscriptItem::Type::End:
        return item.failing;
    case TranscriptItem::Type::Mark:
        return item.mark && item.mark->kind == Mark::Kind::Error;
    default:
        return item.kind == PartKind::Retry
            || (item.kind == PartKind::Tool && item.part
                && item.part->tool.status == ToolStatus::Failed);
    }
}

bool isOf(const TranscriptItem& item, JumpTo what)
{
    if (item.content.size() == 0)
        return false;
    switch (what) {
    case JumpTo::Turn:
        return item.content.blocks.front().kind == BlockKind::Bubble;
    case JumpTo::Tool:
        return item.kind == PartKind::Tool;
    case JumpTo::Error:
        return hasFailed(item);
    case JumpTo::Approval:
        return !item.waits.request.isEmpty()
            || (item.mark && item.mark->kind == Mark::Kind::Decision);
    case JumpTo::Mark:
        break; // the view knows
    }
    return false;
}

/** A turn of several parts is one. */
bool goesOn(const TranscriptDocument& document, int i, JumpTo what)
{
    return what == JumpTo::Turn && i > 0 && isOf(document.item(i - 1), what)
        && !document.item(i).message.isEmpty()
        && document.item(i - 1).message == document.item(i).message;
}

} // namespace

/** Where the keyboard stands, if that can be seen, else what is in sight at the top. */
int TranscriptView::placeOfJump(int step)
{
    const auto seen = seenBlocks();
    if (seen.empty())
        return -1;
    const TranscriptFlow::Seen& top = seen.front();
    if (m_stop >= top.index && m_stop <= seen.back().index)
        return m_document.block(m_stop).item->index;
    const int item = m_document.block(top.index).item->index;
    if (step > 0)
        return item;
    // Backwards from the end, what is in sight counts as well, and so does what is cut at the top.
    return m_follow ? m_document.itemCount() : top.y < 0 ? item + 1 : item;
}

bool TranscriptView::isWanted(const TranscriptItem& item, JumpTo what) const
{
    return what == JumpTo::Mark ? isMarked(item) : isOf(item, what);
}

bool TranscriptView::jump(JumpTo what, int step)
{
    constexpr int below = 24; // what stands before it can still be seen a little
    const int from = placeOfJump(step);
    if (from < 0)
        return false;
    for (int i = from + step; i >= 0 && i < m_document.itemCount(); i += step) {
        const TranscriptItem& item = m_document.item(i);
        if (!isWanted(item, what) || goesOn(m_document, i, what))
            continue;
        m_stop = item.firstBlock;
        setFollowing(false);
        m_flow.pin(m_stop, below);
        setFocus(Qt::OtherFocusReason);
        stir();
        return true;
    }
    if (step < 0 && m_document.hasOlder())
        emit olderWanted();
    return false;
}

void TranscriptView::foldAll(bool open)
{
    const auto seen = seenBlocks();
    const int top = seen.empty() ? -1 : m_document.block(seen.front().index).item->index;
    m_document.setAllOpen(open);
    if (top >= 0 && !m_follow)
        m_flow.pin(m_document.item(top).firstBlock, 0);
    stir();
}

int TranscriptView::placeToCopy()
{
    const auto seen = seenBlocks();
    if (seen.empty())
        return -1;
    const bool standing = m_stop >= seen.front().index && m_stop <= seen.back().index;
    return standing ? m_stop : seen.front().index;
}

bool TranscriptView::copyAs(CopyForm form)
{
    if (hasSelection()) {
        const auto [from, to] = std::minmax(m_selection.anchor, m_selection.head);
        QApplication::clipboard()->setText(copied(m_document, from, to, form));
        return true;
    }
    return copyMessage(placeToCopy(), form);
}

bool TranscriptView::copyMessage(int block, CopyForm form)
{
    const auto message = messageAround(m_document, block);
    if (!message)
        return false;
    QApplication::clipboard()->setText(copied(m_document, message->first, message->second, form));
    return true;
}

DeepLink TranscriptView::linkOf(int block) const
{
    DeepLink link{m_document.key().session, {}, {}};
    if (block < 0 || block >= m_document.blockCount())
        return link;
    const TranscriptItem& item = *m_document.block(block).item;
    link.message = item.message;
    if (item.type == TranscriptItem::Type::Part)
        link.part = item.partId;
    return link;
}

DeepLink TranscriptView::linkHere()
{
    const bool selected = hasSelection();
    return linkOf(selected ? std::min(m_selection.anchor, m_selection.head).block : placeToCopy());
}

} // namespace headgate

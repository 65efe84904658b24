// SPDX-License-Identifier: MIT
#include "ui/views/transcriptselection.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Lines that say something about the view, not about the session. */
bool isCopied(const TranscriptDocument& document, int i)
{
    const TranscriptItem::Type type = document.block(i).item->type;
    return type != TranscriptItem::Type::Older && type != TranscriptItem::Type::Thinking
        && document.shape(i).kind != BlockKind::CardAction;
}

QString separatorBefore(const TranscriptDocument& document, int i)
{
    const Block& b = document.shape(i);
    if (b.has(MidLine))
        return {};
    const bool close = b.has(Continues) || b.gap <= 4;
    return close ? u"\n"_s : u"\n\n"_s;
}

} // namespace

int shiftedIndex(int index, int first, int removed, int inserted)
{
    if (index < first)
        return index;
    if (index >= first + removed)
        return index + inserted - removed;
    return std::min(index, first + inserted - 1);
}

QString copiedText(const TranscriptDocument& document, TextPlace from, TextPlace to)
{
    QString out;
    bool any = false;
    for (int i = std::max(0, from.block); i <= to.block && i < document.blockCount(); ++i) {
        if (!isCopied(document, i))
            continue;
        if (any)
            out += separatorBefore(document, i);
        any = true;
        const BlockRef& ref = document.block(i);
        out += ref.item->content.copyTextOf(
            ref.local, i == from.block ? from.offset : 0, i == to.block ? to.offset : -1);
    }
    return out;
}

std::pair<int, int> TranscriptSelection::in(int block, int units) const
{
    if (isEmpty())
        return {0, 0};
    const auto [from, to] = std::minmax(anchor, head);
    if (block < from.block || block > to.block)
        return {0, 0};
    return {block == from.block ? from.offset : 0,
        block == to.block ? std::min(to.offset, units) : units};
}

void TranscriptSelection::shift(int first, int removed, int inserted)
{
    if (anchor.block < 0)
        return;
    anchor.block = shiftedIndex(anchor.block, first, removed, inserted);
    head.block = shiftedIndex(head.block, first, removed, inserted);
    if (anchor.block < 0 || head.block < 0)
        clear();
}

QString TranscriptSelection::text(const TranscriptDocument& document) const
{
    if (isEmpty())
        return {};
    const auto [from, to] = std::minmax(anchor, head);
    return copiedText(document, from, to);
}

void TranscriptSelection::selectAll(const TranscriptDocument& document)
{
    if (document.blockCount() == 0)
        return;
    const int last = document.blockCount() - 1;
    anchor = {0, 0};
    head = {last, static_cast<int>(document.shape(last).units)};
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// The part of TranscriptDocument that keeps items and the flat list of blocks in step.
#include "ui/models/transcriptdocument.h"

#include <algorithm>

namespace headgate {

namespace {

/** A complete text is kept as blocks only. What can be folded is built again from its part. */
void releaseText(TranscriptItem& item)
{
    const bool complete = item.type == TranscriptItem::Type::Part && item.part && item.part->final;
    if (complete && item.kind == PartKind::Text && !item.part->synthetic
        && item.role != Role::Unknown)
        item.part.reset();
}

} // namespace

int TranscriptDocument::endOfList() const
{
    int end = itemCount();
    while (end > 0
        && (item(end - 1).type == TranscriptItem::Type::Thinking
            || item(end - 1).type == TranscriptItem::Type::Prompt))
        --end;
    return end;
}

/** Behind the message's parts, and behind marks that are older than the part. */
/** The index of a new part among those of its message. */
size_t TranscriptDocument::placeAmong(const Entry& e, const std::optional<PartId>& after) const
{
    if (!after)
        return e.parts.size();
    if (after->isEmpty())
        return 0;
    const auto it = std::find_if(
        e.parts.begin(), e.parts.end(), [&](const auto* p) { return p->partId == *after; });
    return it == e.parts.end() ? e.parts.size() : size_t(it - e.parts.begin()) + 1;
}

int TranscriptDocument::placeOfPart(const Entry& e, Timestamp at) const
{
    if (m_order.back().get() == &e)
        return e.changes ? e.changes->index : e.end ? e.end->index : endOfList();
    if (!e.parts.empty()) {
        int place = e.parts.back()->index + 1;
        while (place < itemCount() && item(place).type == TranscriptItem::Type::Mark
            && item(place).at <= at)
            ++place;
        return place;
    }
    // The first part of a message goes before everything of the messages behind it.
    auto it =
        std::find_if(m_order.begin(), m_order.end(), [&e](const auto& o) { return o.get() == &e; });
    for (++it; it != m_order.end(); ++it) {
        if (!(*it)->parts.empty())
            return (*it)->parts.front()->index;
        if ((*it)->end)
            return (*it)->end->index;
    }
    return endOfList();
}

int TranscriptDocument::placeOfMark(Timestamp at) const
{
    int place = endOfList();
    while (place > 0) {
        const TranscriptItem& before = item(place - 1);
        if (before.type == TranscriptItem::Type::Older)
            break;
        if (before.type != TranscriptItem::Type::End && before.at <= at)
            break;
        --place;
    }
    // Not between a message's last part and the line that says how it ended.
    while (place < itemCount() && place > 0
        && (item(place).type == TranscriptItem::Type::End
            || item(place).type == TranscriptItem::Type::Changes)
        && item(place).message == item(place - 1).message)
        ++place;
    return place;
}

/** A message got its true time: it and its parts go where they belong. */
void TranscriptDocument::moveToOrder(Entry& e)
{
    const auto indexOfEntry = [this, &e] {
        return std::find_if(m_order.begin(), m_order.end(), [&e](const auto& o) {
            return o.get() == &e;
        }) - m_order.begin();
    };
    const auto from = indexOfEntry();
    auto owned = std::move(m_order[static_cast<size_t>(from)]);
    m_order.erase(m_order.begin() + from);
    insertEntry(std::move(owned));
    for (TranscriptItem* part : e.parts)
        part->at = std::max(part->at, e.message.created);
    if (indexOfEntry() == from || e.parts.empty())
        return;
    std::vector<TranscriptItem*> parts;
    std::swap(parts, e.parts);
    ItemList moved;
    for (TranscriptItem* part : parts)
        moved.push_back(std::move(take(part->index, 1).front()));
    const int place = placeOfPart(e, e.message.created);
    e.parts = std::move(parts);
    insert(place, std::move(moved));
}

/** Makes the blocks of an item that is not in the list, or just taken from it. */
void TranscriptDocument::build(TranscriptItem& item)
{
    item.dirty = false;
    if (item.type == TranscriptItem::Type::Part && !item.part)
        return; // moved: its blocks are complete
    if (growsAtTheEnd(item)) {
        restartTail(item);
        GrownText grown = growTail(item);
        item.content = std::move(grown.blocks);
        item.committed = grown.done;
        return;
    }
    item.content = buildItem(item);
    item.content.squeeze();
    releaseText(item);
}

void TranscriptDocument::insert(int at, ItemList items)
{
    if (items.empty())
        return;
    std::vector<BlockRef> fresh;
    for (const auto& item : items) {
        build(*item);
        for (size_t i = 0; i < item->content.size(); ++i)
            fresh.push_back({m_nextId++, item.get(), static_cast<quint32>(i)});
    }
    const int firstBlock = at < itemCount() ? item(at).firstBlock : blockCount();
    m_items.insert(m_items.begin() + at, std::make_move_iterator(items.begin()),
        std::make_move_iterator(items.end()));
    m_blocks.insert(m_blocks.begin() + firstBlock, fresh.begin(), fresh.end());
    renumber(at);
    if (!fresh.empty())
        emit blocksReplaced(firstBlock, 0, static_cast<int>(fresh.size()));
}

TranscriptDocument::ItemList TranscriptDocument::take(int first, int count)
{
    ItemList taken;
    if (count == 0)
        return taken;
    const int firstBlock = item(first).firstBlock;
    int removed = 0;
    for (int i = first; i < first + count; ++i) {
        taken.push_back(std::move(m_items[static_cast<size_t>(i)]));
        TranscriptItem& gone = *taken.back();
        removed += static_cast<int>(gone.content.size());
        if (gone.dirty)
            std::erase(m_dirty, &gone);
        gone.dirty = false;
        if (gone.mark)
            m_marks.remove(gone.mark->id);
    }
    m_items.erase(m_items.begin() + first, m_items.begin() + first + count);
    m_blocks.erase(m_blocks.begin() + firstBlock, m_blocks.begin() + firstBlock + removed);
    renumber(first);
    if (removed > 0)
        emit blocksReplaced(firstBlock, removed, 0);
    return taken;
}

void TranscriptDocument::renumber(int fromItem)
{
    int block = 0;
    if (fromItem > 0) {
        const TranscriptItem& before = item(fromItem - 1);
        block = before.firstBlock + static_cast<int>(before.content.size());
    }
    for (int i = fromItem; i < itemCount(); ++i) {
        TranscriptItem& item = *m_items[static_cast<size_t>(i)];
        item.index = i;
        item.firstBlock = block;
        block += static_cast<int>(item.content.size());
    }
}

void TranscriptDocument::touch(TranscriptItem& item)
{
    if (item.dirty)
        return;
    item.dirty = true;
    m_dirty.push_back(&item);
}

void TranscriptDocument::flush()
{
    std::vector<TranscriptItem*> dirty;
    std::swap(dirty, m_dirty);
    for (TranscriptItem* item : dirty)
        rebuild(*item);
    updateThinking();
}

void TranscriptDocument::rebuild(TranscriptItem& item)
{
    item.dirty = false;
    if (growsAtTheEnd(item)) {
        const GrownText grown = growTail(item);
        const size_t from = item.committed;
        item.committed += grown.done;
        replace(item, from, grown.blocks);
        return;
    }
    ++item.revision;
    replace(item, 0, buildItem(item));
    releaseText(item);
}

/** Puts `tail` in place of the item's blocks from `from` on; blocks that stay equal keep their ids.
 */
void TranscriptDocument::replace(TranscriptItem& item, size_t from, const BlockText& tail)
{
    const BlockText old = item.content.takeFrom(from);
    const size_t shorter = std::min(old.size(), tail.size());
    size_t head = 0;
    while (head < shorter && BlockText::same(old, head, tail, head))
        ++head;
    size_t foot = 0;
    while (foot < shorter - head
        && BlockText::same(old, old.size() - 1 - foot, tail, tail.size() - 1 - foot))
        ++foot;
    item.content.append(tail);
    const auto removed = static_cast<int>(old.size() - head - foot);
    const auto inserted = static_cast<int>(tail.size() - head - foot);
    if (removed == 0 && inserted == 0)
        return;
    const int first = item.firstBlock + static_cast<int>(from + head);
    const auto at = m_blocks.erase(m_blocks.begin() + first, m_blocks.begin() + first + removed);
    m_blocks.insert(at, static_cast<size_t>(inserted), BlockRef{});
    for (auto i = static_cast<quint32>(from + head); i < item.content.size(); ++i) {
        BlockRef& ref = m_blocks[static_cast<size_t>(item.firstBlock) + i];
        if (!ref.item)
            ref = {m_nextId++, &item, i};
        ref.local = i;
    }
    if (removed != inserted)
        renumber(item.index + 1);
    emit blocksReplaced(first, removed, inserted);
}

} // namespace headgate

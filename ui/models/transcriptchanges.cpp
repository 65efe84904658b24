// SPDX-License-Identifier: MIT
// The part of TranscriptDocument that takes one change at a time.
#include "ui/models/transcriptdocument.h"

#include <algorithm>

namespace headgate {

namespace {

bool is(TranscriptItem::Type type, const TranscriptItem& item)
{
    return item.type == type;
}

bool isRead(PartKind kind)
{
    return kind != PartKind::StepStart && kind != PartKind::StepFinish && kind != PartKind::Snapshot
        && kind != PartKind::Patch;
}

} // namespace

void TranscriptDocument::on(const TranscriptLoaded& change)
{
    const std::vector<Prompt> unsent = prompts();
    m_dirty.clear();
    m_byId.clear();
    m_marks.clear();
    m_lastAnswer = nullptr;
    m_queued.clear();
    const int removed = blockCount();
    m_blocks.clear();
    m_items.clear();
    m_order.clear();
    m_loading = change.loading;
    m_hasOlder = change.hasOlder;
    if (removed > 0)
        emit blocksReplaced(0, removed, 0);
    ItemList items;
    addMessages(change.messages, items, change.marks, m_order);
    insert(0, std::move(items));
    updateOlder();
    updateAllEnds();
    updateReverted();
    for (const Prompt& prompt : unsent)
        putPrompt(prompt);
    updateThinking();
    flush();
}

void TranscriptDocument::on(const OlderLoaded& change)
{
    m_hasOlder = change.hasOlder;
    const int first = !m_items.empty() && is(TranscriptItem::Type::Older, *m_items[0]) ? 1 : 0;
    std::vector<Mark> marks; // those above all messages may belong between the older ones
    int leading = first;
    while (leading < itemCount() && is(TranscriptItem::Type::Mark, item(leading)))
        marks.push_back(*m_items[static_cast<size_t>(leading++)]->mark);
    take(first, leading - first);
    std::vector<MessageWithParts> fresh;
    for (const MessageWithParts& m : change.messages) {
        if (!find(m.message.id))
            fresh.push_back(m);
    }
    std::vector<std::unique_ptr<Entry>> order;
    ItemList items;
    addMessages(fresh, items, std::move(marks), order);
    m_order.insert(m_order.begin(), std::make_move_iterator(order.begin()),
        std::make_move_iterator(order.end()));
    insert(first, std::move(items));
    updateOlder();
    updateAllEnds();
    updateReverted();
    flush();
}

/** Messages in order, with each mark before the first part that began after it. */
void TranscriptDocument::addMessages(const std::vector<MessageWithParts>& messages, ItemList& to,
    std::vector<Mark> marks, std::vector<std::unique_ptr<Entry>>& order)
{
    std::stable_sort(
        marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    auto mark = marks.begin();
    for (const MessageWithParts& m : messages) {
        order.push_back(std::make_unique<Entry>());
        Entry& e = *order.back();
        e.message = m.message;
        m_byId.insert(m.message.id, &e);
        for (const Part& part : m.parts) {
            auto made = makePart(e, part);
            for (; mark != marks.end() && mark->at < made->at; ++mark)
                to.push_back(makeMark(*mark));
            e.parts.push_back(made.get());
            to.push_back(std::move(made));
        }
    }
    for (; mark != marks.end(); ++mark)
        to.push_back(makeMark(*mark));
}

void TranscriptDocument::on(const MessageChanged& change)
{
    Entry* known = find(change.message.id);
    if (!known) {
        entry(change.message);
    } else {
        const Message before = known->message;
        known->message = change.message;
        if (before.created != change.message.created)
            moveToOrder(*known);
        for (TranscriptItem* part : known->parts) {
            if (part->role == change.message.role
                && before.placeholder == change.message.placeholder)
                continue;
            part->role = change.message.role;
            if (part->part) {
                restartTail(*part);
                touch(*part);
            }
        }
    }
    updateEnds(find(change.message.id));
    updateThinking();
}

void TranscriptDocument::on(const MessageRemoved& change)
{
    Entry* e = find(change.message);
    if (!e)
        return;
    while (!e->parts.empty()) {
        TranscriptItem* part = e->parts.back();
        e->parts.pop_back();
        take(part->index, 1);
    }
    for (const TranscriptItem* extra : {e->changes, e->end}) {
        if (extra)
            take(extra->index, 1);
    }
    std::erase(m_queued, e);
    m_byId.remove(change.message);
    if (m_lastAnswer == e)
        m_lastAnswer = nullptr;
    std::erase_if(m_order, [e](const auto& o) { return o.get() == e; });
    updateEnds(nullptr);
    updateThinking();
}

void TranscriptDocument::on(const PartChanged& change)
{
    const Part& part = change.part;
    Entry* e = find(part.message);
    if (!e) { // DG-53: the part came before its message
        Message message;
        message.id = part.message;
        message.session = part.session;
        message.placeholder = true;
        e = &entry(message);
    }
    if (TranscriptItem* known = findPart(*e, part.id)) {
        setPart(*known, part);
        touch(*known);
    } else {
        auto made = makePart(*e, part);
        const size_t among = placeAmong(*e, change.after);
        const int at = among < e->parts.size() ? e->parts[among]->index : placeOfPart(*e, made->at);
        const bool atEnd = at >= endOfList();
        e->parts.insert(e->parts.begin() + qsizetype(among), made.get());
        ItemList one;
        one.push_back(std::move(made));
        insert(at, std::move(one));
        if (atEnd && isRead(part.kind))
            emit grew(1);
    }
    updateEnds(nullptr);
    updateThinking();
}

void TranscriptDocument::on(const PartAppended& change)
{
    Entry* e = find(change.message);
    TranscriptItem* item = e ? findPart(*e, change.part) : nullptr;
    // A delta after the complete text is in it already.
    if (!item || !item->part || item->part->final)
        return;
    item->part->text += change.text;
    touch(*item);
}

void TranscriptDocument::on(const PartRemoved& change)
{
    Entry* e = find(change.message);
    TranscriptItem* item = e ? findPart(*e, change.part) : nullptr;
    if (!item)
        return;
    std::erase(e->parts, item);
    take(item->index, 1);
    updateThinking();
}

void TranscriptDocument::on(const MarkAdded& change)
{
    if (TranscriptItem* known = m_marks.value(change.mark.id)) {
        if (*known->mark == change.mark)
            return;
        *known->mark = change.mark;
        touch(*known);
        return;
    }
    const int at = placeOfMark(change.mark.at);
    const bool atEnd = at >= endOfList();
    ItemList one;
    one.push_back(makeMark(change.mark));
    insert(at, std::move(one));
    if (atEnd)
        emit grew(1);
}

} // namespace headgate

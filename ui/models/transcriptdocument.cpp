// SPDX-License-Identifier: MIT
#include "ui/models/transcriptdocument.h"

#include "ui/views/transcriptwords.h"

#include <algorithm>
#include <tuple>

namespace headgate {

namespace {

/** Described messages by (created, id); a message known from a part only comes last. */
bool comesBefore(const Message& a, const Message& b)
{
    return std::tuple(!isKnown(a.created), a.created, a.id)
        < std::tuple(!isKnown(b.created), b.created, b.id);
}

bool isAt(TranscriptItem::Type type, const TranscriptItem& item)
{
    return item.type == type;
}

} // namespace

TranscriptDocument::TranscriptDocument(QObject* parent)
    : QObject(parent)
{
}

TranscriptDocument::~TranscriptDocument() = default;

void TranscriptDocument::open(const SessionKey& key)
{
    const int removed = blockCount();
    m_key = key;
    m_dirty.clear();
    m_blocks.clear();
    m_items.clear();
    m_order.clear();
    m_byId.clear();
    m_marks.clear();
    m_folds.clear();
    m_all.clear();
    m_running.reset();
    m_lastAnswer = nullptr;
    m_loading = !key.isEmpty();
    m_hasOlder = false;
    emit blocksReplaced(0, removed, 0);
}

bool TranscriptDocument::apply(const Change& change)
{
    return std::visit(
        [this](const auto& c) {
            if constexpr (requires { this->on(c); }) {
                if (m_key.isEmpty() || !(c.key == m_key))
                    return false;
                on(c);
                return true;
            } else {
                return false;
            }
        },
        change);
}

void TranscriptDocument::on(const TranscriptLoaded& change)
{
    m_dirty.clear();
    m_byId.clear();
    m_marks.clear();
    m_lastAnswer = nullptr;
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
    updateThinking();
    flush();
}

void TranscriptDocument::on(const OlderLoaded& change)
{
    m_hasOlder = change.hasOlder;
    const int first = !m_items.empty() && isAt(TranscriptItem::Type::Older, *m_items[0]) ? 1 : 0;
    std::vector<Mark> marks; // those above all messages may belong between the older ones
    int leading = first;
    while (leading < itemCount() && isAt(TranscriptItem::Type::Mark, item(leading)))
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
    if (e->end)
        take(e->end->index, 1);
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
        const int at = placeOfPart(*e, made->at);
        const bool atEnd = at >= endOfList();
        e->parts.push_back(made.get());
        ItemList one;
        one.push_back(std::move(made));
        insert(at, std::move(one));
        if (atEnd)
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

TranscriptDocument::Entry* TranscriptDocument::find(const MessageId& id) const
{
    return m_byId.value(id);
}

TranscriptItem* TranscriptDocument::findPart(const Entry& e, const PartId& id) const
{
    // From the end: what changes is nearly always the newest.
    const auto it = std::find_if(
        e.parts.rbegin(), e.parts.rend(), [&id](const auto* p) { return p->partId == id; });
    return it == e.parts.rend() ? nullptr : *it;
}

const TranscriptItem* TranscriptDocument::itemOf(const PartId& part) const
{
    const auto it = std::find_if(m_items.begin(), m_items.end(), [&part](const auto& item) {
        return item->type == TranscriptItem::Type::Part && item->partId == part;
    });
    return it == m_items.end() ? nullptr : it->get();
}

TranscriptDocument::Entry& TranscriptDocument::entry(const Message& message)
{
    auto made = std::make_unique<Entry>();
    made->message = message;
    Entry& e = *made;
    m_byId.insert(message.id, &e);
    insertEntry(std::move(made));
    return e;
}

void TranscriptDocument::insertEntry(std::unique_ptr<Entry> made)
{
    const auto at = std::upper_bound(m_order.begin(), m_order.end(), made->message,
        [](const Message& m, const auto& o) { return comesBefore(m, o->message); });
    m_order.insert(at, std::move(made));
}

std::unique_ptr<TranscriptItem> TranscriptDocument::makePart(Entry& e, const Part& part)
{
    auto item = std::make_unique<TranscriptItem>(TranscriptItem::Type::Part);
    item->message = part.message;
    item->partId = part.id;
    item->role = e.message.role;
    item->at = e.message.created;
    if (!e.parts.empty())
        item->at = std::max(item->at, e.parts.back()->at);
    if (part.tool.started)
        item->at = *part.tool.started;
    else if (part.started)
        item->at = *part.started;
    setPart(*item, part);
    return item;
}

std::unique_ptr<TranscriptItem> TranscriptDocument::makeMark(const Mark& mark)
{
    auto item = std::make_unique<TranscriptItem>(TranscriptItem::Type::Mark);
    item->at = mark.at;
    item->mark = std::make_unique<Mark>(mark);
    m_marks.insert(mark.id, item.get());
    return item;
}

void TranscriptDocument::setPart(TranscriptItem& item, const Part& part)
{
    if (item.part && *item.part == part)
        return;
    item.kind = part.kind;
    item.closed = part.final;
    item.part = std::make_unique<Part>(part);
    item.all = m_all.contains(part.id);
    item.open = m_folds.value(part.id, part.kind == PartKind::Tool && startsOpen(part.tool));
    restartTail(item);
}

int TranscriptDocument::indexOf(quint64 id) const
{
    const auto it = std::find_if(
        m_blocks.begin(), m_blocks.end(), [id](const BlockRef& b) { return b.id == id; });
    return it == m_blocks.end() ? -1 : static_cast<int>(it - m_blocks.begin());
}

int TranscriptDocument::caretBlock() const
{
    if (m_running == false || m_items.empty())
        return -1;
    for (auto it = m_items.rbegin(); it != m_items.rend(); ++it) {
        const TranscriptItem& item = **it;
        if (item.content.size() == 0 || item.type == TranscriptItem::Type::Thinking)
            continue;
        const Entry* e = find(item.message);
        const bool streams = item.kind == PartKind::Text && !item.closed && item.role != Role::User
            && !(e && e->message.completed);
        return streams ? item.firstBlock + static_cast<int>(item.content.size()) - 1 : -1;
    }
    return -1;
}

void TranscriptDocument::toggle(int i)
{
    TranscriptItem& item = *block(i).item;
    if (!item.foldable)
        return;
    item.open = !item.open;
    m_folds.insert(item.partId, item.open);
    restartTail(item);
    touch(item);
    flush();
}

void TranscriptDocument::showAll(int i)
{
    TranscriptItem& item = *block(i).item;
    item.all = true;
    m_all.insert(item.partId);
    touch(item);
    flush();
}

QString TranscriptDocument::codeOf(int i) const
{
    const BlockText& content = block(i).item->content;
    size_t local = block(i).local;
    while (local > 0 && !content.blocks[local].has(FirstOfGroup))
        --local;
    QString code;
    for (; local < content.size(); ++local) {
        const Block& b = content.blocks[local];
        if (b.has(Continues) && !b.has(MidLine))
            code += u'\n';
        code += QString::fromUtf8(content.bytesOf(local));
        if (b.has(LastOfGroup))
            break;
    }
    return code;
}

} // namespace headgate

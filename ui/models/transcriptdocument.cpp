// SPDX-License-Identifier: MIT
#include "ui/models/transcriptdocument.h"

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
    m_waiting = {};
    m_revertedTo = {};
    m_queued.clear();
    m_loading = !key.isEmpty();
    m_hasOlder = false;
    emit blocksReplaced(0, removed, 0);
}

bool TranscriptDocument::apply(const Change& change)
{
    if (const auto* words = std::get_if<PromptChanged>(&change))
        return take(words->prompt);
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

const TranscriptItem* TranscriptDocument::placeOf(
    const MessageId& message, const PartId& part, bool error) const
{
    const Entry* known = find(message);
    if (!known)
        return nullptr;
    if (error && part.isEmpty() && known->end)
        return known->end;
    const auto shows = [&part](const TranscriptItem* item) {
        return item->content.size() > 0 && (part.isEmpty() || item->partId == part);
    };
    const auto at = std::find_if(known->parts.begin(), known->parts.end(), shows);
    if (at != known->parts.end())
        return *at;
    return part.isEmpty() ? known->end : nullptr;
}

const TranscriptItem* TranscriptDocument::changesOf(const MessageId& turn) const
{
    const Entry* known = find(turn);
    if (!known)
        return nullptr;
    return known->changes ? known->changes : known->parts.empty() ? nullptr : known->parts.front();
}

int TranscriptDocument::countBefore(const MessageId& message) const
{
    const auto at = std::ranges::find_if(
        m_order, [&](const auto& entry) { return entry->message.id == message; });
    return at == m_order.end() ? -1 : static_cast<int>(at - m_order.begin());
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
    item.waits = waitsOf(part);
    item.all = m_all.contains(part.id);
    item.open = m_folds.value(part.id, startsSo(part));
    restartTail(item);
}

bool TranscriptDocument::startsSo(const Part& part) const
{
    using Calls = ReadingWishes::Calls;
    if (part.kind == PartKind::Reasoning)
        return m_reading.thoughtsOpen;
    return part.kind == PartKind::Tool && m_reading.calls != Calls::AllFolded
        && (m_reading.calls == Calls::AllOpen || startsOpen(part.tool));
}

void TranscriptDocument::setReading(const ReadingWishes& wishes)
{
    if (m_reading == wishes)
        return;
    m_reading = wishes;
    for (const auto& item : m_items) {
        if (!item->part || m_folds.contains(item->partId))
            continue;
        const bool open = startsSo(*item->part);
        if (item->open == open)
            continue;
        item->open = open;
        restartTail(*item);
        touch(*item);
    }
    flush();
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
        if (item.content.size() == 0 || item.type == TranscriptItem::Type::Thinking
            || item.type == TranscriptItem::Type::Prompt)
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

void TranscriptDocument::setAllOpen(bool open)
{
    for (const auto& item : m_items) {
        if (!item->foldable || item->open == open)
            continue;
        item->open = open;
        m_folds.insert(item->partId, open);
        restartTail(*item);
        touch(*item);
    }
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

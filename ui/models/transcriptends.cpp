// SPDX-License-Identifier: MIT
// The part of TranscriptDocument that adds what no part says: how a message ended, that more is to
// be had above, and that the agent thinks.
#include "ui/models/transcriptdocument.h"
#include "ui/views/transcriptwords.h"

#include <algorithm>
#include <tuple>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool comesAfter(const Message& a, const Message& b)
{
    return std::tie(a.created, a.id) > std::tie(b.created, b.id);
}

/** Where several agents speak in one session, the one before the last may speak on. */
bool severalSpeak(const SourceId& source)
{
    return source.value().startsWith("agentpane:"_L1);
}

} // namespace

bool TranscriptDocument::setRunning(bool running)
{
    if (m_running == running)
        return false;
    m_running = running;
    if (severalSpeak(m_key.source))
        updateAllEnds();
    else
        updateEnds(nullptr);
    updateThinking();
    return true;
}

/** The newest message that is, or may turn out to be, the agent's. */
TranscriptDocument::Entry* TranscriptDocument::lastAnswer() const
{
    const auto it = std::find_if(m_order.rbegin(), m_order.rend(),
        [](const auto& o) { return o->message.role != Role::User; });
    return it == m_order.rend() ? nullptr : it->get();
}

void TranscriptDocument::updateAllEnds()
{
    m_lastAnswer = lastAnswer();
    for (const auto& e : m_order)
        updateEnd(*e, m_lastAnswer);
    updateQueued();
}

void TranscriptDocument::updateEnds(Entry* changed)
{
    Entry* before = m_lastAnswer;
    m_lastAnswer = lastAnswer();
    if (before && before != m_lastAnswer)
        updateEnd(*before, m_lastAnswer);
    if (m_lastAnswer)
        updateEnd(*m_lastAnswer, m_lastAnswer);
    if (changed && changed != m_lastAnswer)
        updateEnd(*changed, m_lastAnswer);
    updateQueued();
}

/** Whether it is taken up only after what the agent does now; a terminal takes a line at once. */
bool TranscriptDocument::isQueued(const Entry& e) const
{
    const Entry* last = m_lastAnswer;
    return m_running == true && last && e.message.role == Role::User && !e.parts.empty()
        && !last->message.completed && last->message.errorName.isEmpty()
        && comesAfter(e.message, last->message) && !severalSpeak(m_key.source);
}

void TranscriptDocument::updateQueued()
{
    std::vector<Entry*> look = std::exchange(m_queued, {});
    for (auto it = m_order.rbegin(); it != m_order.rend(); ++it) {
        if ((*it)->message.role != Role::User)
            break;
        if (std::ranges::find(look, it->get()) == look.end())
            look.push_back(it->get());
    }
    for (Entry* e : look) {
        updateEnd(*e, m_lastAnswer);
        if (isQueued(*e))
            m_queued.push_back(e);
    }
}

/** The card of what a turn did to files stands below the words that began it. */
void TranscriptDocument::updateChanges(Entry& e)
{
    const std::vector<FileDiff>& diffs = e.message.diffs;
    if (e.changes && diffs.empty()) {
        take(std::exchange(e.changes, nullptr)->index, 1);
    } else if (e.changes && e.changes->diffs != diffs) {
        e.changes->diffs = diffs;
        touch(*e.changes);
    } else if (!e.changes && !diffs.empty() && !e.parts.empty()) {
        auto made = std::make_unique<TranscriptItem>(TranscriptItem::Type::Changes);
        made->message = e.message.id;
        made->partId = PartId("changes-"_L1 + e.message.id.value()); // what its fold is known by
        made->open = m_folds.value(made->partId);
        made->at = e.parts.back()->at;
        made->diffs = diffs;
        e.changes = made.get();
        ItemList one;
        one.push_back(std::move(made));
        insert(e.parts.back()->index + 1, std::move(one));
    }
}

void TranscriptDocument::updateReverted()
{
    const auto shown = std::ranges::find_if(
        m_items, [](const auto& item) { return item->type == TranscriptItem::Type::Reverted; });
    if (shown != m_items.end())
        take((*shown)->index, 1);
    const Entry* first = m_revertedTo.isEmpty() ? nullptr : find(m_revertedTo);
    if (!first || first->parts.empty())
        return;
    ItemList one;
    one.push_back(std::make_unique<TranscriptItem>(TranscriptItem::Type::Reverted));
    one.back()->at = first->message.created;
    insert(first->parts.front()->index, std::move(one));
}

void TranscriptDocument::setReverted(const MessageId& message)
{
    if (m_revertedTo == message)
        return;
    m_revertedTo = message;
    updateReverted();
}

void TranscriptDocument::updateEnd(Entry& e, const Entry* last)
{
    const Message& m = e.message;
    updateChanges(e);
    QString words;
    const bool failing = !m.errorName.isEmpty() && m.errorName != u"MessageAbortedError";
    if (!m.errorName.isEmpty() || !m.errorText.isEmpty())
        words = TranscriptWords::messageError(m);
    else if (m.role == Role::Assistant && !m.placeholder && !m.completed
        && (&e == last || severalSpeak(m_key.source) ? m_running == false : true))
        words = TranscriptWords::interrupted();
    else if (isQueued(e))
        words = TranscriptWords::queued();
    if (words.isEmpty() && e.end) {
        const int at = e.end->index;
        e.end = nullptr;
        take(at, 1);
    } else if (!words.isEmpty() && e.end) {
        if (e.end->words == words && e.end->failing == failing)
            return;
        e.end->words = words;
        e.end->failing = failing;
        touch(*e.end);
    } else if (!words.isEmpty()) {
        auto made = std::make_unique<TranscriptItem>(TranscriptItem::Type::End);
        made->message = m.id;
        made->at = e.parts.empty() ? m.created : e.parts.back()->at;
        made->role = m.role;
        made->words = words;
        made->failing = failing;
        const int at = e.changes ? e.changes->index + 1
            : e.parts.empty()    ? placeOfPart(e, m.created)
                                 : e.parts.back()->index + 1;
        e.end = made.get();
        ItemList one;
        one.push_back(std::move(made));
        insert(at, std::move(one));
    }
}

void TranscriptDocument::updateOlder()
{
    const bool shown = !m_items.empty() && m_items[0]->type == TranscriptItem::Type::Older;
    if (shown == m_hasOlder)
        return;
    if (shown) {
        take(0, 1);
        return;
    }
    ItemList one;
    one.push_back(std::make_unique<TranscriptItem>(TranscriptItem::Type::Older));
    one.back()->words = TranscriptWords::earlier();
    insert(0, std::move(one));
}

/** "Thinking" stands at the end while a turn runs and nothing else there says so. */
void TranscriptDocument::updateThinking()
{
    const bool shown = !m_items.empty() && m_items.back()->type == TranscriptItem::Type::Thinking;
    bool wanted = m_running == true;
    for (auto it = m_items.rbegin(); wanted && it != m_items.rend(); ++it) {
        const TranscriptItem& item = **it;
        if (item.type == TranscriptItem::Type::Thinking || item.content.size() == 0)
            continue;
        const bool works = item.kind == PartKind::Tool && item.part
            && (item.part->tool.status == ToolStatus::Pending
                || item.part->tool.status == ToolStatus::Running);
        wanted = item.role == Role::User || !(works || (item.isText() && !item.closed));
        break;
    }
    if (shown == wanted)
        return;
    if (shown) {
        take(itemCount() - 1, 1);
        return;
    }
    ItemList one;
    one.push_back(std::make_unique<TranscriptItem>(TranscriptItem::Type::Thinking));
    one.back()->words = TranscriptWords::thinking();
    insert(itemCount(), std::move(one));
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// The part of TranscriptDocument that adds what no part says: how a message ended, that more is to
// be had above, and that the agent thinks.
#include "ui/models/transcriptdocument.h"
#include "ui/views/transcriptwords.h"

#include <algorithm>

namespace headgate {

bool TranscriptDocument::setRunning(bool running)
{
    if (m_running == running)
        return false;
    m_running = running;
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
}

void TranscriptDocument::updateEnd(Entry& e, const Entry* last)
{
    const Message& m = e.message;
    QString words;
    const bool failing = !m.errorName.isEmpty() && m.errorName != u"MessageAbortedError";
    if (!m.errorName.isEmpty() || !m.errorText.isEmpty())
        words = TranscriptWords::messageError(m);
    else if (m.role == Role::Assistant && !m.placeholder && !m.completed
        && (&e == last ? m_running == false : true))
        words = TranscriptWords::interrupted();
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
        made->words = words;
        made->failing = failing;
        const int at = e.parts.empty() ? placeOfPart(e, m.created) : e.parts.back()->index + 1;
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

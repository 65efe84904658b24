// SPDX-License-Identifier: MIT
// The part of TranscriptDocument that knows what is on its way: a person's words that the server
// does not show yet, and tools that wait for a person.
#include "ui/models/transcriptdocument.h"

#include <algorithm>

namespace headgate {

std::vector<Prompt> TranscriptDocument::prompts() const
{
    std::vector<Prompt> unsent;
    for (const auto& item : m_items) {
        if (item->type == TranscriptItem::Type::Prompt)
            unsent.push_back(*item->prompt);
    }
    return unsent;
}

bool TranscriptDocument::take(const Prompt& prompt)
{
    if (m_key.isEmpty() || !(prompt.key == m_key))
        return false;
    const auto known = std::ranges::find_if(m_items, [&](const auto& item) {
        return item->type == TranscriptItem::Type::Prompt && item->prompt->id == prompt.id;
    });
    if (known == m_items.end() && prompt.isOpen()) {
        putPrompt(prompt);
        emit grew(1);
    } else if (known != m_items.end() && prompt.isOpen()) {
        *(*known)->prompt = prompt;
        touch(**known);
    } else if (known != m_items.end()) {
        take((*known)->index, 1);
    }
    updateThinking();
    return true;
}

/** Behind everything but the line that says "thinking", in the order of sending. */
void TranscriptDocument::putPrompt(const Prompt& prompt)
{
    auto made = std::make_unique<TranscriptItem>(TranscriptItem::Type::Prompt);
    made->at = prompt.at;
    made->prompt = std::make_unique<Prompt>(prompt);
    int at = endOfList();
    while (at < itemCount() && item(at).type == TranscriptItem::Type::Prompt)
        ++at;
    ItemList one;
    one.push_back(std::move(made));
    insert(at, std::move(one));
}

CheckpointKey TranscriptDocument::waitsOf(const Part& part) const
{
    if (part.kind != PartKind::Tool || part.tool.status == ToolStatus::Completed
        || part.tool.status == ToolStatus::Failed)
        return {};
    const auto call = m_waiting.calls.constFind(part.tool.callId);
    return call != m_waiting.calls.cend() ? *call : m_waiting.children.value(part.tool.child);
}

void TranscriptDocument::setWaiting(const WaitingCalls& waiting)
{
    if (m_waiting == waiting) // asked with each frame
        return;
    m_waiting = waiting;
    for (const auto& item : m_items) {
        if (item->kind != PartKind::Tool || !item->part)
            continue;
        const CheckpointKey waits = waitsOf(*item->part);
        if (item->waits == waits)
            continue;
        item->waits = waits;
        touch(*item);
    }
}

} // namespace headgate

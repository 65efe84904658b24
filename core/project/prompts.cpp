// SPDX-License-Identifier: MIT
#include "core/project/prompts.h"

#include "core/decode/panewire.h"

#include <algorithm>

namespace headgate {

namespace {

using Waiting = PromptsState::Waiting;

bool awaits(const PromptsState& state, const SessionId& session)
{
    return std::ranges::any_of(
        state.waiting, [&](const Waiting& w) { return w.prompt.key.session == session; });
}

/** What was noted for prompts that nobody waits for any more. */
void forget(PromptsState& state)
{
    if (!state.waiting.empty())
        return;
    state.texts.clear();
    state.created.clear();
    state.sessions.clear();
}

void match(PromptsState& state, const MessageId& message, ChangeBatch& out)
{
    const auto text = state.texts.constFind(message);
    const auto created = state.created.constFind(message);
    if (text == state.texts.cend() || created == state.created.cend())
        return;
    const SessionId session = state.sessions.value(message);
    const auto found = std::ranges::find_if(state.waiting, [&](const Waiting& w) {
        if (w.prompt.key.session != session)
            return false;
        // Some servers keep the id that it was sent with.
        return message.value() == pane::lineMessage(w.prompt.id)
            || (*created > w.behind && w.prompt.text == *text);
    });
    if (found == state.waiting.end())
        return;
    Prompt kept = found->prompt;
    kept.state = Prompt::State::Kept;
    kept.message = message;
    kept.issue = {};
    state.waiting.erase(found);
    state.texts.remove(message);
    state.created.remove(message);
    state.sessions.remove(message);
    out.push_back(PromptChanged{kept});
    forget(state);
}

} // namespace

void add(PromptsState& state, const Prompt& prompt, Timestamp behind)
{
    state.waiting.push_back({prompt, behind, -1});
}

PromptsState::Waiting* find(PromptsState& state, const QString& id)
{
    const auto it =
        std::ranges::find_if(state.waiting, [&](const Waiting& w) { return w.prompt.id == id; });
    return it == state.waiting.end() ? nullptr : &*it;
}

void reduce(PromptsState& state, const Fact& fact, ChangeBatch& out)
{
    if (state.waiting.empty())
        return;
    if (const auto* described = std::get_if<MessageDescribed>(&fact)) {
        const Message& message = described->message;
        if (message.role != Role::User || !awaits(state, message.session))
            return;
        state.created.insert(message.id, message.created);
        state.sessions.insert(message.id, message.session);
        match(state, message.id, out);
    } else if (const auto* part = std::get_if<PartDescribed>(&fact)) {
        // A message's first words are the person's; what the server adds is marked.
        const Part& p = part->part;
        if (p.kind != PartKind::Text || p.synthetic || p.started || !awaits(state, p.session)
            || state.texts.contains(p.message))
            return;
        state.texts.insert(p.message, p.text);
        match(state, p.message, out);
    } else if (const auto* gone = std::get_if<SessionGone>(&fact)) {
        std::vector<QString> lost;
        for (const Waiting& w : state.waiting) {
            if (w.prompt.key.session == gone->session)
                lost.push_back(w.prompt.id);
        }
        for (const QString& id : lost) {
            const SourceId source = find(state, id)->prompt.key.source;
            fail(state, id, {Issue::Code::SessionNotFound, source, {gone->session.value()}}, out);
        }
    }
}

void settleRead(PromptsState& state, const SessionId& session, qint64 fence, ChangeBatch& out)
{
    std::vector<Prompt> lost;
    for (const Waiting& w : state.waiting) {
        const bool looked = w.askedAfter >= 0 && fence >= w.askedAfter;
        if (w.prompt.key.session == session && looked)
            lost.push_back(w.prompt);
    }
    for (const Prompt& prompt : lost)
        fail(state, prompt.id, {Issue::Code::PromptLost, prompt.key.source, {}}, out);
}

void fail(PromptsState& state, const QString& id, const Issue& issue, ChangeBatch& out)
{
    const Waiting* waiting = find(state, id);
    if (!waiting)
        return;
    Prompt failed = waiting->prompt;
    failed.state = Prompt::State::Failed;
    failed.issue = issue;
    std::erase_if(state.waiting, [&](const Waiting& w) { return w.prompt.id == id; });
    out.push_back(PromptChanged{failed});
    forget(state);
}

} // namespace headgate

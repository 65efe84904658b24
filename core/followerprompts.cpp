// SPDX-License-Identifier: MIT
// The part of Follower that knows a person's words on their way, and what models take.
#include "core/follower.h"

namespace headgate {

using namespace Qt::StringLiterals;

void Follower::expect(const Prompt& prompt, Timestamp behind, ChangeBatch& out)
{
    add(m_prompts, prompt, behind);
    out.push_back(PromptChanged{prompt});
}

void Follower::promptAnswered(const QString& id, const Issue& issue, ChangeBatch& out)
{
    PromptsState::Waiting* waiting = find(m_prompts, id);
    if (!waiting) // its copy was seen before the answer came
        return;
    using enum Prompt::State;
    const bool unknown = issue.code == Issue::Code::SendUnknown;
    if (issue.code != Issue::Code::None && !unknown) {
        fail(m_prompts, id, issue, out);
        return;
    }
    waiting->prompt.state = unknown ? Checking : Taken;
    waiting->prompt.issue = issue;
    out.push_back(PromptChanged{waiting->prompt});
}

bool Follower::lookFor(const QString& id, ChangeBatch& out)
{
    PromptsState::Waiting* waiting = find(m_prompts, id);
    if (!waiting)
        return false;
    if (waiting->askedAfter >= 0)
        return true;
    // A page whose request left already may be older than the words: only a later row will do.
    waiting->askedAfter = m_history.passRow();
    waiting->prompt.state = Prompt::State::Checking;
    out.push_back(PromptChanged{waiting->prompt});
    return true;
}

std::vector<Prompt> Follower::promptsOf(const SessionId& session) const
{
    std::vector<Prompt> prompts;
    for (const PromptsState::Waiting& waiting : m_prompts.waiting) {
        if (waiting.prompt.key.session == session)
            prompts.push_back(waiting.prompt);
    }
    return prompts;
}

void Follower::noteContext(const std::vector<MessageWithParts>& messages, ChangeBatch& out)
{
    for (const MessageWithParts& one : messages)
        headgate::noteContext(m_sessions, one.message, out);
    if (messages.empty() || m_status.kind != SourceKind::OpenCode)
        return;
    const Message& newest = messages.back().message;
    if (isNextMessage({m_id, newest.session}, "m:"_L1 + newest.id.value()))
        setReadOnly(m_sessions, newest.session, out);
}

void Follower::take(const LimitsListed& listed)
{
    setLimits(m_sessions, listed.context, *m_out);
}

} // namespace headgate

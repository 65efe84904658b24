// SPDX-License-Identifier: MIT
#include "core/project/replaystate.h"

#include "core/decode/opencode.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Lines of a terminal that are held; older ones are dropped. */
constexpr qsizetype mostLines = 2000;

/** Of a message that is known as it was later: what it was from its begin. */
Message beginningOf(const Message& later)
{
    Message message;
    message.id = later.id;
    message.session = later.session;
    message.role = later.role;
    message.created = later.created;
    message.agent = later.agent;
    message.provider = later.provider;
    message.model = later.model;
    message.summary = later.summary;
    return message;
}

bool growsByItself(PartKind kind)
{
    return kind == PartKind::Text || kind == PartKind::Reasoning || kind == PartKind::Unknown;
}

/** Of a part that is known as it was later: what it was at `at`, by its own times. */
Part shadowOf(const Part& later, Timestamp at)
{
    if (!growsByItself(later.kind) && later.kind != PartKind::Tool)
        return later;
    Part part;
    part.id = later.id;
    part.message = later.message;
    part.session = later.session;
    part.kind = later.kind;
    part.type = later.type;
    part.synthetic = later.synthetic;
    part.verbatim = later.verbatim;
    part.final = false;
    if (later.started && *later.started <= at)
        part.started = later.started;
    part.tool.callId = later.tool.callId;
    part.tool.tool = later.tool.tool;
    part.tool.child = later.tool.child;
    if (part.started && part.kind == PartKind::Tool) {
        part.tool.status = ToolStatus::Running;
        part.tool.started = part.started;
        part.tool.input = later.tool.input;
    }
    return part;
}

Part* find(MessageWithParts& message, const Part& like)
{
    const auto it = std::ranges::find_if(message.parts, [&](const Part& p) {
        const bool sameCall = like.kind == PartKind::Tool && p.kind == PartKind::Tool
            && !like.tool.callId.isEmpty() && p.tool.callId == like.tool.callId;
        return p.id == like.id || sameCall;
    });
    return it == message.parts.end() ? nullptr : &*it;
}

bool isSettled(CheckpointState state)
{
    return state != CheckpointState::Pending && state != CheckpointState::Sending
        && state != CheckpointState::Sent && state != CheckpointState::Failed
        && state != CheckpointState::Checking;
}

} // namespace

ReplayState::ReplayState(SessionKey key)
    : m_key(std::move(key))
{
}

/** One fact after the other, by its kind. */
struct ReplayState::Teller
{
    ReplayState& state;
    const ReplayStep& step;

    void operator()(const MessageDescribed& f) { state.describe(f.message, step); }
    void operator()(const PartDescribed& f) { state.describe(f.part, step); }
    void operator()(const PartDelta& f)
    {
        // Its first words are the first that is known of the message: it stands where they came.
        const bool own = f.session.isEmpty() || f.session == state.m_key.session;
        if (own && !state.m_created.contains(f.message))
            state.put(f.message, state.take(f.message, f.session, step.at));
        state.append(f, step.at);
    }
    void operator()(const MessageGone& f) { state.removeMessage(f.message); }
    void operator()(const PartGone& f) { state.removePart(f.message, f.part); }
    void operator()(const RequestAsked& f)
    {
        if (f.checkpoint.key.session == state.m_key.session)
            state.ask(f.checkpoint, true);
    }
    void operator()(const RequestAnswered& f) { state.endRequest(f.request); }
    void operator()(const DecisionStep& f)
    {
        if (isSettled(f.state))
            state.endRequest(f.key.request);
    }
    void operator()(const StatusTold& f)
    {
        if (f.status == StatusTold::Status::Idle)
            state.endTurn();
    }
    void operator()(const TurnFailed&) { state.endTurn(); }
    void operator()(const TodosTold& f) { state.m_todos = {f.todos.begin(), f.todos.end()}; }
    void operator()(const MarkMade& f)
    {
        const auto known =
            std::ranges::find_if(state.m_marks, [&](const Mark& m) { return m.id == f.mark.id; });
        if (known != state.m_marks.end())
            *known = f.mark;
        else
            state.m_marks.append(f.mark);
    }
    template <typename Other>
    void operator()(const Other&)
    {
    }
};

void ReplayState::apply(const ReplayStep& step)
{
    if (step.wire) {
        tellWire(*step.wire);
        return;
    }
    if (!step.kept && !step.request.isEmpty()) {
        Checkpoint asked;
        asked.key = {m_key.source, m_key.session, step.request};
        asked.kind = step.type.startsWith("question."_L1) ? CheckpointKind::Question
                                                          : CheckpointKind::Permission;
        asked.firstSeen = step.at;
        ask(std::move(asked), false);
        return;
    }
    for (const Fact& fact : step.facts)
        tell(fact, step);
}

void ReplayState::tell(const Fact& fact, const ReplayStep& step)
{
    const bool describes = std::holds_alternative<MessageDescribed>(fact)
        || std::holds_alternative<PartDescribed>(fact);
    // What something said later tells nothing of now but that it is the same thing.
    if (step.kept || describes)
        std::visit(Teller{*this, step}, fact);
}

void ReplayState::tellWire(const pane::Wire& wire)
{
    m_pane = true;
    if (wire.channel == pane::Channel::Terminal) {
        m_terminal.append({wire.time, wire.type.section(u':', 1), wire.data["data"_L1].toString()});
        if (m_terminal.size() > 2 * mostLines)
            m_terminal.remove(0, mostLines);
    }
    for (const Event& event : pane::tell(m_story, m_key.source, m_key.session, wire)) {
        ReplayStep step{event.time, event.type, true, {}, {}, {}};
        for (const Fact& fact : opencode::facts(event))
            tell(fact, step);
    }
}

std::shared_ptr<MessageWithParts> ReplayState::take(
    const MessageId& id, const SessionId& session, Timestamp at)
{
    const auto created = m_created.constFind(id);
    if (created != m_created.cend()) {
        if (const auto known = m_messages.find({*created, id}); known != m_messages.end())
            return std::make_shared<MessageWithParts>(*known->second);
    }
    auto made = std::make_shared<MessageWithParts>();
    made->message.id = id;
    made->message.session = session;
    made->message.role = Role::Assistant;
    made->message.created = at;
    made->message.placeholder = true;
    return made;
}

void ReplayState::put(const MessageId& id, std::shared_ptr<MessageWithParts> message)
{
    const Timestamp created = message->message.created;
    if (const auto known = m_created.constFind(id); known != m_created.cend() && *known != created)
        m_messages.erase({*known, id});
    m_created.insert(id, created);
    m_messages[{created, id}] = std::move(message);
}

void ReplayState::describe(Message message, const ReplayStep& step)
{
    if (message.session != m_key.session && !message.session.isEmpty())
        return;
    const MessageId id = message.id;
    const bool known = m_created.contains(id);
    auto held = take(id, m_key.session, step.at);
    const bool whole = known && !held->message.placeholder && !m_unkeptMessages.contains(id);
    if (!step.kept && whole)
        return;
    // It ended, or its agent took it up again: it stands where it began.
    if (m_pane && known && !held->message.placeholder)
        message.created = held->message.created;
    if (!isKnown(message.created))
        message.created = held->message.created;
    held->message = step.kept ? message : beginningOf(message);
    held->message.session = m_key.session;
    put(id, std::move(held));
    if (step.kept)
        m_unkeptMessages.remove(id);
    else
        m_unkeptMessages.insert(id);
}

void ReplayState::describe(Part part, const ReplayStep& step)
{
    if (part.session != m_key.session && !part.session.isEmpty())
        return;
    auto held = take(part.message, m_key.session, step.at);
    Part* known = find(*held, part);
    if (!step.kept) {
        if (known && !m_unkept.contains(known->id))
            return;
        const bool isGuess = growsByItself(part.kind) || part.kind == PartKind::Tool;
        part = shadowOf(part, step.at);
        if (isGuess)
            m_unkept.insert(known ? known->id : part.id);
    } else {
        m_unkept.remove(known ? known->id : part.id);
        // Its end does not repeat what its pieces gave.
        if (m_pane && known && part.kind == PartKind::Text && part.text.isEmpty())
            part.text = known->text;
    }
    if (known) {
        const PartId id = known->id;
        const bool keeps = !part.started || (m_pane && known->started);
        const auto started = keeps ? known->started : part.started;
        *known = part;
        known->id = id;
        known->started = started;
    } else {
        held->parts.push_back(part);
    }
    put(part.message, std::move(held));
}

void ReplayState::append(const PartDelta& delta, Timestamp at)
{
    if (delta.session != m_key.session && !delta.session.isEmpty())
        return;
    auto held = take(delta.message, m_key.session, {});
    Part like;
    like.id = delta.part;
    Part* known = find(*held, like);
    if (!known) {
        like.message = delta.message;
        like.session = m_key.session;
        like.kind = delta.kind == PartKind::Unknown ? PartKind::Text : delta.kind;
        like.type = like.kind == PartKind::Reasoning ? u"reasoning"_s : u"text"_s;
        like.final = false;
        like.started = at;
        held->parts.push_back(like);
        known = &held->parts.back();
    }
    // A delta behind the whole text is a late copy of a piece of it.
    if (known->final)
        return;
    known->text += delta.text;
    put(delta.message, std::move(held));
}

void ReplayState::removeMessage(const MessageId& id)
{
    if (const auto created = m_created.constFind(id); created != m_created.cend())
        m_messages.erase({*created, id});
    m_created.remove(id);
}

void ReplayState::removePart(const MessageId& message, const PartId& part)
{
    if (!m_created.contains(message))
        return;
    auto held = take(message, m_key.session, {});
    std::erase_if(held->parts, [&](const Part& p) { return p.id == part; });
    put(message, std::move(held));
}

void ReplayState::ask(Checkpoint checkpoint, bool kept)
{
    endRequest(checkpoint.key.request);
    if (!kept)
        m_unkeptRequests.insert(checkpoint.key.request);
    m_waiting.append(std::move(checkpoint));
}

void ReplayState::endRequest(const RequestId& request)
{
    m_waiting.removeIf([&](const Checkpoint& c) { return c.key.request == request; });
    m_unkeptRequests.remove(request);
}

/** Permissions and questions fall with the turn; what a log or a person's plan waits for does not.
 */
void ReplayState::endTurn()
{
    if (m_pane)
        return;
    for (const Checkpoint& c : std::as_const(m_waiting)) {
        if (c.kind != CheckpointKind::Hitl)
            m_unkeptRequests.remove(c.key.request);
    }
    m_waiting.removeIf([](const Checkpoint& c) { return c.kind != CheckpointKind::Hitl; });
}

ReplayScene ReplayState::scene(int messages, int lines) const
{
    ReplayScene scene;
    scene.key = m_key;
    const size_t skipped =
        m_messages.size() > size_t(messages) ? m_messages.size() - size_t(messages) : 0;
    scene.older = skipped > 0;
    auto it = std::next(m_messages.begin(), qsizetype(skipped));
    const bool all = skipped == 0;
    const Timestamp from = all || it == m_messages.end() ? Timestamp() : it->first.first;
    for (; it != m_messages.end(); ++it) {
        scene.messages.push_back(*it->second);
        if (m_unkeptMessages.contains(it->first.second))
            scene.unkeptMessages.insert(it->first.second);
        for (const Part& part : it->second->parts) {
            if (m_unkept.contains(part.id))
                scene.unkept.insert(part.id);
        }
    }
    for (const Mark& mark : m_marks) {
        if (all || mark.at >= from)
            scene.marks.push_back(mark);
    }
    scene.todos.assign(m_todos.begin(), m_todos.end());
    scene.waiting.assign(m_waiting.begin(), m_waiting.end());
    scene.unkeptRequests = m_unkeptRequests;
    scene.terminal = m_terminal.last(std::min<qsizetype>(lines, m_terminal.size()));
    return scene;
}

} // namespace headgate

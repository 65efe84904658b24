// SPDX-License-Identifier: MIT
#include "core/project/sessions.h"

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Entry = SessionsState::Entry;

/** The one argument of a tool call that says most. */
QString subjectOf(const ToolCall& call)
{
    for (const auto key : {"command"_L1, "filePath"_L1, "path"_L1, "pattern"_L1, "url"_L1,
             "description"_L1, "query"_L1, "name"_L1}) {
        if (const QString value = call.input[key].toString(); !value.isEmpty())
            return value;
    }
    return call.title;
}

SessionStatus statusOf(const Entry& entry)
{
    if (!entry.told)
        return SessionStatus::Unknown;
    switch (*entry.told) {
    case StatusTold::Status::Busy:
        return SessionStatus::Running;
    case StatusTold::Status::Retry:
        return SessionStatus::Retrying;
    case StatusTold::Status::Idle:
        break;
    }
    if (!entry.failure.isEmpty())
        return SessionStatus::Failed;
    return entry.unfinished ? SessionStatus::Interrupted : SessionStatus::Idle;
}

/** Archived ones are out of sight, unless a person wants to see them or is waited for. */
bool isTold(const SessionsState& state, const Session& session)
{
    return !session.archived || session.waiting > 0 || state.showArchived;
}

/** What an answer says of the context; false: nothing new. */
bool takeContext(const SessionsState& state, Entry& entry, const Message& message)
{
    if (message.role != Role::Assistant || message.tokens.output <= 0
        || message.created < entry.contextAt)
        return false;
    entry.contextAt = message.created;
    entry.contextModel = message.provider + u'/' + message.model;
    const qint64 used = message.tokens.total();
    const qint64 limit = state.limits.value(entry.contextModel);
    const bool moreUsed = std::exchange(entry.session.contextUsed, used) != used;
    const bool otherLimit = std::exchange(entry.session.contextLimit, limit) != limit;
    return moreUsed || otherLimit;
}

class Reducer
{
public:
    Reducer(SessionsState& state, const FactContext& context, ChangeBatch& out)
        : m_state(state)
        , m_context(context)
        , m_out(out)
    {
    }

    void operator()(const SessionDescribed& fact)
    {
        if (m_state.gone.contains(fact.session.id))
            return;
        Entry& entry = m_state.entries[fact.session.id];
        const Session before = entry.session;
        Session next = fact.session;
        next.status = before.status;
        next.activity = before.activity;
        next.retryAt = before.retryAt;
        next.retryAttempt = before.retryAttempt;
        next.retryMessage = before.retryMessage;
        next.turnStarted = before.turnStarted;
        next.waiting = before.waiting;
        next.events = before.events;
        next.contextUsed = before.contextUsed;
        next.contextLimit = before.contextLimit;
        next.readOnly = before.readOnly;
        next.updated = std::max(next.updated, before.updated);
        next.source = m_state.source;
        next.directory = normalDirectory(next.directory);
        entry.session = next;
        if (next.archived && !before.archived && !isTold(m_state, next))
            m_out.push_back(SessionRemoved{next.key()});
        else
            publish(entry, before);
    }

    void operator()(const SessionGone& fact)
    {
        m_state.gone.insert(fact.session);
        if (m_state.entries.remove(fact.session))
            m_out.push_back(SessionRemoved{{m_state.source, fact.session}});
    }

    void operator()(const StatusTold& fact)
    {
        change(fact.session, [&](Entry& entry) {
            const bool ran = entry.told && *entry.told != StatusTold::Status::Idle;
            entry.told = fact.status;
            entry.session.retryMessage = fact.message;
            entry.session.retryAttempt = fact.attempt;
            entry.session.retryAt = fact.next;
            if (fact.status == StatusTold::Status::Idle) {
                entry.session.turnStarted = {};
                entry.streaming = {};
                entry.session.activity = entry.failure.isEmpty()
                    ? Activity{Activity::Kind::Done, {}, {}}
                    : Activity{Activity::Kind::Failed, {}, entry.failure};
            } else if (!ran) {
                entry.session.turnStarted = m_context.at;
                entry.failure.clear();
                if (entry.session.activity.kind != Activity::Kind::Compacting)
                    entry.session.activity = {Activity::Kind::Thinking, {}, {}};
            }
        });
    }

    void operator()(const MessageDescribed& fact)
    {
        change(fact.message.session, [&](Entry& entry) {
            const Message& message = fact.message;
            if (message.role == Role::User) {
                // A new question: what ended the turn before is history.
                if (message.created > entry.lastAssistantCreated)
                    entry.failure.clear();
                return;
            }
            if (message.role != Role::Assistant || message.created < entry.lastAssistantCreated)
                return;
            entry.lastAssistant = message.id;
            entry.lastAssistantCreated = message.created;
            takeContext(m_state, entry, message);
            entry.unfinished = !message.completed && message.errorName.isEmpty();
            // Stopping a turn is the person's own wish, no failure.
            const bool failed =
                !message.errorName.isEmpty() && message.errorName != "MessageAbortedError"_L1;
            if (failed) {
                entry.failure = message.errorText;
                entry.session.activity = {Activity::Kind::Failed, {}, message.errorText};
            }
        });
    }

    void operator()(const MessageGone& fact)
    {
        change(fact.session, [&](Entry& entry) {
            if (entry.lastAssistant == fact.message)
                entry.unfinished = false;
        });
    }

    void operator()(const PartDescribed& fact)
    {
        change(fact.part.session, [&](Entry& entry) {
            // Told before its turn begins; in a list it is one of long ago.
            if (fact.part.kind != PartKind::Compaction)
                describeActivity(entry, fact.part);
            else if (m_context.origin == Origin::Live)
                entry.session.activity = {Activity::Kind::Compacting, {}, fact.part.text};
        });
    }

    void operator()(const PartDelta& fact)
    {
        change(fact.session, [&](Entry& entry) {
            if (settled(entry))
                return;
            const bool reasoning = entry.streaming == fact.part && entry.reasoning;
            entry.session.activity = {
                reasoning ? Activity::Kind::Thinking : Activity::Kind::Writing, {}, {}};
        });
    }

    void operator()(const TurnFailed& fact)
    {
        if (fact.session.isEmpty() || fact.name == "MessageAbortedError"_L1)
            return;
        change(fact.session, [&](Entry& entry) {
            entry.failure = fact.text;
            entry.session.activity = {Activity::Kind::Failed, {}, fact.text};
        });
    }

    void operator()(const CompactionEnded& fact)
    {
        change(fact.session, [](Entry& entry) {
            if (entry.session.activity.kind == Activity::Kind::Compacting)
                entry.session.activity = {Activity::Kind::Thinking, {}, {}};
        });
    }

    void operator()(const RequestAsked& fact)
    {
        change(fact.checkpoint.key.session, [](Entry&) {});
    }

    template <typename Other>
    void operator()(const Other&)
    {
    }

private:
    /** What parts say is no activity of its own: no turn runs, or a summary is written. */
    static bool settled(const Entry& entry)
    {
        return entry.told == StatusTold::Status::Idle
            || entry.session.activity.kind == Activity::Kind::Compacting;
    }

    static void describeActivity(Entry& entry, const Part& part)
    {
        // A turn that ended, or was cut off, may leave unfinished parts behind for ever.
        if (settled(entry))
            return;
        Activity& activity = entry.session.activity;
        if (part.kind == PartKind::Tool) {
            if (part.tool.status == ToolStatus::Running || part.tool.status == ToolStatus::Pending)
                activity = {Activity::Kind::Tool, part.tool.tool, subjectOf(part.tool)};
        } else if (!part.final) {
            entry.streaming = part.id;
            entry.reasoning = part.kind == PartKind::Reasoning;
            activity = {
                entry.reasoning ? Activity::Kind::Thinking : Activity::Kind::Writing, {}, {}};
        }
    }

    /** Finds or makes the entry (DG-53), lets `edit` work on it and tells what differs. */
    template <typename Edit>
    void change(const SessionId& id, Edit edit)
    {
        if (id.isEmpty() || m_state.gone.contains(id))
            return;
        Entry& entry = m_state.entries[id];
        const Session before = entry.session;
        if (entry.session.id.isEmpty()) {
            entry.session.source = m_state.source;
            entry.session.id = id;
            entry.session.directory = normalDirectory(m_context.directory);
            entry.session.placeholder = true;
            entry.session.created = m_context.at;
        }
        edit(entry);
        // Activity is told in steps of a second: an age of one second is the finest that is shown.
        // What was caught up happened earlier; the list of sessions says when.
        if (m_context.origin == Origin::Live && m_context.at >= entry.session.updated + 1s)
            entry.session.updated = m_context.at;
        publish(entry, before);
    }

    void publish(Entry& entry, const Session& before)
    {
        entry.session.status = statusOf(entry);
        if (isTold(m_state, entry.session) && !(entry.session == before))
            m_out.push_back(SessionChanged{entry.session});
    }

    SessionsState& m_state;
    const FactContext& m_context;
    ChangeBatch& m_out;
};

} // namespace

void reduce(SessionsState& state, const Fact& fact, const FactContext& context, ChangeBatch& out)
{
    std::visit(Reducer(state, context, out), fact);
}

void settleStatus(SessionsState& state, const QString& directory, ChangeBatch& out)
{
    for (Entry& entry : state.entries) {
        if (entry.told || entry.session.directory != directory)
            continue;
        entry.told = StatusTold::Status::Idle;
        const SessionStatus before = entry.session.status;
        entry.session.status = statusOf(entry);
        if (!entry.failure.isEmpty())
            entry.session.activity = {Activity::Kind::Failed, {}, entry.failure};
        else if (entry.session.activity.kind == Activity::Kind::None)
            entry.session.activity = {Activity::Kind::Done, {}, {}};
        if (before != entry.session.status && isTold(state, entry.session))
            out.push_back(SessionChanged{entry.session});
    }
}

void touch(SessionsState& state, const SessionId& session, qint64 events, Timestamp first,
    Timestamp last, ChangeBatch& out)
{
    if (session.isEmpty() || state.gone.contains(session))
        return;
    Entry& entry = state.entries[session];
    const Session before = entry.session;
    if (entry.session.id.isEmpty()) {
        entry.session.source = state.source;
        entry.session.id = session;
        entry.session.placeholder = true;
        entry.session.created = first;
    }
    // Its end may have been looked at first.
    if (entry.session.placeholder && isKnown(first))
        entry.session.created = std::min(entry.session.created, first);
    entry.session.updated = std::max(entry.session.updated, last);
    entry.session.events += events;
    if (isTold(state, entry.session) && !(entry.session == before))
        out.push_back(SessionChanged{entry.session});
}

void settleSilent(SessionsState& state, Timestamp since, ChangeBatch& out)
{
    for (Entry& entry : state.entries) {
        const bool works = entry.told && *entry.told != StatusTold::Status::Idle;
        if (!works || entry.session.updated >= since)
            continue;
        entry.told = StatusTold::Status::Idle;
        entry.unfinished = true;
        entry.session.turnStarted = {};
        entry.session.activity = {};
        entry.session.status = statusOf(entry);
        if (isTold(state, entry.session))
            out.push_back(SessionChanged{entry.session});
    }
}

void setWaiting(SessionsState& state, const SessionId& session, int waiting, ChangeBatch& out)
{
    const auto it = state.entries.find(session);
    if (it == state.entries.end() || it->session.waiting == waiting)
        return;
    it->session.waiting = waiting;
    out.push_back(SessionChanged{it->session}); // archived ones too: whoever waits is shown
}

void setReadOnly(SessionsState& state, const SessionId& session, ChangeBatch& out)
{
    const auto it = state.entries.find(session);
    if (it == state.entries.end() || it->session.readOnly)
        return;
    it->session.readOnly = true;
    if (isTold(state, it->session))
        out.push_back(SessionChanged{it->session});
}

void noteContext(SessionsState& state, const Message& message, ChangeBatch& out)
{
    const auto it = state.entries.find(message.session);
    if (it != state.entries.end() && takeContext(state, *it, message) && isTold(state, it->session))
        out.push_back(SessionChanged{it->session});
}

void setLimits(SessionsState& state, const QHash<QString, qint64>& limits, ChangeBatch& out)
{
    state.limits.insert(limits);
    for (Entry& entry : state.entries) {
        const qint64 limit = state.limits.value(entry.contextModel);
        if (entry.session.contextLimit == limit)
            continue;
        entry.session.contextLimit = limit;
        if (isTold(state, entry.session))
            out.push_back(SessionChanged{entry.session});
    }
}

void showArchived(SessionsState& state, bool on, ChangeBatch& out)
{
    if (std::exchange(state.showArchived, on) == on)
        return;
    for (const Entry& entry : std::as_const(state.entries)) {
        if (!entry.session.archived || entry.session.waiting > 0)
            continue;
        if (on)
            out.push_back(SessionChanged{entry.session});
        else
            out.push_back(SessionRemoved{entry.session.key()});
    }
}

std::vector<Session> familyOf(const SessionsState& state, const SessionId& session)
{
    QMultiHash<SessionId, SessionId> children;
    for (const auto& entry : state.entries)
        children.insert(entry.session.parent, entry.session.id);
    std::vector<SessionId> order{session}; // breadth first
    std::vector<Session> family;
    QSet<SessionId> seen{session};
    for (size_t i = 0; i < order.size(); ++i) {
        const SessionId above = order[i];
        for (auto it = children.constFind(above); it != children.cend() && it.key() == above;
             ++it) {
            if (!seen.contains(*it)) {
                seen.insert(*it);
                order.push_back(*it);
            }
        }
    }
    for (const SessionId& id : order) {
        const auto entry = state.entries.constFind(id);
        if (entry != state.entries.cend())
            family.push_back(entry->session);
    }
    return family;
}

std::vector<Session> runningFrom(const SessionsState& state, const SessionId& session)
{
    std::vector<Session> running = familyOf(state, session);
    std::erase_if(running, [](const Session& one) {
        return one.status != SessionStatus::Running && one.status != SessionStatus::Retrying;
    });
    // Turned around: nobody stands before one of those below it.
    std::reverse(running.begin(), running.end());
    return running;
}

QString normalDirectory(const QString& directory)
{
    qsizetype end = directory.size();
    while (end > 1 && directory[end - 1] == u'/')
        --end;
    return directory.left(end);
}

} // namespace headgate

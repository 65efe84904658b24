// SPDX-License-Identifier: MIT
#include "core/project/checkpoints.h"

#include "core/project/callpayload.h"

#include <algorithm>
#include <array>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** A rejection or an "always" settles siblings within this time (approvals.md H15). */
constexpr auto cascadeWindow = 3s;
/** A rejection settles each that waited when it was given, however slow the server is. */
constexpr auto rejectionWindow = 60s;
/** In the error of a tool that a person refused; one that was aborted has other words. */
constexpr std::array<QLatin1StringView, 2> refusals{
    QLatin1StringView("rejected permission"), QLatin1StringView("dismissed this question")};

bool inFlight(CheckpointState state)
{
    return state == CheckpointState::Sending || state == CheckpointState::Sent;
}

/** Nobody answered it, as far as we know. */
bool isUndecided(const Checkpoint& c)
{
    return c.waits() || c.state == CheckpointState::Checking;
}

bool ended(ToolStatus status)
{
    return status == ToolStatus::Completed || status == ToolStatus::Failed;
}

/** What was answered, as far as anybody said. */
struct Given
{
    std::optional<Reply> reply;
    Answers answers;
};

template <typename Fact>
Given given(const Fact& fact)
{
    return {fact.reply, fact.answers};
}

void setAnswer(Checkpoint& checkpoint, Given given)
{
    checkpoint.reply = given.reply;
    checkpoint.answers = std::move(given.answers);
}

class Reducer
{
public:
    Reducer(CheckpointsState& state, const FactContext& context, ChangeBatch& out)
        : m_state(state)
        , m_context(context)
        , m_out(out)
    {
    }

    void operator()(const RequestAsked& fact)
    {
        const CheckpointKey& key = fact.checkpoint.key;
        if (key.request.isEmpty())
            return;
        Checkpoint* known = find(key.session, key.request);
        // Ghosts: aborted and deleted sessions leave their requests in the server's list
        // (opencode.md 4). Never offered.
        const bool listed = m_context.origin == Origin::Snapshot;
        if (listed && !m_state.busy.contains(key.session)) {
            if (known && (isUndecided(*known) || known->state == CheckpointState::Unknown))
                settle(*known, CheckpointState::Cancelled, Given());
            return;
        }
        if (!listed)
            m_state.busy.insert(key.session);
        if (!known) {
            Checkpoint fresh = fact.checkpoint;
            fresh.key.source = m_state.source;
            fresh.answerable = fresh.answerable && m_state.answerable;
            fresh.directory = normalDirectory(fresh.directory);
            fresh.firstSeen = m_context.at;
            fresh.confirmedPending = m_context.at;
            if (listed && !fresh.message.isEmpty())
                fresh.state = CheckpointState::Checking;
            // From the last run: nothing is answered before the lists are read.
            if (m_context.origin != Origin::Local && mustBeRead(fresh))
                fresh.state = CheckpointState::Checking;
            m_state.checkpoints.push_back(fresh);
            m_out.push_back(CheckpointChanged{fresh});
            return;
        }
        known->confirmedPending = m_context.at;
        // Vanished and there again, or asked again: it waits after all. A list alone revives no
        // cancelled one: ghosts stay in it. Sent and still listed: our answer did not take so far.
        const bool revived = known->state == CheckpointState::Unknown
            || (!listed
                && (known->state == CheckpointState::Cancelled
                    || known->state == CheckpointState::Checking));
        if (revived) {
            known->state = CheckpointState::Pending;
            setAnswer(*known, Given());
            known->resolvedAt = {};
        } else if (listed && known->state == CheckpointState::Sent) {
            known->state = CheckpointState::Failed;
            known->issue = {Issue::Code::SendUnknown, m_state.source, {}};
        } else if (!isUndecided(*known)) {
            return;
        }
        if (known->state == CheckpointState::Pending && !known->asked && mustBeRead(*known))
            known->state = CheckpointState::Checking;
        m_out.push_back(CheckpointChanged{*known});
    }

    void operator()(const RequestAnswered& fact)
    {
        Checkpoint* known = find(fact.session, fact.request);
        if (!known)
            return;
        if (known->kind == CheckpointKind::Hitl) {
            decided(*known, fact);
            return;
        }
        const bool sending = inFlight(known->state);
        // Sent, and nobody knew whether it arrived; it may be gone from the list meanwhile.
        const bool maybeSent = known->issue.code == Issue::Code::SendUnknown
            && (known->state == CheckpointState::Failed
                || known->state == CheckpointState::Unknown);
        // The agent went on, and nobody said why: ours is on its way and explains it.
        const bool unsaidYet = sending && m_state.outlastTurns && !fact.reply;
        const bool same = known->reply == fact.reply && known->answers == fact.answers;
        if (((sending || maybeSent) && same) || unsaidYet) {
            const bool waited = m_state.outlastTurns || m_state.busy.contains(fact.session);
            const bool fell = fellWith(*known, fact.reply);
            if (waited)
                noteCascade(*known, fact.reply);
            // Another client may have said the very same a moment before: only our own POST
            // knows whose answer this is.
            if (waited && known->state == CheckpointState::Sending) {
                m_state.heard.insert(known->key, fell);
                return;
            }
            settle(*known, waited ? CheckpointState::Confirmed : CheckpointState::TooLate,
                unsaidYet ? Given{known->reply, known->answers} : given(fact));
        } else if (isUndecided(*known) || sending) {
            settle(*known,
                fellWith(*known, fact.reply) ? CheckpointState::Cancelled
                                             : CheckpointState::AnsweredElsewhere,
                given(fact));
        } else if (known->state == CheckpointState::Unknown
            || known->state == CheckpointState::AnsweredElsewhere) {
            // Late word about one that we saw vanish, or were told that it had.
            const bool unsaid = known->state == CheckpointState::Unknown || !known->reply;
            const bool fell = unsaid && fellWith(*known, fact.reply);
            settle(*known, fell ? CheckpointState::Cancelled : CheckpointState::AnsweredElsewhere,
                given(fact));
        } else if (known->state == CheckpointState::Confirmed && known->reply == fact.reply) {
            noteCascade(*known, fact.reply); // the list was faster
        }
    }

    void operator()(const StatusTold& fact)
    {
        if (fact.status != StatusTold::Status::Idle) {
            m_state.busy.insert(fact.session);
            return;
        }
        m_state.busy.remove(fact.session);
        if (m_state.outlastTurns)
            return;
        // Only who listened to the end of the turn knows that no answer came before it.
        const bool seen = m_context.origin != Origin::Snapshot;
        endAll(fact.session, seen ? CheckpointState::Cancelled : CheckpointState::Unknown);
    }

    void operator()(const SessionGone& fact)
    {
        m_state.busy.remove(fact.session);
        endAll(fact.session, CheckpointState::Cancelled);
    }

    void operator()(const PartDescribed& fact)
    {
        if (fact.part.kind != PartKind::Tool)
            return;
        const ToolCall& call = fact.part.tool;
        for (Checkpoint& checkpoint : m_state.checkpoints) {
            const bool same = checkpoint.key.session == fact.part.session
                && checkpoint.callId == call.callId && checkpoint.message == fact.part.message;
            if (!same)
                continue;
            const bool open =
                isUndecided(checkpoint) || checkpoint.state == CheckpointState::Unknown;
            if (open && ended(call.status)) {
                settleByTool(checkpoint, call);
                continue;
            }
            const Checkpoint before = checkpoint;
            if (checkpoint.state == CheckpointState::Checking)
                checkpoint.state = CheckpointState::Pending;
            takePayload(checkpoint, call);
            if (call.started)
                checkpoint.asked = call.started;
            checkpoint.reason =
                call.input[QLatin1StringView("description")].toString(checkpoint.reason);
            if (!(checkpoint == before))
                m_out.push_back(CheckpointChanged{checkpoint});
        }
    }

    void operator()(const DecisionStep& fact)
    {
        Checkpoint* known = find(fact.key.session, fact.key.request);
        if (!known)
            return;
        if (const auto heard = m_state.heard.constFind(known->key); heard != m_state.heard.cend()) {
            const bool explained = *heard;
            m_state.heard.erase(heard);
            const bool ours =
                fact.state == CheckpointState::Sent || fact.issue.code == Issue::Code::SendUnknown;
            const bool fell = !ours && explained;
            if (!ours && !fell)
                m_state.ownCascade.remove(known->key.session); // it was another's
            settle(*known,
                ours       ? CheckpointState::Confirmed
                    : fell ? CheckpointState::Cancelled
                           : CheckpointState::AnsweredElsewhere,
                given(fact));
            return;
        }
        // The stream may be faster than the answer of the POST; what it said stays.
        if (!isUndecided(*known) && !inFlight(known->state))
            return;
        known->state = fact.state;
        known->issue = fact.issue;
        if (fact.state == CheckpointState::Sending || fact.state == CheckpointState::Sent)
            setAnswer(*known, given(fact));
        else if (fact.state == CheckpointState::AnsweredElsewhere)
            setAnswer(*known, Given()); // Nobody said which it was, only that it was not ours.
        if (!inFlight(known->state) && !known->waits())
            known->resolvedAt = m_context.at;
        m_out.push_back(CheckpointChanged{*known});
    }

    template <typename Other>
    void operator()(const Other&)
    {
    }

private:
    /** Nobody can judge an edit by its path: its call is fetched before it is offered (H2). Only a
     * server that takes answers is asked for it. */
    bool mustBeRead(const Checkpoint& checkpoint) const
    {
        return m_state.answerable && !m_state.outlastTurns && lacksPayload(checkpoint);
    }

    Checkpoint* find(const SessionId& session, const RequestId& request)
    {
        const auto it = std::find_if(
            m_state.checkpoints.begin(), m_state.checkpoints.end(), [&](const Checkpoint& c) {
                return c.key.request == request && (c.key.session == session || session.isEmpty());
            });
        return it == m_state.checkpoints.end() ? nullptr : &*it;
    }

    /** We answered it, in a way that settles what else its session asks. */
    void noteCascade(const Checkpoint& checkpoint, std::optional<Reply> reply)
    {
        const bool wide =
            !m_state.outlastTurns && (reply == Reply::Always || reply == Reply::Reject);
        if (wide && !fellWith(checkpoint, reply))
            m_state.ownCascade.insert(
                checkpoint.key.session, {m_context.at, *reply, checkpoint.key.request});
    }

    /** Whether our own answer to another request of its session settled this one as well. */
    bool fellWith(const Checkpoint& checkpoint, std::optional<Reply> reply) const
    {
        const auto own = m_state.ownCascade.constFind(checkpoint.key.session);
        if (own == m_state.ownCascade.cend() || own->of == checkpoint.key.request
            || own->reply != reply)
            return false;
        const bool waited = checkpoint.firstSeen <= own->at;
        const bool longer = reply == Reply::Reject && waited;
        return m_context.at - own->at < (longer ? rejectionWindow : cascadeWindow);
    }

    void endAll(const SessionId& session, CheckpointState state)
    {
        for (Checkpoint& checkpoint : m_state.checkpoints) {
            // A checkpoint of a log waits until it is decided, whatever its session does.
            if (checkpoint.key.session == session && isUndecided(checkpoint)
                && checkpoint.kind != CheckpointKind::Hitl)
                settle(checkpoint, state, Given());
        }
    }

    /** The first decision in the log is the one that counts. */
    void decided(Checkpoint& checkpoint, const RequestAnswered& fact)
    {
        const bool sending = inFlight(checkpoint.state);
        // That another was first may be known before what they said.
        const bool unsaid =
            checkpoint.state == CheckpointState::AnsweredElsewhere && !checkpoint.reply;
        if (!sending && !unsaid && !isUndecided(checkpoint))
            return;
        const bool own = sending && checkpoint.reply == fact.reply;
        checkpoint.option = fact.option;
        checkpoint.answeredBy = fact.by;
        // Only who appended knows whose line this is: another writer may have said the same.
        if (own && checkpoint.state == CheckpointState::Sending) {
            m_state.heard.insert(checkpoint.key, false);
            return;
        }
        settle(checkpoint, own ? CheckpointState::Confirmed : CheckpointState::AnsweredElsewhere,
            given(fact));
    }

    /** The answer was missed, in a cut; how the tool ended tells of it. */
    void settleByTool(Checkpoint& checkpoint, const ToolCall& call)
    {
        using enum CheckpointState;
        const bool refused = std::any_of(refusals.begin(), refusals.end(),
            [&](QLatin1StringView words) { return call.error.contains(words); });
        const bool allowed = call.status == ToolStatus::Completed;
        // Ours may have arrived: SendUnknown.
        const bool ours = checkpoint.state == Failed
            && checkpoint.issue.code == Issue::Code::SendUnknown
            && (checkpoint.reply == Reply::Reject ? refused : allowed);
        if (ours)
            settle(checkpoint, Confirmed, Given{checkpoint.reply, checkpoint.answers});
        else if (allowed)
            settle(checkpoint, AnsweredElsewhere, Given());
        else if (fellWith(checkpoint, Reply::Reject)) // the newer dialect tells of the first alone
            settle(checkpoint, Cancelled, Given{Reply::Reject, {}});
        else if (refused)
            settle(checkpoint, AnsweredElsewhere, Given{Reply::Reject, {}});
        else
            settle(checkpoint, Cancelled, Given());
    }

    void settle(Checkpoint& checkpoint, CheckpointState state, Given given)
    {
        checkpoint.state = state;
        setAnswer(checkpoint, std::move(given));
        checkpoint.resolvedAt = m_context.at;
        checkpoint.issue = {};
        m_out.push_back(CheckpointChanged{checkpoint});
    }

    CheckpointsState& m_state;
    const FactContext& m_context;
    ChangeBatch& m_out;
};

} // namespace

void reduce(CheckpointsState& state, const Fact& fact, const FactContext& context, ChangeBatch& out)
{
    std::visit(Reducer(state, context, out), fact);
}

const Checkpoint* find(const CheckpointsState& state, const CheckpointKey& key)
{
    const auto it = std::find_if(state.checkpoints.begin(), state.checkpoints.end(),
        [&](const Checkpoint& c) { return c.key == key; });
    return it == state.checkpoints.end() ? nullptr : &*it;
}

void offerChecked(
    CheckpointsState& state, const SessionId& session, const MessageId& message, ChangeBatch& out)
{
    for (Checkpoint& c : state.checkpoints) {
        if (c.state != CheckpointState::Checking || c.key.session != session
            || c.message != message)
            continue;
        c.state = CheckpointState::Pending;
        out.push_back(CheckpointChanged{c});
    }
}

int waitingIn(const CheckpointsState& state, const SessionId& session)
{
    return int(std::count_if(state.checkpoints.begin(), state.checkpoints.end(),
        [&](const Checkpoint& c) { return c.key.session == session && c.waits(); }));
}

std::vector<DecisionStep> vanished(const CheckpointsState& state, const QString& directory,
    CheckpointKind kind, const QSet<RequestId>& listed)
{
    std::vector<DecisionStep> steps;
    for (const Checkpoint& c : state.checkpoints) {
        if (c.kind != kind || c.directory != directory || listed.contains(c.key.request))
            continue;
        if (c.state == CheckpointState::Sent)
            steps.push_back(
                {c.key, CheckpointState::Confirmed, c.reply.value_or(Reply::Once), {}, c.answers});
        else if (isUndecided(c)) // One that is being sent is told by the answer of its POST.
            steps.push_back({c.key, CheckpointState::Unknown, c.reply.value_or(Reply::Once),
                c.issue.code == Issue::Code::SendUnknown ? c.issue : Issue()});
    }
    return steps;
}

} // namespace headgate

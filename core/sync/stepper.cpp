// SPDX-License-Identifier: MIT
#include "core/sync/stepper.h"

#include "core/sync/backoff.h"

namespace headgate::sync {

void Stepper::start(Timer timer, milliseconds after)
{
    s.timers = static_cast<quint8>(s.timers | bit(timer));
    command(StartTimer{timer, after});
}

void Stepper::stop(Timer timer)
{
    if (!runs(timer))
        return;
    s.timers = static_cast<quint8>(s.timers & ~bit(timer));
    command(StopTimer{timer});
}

void Stepper::closeAll()
{
    if (s.open || s.fetching)
        command(CloseLive{});
    for (const Timer timer : {Timer::Settle, Timer::Headers, Timer::Silence, Timer::Retry,
             Timer::Stable, Timer::Snapshot})
        stop(timer);
    s.open = false;
    s.answered = false;
    s.fetching = false;
    s.retryAt.reset();
    s.lastBeat.reset();
    s.beatInterval.reset();
}

void Stepper::connect()
{
    closeAll();
    s.phase = SyncState::CatchUp;
    s.connectedAt = m_context.now;
    if (s.policy.liveFirst)
        openLive();
    else
        fetch();
    report();
}

/** A person or a wake-up asks: what failed before does not count. */
void Stepper::connectAfresh()
{
    if (s.phase == SyncState::Gone)
        ++s.epoch;
    s.attempt = 0;
    connect();
}

/** Now, or when a second has passed since the last time. */
void Stepper::connectSoon()
{
    const milliseconds delay = untilNextConnect();
    if (delay <= milliseconds(0))
        connect();
    else
        wait(delay);
}

milliseconds Stepper::untilNextConnect() const
{
    if (!s.connectedAt)
        return milliseconds(0);
    const milliseconds pause = spread(s.policy.betweenConnects, m_context.random01);
    return *s.connectedAt + pause - m_context.now;
}

void Stepper::openLive()
{
    s.open = true;
    s.answered = false;
    command(OpenLive{});
    start(Timer::Headers, s.policy.headersLimit);
}

void Stepper::fetch()
{
    s.fetching = true;
    command(Fetch{});
}

void Stepper::goLive()
{
    s.phase = SyncState::Live;
    s.issue = {};
    if (s.wasLive)
        ++s.reconnects;
    s.wasLive = true;
    start(Timer::Stable, s.policy.stable);
    report();
}

void Stepper::wait(milliseconds delay)
{
    closeAll();
    s.phase = SyncState::Waiting;
    // A person wants to read why nothing arrives, also when the end was in order.
    if (s.issue.code == Issue::Code::None)
        s.issue.code = Issue::Code::ConnectionLost;
    s.retryAt = m_context.now + delay;
    start(Timer::Retry, delay);
    report();
}

void Stepper::halt(SyncState phase, Issue issue)
{
    closeAll();
    s.phase = phase;
    s.issue = std::move(issue);
    report();
}

void Stepper::fail(Issue issue, std::optional<milliseconds> retryAfter)
{
    if (issue.code == Issue::Code::NotAuthorised) {
        halt(SyncState::Denied, std::move(issue));
        return;
    }
    if (issue.code == Issue::Code::None)
        issue.code = Issue::Code::ConnectionLost;
    ++s.attempt;
    s.issue = std::move(issue);
    wait(delayFor(s.issue, retryAfter));
}

milliseconds Stepper::delayFor(const Issue& issue, std::optional<milliseconds> retryAfter) const
{
    if (!isRecoverable(issue.code) && !retryAfter)
        return spread(longestDelay, m_context.random01);
    return backoffDelay(s.attempt, m_context.random01, retryAfter);
}

void Stepper::gone()
{
    if (s.policy.liveFirst) {
        fail(makeIssue(Issue::Code::NotOpenCode));
    } else if (s.restarted) {
        halt(SyncState::Gone, makeIssue(Issue::Code::SessionNotFound));
    } else {
        s.restarted = true;
        ++s.epoch;
        s.issue = makeIssue(Issue::Code::SessionNotFound);
        connect();
    }
}

/** A listener is certainly attached by now: what the snapshot lacks will arrive on the stream. */
void Stepper::attached()
{
    if (s.phase != SyncState::CatchUp || !s.policy.liveFirst || !runs(Timer::Settle))
        return;
    stop(Timer::Settle);
    fetch();
}

void Stepper::silent()
{
    const milliseconds limit = silenceLimit(s);
    const milliseconds rest = s.lastByte + limit - m_context.now;
    // The timer is not started again at each byte, which would cost more than reading it.
    if (rest > milliseconds(0)) {
        start(Timer::Silence, rest);
        return;
    }
    ++s.attempt;
    s.issue = makeIssue(Issue::Code::Silent, {inSeconds(limit)});
    connect();
}

} // namespace headgate::sync

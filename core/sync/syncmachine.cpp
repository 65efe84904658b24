// SPDX-License-Identifier: MIT
#include "core/sync/syncmachine.h"

#include "core/sync/stepper.h"

#include <algorithm>

namespace headgate::sync {

void Stepper::on(const Start&)
{
    using enum SyncState;
    if (s.phase == Idle || s.phase == Paused || s.phase == Denied || s.phase == Gone)
        connectAfresh();
}

void Stepper::on(const Stop&)
{
    if (s.phase != SyncState::Closed && s.phase != SyncState::Paused)
        halt(SyncState::Paused, {});
}

void Stepper::on(const Headers& headers)
{
    if (!connected())
        return;
    if (headers.status == 401 || headers.status == 403) {
        fail(makeIssue(Issue::Code::NotAuthorised));
    } else if (headers.status == 404 || headers.status == 410) {
        gone();
    } else if (headers.status < 200 || headers.status > 299) {
        fail(makeIssue(Issue::Code::HttpError, {QString::number(headers.status), QString()}),
            headers.retryAfter);
    } else if (!headers.eventStream) {
        fail(makeIssue(Issue::Code::NotOpenCode));
    } else if (s.open && !s.answered) {
        s.answered = true;
        alive();
        stop(Timer::Headers);
        if (s.policy.liveFirst)
            start(Timer::Settle, s.policy.settle);
        start(Timer::Silence, silenceLimit(s));
        if (!s.policy.liveFirst)
            goLive();
    }
}

void Stepper::on(const Bytes&)
{
    alive();
}

void Stepper::on(const Beat&)
{
    alive();
    if (!connected() || !s.answered)
        return;
    if (s.lastBeat) {
        const bool firstInterval = !s.beatInterval;
        s.beatInterval =
            std::max(m_context.now - *s.lastBeat, s.beatInterval.value_or(milliseconds(0)));
        if (firstInterval)
            start(Timer::Silence, silenceLimit(s));
    }
    s.lastBeat = m_context.now;
    attached();
}

void Stepper::on(const FirstFrame&)
{
    alive();
    if (s.phase == SyncState::CatchUp && runs(Timer::Settle))
        start(Timer::Settle, s.policy.settle);
}

void Stepper::on(const OtherFrame&)
{
    alive();
    attached();
}

void Stepper::on(const UpToDate&)
{
    if (s.phase != SyncState::CatchUp || !s.fetching)
        return;
    s.fetching = false;
    if (s.policy.liveFirst)
        goLive();
    else
        openLive();
}

void Stepper::on(const SnapshotFailed& failed)
{
    if (s.phase != SyncState::CatchUp || !s.fetching)
        return;
    if (!s.policy.liveFirst || !isRecoverable(failed.issue.code)) {
        fail(failed.issue, failed.retryAfter);
        return;
    }
    // The stream is kept: what it brought so far would be lost, and it is not what failed.
    ++s.attempt;
    s.fetching = false;
    s.issue = failed.issue;
    const milliseconds delay = delayFor(s.issue, failed.retryAfter);
    s.retryAt = m_context.now + delay;
    start(Timer::Snapshot, delay);
    report();
}

void Stepper::on(const Ended& ended)
{
    if (!connected())
        return;
    if (s.phase == SyncState::Live && ended.issue.code == Issue::Code::None) {
        s.issue = makeIssue(Issue::Code::ConnectionLost);
        connectSoon(); // and the attempts stay as they are
    } else {
        fail(ended.issue);
    }
}

void Stepper::on(const TimerFired& fired)
{
    if (!runs(fired.timer))
        return;
    s.timers = static_cast<quint8>(s.timers & ~bit(fired.timer));
    switch (fired.timer) {
    case Timer::Settle:
        fetch();
        break;
    case Timer::Headers:
        fail(makeIssue(Issue::Code::TimedOut, {inSeconds(s.policy.headersLimit)}));
        break;
    case Timer::Silence:
        silent();
        break;
    case Timer::Retry:
        connect();
        break;
    case Timer::Stable:
        s.attempt = 0;
        s.restarted = false;
        break;
    case Timer::Snapshot:
        s.retryAt.reset();
        fetch();
        break;
    }
}

void Stepper::on(const NetworkChanged&)
{
    if (!connected() && s.phase != SyncState::Waiting)
        return;
    s.attempt = 0;
    connectSoon();
}

void Stepper::on(const Resumed&)
{
    if (connected() || s.phase == SyncState::Waiting)
        connectAfresh();
}

void Stepper::on(const UserRetry&)
{
    using enum SyncState;
    if (connected() || s.phase == Waiting || s.phase == Denied || s.phase == Gone)
        connectAfresh();
}

void Stepper::on(const Closed&)
{
    if (connected())
        halt(SyncState::Closed, {});
}

void Stepper::on(const GoneSeen&)
{
    if (connected())
        gone();
}

Step step(const State& state, const Input& input, const Context& context)
{
    Stepper stepper(state, context);
    std::visit([&stepper](const auto& what) { stepper.on(what); }, input);
    return stepper.take();
}

milliseconds silenceLimit(const State& state)
{
    if (!state.beatInterval)
        return state.policy.silenceBeforeBeats;
    return std::max(*state.beatInterval * 5 / 2, state.policy.shortestSilence);
}

} // namespace headgate::sync

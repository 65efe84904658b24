// SPDX-License-Identifier: MIT
#include "core/sync/syncmachine.h"

#include "core/sync/backoff.h"

#include <algorithm>

namespace headgate::sync {

namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

Issue makeIssue(Issue::Code code, QStringList args = {})
{
    return {code, {}, std::move(args)};
}

QString inSeconds(milliseconds span)
{
    return QString::number(duration_cast<seconds>(span).count());
}

/** One step under way: a state that changes and the commands that go with it. */
class Stepper
{
public:
    Stepper(const State& state, const Context& context)
        : m_context(context)
        , s(state)
    {
    }

    Step take() { return {std::move(s), std::move(m_commands)}; }

    void on(const Start&);
    void on(const Stop&);
    void on(const Headers&);
    void on(const Bytes&);
    void on(const Beat&);
    void on(const FirstFrame&);
    void on(const OtherFrame&);
    void on(const UpToDate&);
    void on(const SnapshotFailed&);
    void on(const Ended&);
    void on(const TimerFired&);
    void on(const NetworkChanged&);
    void on(const Resumed&);
    void on(const UserRetry&);
    void on(const Closed&);
    void on(const GoneSeen&);

private:
    bool connected() const { return s.phase == SyncState::CatchUp || s.phase == SyncState::Live; }
    bool runs(Timer timer) const { return (s.timers & bit(timer)) != 0; }
    static quint8 bit(Timer timer)
    {
        return static_cast<quint8>(1U << static_cast<unsigned>(timer));
    }

    template <typename T>
    void command(T what)
    {
        m_commands.emplace_back(std::in_place_type<T>, std::move(what));
    }
    void report() { command(Report{s.phase, s.issue}); }
    void start(Timer timer, milliseconds after);
    void stop(Timer timer);
    void closeAll();
    void connect();
    void connectAfresh();
    void connectSoon();
    void openLive();
    void fetch();
    void goLive();
    void wait(milliseconds delay);
    void halt(SyncState phase, Issue issue);
    void fail(Issue issue, std::optional<milliseconds> retryAfter = {});
    void gone();
    void alive() { s.lastByte = m_context.now; }
    void attached();
    void silent();
    milliseconds delayFor(const Issue& issue, std::optional<milliseconds> retryAfter) const;
    milliseconds untilNextConnect() const;

    const Context& m_context;
    State s;
    std::vector<Command> m_commands;
};

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

} // namespace

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

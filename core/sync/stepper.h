// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/syncmachine.h"

#include <utility>

namespace headgate::sync {

inline Issue makeIssue(Issue::Code code, QStringList args = {})
{
    return {code, {}, std::move(args)};
}

inline QString inSeconds(milliseconds span)
{
    return QString::number(std::chrono::duration_cast<std::chrono::seconds>(span).count());
}

/**
 * One step under way: a state that changes and the commands that go with it. Inside of step() only.
 * The handlers of the inputs are the rows of the table and stand in syncmachine.cpp; what several
 * rows do is in stepper.cpp.
 */
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

} // namespace headgate::sync

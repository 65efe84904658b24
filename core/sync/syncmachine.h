// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/issue.h"
#include "core/domain/source.h"

#include <chrono>
#include <optional>
#include <variant>
#include <vector>

// clang-format off
/**
 * How a source connects, notices that it is dead, waits and comes back: one pure step function.
 * The shell owns sockets and timers, turns what happens into inputs and does what the commands say.
 *
 * "fail(x)" = attempt + 1, CloseLive, wait: Waiting, StartTimer Retry, Report x. The wait is the
 * backoff, or the server's Retry-After; 30 s where trying again cannot help by itself.
 * "connect" = CloseLive if anything is open, then CatchUp, OpenLive and StartTimer Headers (live
 * first) or Fetch (with offsets), Report. "halt" = CloseLive, every timer stopped, Report.
 *
 * state          | input                        | then
 * ---------------|------------------------------|------------------------------------------------
 * Idle, Paused,  | Start                        | connect, attempt 0
 *  Denied, Gone  |                              |  after Gone in a new epoch
 * any but Closed | Stop                         | Paused, halt
 * CatchUp        | Headers 2xx, live first      | StartTimer Settle, Silence
 * CatchUp        | Headers 2xx, with offsets    | Live; StartTimer Stable, Silence, Report
 * CatchUp        | FirstFrame                   | Settle begins again: the listener comes after it
 * CatchUp        | OtherFrame, Beat or Settle   | Fetch, once
 * CatchUp        | UpToDate, live first         | Live; StartTimer Stable, Report
 * CatchUp        | UpToDate, with offsets       | OpenLive, StartTimer Headers
 * CatchUp        | SnapshotFailed, live first   | attempt + 1, StartTimer Snapshot, Report; the
 *                |                              |  stream stays (if trying again can help, else fail)
 * CatchUp        | SnapshotFailed, with offsets | fail
 * CatchUp        | Snapshot fired               | Fetch
 * CatchUp        | Headers fired                | fail(TimedOut)
 * CatchUp, Live  | Headers 401 or 403, or an    | Denied, halt
 *                |  issue NotAuthorised         |
 * CatchUp, Live  | Headers 404 or 410, GoneSeen | with offsets: a new epoch, connect; the second
 *                |                              |  time Gone, halt. Live first: fail(NotOpenCode)
 * CatchUp, Live  | Headers, any other           | fail(HttpError), or NotOpenCode if not an event
 *                |                              |  stream
 * CatchUp, Live  | Bytes, frames                | noted: the silence is counted from here
 * CatchUp, Live  | second Beat                  | StartTimer Silence, 2.5 times the interval
 * CatchUp, Live  | Silence fired                | StartTimer Silence for the rest, or, when nothing
 *                |                              |  came, attempt + 1 and connect at once (Silent)
 * Live           | Ended without issue          | the server was polite: connect, at most once a
 *                |                              |  second
 * CatchUp, Live  | Ended                        | fail
 * CatchUp, Live  | Closed                       | Closed, halt
 * Live           | Stable fired                 | attempt 0
 * Waiting        | Retry fired                  | connect
 * CatchUp, Live, | UserRetry, Resumed           | connect now, attempt 0: open sockets are suspect
 *  Waiting       |                              |
 * CatchUp, Live, | NetworkChanged               | the same, but at most once a second
 *  Waiting       |                              |
 * Denied, Gone   | UserRetry                    | connect, attempt 0; after Gone in a new epoch
 * any            | anything else                | nothing
 */
// clang-format on
namespace headgate::sync {

using std::chrono::milliseconds;

enum class Timer : quint8 { Settle, Headers, Silence, Retry, Stable, Snapshot };

struct Policy
{
    bool liveFirst = true; ///< no offsets: open the stream, then fetch, then it is live
    milliseconds settle{100}; ///< a listener is attached this long after the headers
    milliseconds headersLimit{10'000};
    milliseconds silenceBeforeBeats{60'000};
    milliseconds shortestSilence{1'000}; ///< two beats held up and then delivered together are
                                         ///< no interval
    milliseconds stable{20'000};
    milliseconds betweenConnects{1'000};

    friend bool operator==(const Policy&, const Policy&) = default;
};

// Inputs.
struct Start
{
};
struct Stop
{
}; ///< the person's pause
struct Headers
{
    int status = 0;
    std::optional<milliseconds> retryAfter;
    bool eventStream = true; ///< what the content type said
};
struct Bytes
{
};
struct Beat
{
}; ///< a heartbeat frame or comment was decoded
struct FirstFrame
{
}; ///< the greeting; it does not show that a listener is attached
struct OtherFrame
{
};
struct UpToDate
{
}; ///< catch-up or snapshot is committed
struct SnapshotFailed
{
    Issue issue;
    std::optional<milliseconds> retryAfter;
};
struct Ended
{
    Issue issue; ///< None: the server ended the stream in order
};
struct TimerFired
{
    Timer timer{};
};
struct NetworkChanged
{
};
struct Resumed
{
}; ///< the machine slept
struct UserRetry
{
};
struct Closed
{
}; ///< the end for good
struct GoneSeen
{
};

using Input = std::variant<Start, Stop, Headers, Bytes, Beat, FirstFrame, OtherFrame, UpToDate,
    SnapshotFailed, Ended, TimerFired, NetworkChanged, Resumed, UserRetry, Closed, GoneSeen>;

// Commands.
struct OpenLive
{
    friend bool operator==(const OpenLive&, const OpenLive&) = default;
};
/** The snapshot, or whatever follows the last committed offset (none of an older epoch). */
struct Fetch
{
    friend bool operator==(const Fetch&, const Fetch&) = default;
};
/** Close the stream, give up a fetch under way, drop what was buffered. */
struct CloseLive
{
    friend bool operator==(const CloseLive&, const CloseLive&) = default;
};
struct StartTimer
{
    Timer timer{};
    milliseconds after{};
    friend bool operator==(const StartTimer&, const StartTimer&) = default;
};
struct StopTimer
{
    Timer timer{};
    friend bool operator==(const StopTimer&, const StopTimer&) = default;
};
struct Report
{
    SyncState phase = SyncState::Idle;
    Issue issue;
    friend bool operator==(const Report&, const Report&) = default;
};

using Command = std::variant<OpenLive, Fetch, CloseLive, StartTimer, StopTimer, Report>;

struct State
{
    Policy policy;
    SyncState phase = SyncState::Idle;
    Issue issue; ///< why it is not live; None when it is
    int attempt = 0; ///< failures in a row
    std::optional<milliseconds> retryAt; ///< steady time; while a timer for the next try runs
    qint64 reconnects = 0; ///< times it was live again
    int epoch = 0; ///< grows when what was followed is gone and begins anew

    // Of the connection under way.
    bool open = false; ///< a stream is open or opening
    bool answered = false; ///< its headers came
    bool fetching = false;
    std::optional<milliseconds> connectedAt; ///< when the last one was begun
    milliseconds lastByte{};
    std::optional<milliseconds> lastBeat;
    std::optional<milliseconds> beatInterval; ///< the longest seen on this connection

    bool wasLive = false;
    bool restarted = false; ///< a new epoch was begun and has not been stable yet
    quint8 timers = 0; ///< those that run, one bit each

    friend bool operator==(const State&, const State&) = default;
};

struct Context
{
    milliseconds now{}; ///< steady clock
    double random01 = 0; ///< in [0, 1)
};

struct Step
{
    State state;
    std::vector<Command> commands; ///< to be done in this order
};

Step step(const State& state, const Input& input, const Context& context);

/** How long this connection may be silent before it counts as dead. */
milliseconds silenceLimit(const State& state);

} // namespace headgate::sync

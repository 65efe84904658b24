// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/replaystate.h"

#include <functional>
#include <map>

namespace headgate {

/**
 * The state of a session at any of its moments, in bounded time and memory: every so many steps the
 * state is kept, and another moment is reached from the nearest kept one before it, or from where
 * it stands. Pure as far as `read` is; any thread.
 */
class ReplayFrames
{
public:
    /** Steps [from, to), in order. */
    using Read = std::function<std::vector<ReplayStep>(qsizetype from, qsizetype to)>;

    static constexpr qsizetype mostFrames = 32;
    static constexpr qsizetype leastSpan = 500;

    ReplayFrames(SessionKey key, qsizetype count);

    /** As it was right after moment `index`; -1: before the first. `read` is used within the call.
     */
    const ReplayState& at(qsizetype index, const Read& read);
    /** The same in slices: goes some steps towards it. True: now() is as it was there. */
    bool go(qsizetype index, const Read& read);
    const ReplayState& now() const { return m_here.state; }
    /** Takes some steps towards the next state that is not kept yet, wherever at() stands: from
     * then on no moment is far. True: all are kept. */
    bool prepare(const Read& read);
    qsizetype span() const { return m_span; } ///< steps between two kept states
    qsizetype kept() const { return qsizetype(m_frames.size()); }

private:
    /** Where a state stands: so many steps were taken. */
    struct Walk
    {
        ReplayState state;
        qsizetype taken = 0;
    };

    void advance(Walk& walk, qsizetype wanted, const Read& read);

    qsizetype m_count = 0;
    qsizetype m_span = leastSpan;
    std::map<qsizetype, ReplayState> m_frames; ///< by the number of steps taken
    Walk m_here;
    Walk m_ahead; ///< at the last kept state, or on the way to the next one
};

} // namespace headgate

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
    qsizetype span() const { return m_span; } ///< steps between two kept states
    qsizetype kept() const { return qsizetype(m_frames.size()); }

private:
    qsizetype m_count = 0;
    qsizetype m_span = leastSpan;
    std::map<qsizetype, ReplayState> m_frames; ///< by the number of steps taken
    ReplayState m_now;
    qsizetype m_taken = 0;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/project/replayframes.h"

#include <algorithm>

namespace headgate {

namespace {

/** Steps taken in one go: some milliseconds. */
constexpr qsizetype slice = 250;

} // namespace

ReplayFrames::ReplayFrames(SessionKey key, qsizetype count)
    : m_count(count)
    , m_span(std::max(leastSpan, count / mostFrames + 1))
    , m_here{ReplayState(key)}
    , m_ahead(m_here)
{
    m_frames.emplace(0, m_here.state);
}

const ReplayState& ReplayFrames::at(qsizetype index, const Read& read)
{
    while (!go(index, read)) { }
    return m_here.state;
}

bool ReplayFrames::go(qsizetype index, const Read& read)
{
    const qsizetype wanted = std::clamp<qsizetype>(index + 1, 0, m_count);
    const auto frame = std::prev(m_frames.upper_bound(wanted));
    if (m_here.taken > wanted || frame->first > m_here.taken)
        m_here = {frame->second, frame->first};
    advance(m_here, wanted, read);
    return m_here.taken == wanted;
}

bool ReplayFrames::prepare(const Read& read)
{
    const auto last = std::prev(m_frames.end());
    if (last->first > m_ahead.taken)
        m_ahead = {last->second, last->first};
    if (last->first + m_span > m_count)
        return true;
    advance(m_ahead, last->first + m_span, read);
    return false;
}

/** Some steps towards it, and not over a place whose state is kept. */
void ReplayFrames::advance(Walk& walk, qsizetype wanted, const Read& read)
{
    const qsizetype to = std::min({wanted, walk.taken + slice, (walk.taken / m_span + 1) * m_span});
    if (to <= walk.taken)
        return;
    for (const ReplayStep& step : read(walk.taken, to))
        walk.state.apply(step);
    walk.taken = to;
    if (walk.taken % m_span == 0)
        m_frames.emplace(walk.taken, walk.state);
}

} // namespace headgate

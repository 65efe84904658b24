// SPDX-License-Identifier: MIT
#include "core/project/replayframes.h"

#include <algorithm>

namespace headgate {

namespace {

/** Steps read in one go. */
constexpr qsizetype slice = 250;

} // namespace

ReplayFrames::ReplayFrames(SessionKey key, qsizetype count)
    : m_count(count)
    , m_span(std::max(leastSpan, count / mostFrames + 1))
    , m_now(key)
{
    m_frames.emplace(0, m_now);
}

const ReplayState& ReplayFrames::at(qsizetype index, const Read& read)
{
    const qsizetype wanted = std::clamp<qsizetype>(index + 1, 0, m_count);
    const auto frame = std::prev(m_frames.upper_bound(wanted));
    if (m_taken > wanted || frame->first > m_taken) {
        m_now = frame->second;
        m_taken = frame->first;
    }
    while (m_taken < wanted) {
        const qsizetype to = std::min({wanted, m_taken + slice, (m_taken / m_span + 1) * m_span});
        for (const ReplayStep& step : read(m_taken, to))
            m_now.apply(step);
        m_taken = to;
        if (m_taken % m_span == 0)
            m_frames.emplace(m_taken, m_now);
    }
    return m_now;
}

} // namespace headgate

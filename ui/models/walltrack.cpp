// SPDX-License-Identifier: MIT
#include "ui/models/walltrack.h"

#include <algorithm>

namespace headgate {

void WallTrack::put(WallMoment moment)
{
    // What changes is nearly always among the last.
    const auto known = std::find_if(m_moments.rbegin(), m_moments.rend(),
        [&](const WallMoment& one) { return one.id == moment.id; });
    if (known != m_moments.rend()) {
        moment.at = known->at; // it began then
        *known = std::move(moment);
        return;
    }
    const auto place = std::upper_bound(m_moments.begin(), m_moments.end(), moment.at,
        [](Timestamp at, const WallMoment& one) { return at < one.at; });
    m_moments.insert(place, std::move(moment));
    if (m_moments.size() > most)
        m_moments.erase(m_moments.begin());
}

void WallTrack::readFrom(Timestamp from)
{
    using Kind = WallMoment::Kind;
    std::erase_if(m_moments, [from](const WallMoment& one) {
        const bool doing = one.kind == Kind::Said || one.kind == Kind::Called;
        return one.read || (doing && one.at >= from);
    });
}

void WallTrack::cut(Timestamp now)
{
    const auto begin = std::upper_bound(m_moments.begin(), m_moments.end(), now - span,
        [](Timestamp at, const WallMoment& one) { return at < one.at; });
    if (begin - m_moments.begin() > 1)
        m_moments.erase(m_moments.begin(), begin - 1);
}

const WallMoment* WallTrack::lastAt(Timestamp at) const
{
    const auto after = std::upper_bound(m_moments.begin(), m_moments.end(), at,
        [](Timestamp t, const WallMoment& one) { return t < one.at; });
    return after == m_moments.begin() ? nullptr : &*(after - 1);
}

} // namespace headgate

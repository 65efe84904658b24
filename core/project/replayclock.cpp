// SPDX-License-Identifier: MIT
#include "core/project/replayclock.h"

#include <algorithm>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** A silence is skipped when more than this is left of it, and up to this before its end. */
constexpr auto longSilence = 5s;
constexpr auto leftOfSilence = 1s;

} // namespace

ReplayClock::ReplayClock(std::shared_ptr<const ReplayTimeline> timeline)
    : m_timeline(std::move(timeline))
{
    toBegin();
}

qsizetype ReplayClock::count() const
{
    return m_timeline ? qsizetype(m_timeline->moments.size()) : 0;
}

Timestamp ReplayClock::begin() const
{
    return count() > 0 ? m_timeline->moments.front().at : Timestamp();
}

Timestamp ReplayClock::end() const
{
    return count() > 0 ? m_timeline->moments.back().at : Timestamp();
}

qsizetype ReplayClock::indexAt(Timestamp time) const
{
    if (!m_timeline)
        return -1;
    const auto& all = m_timeline->moments;
    const auto behind = std::upper_bound(all.begin(), all.end(), time,
        [](Timestamp t, const ReplayMoment& moment) { return t < moment.at; });
    return qsizetype(behind - all.begin()) - 1;
}

void ReplayClock::play(Timestamp now)
{
    if (count() == 0)
        return;
    if (isAtEnd())
        toBegin();
    m_playing = true;
    m_ticked = now;
}

void ReplayClock::pause(Timestamp now)
{
    tick(now);
    m_playing = false;
}

void ReplayClock::setSpeed(int speed, Timestamp now)
{
    tick(now);
    m_speed = speed >= 4 ? 4 : speed >= 2 ? 2 : 1;
}

void ReplayClock::seek(Timestamp to)
{
    m_at = std::clamp(to, begin(), end());
    m_index = indexAt(m_at);
}

void ReplayClock::toBegin()
{
    toEvent(0);
}

void ReplayClock::toEnd()
{
    toEvent(count() - 1);
}

void ReplayClock::toEvent(qsizetype index)
{
    if (count() == 0)
        return;
    m_index = std::clamp<qsizetype>(index, 0, count() - 1);
    m_at = m_timeline->moments[size_t(m_index)].at;
}

void ReplayClock::step(qsizetype events, Timestamp now)
{
    pause(now);
    toEvent(m_index + events);
}

bool ReplayClock::toNext(ReplayKind kind, bool forward, Timestamp now)
{
    pause(now);
    const qsizetype by = forward ? 1 : -1;
    for (qsizetype i = m_index + by; i >= 0 && i < count(); i += by) {
        if (m_timeline->moments[size_t(i)].kind == kind) {
            toEvent(i);
            return true;
        }
    }
    return false;
}

bool ReplayClock::tick(Timestamp now)
{
    if (!m_playing)
        return false;
    const auto passed = std::max(now - m_ticked, 0ms);
    m_ticked = now;
    if (passed == 0ms)
        return false;
    const qsizetype before = m_index;
    Timestamp to = m_at + passed * m_speed;
    if (m_skipping && m_index + 1 < count()) {
        const Timestamp next = m_timeline->moments[size_t(m_index + 1)].at;
        if (next - to > longSilence)
            to = next - leftOfSilence;
    }
    m_at = std::min(to, end());
    // Several may have happened at once: none of them is taken back.
    m_index = std::max(m_index, indexAt(m_at));
    if (isAtEnd())
        m_playing = false;
    return m_index != before || !m_playing;
}

} // namespace headgate

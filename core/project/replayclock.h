// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/replay.h"

#include <chrono>

namespace headgate {

/**
 * Where a replay stands on its timeline: a time, and the last event that had happened by then
 * (AP-45). Playing moves the time as the caller's clock moves, times the speed. Pure; the clock is
 * passed in.
 */
class ReplayClock
{
public:
    static constexpr std::chrono::milliseconds jump{5000}; ///< what one press of an arrow key is

    explicit ReplayClock(std::shared_ptr<const ReplayTimeline> timeline = {});

    qsizetype count() const;
    Timestamp begin() const;
    Timestamp end() const;
    /** The moment stood at. */
    Timestamp at() const { return m_at; }
    /** The last event up to at(), of equal times the one that was stepped to; -1: none. */
    qsizetype index() const { return m_index; }
    bool isPlaying() const { return m_playing; }
    bool isAtEnd() const { return count() == 0 || m_index == count() - 1; }
    int speed() const { return m_speed; }

    /** At the end it begins again. */
    void play(Timestamp now);
    void pause(Timestamp now);
    /** 1, 2 or 4. */
    void setSpeed(int speed, Timestamp now);
    /** True: silences of more than some seconds are passed over while playing. */
    void setSkipping(bool on) { m_skipping = on; }
    bool isSkipping() const { return m_skipping; }

    /** Cut to begin and end. Playing goes on from there. */
    void seek(Timestamp to);
    void seekBy(std::chrono::milliseconds by) { seek(m_at + by); }
    void toBegin();
    void toEnd();
    /** To the event so many further; ends playing. */
    void step(qsizetype events, Timestamp now);
    void toEvent(qsizetype index);
    /** To the next or the previous event of this kind; false: there is none. */
    bool toNext(ReplayKind kind, bool forward, Timestamp now);

    /** The caller's clock says `now`. True: another event is stood at, or playing ended. */
    bool tick(Timestamp now);

    /** The last event that happened by `time`; -1: none. */
    qsizetype indexAt(Timestamp time) const;

private:
    std::shared_ptr<const ReplayTimeline> m_timeline;
    Timestamp m_at;
    qsizetype m_index = -1;
    Timestamp m_ticked; ///< while playing
    int m_speed = 1;
    bool m_playing = false;
    bool m_skipping = false;
};

} // namespace headgate

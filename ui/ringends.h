// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QHash>

#include <algorithm>

namespace headgate {

/**
 * How much is left to see of rings whose sessions stopped running: a ring that ends fades within
 * two steps of Motion, so that a pause between two turns is no flicker. Only pictures are eased;
 * every word says at once what is so. Time is counted in steps; nothing here knows a clock.
 */
class RingEnds
{
public:
    /** A ring is painted now, or its end is. 1: it turns; 0: there is nothing left. */
    double left(const SessionKey& key, bool running)
    {
        if (running) {
            m_seen.insert(key, m_step);
            return 1;
        }
        const auto it = m_seen.constFind(key);
        if (it == m_seen.cend())
            return 0;
        return std::max(0.0, 1 - double(m_step - *it + 1) / (steps + 1));
    }
    bool isEnding(const SessionKey& key) const { return m_seen.contains(key); }
    /** Nothing moves: what ended is over. */
    void forget(const SessionKey& key) { m_seen.remove(key); }
    /** Rings that were not painted meanwhile are forgotten: their end was not seen either. */
    void step()
    {
        ++m_step;
        m_seen.removeIf([this](const auto& it) { return m_step - it.value() > steps; });
    }

private:
    static constexpr qint64 steps = 2;

    QHash<SessionKey, qint64> m_seen; ///< the step at which it was painted running last
    qint64 m_step = 0;
};

} // namespace headgate

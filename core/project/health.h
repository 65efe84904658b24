// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/health.h"
#include "core/domain/source.h"

#include <optional>

namespace headgate {

/** How the connection of one source did, as its states tell. Pure: fed with each of them. */
struct HealthState
{
    SourceHealth health;
    std::optional<SourceStatus> last; ///< that was told; nothing: none since the program began
    Timestamp lostAt; ///< not known: it is not lost
    qint64 tries = 0; ///< since then
};

constexpr size_t healthEventsKept = 500;
constexpr auto healthMinutesFor = std::chrono::hours(24);

/** What one state brought, to be kept. */
struct HealthNews
{
    std::vector<HealthEvent> happened; ///< new ones
    bool replacesLast = false; ///< the first of `happened` takes the place of the newest before it
    std::optional<HealthMinute> minute; ///< as it is now
    bool empty() const { return happened.empty() && !minute; }
};

/** What is still to be kept: minutes that are over, and the one that goes on. */
struct HealthUnkept
{
    std::vector<HealthNews> closed;
    HealthNews open;

    void add(HealthNews news);
    /** All of it, in its order; nothing is left. */
    std::vector<HealthNews> take();
};

/** Times are wall time. Counters that went back, after the program began anew, count from 0. */
HealthNews reduce(HealthState& state, const SourceStatus& status, Timestamp now);

/** `span` cut into `count` equal parts that end with the one `now` is in, the oldest first; `begin`
 * is that of the part. `span` and its parts are whole minutes. */
std::vector<HealthMinute> healthParts(
    const std::vector<HealthMinute>& minutes, Timestamp now, std::chrono::minutes span, int count);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace headgate::sync {

using std::chrono::milliseconds;

inline constexpr milliseconds firstDelay{1'000};
inline constexpr milliseconds longestDelay{30'000}; ///< before the random part
inline constexpr milliseconds longestRetryAfter{600'000};

/** `delay` times 1.0 to 1.2. `random01` is in [0, 1) and comes from a generator that each process
 * seeds anew: clients cut together must not come back together. */
milliseconds spread(milliseconds delay, double random01);

/**
 * How long to wait before try number `attempt` + 1, after `attempt` >= 1 failures in a row:
 * 1, 2, 4, 8, 16, 30, 30 s ... spread. What the server asked for wins, from 1 s up to 10 min.
 */
milliseconds backoffDelay(
    int attempt, double random01, std::optional<milliseconds> retryAfter = std::nullopt);

} // namespace headgate::sync

// SPDX-License-Identifier: MIT
#include "core/sync/backoff.h"

#include <algorithm>

namespace headgate::sync {

milliseconds spread(milliseconds delay, double random01)
{
    const double factor = 1.0 + 0.2 * std::clamp(random01, 0.0, 1.0);
    return milliseconds(
        static_cast<milliseconds::rep>(static_cast<double>(delay.count()) * factor));
}

milliseconds backoffDelay(int attempt, double random01, std::optional<milliseconds> retryAfter)
{
    // Never below the first delay: "Retry-After: 0" is not a licence to hammer.
    if (retryAfter)
        return std::clamp(*retryAfter, firstDelay, longestRetryAfter);
    const int doublings = std::clamp(attempt - 1, 0, 5);
    return spread(std::min(firstDelay * (1 << doublings), longestDelay), random01);
}

} // namespace headgate::sync

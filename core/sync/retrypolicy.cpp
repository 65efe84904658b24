// SPDX-License-Identifier: MIT
#include "core/sync/retrypolicy.h"

#include <algorithm>
#include <cmath>

namespace headgate::sync {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds longestAsked = 1h;

} // namespace

std::optional<QString> wrongField(const RetryPolicy& policy)
{
    if (policy.maxRetries < 0)
        return u"maxRetries must not be negative"_s;
    if (policy.initialDelay <= 0ms)
        return u"initialDelayMs must be positive"_s;
    if (policy.maxDelay < policy.initialDelay)
        return u"maxDelayMs must not be less than initialDelayMs"_s;
    // Negated, so that NaN is refused as well.
    if (!(policy.multiplier >= 1))
        return u"multiplier must be 1 or more"_s;
    return {};
}

milliseconds retryDelay(
    const RetryPolicy& policy, int retry, double random01, std::optional<milliseconds> retryAfter)
{
    const double grown = double(policy.initialDelay.count())
        * std::pow(policy.multiplier, std::clamp(retry - 1, 0, 1000));
    const double most = std::min(grown, double(policy.maxDelay.count()));
    const milliseconds jittered(static_cast<qint64>(most * random01));
    return std::max(jittered, std::min(retryAfter.value_or(0ms), longestAsked));
}

} // namespace headgate::sync

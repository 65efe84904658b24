// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <optional>

/** How a single request is tried again; sources that stay connected have backoff.h. */
namespace headgate::sync {

using std::chrono::milliseconds;

struct RetryPolicy
{
    int maxRetries = 6; ///< tries after the first
    milliseconds initialDelay{100};
    milliseconds maxDelay{60'000};
    double multiplier = 1.3;

    friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

/** The name of the field that cannot be meant, and why; nothing where all can. */
std::optional<QString> wrongField(const RetryPolicy& policy);

/**
 * How long to wait before retry number `retry` >= 1: anything between nothing and the whole delay,
 * so that clients who failed together do not come back together. The server's Retry-After is the
 * least, and is itself believed up to an hour. `random01` in [0, 1).
 */
milliseconds retryDelay(const RetryPolicy& policy, int retry, double random01,
    std::optional<milliseconds> retryAfter = std::nullopt);

} // namespace headgate::sync

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <array>
#include <optional>

namespace headgate {

/** How many requests of each kind a minute takes; 0: any number. Signs of life are not counted. */
struct PaneRates
{
    int reads = 0;
    int writes = 0;
    int streams = 0; ///< that begin

    /** Of the documented servers (systems.md 3.2). */
    static constexpr PaneRates documented() { return {1000, 100, 10}; }
};

/** Counts requests in windows of a minute. All who may ask are one, as they share one token. Values
 * alone; any thread. */
class PaneLimits
{
public:
    enum class Kind { Read, Write, Stream };

    explicit PaneLimits(const PaneRates& rates)
        : m_rates(rates)
    {
    }

    int limit(Kind kind) const;
    /** Counts one. Nothing: it may pass. Else after how many seconds the next one may. */
    std::optional<qint64> count(Kind kind, Timestamp now);

private:
    struct Window
    {
        Timestamp begin;
        int seen = 0;
    };

    PaneRates m_rates;
    std::array<Window, 3> m_windows;
};

} // namespace headgate

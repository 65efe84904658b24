// SPDX-License-Identifier: MIT
#include "core/server/panelimits.h"

#include <algorithm>

namespace headgate {

using namespace std::chrono_literals;

int PaneLimits::limit(Kind kind) const
{
    switch (kind) {
    case Kind::Read:
        return m_rates.reads;
    case Kind::Write:
        return m_rates.writes;
    case Kind::Stream:
        return m_rates.streams;
    }
    return 0;
}

std::optional<qint64> PaneLimits::count(Kind kind, Timestamp now)
{
    const int most = limit(kind);
    if (most <= 0)
        return {};
    Window& window = m_windows[size_t(kind)];
    // A clock that was set back begins a window as well.
    if (now >= window.begin + 1min || now < window.begin)
        window = {now, 0};
    if (window.seen < most) {
        ++window.seen;
        return {};
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(window.begin + 1min - now);
    return std::max<qint64>(1, left.count());
}

} // namespace headgate

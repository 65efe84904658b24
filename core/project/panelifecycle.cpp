// SPDX-License-Identifier: MIT
#include "core/project/panelifecycle.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headgate::pane {

const std::vector<Transition>& transitions()
{
    using enum Life;
    static const std::vector<Transition> table{
        {Idle, Cause::Initialize, Initializing},
        {Initializing, Cause::Ready, Active},
        {Initializing, Cause::Fail, Error},
        {Initializing, Cause::ConnectionTimeout, Error},
        {Active, Cause::Pause, Paused},
        {Active, Cause::Close, Closing},
        {Active, Cause::IdleTimeout, Closing},
        {Active, Cause::Fail, Error},
        {Active, Cause::ConnectionTimeout, Error},
        {Active, Cause::Heartbeat, Active},
        {Active, Cause::Join, Active},
        {Active, Cause::Leave, Active},
        {Paused, Cause::Resume, Active},
        {Paused, Cause::Close, Closing},
        {Paused, Cause::IdleTimeout, Closing},
        {Paused, Cause::Fail, Error},
        {Paused, Cause::Heartbeat, Paused},
        {Closing, Cause::CleanupTimeout, Closed},
        {Closing, Cause::ForceClose, Closed},
        {Error, Cause::Resume, Active},
        {Error, Cause::Close, Closed},
    };
    return table;
}

std::optional<Life> next(Life from, Cause cause)
{
    const auto& all = transitions();
    const auto at = std::find_if(all.begin(), all.end(),
        [&](const Transition& row) { return row.from == from && row.cause == cause; });
    return at == all.end() ? std::nullopt : std::optional(at->to);
}

std::optional<Life> lifeNamed(QStringView name)
{
    using enum Life;
    static constexpr std::array<std::pair<const char*, Life>, 7> names{
        {{"idle", Idle}, {"initializing", Initializing}, {"active", Active}, {"paused", Paused},
            {"closing", Closing}, {"closed", Closed}, {"error", Error}}};
    for (const auto& [word, life] : names) {
        if (name == QLatin1StringView(word))
            return life;
    }
    return {};
}

bool isReadOnly(Life life)
{
    return life == Life::Closed;
}

} // namespace headgate::pane

// SPDX-License-Identifier: MIT
#include "core/project/panelifecycle.h"

#include <algorithm>
#include <array>

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

namespace {

struct LifeName
{
    const char* word;
    Life life;
};

constexpr std::array<LifeName, 7> lifeNames{{{"idle", Life::Idle},
    {"initializing", Life::Initializing}, {"active", Life::Active}, {"paused", Life::Paused},
    {"closing", Life::Closing}, {"closed", Life::Closed}, {"error", Life::Error}}};

} // namespace

std::optional<Life> lifeNamed(QStringView name)
{
    for (const auto& [word, life] : lifeNames) {
        if (name == QLatin1StringView(word))
            return life;
    }
    return {};
}

QString lifeName(Life life)
{
    for (const auto& [word, known] : lifeNames) {
        if (known == life)
            return QString::fromLatin1(word);
    }
    return {};
}

bool isReadOnly(Life life)
{
    return life == Life::Closed;
}

} // namespace headgate::pane

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/lookup.h"
#include "core/domain/replay.h"
#include "core/domain/sessionexport.h"

#include <memory>
#include <variant>

namespace headgate {

/** Begins a replay, or shows another moment of it; answered by ReplayFound. One session at a time:
 * another one, or none, ends it. */
struct ReplayWish
{
    SessionId session; ///< empty: the replay ends, and nothing is answered
    bool anew = false; ///< the timeline is read again, and told
    qsizetype index = -1;
    int messages = 200; ///< at most so many
    quint64 number = 0; ///< chosen by the caller; answers carry it
};

struct ReplayFound
{
    quint64 number = 0;
    std::shared_ptr<const ReplayTimeline> timeline; ///< null: as told before
    std::shared_ptr<const ReplayScene> scene; ///< null: the session has no moments
};

/** What of a session's past: as it was at a moment, or all of it as a file. */
struct PastWish
{
    std::variant<ReplayWish, ExportWish> what;
};

struct PastFound
{
    std::variant<ReplayFound, ExportFound> what;
};

template <typename Wish>
std::shared_ptr<const Lookup> pastLookup(Wish wish)
{
    auto past = std::make_shared<const PastWish>(PastWish{std::move(wish)});
    return std::make_shared<const Lookup>(Lookup{Lookup::Past(std::move(past))});
}

/** The wish of this kind; null: another one, or of the present. */
template <typename Wish>
const Wish* pastWish(const Lookup& lookup)
{
    const auto* past = std::get_if<Lookup::Past>(&lookup.what);
    return past ? std::get_if<Wish>(&(*past)->what) : nullptr;
}

template <typename Found>
Finding pastFinding(Found found, Issue issue = {})
{
    auto past = std::make_shared<const PastFound>(PastFound{std::move(found)});
    return {Finding::Past(std::move(past)), std::move(issue)};
}

/** What was found of this kind; null: something else. */
template <typename Found>
const Found* pastFound(const Finding& finding)
{
    const auto* past = std::get_if<Finding::Past>(&finding.what);
    return past ? std::get_if<Found>(&(*past)->what) : nullptr;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/project/retention.h"

#include "core/domain/source.h"

#include <algorithm>
#include <chrono>

namespace headgate {

std::vector<SessionKey> sessionsToDrop(
    const std::vector<SessionStorage>& sessions, const Retention& wish, Timestamp now)
{
    std::vector<SessionKey> found;
    if (wish.keep == Retention::Keep::All)
        return found;
    std::vector<const SessionStorage*> some;
    qint64 held = 0;
    for (const SessionStorage& one : sessions) {
        if (one.bytes <= 0 || isLog(one.key.source))
            continue;
        some.push_back(&one);
        held += one.bytes;
    }
    std::ranges::stable_sort(some, {}, [](const SessionStorage* one) { return one->last; });
    const auto limit = now - std::chrono::days(std::max(1, wish.days));
    for (const SessionStorage* one : some) {
        const bool goes =
            wish.keep == Retention::Keep::Days ? one->last < limit : held > wish.bytes;
        if (!goes)
            break;
        held -= one->bytes;
        found.push_back(one->key);
    }
    return found;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/views/transcriptdamage.h"

#include <algorithm>

namespace headgate {

namespace {

bool sameLook(const BlockLook& a, const BlockLook& b)
{
    const bool selectedA = a.selectedFrom < a.selectedTo;
    const bool selectedB = b.selectedFrom < b.selectedTo;
    return selectedA == selectedB
        && (!selectedA || (a.selectedFrom == b.selectedFrom && a.selectedTo == b.selectedTo))
        && a.hovered == b.hovered && a.focused == b.focused && a.caret == b.caret
        && a.copied == b.copied && a.marked == b.marked;
}

bool same(const ShownBlock& a, const ShownBlock& b, int dy)
{
    return a.id == b.id && a.revision == b.revision && a.height == b.height && a.y + dy == b.y
        && sameLook(a.look, b.look);
}

} // namespace

KeptRows keptRows(
    const std::vector<ShownBlock>& before, const std::vector<ShownBlock>& now, int viewportHeight)
{
    // The first block that both have begins the run; what comes before it is new at the top.
    for (size_t j = 0; j < now.size(); ++j) {
        const auto old = std::ranges::find(before, now[j].id, &ShownBlock::id);
        if (old == before.end())
            continue;
        const int dy = now[j].y - old->y;
        auto was = old;
        auto is = now.begin() + static_cast<std::ptrdiff_t>(j);
        while (was != before.end() && is != now.end() && same(*was, *is, dy)) {
            ++was;
            ++is;
        }
        if (is == now.begin() + static_cast<std::ptrdiff_t>(j))
            return {};
        const ShownBlock& last = *(is - 1);
        // The shadow of a block that went out of sight is painted no more.
        const int from = std::max({dy == 0 ? 0 : blockOverhang, now[j].y, dy});
        const int to = std::min({viewportHeight, last.y + last.height, viewportHeight + dy});
        return from < to ? KeptRows{dy, from, to} : KeptRows{};
    }
    return {};
}

} // namespace headgate

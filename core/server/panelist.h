// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/panesession.h"

#include <vector>

namespace headgate {

/** Which sessions are asked for, in which order (AP-46). */
struct PaneListQuery
{
    enum class Sort { Updated, Created, Title };

    std::vector<pane::Life> states; ///< none: all
    QString agent;
    QString task;
    QString project;
    QString search; ///< in titles and ids; upper and lower case alike
    std::optional<Timestamp> from; ///< created then or later
    std::optional<Timestamp> to;
    Sort sort = Sort::Updated;
    bool descending = true;
    int limit = 50;
    qint64 offset = 0;
};

struct PaneList
{
    std::vector<const PaneSession*> rows; ///< of the page
    qint64 total = 0; ///< that match
    bool hasMore = false;
};

/** Pure. Those that go on stand above those that are closed, unless they are sorted by title. */
PaneList listSessions(std::vector<const PaneSession*> all, const PaneListQuery& query);

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/server/panelist.h"

#include <algorithm>

namespace headgate {

namespace {

bool matches(const PaneSession& s, const PaneListQuery& q)
{
    if (!q.states.empty() && std::find(q.states.begin(), q.states.end(), s.life) == q.states.end())
        return false;
    if (!q.agent.isEmpty() && s.agent != q.agent)
        return false;
    if (!q.task.isEmpty() && s.task != q.task && !s.desk.knowsTask(q.task))
        return false;
    if (!q.project.isEmpty() && s.project != q.project)
        return false;
    if ((q.from && s.created < *q.from) || (q.to && s.created > *q.to))
        return false;
    return q.search.isEmpty() || s.title.contains(q.search, Qt::CaseInsensitive)
        || s.id.contains(q.search, Qt::CaseInsensitive);
}

/** Below zero: `a` is the smaller one. */
int compared(const PaneSession& a, const PaneSession& b, PaneListQuery::Sort sort)
{
    if (sort == PaneListQuery::Sort::Title)
        return a.title.compare(b.title, Qt::CaseInsensitive);
    const bool created = sort == PaneListQuery::Sort::Created;
    const Timestamp x = created ? a.created : a.updated;
    const Timestamp y = created ? b.created : b.updated;
    return x < y ? -1 : int(x > y);
}

} // namespace

PaneList listSessions(std::vector<const PaneSession*> all, const PaneListQuery& query)
{
    std::erase_if(all, [&](const PaneSession* s) { return !matches(*s, query); });
    const bool openFirst = query.sort != PaneListQuery::Sort::Title;
    std::sort(all.begin(), all.end(), [&](const PaneSession* a, const PaneSession* b) {
        if (openFirst && a->isClosed() != b->isClosed())
            return b->isClosed();
        if (const int order = compared(*a, *b, query.sort); order != 0)
            return query.descending ? order > 0 : order < 0;
        return a->id < b->id;
    });
    PaneList page;
    page.total = qint64(all.size());
    const qint64 begin = std::min(query.offset, page.total);
    const qint64 end = std::min(begin + query.limit, page.total);
    page.rows.assign(all.begin() + begin, all.begin() + end);
    page.hasMore = end < page.total;
    return page;
}

} // namespace headgate

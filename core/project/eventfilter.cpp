// SPDX-License-Identifier: MIT
#include "core/project/eventfilter.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

void count(std::vector<EventGroup>& groups, QHash<QString, qsizetype>& index, const QString& id,
    const StreamEvent& event)
{
    auto at = index.constFind(id);
    if (at == index.constEnd()) {
        at = index.insert(id, qsizetype(groups.size()));
        EventGroup group;
        group.id = id;
        group.first = event.timestamp;
        groups.push_back(std::move(group));
    }
    EventGroup& group = groups[size_t(*at)];
    ++group.count;
    ++group.types[event.type];
    group.first = std::min(group.first, event.timestamp);
    group.last = std::max(group.last, event.timestamp);
    if (!event.actor.isEmpty() && !group.actors.contains(event.actor))
        group.actors.append(event.actor);
}

} // namespace

bool matchesType(const QString& type, const QString& pattern)
{
    if (pattern == "*"_L1)
        return true;
    return pattern.endsWith(".*"_L1) ? type.startsWith(QStringView(pattern).chopped(1))
                                     : type == pattern;
}

bool matches(const EventFilter& filter, const StreamEvent& event)
{
    const auto differs = [](const QString& wanted, const QString& is) {
        return !wanted.isEmpty() && wanted != is;
    };
    if (differs(filter.streamId, event.streamId) || differs(filter.actor, event.actor)
        || differs(filter.correlationId, event.correlationId))
        return false;
    if ((filter.since && event.timestamp < *filter.since)
        || (filter.until && event.timestamp > *filter.until))
        return false;
    return filter.types.isEmpty()
        || std::any_of(filter.types.begin(), filter.types.end(),
            [&](const QString& pattern) { return matchesType(event.type, pattern); });
}

std::vector<StreamEvent> filtered(const EventFilter& filter, const std::vector<StreamEvent>& events)
{
    std::vector<StreamEvent> found;
    for (const StreamEvent& event : events) {
        if (!matches(filter, event))
            continue;
        found.push_back(event);
        if (!filter.latest && filter.limit > 0 && qint64(found.size()) == filter.limit)
            break;
    }
    if (filter.latest && filter.limit > 0 && qint64(found.size()) > filter.limit)
        found.erase(found.begin(), found.end() - filter.limit);
    return found;
}

void reduce(EventGroups& state, const StreamEvent& event)
{
    count(state.streams, state.streamIndex, event.streamId, event);
    if (!event.correlationId.isEmpty())
        count(state.runs, state.runIndex, event.correlationId, event);
}

} // namespace headgate

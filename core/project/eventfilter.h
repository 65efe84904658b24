// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/streamevent.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate {

/** Which events of a log are wanted; all conditions hold together. An empty one asks for nothing.
 */
struct EventFilter
{
    QString streamId;
    QString correlationId;
    QStringList types; ///< any of them; "*" is every type, "checkpoint.*" what begins like that
    QString actor;
    std::optional<Timestamp> since; ///< inclusive
    std::optional<Timestamp> until; ///< inclusive
    qint64 limit = 0; ///< 0: no limit
    bool latest = false; ///< `limit` counts from the end of the log instead of its beginning

    friend bool operator==(const EventFilter&, const EventFilter&) = default;
};

/** One type against one pattern, as in EventFilter::types. */
bool matchesType(const QString& type, const QString& pattern);

/** Without the limit, which is about several events. */
bool matches(const EventFilter& filter, const StreamEvent& event);

/** In the order of the file, cut by the limit. */
std::vector<StreamEvent> filtered(
    const EventFilter& filter, const std::vector<StreamEvent>& events);

/** Events that belong together: of a stream, or of a run. */
struct EventGroup
{
    QString id;
    qint64 count = 0;
    Timestamp first;
    Timestamp last;
    QStringList actors; ///< in order of first sight
    QHash<QString, qint64> types; ///< how many of each

    friend bool operator==(const EventGroup&, const EventGroup&) = default;
};

/** The streams and the runs of a log, each in order of first sight. Pure; any thread. */
struct EventGroups
{
    std::vector<EventGroup> streams;
    std::vector<EventGroup> runs; ///< by correlation; events without one are in none
    QHash<QString, qsizetype> streamIndex;
    QHash<QString, qsizetype> runIndex;
    friend bool operator==(const EventGroups&, const EventGroups&) = default;
};

void reduce(EventGroups& state, const StreamEvent& event);

} // namespace headgate

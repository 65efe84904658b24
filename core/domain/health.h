// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <vector>

namespace headgate {

/** What came over a connection within one minute. A minute without anything is not kept. */
struct HealthMinute
{
    Timestamp begin; ///< a whole minute, UTC
    qint64 bytes = 0;
    qint64 events = 0;
    milliseconds lag{-1}; ///< the greatest; below 0: no event said its own time
    qint64 reconnects = 0;

    friend bool operator==(const HealthMinute&, const HealthMinute&) = default;
};

/** Something that happened to a connection. Numbers are kept in the history. */
struct HealthEvent
{
    enum class Kind : quint8 {
        Connected, ///< caught up and live; `count`: tries since it was lost
        Lost, ///< `issue` says why
        Denied, ///< credentials are needed
        Gone, ///< what was followed is not there any more
        Closed, ///< ended for good
        Paused, ///< by the person
        Resumed,
        Gap, ///< `count` cuts were found by sequence or by snapshot
        Repaired, ///< catch-up brought `count` events
        BadFrames, ///< `count` could not be read
    };

    Timestamp at;
    Kind kind = Kind::Connected;
    qint64 count = 0;
    milliseconds took{0}; ///< Connected: since it was lost; 0: it was not
    Issue issue{};

    friend bool operator==(const HealthEvent&, const HealthEvent&) = default;
};

/** A stable word, such as "lost". */
QString healthKindName(HealthEvent::Kind kind);

struct SourceHealth
{
    SourceId source;
    std::vector<HealthMinute> minutes; ///< of the last day, the oldest first
    std::vector<HealthEvent> happened; ///< the newest last

    friend bool operator==(const SourceHealth&, const SourceHealth&) = default;
};

struct HealthFound
{
    std::vector<SourceHealth> sources; ///< also those that are not followed any more, by id
    Timestamp at; ///< when it was read
};

} // namespace headgate

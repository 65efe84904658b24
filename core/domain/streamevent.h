// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace headgate {

/**
 * One event of a durable event log, whatever version wrote it. The text it came from is kept by who
 * read it: objects lose the order of their keys here. Types are an open set; what is not known is
 * carried along, never dropped.
 */
struct StreamEvent
{
    EventId id; ///< opaque; empty only before it is written
    QString type; ///< "checkpoint.requested", ...: an open set
    QString streamId; ///< a session as a rule, else a run, else a word such as "ledger-events"
    EventId causationId; ///< the event that led to this one; empty: not said
    QString correlationId; ///< the run it belongs to; empty: not said
    QString actor; ///< "user", an agent's name, "system", ...; empty: not said
    Timestamp timestamp; ///< the epoch: not said
    QJsonValue payload; ///< any JSON; Undefined: not said
    QJsonObject metadata;
    QJsonObject extra; ///< other keys of the envelope, and known ones whose value was no such thing

    friend bool operator==(const StreamEvent&, const StreamEvent&) = default;
};

} // namespace headgate

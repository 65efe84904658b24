// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace headgate {

struct LogOption
{
    QString id;
    QString label;
    QString description; ///< empty: none

    friend bool operator==(const LogOption&, const LogOption&) = default;
};

/** What a person said, as the log tells it. */
struct LogDecision
{
    bool approved = false;
    QString by;
    QString option; ///< id of the chosen one; empty: none
    QString reason; ///< of a rejection; a free answer travels as one
    Timestamp at;
    EventId event;
    bool expired = false; ///< decided although it had expired

    friend bool operator==(const LogDecision&, const LogDecision&) = default;
};

/** Where the agent that asks waits for a person; asked, and decided, by events of a log. */
struct LogCheckpoint
{
    /** The usual questions; they look different and dangerous ones are asked twice. */
    enum class Template : quint8 {
        Plain,
        Strategy,
        CodeReview,
        DangerousOperation,
        Design,
        EpicCompletion,
        Intervention, ///< a watchdog's: nothing to decide, only to take notice of
    };

    QString id; ///< empty: an intervention, told from others by its event
    EventId event; ///< the request
    QString streamId;
    QString correlationId;
    Template kind = Template::Plain;
    QString decisionPoint; ///< the question; of an intervention its message
    std::vector<LogOption> options;
    QString requestedBy;
    Timestamp requestedAt;
    std::optional<Timestamp> expiresAt; ///< shown, never enforced: it still waits afterwards
    QString task; ///< of an intervention
    QString reason; ///< of an intervention, such as "heartbeat_timeout"
    std::optional<LogDecision> decision; ///< the first one; nothing: it waits
    int laterDecisions = 0; ///< told after it, to no effect

    bool isIntervention() const { return id.isEmpty(); }
    bool waits() const { return !decision; }
    /** At its very moment it has not. */
    bool hasExpired(Timestamp now) const { return expiresAt && *expiresAt < now; }

    friend bool operator==(const LogCheckpoint&, const LogCheckpoint&) = default;
};

/** "plain", "strategy", "code-review", "dangerous-operation", "design", "epic-completion",
 * "intervention". */
QString templateName(LogCheckpoint::Template kind);

} // namespace headgate

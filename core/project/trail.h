// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/streamevent.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

/** The activity trail: every event of a tool call, every agent that was spawned. Pure. */
namespace headgate::trail {

struct Row
{
    Timestamp at;
    EventId event;
    QString type;
    QString session;
    QString who; ///< the agent, or the actor of the event
    QString what; ///< the tool, or "spawn"
    QString call; ///< of the tool's calls; of a spawn the intent or child session
    QString status; ///< as the event says it
    QString detail; ///< title, error or description

    friend bool operator==(const Row&, const Row&) = default;
};

/** Nothing for an event that belongs to no trail. */
std::optional<Row> row(const StreamEvent& event);

QByteArray csvHeader(); ///< with its line end
/** RFC 4180, one record with its line end; times are ISO 8601 in UTC. */
QByteArray csv(const Row& row);
QJsonObject json(const Row& row); ///< times are Unix milliseconds

} // namespace headgate::trail

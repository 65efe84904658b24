// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/streamevent.h"
#include "core/project/intents.h"

#include <QHash>

#include <vector>

namespace headgate {

/** What must be remembered between the events of an OpenCode server. Pure; any thread. */
struct LogBridge
{
    QHash<QString, QString> partTypes; ///< of parts that stream
};

/**
 * One OpenCode event as events of a durable log, in the names its plugin gives them; most events
 * have none. They have no id, time and run yet, and no stream where they are about no session.
 * `intents`: those of the log; a message of an active one's id completes it. Text that streams
 * arrives in `message.part.delta` since OpenCode 1.18, before that in `message.part.updated`: both
 * are read.
 */
std::vector<StreamEvent> bridge(
    LogBridge& state, const QString& type, const QJsonObject& properties, const Intents& intents);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace headgate {

/** What says that one thing comes from another; the strongest first. */
enum class LineageRule : quint8 {
    Causation, ///< an event's causation_id
    SessionParent, ///< parentID of a session that was created
    Spawn, ///< parent_session_id of an agent that was spawned
    LedgerTask, ///< epicId and taskId of a task
    TaskTool, ///< the session in the metadata of a task tool
    FirstVersion, ///< parentSessionId, as the first version wrote it
};

/** "causation_id", "parentID", ...: what the rule reads. */
QString lineageRuleName(LineageRule rule);

struct LineageNode
{
    enum class Kind : quint8 { Unknown, Session, Agent, Task, Epic, Event };

    QString id;
    Kind kind = Kind::Unknown;
    QString label; ///< title, agent or type; empty: none was told
    bool told = false; ///< false: only others speak of it

    friend bool operator==(const LineageNode&, const LineageNode&) = default;
};

struct LineageEdge
{
    QString parent;
    QString child;
    LineageRule rule = LineageRule::Causation;
    EventId event; ///< that told it

    friend bool operator==(const LineageEdge&, const LineageEdge&) = default;
};

} // namespace headgate

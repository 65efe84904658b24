// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/work.h"
#include "core/project/execution.h"
#include "core/project/intents.h"

#include <QHash>
#include <QSet>

namespace headgate {

/**
 * What agents do, kept small however long the log is: of what ended only the newest, and what the
 * rest adds up to. Texts are not looked at. Pure; any thread.
 */
struct WorkState
{
    static constexpr size_t kept = 2000; ///< of what ended; twice that before older ones go

    Execution execution;
    QHash<QString, ToolTally> past; ///< of the calls that were let go
    qint64 moreCalls = 0;
    qint64 moreSteps = 0;
    qint64 moreFiles = 0;
    std::vector<LogRun> runs; ///< in order of first sight
    QHash<QString, qsizetype> runIndex;
    QSet<QString> actors;
    QSet<QString> types;
};

/** Events in the order of the file. */
void reduce(WorkState& state, const StreamEvent& event);

Work workOf(const WorkState& state, const Intents& intents);

} // namespace headgate

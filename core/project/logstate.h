// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/eventfilter.h"
#include "core/project/execution.h"
#include "core/project/intents.h"
#include "core/project/ledger.h"
#include "core/project/lineage.h"
#include "core/project/logcheckpoints.h"

namespace headgate {

/** All that the events of a log add up to. Rebuilt by reading the log again, and always the same.
 * Pure; any thread. */
struct LogState
{
    LogCheckpoints checkpoints;
    Intents intents;
    LedgerState ledger;
    Lineage lineage;
    Execution execution;
    EventGroups groups;
    qint64 events = 0;
    EventId last;
    Timestamp lastAt;

    friend bool operator==(const LogState&, const LogState&) = default;
};

/** Events in the order of the file. */
void reduce(LogState& state, const StreamEvent& event);

} // namespace headgate

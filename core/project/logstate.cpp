// SPDX-License-Identifier: MIT
#include "core/project/logstate.h"

namespace headgate {

void reduce(LogState& state, const StreamEvent& event)
{
    reduce(state.checkpoints, event);
    reduce(state.intents, event);
    reduce(state.ledger, event);
    reduce(state.lineage, event);
    reduce(state.execution, event);
    reduce(state.groups, event);
    ++state.events;
    state.last = event.id;
    state.lastAt = event.timestamp;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

namespace headgate {

/** An AgentPane session in which several people and two agents are, as an engine would tell it at
 * FakeFeed::now(). */
class PaneFeed
{
public:
    static SourceId source();
    static SessionKey session();
    static ChangeBatch all(); ///< but who is there
    static ChangeBatch room(); ///< people, agents, terminal lines
    static Checkpoint approval(); ///< of a change of two files
};

} // namespace headgate

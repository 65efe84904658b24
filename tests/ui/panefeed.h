// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

namespace headgate {

/** An AgentPane session that asks about a change, as an engine would tell it at FakeFeed::now(). */
class PaneFeed
{
public:
    static SourceId source();
    static SessionKey session();
    static ChangeBatch all();
    static Checkpoint approval(); ///< of a change of two files
};

} // namespace headgate

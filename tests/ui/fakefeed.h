// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"

#include <vector>

namespace headgate {

/**
 * A believable day without any server: the changes an engine would send, and the commands the
 * window submits in return. For tests and pictures.
 */
class FakeFeed
{
public:
    /** The moment everything below is told at: 2026-05-14 10:45:00 UTC. */
    static Timestamp now();
    static Timestamp ago(std::chrono::seconds span) { return now() - span; }

    static ChangeBatch sources();
    static ChangeBatch sessions();
    static ChangeBatch requests();
    static ChangeBatch transcript();
    static ChangeBatch events();
    static ChangeBatch serving(); ///< the embedded server, with the main session published
    static ChangeBatch todos(); ///< of the main session
    static Checkpoint checkpoint(); ///< of an event log
    static ChangeBatch ledger(); ///< of the workstation
    static ChangeBatch work(); ///< of the workstation: what its agents do
    static ChangeBatch lineage(); ///< of the workstation: the sessions, and what a log adds
    static ChangeBatch state(); ///< a stream of state changes, caught up with
    /** All of it, in an order in which subagents come before their parents. */
    static ChangeBatch all();

    static SourceId workstation();
    static SourceId rooms(); ///< the stream that state() is of
    static SessionKey mainSession();
    static SessionKey exploring();
    static Checkpoint push();
    static Checkpoint question();
    static Checkpoint edit();
};

} // namespace headgate

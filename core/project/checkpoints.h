// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/project/sessions.h"

#include <QHash>
#include <QSet>

namespace headgate {

/**
 * Every request of one source that waits or was settled since the program started, by its full key
 * (approvals.md H20, H25, H26). Only the stream or a list settles one; our own sending is told by
 * DecisionStep. Pure; any thread.
 */
struct CheckpointsState
{
    SourceId source;
    bool answerable = true; ///< whether a server takes answers
    bool outlastTurns = false; ///< a request waits until it is decided, whatever its session does
    std::vector<Checkpoint> checkpoints; ///< in order of first sight
    QSet<SessionId> busy; ///< sessions whose turn runs: only those can wait
    struct Cascade
    {
        Timestamp at;
        Reply reply = Reply::Always;
        RequestId of; ///< the one that was answered
    };
    QHash<SessionId, Cascade>
        ownCascade; ///< our last "always" or "reject" there: siblings fall with it
    /** Told as answered, just as we did, before our own POST came back; and whether another answer
     * of ours would explain it. */
    QHash<CheckpointKey, bool> heard;
};

void reduce(
    CheckpointsState& state, const Fact& fact, const FactContext& context, ChangeBatch& out);

/** Null if not known. */
const Checkpoint* find(const CheckpointsState& state, const CheckpointKey& key);

/**
 * All that could be learnt of the tools of this message has been told: a request on it that is
 * still being checked waits, as far as anybody can say.
 */
void offerChecked(
    CheckpointsState& state, const SessionId& session, const MessageId& message, ChangeBatch& out);

/** Requests of this very session that wait. */
int waitingIn(const CheckpointsState& state, const SessionId& session);

/**
 * The server listed all pending requests of one kind in `directory`. Returns what is told of the
 * others there: a request that was on its way counts as settled, one that waited has vanished.
 */
std::vector<DecisionStep> vanished(const CheckpointsState& state, const QString& directory,
    CheckpointKind kind, const QSet<RequestId>& listed);

} // namespace headgate

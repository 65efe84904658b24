// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/fact.h"

#include <QHash>

#include <vector>

namespace headgate {

/**
 * Prompts of ours that the server's copy has not been seen of. A copy is told by its words and its
 * place: a message of the person, behind all that was known when ours was sent, not taken for the
 * copy of an earlier one. Our own message id would be simpler, but one that is ahead of the
 * server's clock confuses its loop, and even a loopback address may be a tunnel. Pure; any thread.
 */
struct PromptsState
{
    struct Waiting
    {
        Prompt prompt;
        Timestamp behind; ///< creation time of the newest message known when it was sent
        qint64 askedAfter = -1; ///< Checking: a page asked for at this row or later settles it
    };

    std::vector<Waiting> waiting; ///< in the order of sending
    QHash<MessageId, QString> texts; ///< a person's messages since: their words
    QHash<MessageId, Timestamp> created;
    QHash<MessageId, SessionId> sessions;
};

void add(PromptsState& state, const Prompt& prompt, Timestamp behind);
PromptsState::Waiting* find(PromptsState& state, const QString& id);

/** Tells PromptChanged of each whose copy this fact completes. */
void reduce(PromptsState& state, const Fact& fact, ChangeBatch& out);

/** All that the server has of this session was read, in a page asked for at row `fence`: what was
 * being looked for and is not there was lost. */
void settleRead(PromptsState& state, const SessionId& session, qint64 fence, ChangeBatch& out);

/** It is not there, whyever; its words are the person's again. */
void fail(PromptsState& state, const QString& id, const Issue& issue, ChangeBatch& out);

} // namespace headgate

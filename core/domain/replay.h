// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/issue.h"
#include "core/domain/message.h"

#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace headgate {

/** What happened at a moment, as far as a timeline marks it. */
enum class ReplayKind : quint8 {
    Other,
    Message, ///< one began, changed or went
    Text, ///< words of one
    Tool,
    Asked, ///< a person was asked
    Answered,
    Gap, ///< the connection was cut: something may be missing before it
};

/** One kept event of a session, as a place to stand at. */
struct ReplayMoment
{
    Timestamp at; ///< when it happened, as far as anybody said
    qint64 row = 0; ///< its place in the history
    std::optional<qint64> seq; ///< its offset in the session's own log, where that has them
    QString type; ///< upstream's word
    ReplayKind kind = ReplayKind::Other;
    bool kept = true; ///< false: that it happened was kept, and not what it said

    friend bool operator==(const ReplayMoment&, const ReplayMoment&) = default;
};

/** All moments of a session, by (at, row). Never changes once it was told. */
struct ReplayTimeline
{
    SessionKey key;
    std::vector<ReplayMoment> moments;

    friend bool operator==(const ReplayTimeline&, const ReplayTimeline&) = default;
};

/** A line of a session's terminal. */
struct ReplayLine
{
    Timestamp at;
    QString stream; ///< "input", "output", ...: upstream's word
    QString text;

    friend bool operator==(const ReplayLine&, const ReplayLine&) = default;
};

/** A session as it was right after a moment. */
struct ReplayScene
{
    SessionKey key;
    qsizetype index = -1; ///< of the moment; -1: before the first
    std::vector<MessageWithParts> messages; ///< the newest of them, by (created, id)
    bool older = false; ///< there were more than these
    std::vector<Mark> marks;
    std::vector<Todo> todos;
    std::vector<Checkpoint> waiting; ///< requests nobody had answered, in order of asking
    QSet<RequestId> unkeptRequests; ///< of these: what was asked was not kept
    QSet<MessageId> unkeptMessages; ///< how they stood then was not kept: who and when is known
    QSet<PartId> unkept; ///< parts that were there then; what they held then was not kept
    QList<ReplayLine> terminal; ///< the newest lines

    friend bool operator==(const ReplayScene&, const ReplayScene&) = default;
};

} // namespace headgate

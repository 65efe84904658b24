// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/message.h"
#include "core/domain/session.h"

#include <variant>
#include <vector>

namespace headgate {

/** What one event says, in the field's own terms: a dialect makes facts, reducers apply them. */
struct SessionDescribed
{
    Session session; ///< status, activity, waiting and turnStarted are not part of it
};

struct SessionGone
{
    SessionId session;
};

struct StatusTold
{
    enum class Status : quint8 { Idle, Busy, Retry };

    SessionId session;
    Status status = Status::Idle;
    QString message; ///< Retry: why
    int attempt = 0;
    Timestamp next; ///< Retry: when
};

struct MessageDescribed
{
    Message message;
};

struct MessageGone
{
    SessionId session;
    MessageId message;
};

struct PartDescribed
{
    Part part;
};

struct PartDelta
{
    SessionId session;
    MessageId message;
    PartId part;
    QString text;
};

struct PartGone
{
    SessionId session;
    MessageId message;
    PartId part;
};

struct RequestAsked
{
    Checkpoint checkpoint;
};

struct RequestAnswered
{
    SessionId session;
    RequestId request;
    std::optional<Reply> reply; ///< empty: nobody said which
    Answers answers; ///< with Reply::Answer
};

struct TurnFailed
{
    SessionId session; ///< may be empty: nobody knows whose
    QString name; ///< upstream's error class
    QString text;
};

struct TodosTold
{
    SessionId session;
    std::vector<Todo> todos;
};

struct CompactionEnded
{
    SessionId session;
};

/** A mark of this client's own, kept in the history. */
struct MarkMade
{
    SessionId session;
    Mark mark;
};

/** A step in the life of our own answer, kept in the history. */
struct DecisionStep
{
    CheckpointKey key;
    CheckpointState state = CheckpointState::Sending;
    Reply reply = Reply::Once;
    Issue issue;
    Answers answers{}; ///< with Reply::Answer
};

/** The server, or one directory of it, began anew: everything has to be read again (DG-41). */
struct ServerRestarted
{
};

using Fact = std::variant<SessionDescribed, SessionGone, StatusTold, MessageDescribed, MessageGone,
    PartDescribed, PartDelta, PartGone, RequestAsked, RequestAnswered, TurnFailed, TodosTold,
    CompactionEnded, MarkMade, DecisionStep, ServerRestarted>;

} // namespace headgate

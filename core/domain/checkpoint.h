// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate {

/** Request ids may repeat elsewhere: a request is unique by source, session and id (approvals.md
 * H20). */
struct CheckpointKey
{
    SourceId source;
    SessionId session;
    RequestId request;

    friend bool operator==(const CheckpointKey&, const CheckpointKey&) = default;
    friend size_t qHash(const CheckpointKey& k, size_t seed = 0)
    {
        return qHashMulti(seed, k.source, k.session, k.request);
    }
};

enum class CheckpointKind : quint8 {
    Permission,
    Question,
    Hitl, ///< a checkpoint of a durable event log: a human in the loop chooses or refuses
};

enum class CheckpointState : quint8 {
    Pending, ///< a person is waited for
    Sending, ///< our answer is on its way
    Sent, ///< the server said 200; the stream has not said so yet
    Confirmed, ///< the stream or the pending list says that our answer took effect
    AnsweredElsewhere, ///< another client was first
    TooLate, ///< our answer was taken to no effect: the turn no longer waited
    Cancelled, ///< the turn ended or the session went without an answer
    Unknown, ///< it vanished while we could not see; nobody can say how
    Failed, ///< our answer did not get through; it still waits and can be answered again
    Checking, ///< only a list names it, and lists keep what nobody waits on any more: whether its
              ///< tool still waits is being looked up, until then it is not offered
};

/** `Answer` answers a question, with words; the others answer a permission, and `Reject` both. */
enum class Reply : quint8 { Once, Always, Reject, Answer };

QString replyName(Reply reply); ///< "once", "always", "reject": upstream's words; "answer"
std::optional<Reply> replyFromName(QStringView name);
QString checkpointStateName(CheckpointState state);
QString checkpointKindName(CheckpointKind kind);

struct QuestionOption
{
    QString label;
    QString description;
    QString id{}; ///< Hitl: what an answer names

    friend bool operator==(const QuestionOption&, const QuestionOption&) = default;
};

struct Question
{
    QString header;
    QString text;
    std::vector<QuestionOption> options;
    bool multiple = false;
    bool freeText = true;

    friend bool operator==(const Question&, const Question&) = default;
};

/** For each question of a request: the labels chosen, or a person's own words. */
using Answers = QList<QStringList>;

/** A permission or a question that an agent waits on, and what became of it. */
struct Checkpoint
{
    CheckpointKey key;
    CheckpointKind kind = CheckpointKind::Permission;
    QString directory;
    QString permission; ///< "bash", "edit", "webfetch", ...
    QStringList patterns; ///< what this one request covers
    QStringList always; ///< what "always" would cover
    QString text; ///< the full payload: command, unified diff, URL, or metadata as JSON
    QString file; ///< edit: the path
    bool isDiff = false; ///< `text` is a unified diff
    std::vector<Question> questions;
    MessageId message; ///< the tool part that waits
    QString callId;
    QString reason; ///< the agent's own words; empty: none given
    Timestamp firstSeen; ///< by this client
    std::optional<Timestamp> asked; ///< start of the tool part; else "at least since firstSeen"
    Timestamp confirmedPending; ///< when the server last said that it waits
    CheckpointState state = CheckpointState::Pending;
    bool answerable = true; ///< false: seen in a stream, where no server takes an answer
    QString requestedBy; ///< Hitl: in the log's own words
    std::optional<Timestamp> expires; ///< Hitl: shown; nothing enforces it
    QString option; ///< Hitl: the id of what was chosen, with an approval
    QString answeredBy; ///< Hitl: in the log's own words
    std::optional<Reply> reply; ///< the answer, whoever gave it
    Answers answers; ///< with Reply::Answer
    Timestamp resolvedAt;
    Issue issue; ///< Failed, TooLate, AnsweredElsewhere: why

    bool waits() const
    {
        return state == CheckpointState::Pending || state == CheckpointState::Failed;
    }
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/** A person's answer on its way out. */
struct Decision
{
    enum class Actor : quint8 { Window, Notification, Cli };

    CheckpointKey key;
    Reply reply = Reply::Once;
    QString message; ///< to the agent; a rejection with words lets the turn go on
    Actor actor = Actor::Window;
    Timestamp shown; ///< when the person saw it
    Answers answers{}; ///< with Reply::Answer: one entry per question
    QString option{}; ///< Hitl: the id of what is chosen; empty: approved as it is
    QString batch{}; ///< the same for all that were decided together; empty: decided by itself

    friend bool operator==(const Decision&, const Decision&) = default;
};

} // namespace headgate

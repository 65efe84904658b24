// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/session.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace headgate {

enum class Role : quint8 { Unknown, User, Assistant };

enum class PartKind : quint8 {
    Unknown,
    Text,
    Reasoning,
    Tool,
    File,
    Agent,
    Subtask,
    Patch,
    Retry,
    Compaction,
    StepStart,
    StepFinish,
    Snapshot,
};

enum class ToolStatus : quint8 { Pending, Running, Completed, Failed };

/** A file that a tool gave back beside its words. */
struct Attachment
{
    QString fileName;
    QString mime;
    QString url; ///< untrusted

    friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct ToolCall
{
    QString callId;
    QString tool; ///< "bash", "edit", "task", ...
    ToolStatus status = ToolStatus::Pending;
    QString title;
    QJsonObject input;
    QString output; ///< what the tool printed so far, or in the end
    QString error;
    QString diff; ///< unified diff of an edit; empty otherwise
    std::vector<Attachment> attachments;
    SessionId child; ///< the subagent's session of a task
    std::optional<Timestamp> started;
    std::optional<Timestamp> ended;

    friend bool operator==(const ToolCall&, const ToolCall&) = default;
};

struct Part
{
    PartId id;
    MessageId message;
    SessionId session;
    PartKind kind = PartKind::Unknown;
    QString type; ///< upstream's own word for kind
    QString text; ///< Text, Reasoning: so far, or final; Retry, Compaction: its words
    bool synthetic = false; ///< written by the server, not by the person
    bool verbatim = false; ///< Text of a terminal: not Markdown, and with its escape sequences
    bool final = true; ///< false while deltas may still come
    std::vector<qsizetype> gaps; ///< UTF-16 positions in `text` where deltas were missed
    std::optional<Timestamp> started;
    std::optional<Timestamp> ended;
    ToolCall tool; ///< Tool only
    QString fileName; ///< File only
    QString mime;
    QString url; ///< untrusted

    friend bool operator==(const Part&, const Part&) = default;
};

/** What one turn did to one file. */
struct FileDiff
{
    QString file;
    QString patch; ///< unified diff; empty: not told
    QString status; ///< upstream's word: "added", "deleted", "modified"
    int additions = 0;
    int deletions = 0;

    friend bool operator==(const FileDiff&, const FileDiff&) = default;
};

struct Message
{
    MessageId id;
    SessionId session;
    Role role = Role::Unknown;
    Timestamp created;
    std::optional<Timestamp> completed;
    QString agent;
    QString provider; ///< of the model
    QString model;
    QString errorName; ///< upstream's error class, such as "MessageAbortedError"; empty if none
    QString errorText;
    bool summary = false; ///< made by compaction
    Tokens tokens;
    double cost = 0;
    std::vector<FileDiff> diffs; ///< User: what the turn that it began did to files
    bool placeholder = false; ///< a part came first; the message is not described yet (DG-53)

    friend bool operator==(const Message&, const Message&) = default;
};

/** A message with its parts in the server's order. */
struct MessageWithParts
{
    Message message;
    std::vector<Part> parts;

    friend bool operator==(const MessageWithParts&, const MessageWithParts&) = default;
};

struct Todo
{
    QString content;
    QString status; ///< upstream's word: "pending", "in_progress", "completed", "cancelled"
    QString priority;

    friend bool operator==(const Todo&, const Todo&) = default;
};

/** A line in the transcript that is not a message. Words are made in ui. */
struct Mark
{
    enum class Kind : quint8 {
        Repaired, ///< the stream was cut from `from` to `at`; `count` events were caught up,
                  ///< `decisions` made elsewhere
        Decision, ///< a request was answered; see `detail`, `request`
        Compacted, ///< detail: "auto" or "manual"
        Error, ///< detail: the error's words
        Stopped, ///< a person ended its turn, here
    };

    QString id; ///< stable; a mark with a known id replaces it
    Kind kind = Kind::Repaired;
    Timestamp at; ///< its place among the messages
    Timestamp from;
    int count = 0;
    int decisions = 0;
    QString detail; ///< Decision: upstream's word for the answer, such as "once"
    RequestId request;
    bool own = false; ///< Decision: made in this profile, not by another client

    friend bool operator==(const Mark&, const Mark&) = default;
};

} // namespace headgate

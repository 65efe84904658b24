// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/command.h"
#include "core/domain/event.h"
#include "core/domain/intent.h"
#include "core/domain/issue.h"
#include "core/domain/ledger.h"
#include "core/domain/lineage.h"
#include "core/domain/message.h"
#include "core/domain/progress.h"
#include "core/domain/prompt.h"
#include "core/domain/recording.h"
#include "core/domain/serving.h"
#include "core/domain/session.h"
#include "core/domain/source.h"
#include "core/domain/timeline.h"
#include "core/domain/work.h"

#include <QJsonValue>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace headgate {

struct Finding;
struct TerminalNews;

struct SourceChanged
{
    SourceStatus status;
    friend bool operator==(const SourceChanged&, const SourceChanged&) = default;
};

struct SourceRemoved
{
    SourceId source;
    friend bool operator==(const SourceRemoved&, const SourceRemoved&) = default;
};

struct SessionChanged
{
    Session session;
    friend bool operator==(const SessionChanged&, const SessionChanged&) = default;
};

struct SessionRemoved
{
    SessionKey key;
    friend bool operator==(const SessionRemoved&, const SessionRemoved&) = default;
};

struct CheckpointChanged
{
    Checkpoint checkpoint;
    friend bool operator==(const CheckpointChanged&, const CheckpointChanged&) = default;
};

/** The newest page of an opened session, in place of whatever was shown of it. */
struct TranscriptLoaded
{
    SessionKey key;
    std::vector<MessageWithParts> messages; ///< by (created, id)
    std::vector<Mark> marks;
    bool hasOlder = false;
    bool loading = false; ///< true: the server has not been asked yet, or has not answered
    friend bool operator==(const TranscriptLoaded&, const TranscriptLoaded&) = default;
};

/** Older messages, to be put before those shown. */
struct OlderLoaded
{
    SessionKey key;
    std::vector<MessageWithParts> messages;
    bool hasOlder = false;
    friend bool operator==(const OlderLoaded&, const OlderLoaded&) = default;
};

struct MessageChanged
{
    SessionKey key;
    Message message;
    friend bool operator==(const MessageChanged&, const MessageChanged&) = default;
};

struct MessageRemoved
{
    SessionKey key;
    MessageId message;
    friend bool operator==(const MessageRemoved&, const MessageRemoved&) = default;
};

/** The whole part, known before or not. */
struct PartChanged
{
    SessionKey key;
    Part part;
    /** The part of the same message that a new one stands behind, by the server's list; an empty id
     * is its begin. Not told: behind all that are known. */
    std::optional<PartId> after{};
    friend bool operator==(const PartChanged&, const PartChanged&) = default;
};

/** Text to be put behind what the part has. */
struct PartAppended
{
    SessionKey key;
    MessageId message;
    PartId part;
    QString text;
    friend bool operator==(const PartAppended&, const PartAppended&) = default;
};

struct PartRemoved
{
    SessionKey key;
    MessageId message;
    PartId part;
    friend bool operator==(const PartRemoved&, const PartRemoved&) = default;
};

struct MarkAdded
{
    SessionKey key;
    Mark mark;
    friend bool operator==(const MarkAdded&, const MarkAdded&) = default;
};

/** The whole todo list of an opened session. */
struct TodosChanged
{
    SessionKey key;
    std::vector<Todo> todos;
    friend bool operator==(const TodosChanged&, const TodosChanged&) = default;
};

/** One thing of a State Protocol stream, as it is now. */
struct StateRow
{
    QString type;
    QString key;
    QJsonValue value;
    Timestamp at; ///< when it was changed last
    qint64 changes = 0; ///< how often, as far as this client saw
    friend bool operator==(const StateRow&, const StateRow&) = default;
};

struct StateRowChanged
{
    SourceId source;
    StateRow row;
    bool gone = false;
    friend bool operator==(const StateRowChanged&, const StateRowChanged&) = default;
};

/** Every row of that source is gone; what follows is told anew. */
struct StateCleared
{
    SourceId source;
    friend bool operator==(const StateCleared&, const StateCleared&) = default;
};

/** What the agents of a source planned, did and learnt, in place of what was told before. */
struct LedgerChanged
{
    SourceId source;
    Ledger ledger;
    std::vector<Intent> intents; ///< that are active
    friend bool operator==(const LedgerChanged&, const LedgerChanged&) = default;
};

/** A node of a source's lineage as it is now; its place never changes. */
struct LineageRow
{
    qsizetype place = 0; ///< in order of first sight, without holes
    LineageNode node;
    qsizetype parent = -1; ///< place of the node above; -1: none
    LineageRule rule = LineageRule::Causation; ///< that put it there
    bool inCycle = false; ///< at the top only because its ancestors lead back to it
    friend bool operator==(const LineageRow&, const LineageRow&) = default;
};

/** Nodes of a source's lineage that are new or changed, by place. */
struct LineageGrew
{
    SourceId source;
    bool anew = false; ///< what was told before is gone
    std::vector<LineageRow> rows;
    friend bool operator==(const LineageGrew&, const LineageGrew&) = default;
};

/** What the agents of a source do and did, in place of what was told before. */
struct WorkChanged
{
    SourceId source;
    Work work;
    friend bool operator==(const WorkChanged&, const WorkChanged&) = default;
};

/** A recording, as it stands now. */
struct RecordingChanged
{
    Recording recording;
    friend bool operator==(const RecordingChanged&, const RecordingChanged&) = default;
};

struct EventsLogged
{
    std::vector<EventRow> rows;
    qint64 skipped = 0; ///< left out: before these rows, or among them where they were read
    /** EventFeed::All: nothing more is told until ReadEvents asks for what came after this row. */
    std::optional<qint64> readOnAfter{};
    friend bool operator==(const EventsLogged&, const EventsLogged&) = default;
};

struct IssueRaised
{
    Issue issue;
    int count = 1;
    friend bool operator==(const IssueRaised&, const IssueRaised&) = default;
};

/** A person's words on their way, as they stand now. */
struct PromptChanged
{
    Prompt prompt;
    friend bool operator==(const PromptChanged&, const PromptChanged&) = default;
};

/** An act of this client's ended. */
struct ActSettled
{
    SessionAct::Kind kind = SessionAct::Kind::Rename;
    SessionKey key; ///< Create: the session that was made
    Issue issue; ///< None: the server did it
    friend bool operator==(const ActSettled&, const ActSettled&) = default;
};

/** The embedded server and all its streams, in place of what was told before. */
struct ServingChanged
{
    Serving serving;
    friend bool operator==(const ServingChanged&, const ServingChanged&) = default;
};

/** Something about the terminals of a server, see core/domain/terminal.h. */
struct TerminalTold
{
    SourceId source;
    std::shared_ptr<const TerminalNews> news; ///< never null
    friend bool operator==(const TerminalTold&, const TerminalTold&) = default;
};

/** What was found of what a person wanted to know, see core/domain/lookup.h. */
struct LookedUp
{
    SourceId source;
    std::shared_ptr<const Finding> finding; ///< never null
    friend bool operator==(const LookedUp&, const LookedUp&) = default;
};

/** How far the engine is with work that takes long. */
struct ProgressChanged
{
    Progress progress;
    friend bool operator==(const ProgressChanged&, const ProgressChanged&) = default;
};

/** Everything a view can be told. One stream of these, in order, is the only way in. */
using Change = std::variant<SourceChanged, SourceRemoved, SessionChanged, SessionRemoved,
    CheckpointChanged, TranscriptLoaded, OlderLoaded, MessageChanged, MessageRemoved, PartChanged,
    PartAppended, PartRemoved, MarkAdded, TodosChanged, StateRowChanged, StateCleared,
    LedgerChanged, LineageGrew, EventsLogged, IssueRaised, PromptChanged, ActSettled,
    ServingChanged, TerminalTold, LookedUp, TimelineCounted, TimelineRead, TimelineEventRead,
    TimelineExported, WorkChanged, RecordingChanged, ProgressChanged>;

using ChangeBatch = std::vector<Change>;

} // namespace headgate

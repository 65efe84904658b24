// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/ids.h"
#include "core/domain/recording.h"
#include "core/domain/source.h"
#include "core/domain/storage.h"
#include "core/domain/timeline.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <variant>

namespace headgate {

struct Lookup;
struct TerminalWish;

struct AddSource
{
    SourceConfig config;
};

/** Only what it is called here; the connection stays as it is. */
struct RenameSource
{
    SourceId source;
    QString name; ///< empty: the host
};

struct RemoveSource
{
    SourceId source;
};

/** No request leaves for this source until ResumeSource (DG-14). */
struct PauseSource
{
    SourceId source;
};

struct ResumeSource
{
    SourceId source;
};

/** "Reconnect now": forget the waiting time. */
struct RetrySource
{
    SourceId source;
};

/** Every socket is suspect: the machine slept or its network changed. */
struct SystemResumed
{
};

struct OpenSession
{
    SessionKey key;
};

struct CloseSession
{
    SessionKey key;
};

struct LoadOlder
{
    SessionKey key;
};

struct Decide
{
    Decision decision;
};

/** Ends the running turn of a session and of all subagents below it, the deepest first; who does
 * not run is left alone. Ends with the first that the server does not stop. */
struct StopSession
{
    SessionKey key;
    Decision::Actor actor = Decision::Actor::Window;
};

/** Sends a person's words. PromptChanged tells what becomes of them, under the sender's own id. */
struct SendPrompt
{
    SessionKey key;
    QString id; ///< unique among this program's prompts
    QString text;
    Decision::Actor actor = Decision::Actor::Window;
};

/** What else a person does to a session. Sent once; ActSettled tells how it ended. */
struct SessionAct
{
    enum class Kind : quint8 {
        Create, ///< `text`: its title, may be empty; `key.session` is not used
        Rename, ///< `text`: its new title
        Delete, ///< with its subagents; a turn that runs is ended first
    };

    Kind kind = Kind::Rename;
    SessionKey key;
    QString text{};
    QString directory{}; ///< Create: empty: the server's own; else that of the session
    Decision::Actor actor = Decision::Actor::Window;
};

/** Whether archived sessions of all sources are told like others. */
struct ShowArchived
{
    bool on = true;
};

/** The next events of the history after this row, answered by EventsLogged: for a caller with
 * EventFeed::All who was too slow to be told each as it came. */
struct ReadEvents
{
    SourceId source;
    qint64 after = 0;
};

/** Starts the embedded server. What it holds stays on disk when it stops. */
struct Serve
{
    QString host = QStringLiteral("127.0.0.1"); ///< another than this machine's own needs a token
    quint16 port = 4437; ///< 0: any free one
    QByteArray token; ///< bearer token to ask for; empty: none
    QList<QByteArray> origins; ///< of web pages that may ask; "*": all
    int retentionDays = 0; ///< 0: events are kept for ever
};

struct StopServing
{
};

/** Mirrors a session into a durable stream of the embedded server, or stops doing so; the stream
 * stays. No effect while the server is off. */
struct PublishSession
{
    SessionKey key;
    bool on = true;
};

/** Mirrors all of a source into the stream "events", and each of its sessions into its own. */
struct PublishSource
{
    SourceId source;
};

/** Something about the terminals of a server, see core/domain/terminal.h. No effect on sources that
 * have none. */
struct UseTerminal
{
    SourceId source;
    std::shared_ptr<const TerminalWish> wish; ///< never null
};

/** Asks a source for something that is shown and not kept, see core/domain/lookup.h; answered by
 * LookedUp. */
struct LookUp
{
    SourceId source;
    std::shared_ptr<const Lookup> lookup; ///< never null
};

/** Ends work that Progress said can be ended, see there for what is left. No effect on other work.
 */
struct CancelWork
{
    QString id; ///< Progress::id
};

/** How long what ended sessions said is kept; holds until it is told otherwise, and is not kept
 * over restarts by the engine. See Retention for what goes. */
struct KeepFor
{
    Retention retention;
};

/** What is stored of this session's transcript goes, in slices; told by ProgressChanged. Refused
 * with IssueRaised (NotOffered) while the session runs or waits for a person. */
struct DropContent
{
    SessionKey key;
};

/** Gives room that is free inside of the history's file back to the disk, in slices; told by
 * ProgressChanged. */
struct ShrinkHistory
{
};

using Command = std::variant<AddSource, RenameSource, RemoveSource, PauseSource, ResumeSource,
    RetrySource, SystemResumed, OpenSession, CloseSession, LoadOlder, Decide, StopSession,
    SendPrompt, SessionAct, ShowArchived, ReadEvents, Serve, StopServing, PublishSession,
    PublishSource, UseTerminal, LookUp, ShowTimeline, ReadTimeline, ReadTimelineEvent,
    ExportTimeline, RecordSource, CancelWork, KeepFor, DropContent, ShrinkHistory>;

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/httptarget.h"
#include "core/server/panelist.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>

/**
 * The routes of sessions with channels (AgentPane's API, systems.md 3.2), as this server has them.
 *
 * Answers are `{ok: true, ...}` or `{ok: false, error: {code, message, details?}}`. Whatever writes
 * is answered once the event is stored, with the event's own `offset`: events of a session count
 * from 0. Listeners hear of it afterwards. ID: 1 to 100 of A-Z a-z 0-9 - _.
 *
 * Sessions, at /api/sessions:
 * - POST `{id?, projectId?, taskId?, agentId?, title?}`: 201 and the session.
 * - GET ?limit&offset&status&agentId&taskId&projectId&search&from&to&sort&order: `data` and
 *   `pagination {limit, offset, hasMore, total}`. sort: updatedAt, createdAt or title.
 * - GET and DELETE /ID: the session; `{deleted: true}`.
 * - POST /ID/close: the session, with `offset`; it can be read and nothing else from then on. One
 *   that nobody uses is `closing` first, told by a state:update with `reason: "idle_timeout"`.
 * - GET /ID/events?fromOffset=N&limit=100: `data` and `pagination {limit, offset, hasMore,
 *   nextOffset}`. The offset may be called `offset` in all of these; the larger one counts.
 * - GET /ID/stream?fromOffset=N: unnamed frames.
 * - GET /ID/history?startTime&endTime&eventTypes&cursor&limit: `{events, nextCursor, hasMore}`.
 * - GET /ID/summary; POST /ID/export `{format}`: json, markdown or csv.
 * - GET /ID/presence: `{users, viewerCount}`; a user has a `status`, connected or stale.
 * - POST /ID/presence `{userId, action?, displayName?, avatarUrl?, cursor?, selection?,
 *   activeFile?}`: `offset`. action: join or leave; without one it is a sign of life (NOT_FOUND
 *   for who has not joined: join again). 15 s without one make a user stale, 30 s end it with an
 *   event presence:left that has `reason: "timeout"`.
 * - POST /ID/input `{input, id?}`: `offset` of a terminal:input.
 * - POST /ID/input `{answers: {HEADER: label or labels}, interactionId?}`: `offset` of a plan:turn
 *   `{role: "user", interactionId, answers, content}`, or of a task-creation:message with the same
 *   where task-creation:questions asked. PLAN_INTERACTION_ALREADY_ANSWERED, _NOT_FOUND.
 *
 * Answers to what is asked for a task, at /api/tasks/ID, whatever its session:
 * - POST /approve `{feedback?, approver?, mergeCommit?}`, /reject `{reason, feedback?}`: `data
 *   {approved: true}` or `{rejected: true}` with `taskId` and `sessionId`, and `offset` of the
 * event approval:approved or approval:rejected. TASK_NOT_FOUND, NOT_WAITING_APPROVAL,
 * ALREADY_APPROVED, NO_DIFF; MERGE_CONFLICT and WORKTREE_DIRTY with `details {files}` where the
 * request's payload named files under `conflicts` or `dirty`.
 * - POST /approve-plan, /reject-plan `{reason?}`: the same for plan_ready; the event has `plan:
 * true`.
 *
 * Streams, at /api/streams:
 * - POST ?sessionId=ID `{channel, data}` or `{type, data}`: `{ok: true, offset}`. `id` and
 * `timestamp` are filled in where they are absent. The six channels; by `type`, any event that
 * decode/panewire knows. A terminal:input whose id was there a moment ago is answered with its
 * offset, not doubled.
 * - GET ?sessionId=ID&offset=N: frames that are named by their type.
 * - GET /ID/subscribe?fromOffset=N: unnamed frames, `X-Stream-Id`.
 * - GET and HEAD /ID?fromOffset=0&limit=100: `{streamId, metadata, events, pagination}`.
 *
 * Frames carry `{type, data, timestamp, offset, id, channel}` and `id: OFFSET`; the first one is
 * `connected`; `: ping` comes every 15 s. An offset means that event too; Last-Event-ID means what
 * comes behind it. What is older than the retention is removed; a read from before that begins at
 * the oldest event that is kept. A session's events are also the stream "session:ID" of the other
 * mounts, which cannot write it.
 */
namespace headgate {

/** How the first frame of a session's stream looks, and whether frames have names. */
enum class PaneFraming {
    Session, ///< /api/sessions/ID/stream
    Named, ///< /api/streams?sessionId=ID
    Subscription, ///< /api/streams/ID/subscribe
};

/** A request understood, its values checked; nothing of the session is known yet. */
struct PaneRequest
{
    enum class Kind {
        ListSessions,
        CreateSession,
        GetSession,
        DeleteSession,
        CloseSession,
        ListEvents,
        ReadStream,
        HeadStream,
        History,
        Summary,
        Export,
        ListPresence,
        TellPresence,
        Input,
        Publish,
        Listen,
        Approve,
        Reject,
        ApprovePlan,
        RejectPlan,
    };

    Kind kind = Kind::ListSessions;
    QString session;
    QString task;
    QJsonObject body;
    PaneListQuery list;
    PaneFraming framing = PaneFraming::Session;
    qint64 from = 0; ///< offset, inclusive
    int limit = 100;
    // history
    std::optional<Timestamp> startTime;
    std::optional<Timestamp> endTime;
    QStringList eventTypes;

    bool writes() const;
    /** Of the signs of life, which no limit counts. */
    bool isPresence() const { return kind == Kind::TellPresence || kind == Kind::ListPresence; }
};

/** True for what stands under /api/. */
bool isPanePath(const HttpTarget& target);
/** The request, or the answer that refuses it. Pure. */
std::variant<PaneRequest, HttpResponse> readPaneRequest(
    const HttpRequest& http, const HttpTarget& target);

} // namespace headgate

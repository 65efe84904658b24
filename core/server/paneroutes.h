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
 * answers after the event is stored, with the event's own `offset`: events of a session count from
 * 0. Listeners hear of it afterwards. ID: 1 to 100 of A-Z a-z 0-9 - _.
 *
 * | request | answer |
 * |---|---|
 * | POST /api/sessions `{id?, projectId?, taskId?, agentId?, title?}` | 201, the session |
 * | GET /api/sessions?limit&offset&status&agentId&taskId&projectId&search&from&to&sort&order | |
 * | GET, DELETE /api/sessions/ID | the session; `{deleted: true}` |
 * | POST /api/sessions/ID/close | the session, closed: it can be read, and nothing else |
 * | GET /api/sessions/ID/events?fromOffset=N&limit=100 (or `offset`; inclusive) | `data` is a list,
 *   `pagination {limit, offset, hasMore, nextOffset}` |
 * | GET /api/sessions/ID/stream?fromOffset=N (or `offset`) | unnamed frames |
 * | GET /api/sessions/ID/history?startTime&endTime&eventTypes&cursor&limit | `{events, nextCursor,
 *   hasMore}` |
 * | GET /api/sessions/ID/summary, POST /api/sessions/ID/export `{format: json|markdown|csv}` | |
 * | GET /api/sessions/ID/presence | `{users, viewerCount}` |
 * | POST /api/sessions/ID/presence `{userId, action?: join|leave, displayName?, avatarUrl?,
 * cursor?, selection?, activeFile?}` | `offset`. Without an action: a sign of life, NOT_FOUND for
 * who has not joined. 15 s without one make a user `stale`, 30 s end it with `presence:left`. | |
 * POST /api/sessions/ID/input `{input}` or `{answers: {header: label or labels}, interactionId?}`
 *   | `offset` of terminal:input; of plan:turn `{role: "user", interactionId, answers, content}`
 *   (task-creation:message where task-creation:questions asked). A second answer:
 *   PLAN_INTERACTION_ALREADY_ANSWERED. |
 * | POST /api/tasks/ID/approve `{feedback?, approver?, mergeCommit?}`, /reject `{reason,
 * feedback?}` | `{approved: true}`, `{rejected: true}` with `offset` and `sessionId`; the event is
 *   approval:approved or approval:rejected |
 * | POST /api/tasks/ID/approve-plan, /reject-plan `{reason?}` | the same; the event has `plan:
 * true` | | POST /api/streams?sessionId=ID `{channel, data}` or `{type, data}` | `{ok: true,
 * offset}`. `id` and `timestamp` are filled in where they are absent. The six channels; by `type`
 * any event that decode/panewire knows. The same terminal:input id again answers the first one's
 * offset. | | GET /api/streams?sessionId=ID&offset=N | frames named by their type | | GET
 * /api/streams/ID/subscribe?fromOffset=N | unnamed frames, `X-Stream-Id` | | GET, HEAD
 * /api/streams/ID?fromOffset=0&limit=100 | `{streamId, metadata, events, pagination}` |
 *
 * Frames carry `{type, data, timestamp, offset, id, channel}` and `id: OFFSET`; the first one is
 * `connected`; `: ping` every 15 s. From an offset on means that event too; Last-Event-ID means
 * what comes behind it. What is older than 30 days is removed; reading from before that begins at
 * the oldest that is kept.
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

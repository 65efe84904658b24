// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/expected.h"
#include "core/domain/fact.h"

#include <QByteArray>
#include <QJsonObject>

#include <variant>
#include <vector>

/** The OpenCode dialect: what one JSON value of its event streams and list answers means. Pure.
 * Shapes: OpenCode 1.18. */
namespace headgate::opencode {

struct Connected
{
};

struct Heartbeat
{
};

/**
 * The second copy of a durable change on /global/event: same id as the plain event, plus its place
 * in the session's log. `raw` is decoded only where the plain event was missed: see
 * eventFromTwin().
 */
struct SyncTwin
{
    EventId id;
    SessionId aggregate;
    qint64 seq = 0;
    QByteArray raw;
};

using Frame = std::variant<Event, SyncTwin, Connected, Heartbeat>;

/** One `data:` value of /global/event or /event. Unknown types are events like any other. Errors:
 * BadFrame. */
Expected<Frame> decodeFrame(const SourceId& source, const QByteArray& data, Timestamp arrived);

Expected<Event> eventFromTwin(const SourceId& source, const SyncTwin& twin, Timestamp arrived);

/** One element of the answer of POST /sync/history. */
Expected<Event> eventFromHistory(const SourceId& source, const QJsonObject& row, Timestamp arrived);

/** An event as the stream would have told it, made from a list answer: origin Snapshot, no id. */
Event makeEvent(const SourceId& source, const QString& directory, const QString& type,
    const QJsonObject& properties, Timestamp at);

/** A mark or decision step of this client's own; read back by facts(). */
Event makeLocalEvent(const SourceId& source, const SessionId& session, const Mark& mark);
Event makeLocalEvent(const DecisionStep& step, Timestamp at);

/** What an event says. Empty for what is only shown as a raw event. Deterministic: the history is
 * decoded by it again. */
std::vector<Fact> facts(const Event& event);

// The objects inside; also what list answers hold.
Session session(const SourceId& source, const QJsonObject& info);
Message message(const QJsonObject& info);
Part part(const QJsonObject& part);
Checkpoint permission(const SourceId& source, const QString& directory, const QJsonObject& request);
Checkpoint question(const SourceId& source, const QString& directory, const QJsonObject& request);

/** The parsed inner object of a stored frame, whichever of the three layouts it has. */
QJsonObject bodyOf(const QByteArray& raw);

} // namespace headgate::opencode

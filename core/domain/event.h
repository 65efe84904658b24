// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace headgate {

/** How this client came to know of an event. */
enum class Origin : quint8 {
    Live, ///< it arrived on the stream
    Snapshot, ///< a list answer differed from what was known
    History, ///< the server's own log of missed changes
    Local, ///< this client's own mark: a cut, a repair, a decision
};

QString originName(Origin origin);

/**
 * The thing an event describes as a whole, if any: a later event with the same session and key
 * supersedes it. `parent` and `order` give its place: a message stands by creation time, a part
 * below its message.
 */
struct EntityRef
{
    QString
        key; ///< "session", "status", "m:<message>", "p:<part>", "r:<request>"; empty: no entity
    QString parent; ///< key of what it belongs to; empty at the top
    qint64 order = 0; ///< among its siblings
    bool gone = false; ///< the event says that it does not exist any more
    QJsonObject
        content; ///< the thing itself, as list answers show it too: what reconciliation compares

    friend bool operator==(const EntityRef&, const EntityRef&) = default;
};

/**
 * The canonical envelope: one thing that happened upstream, whatever the transport. `raw` is what
 * the dialect decodes again when a session is rebuilt from the history; `body` is its parsed inner
 * object.
 */
struct Event
{
    SourceId source;
    SessionId session; ///< empty: not about one session
    EventId id; ///< upstream id; empty where upstream has none
    QString type; ///< open set
    std::optional<qint64> seq; ///< position in the session's durable log, where upstream has one
    QString directory; ///< scope upstream needs back in replies
    Origin origin = Origin::Live;
    Timestamp time; ///< when it happened as upstream says, else when it arrived
    QByteArray raw; ///< JSON text; empty once superseded (see History)
    QJsonObject body;
    EntityRef entity;
    QString position; ///< in a stream of values; what has no id of its own is told by it

    friend bool operator==(const Event&, const Event&) = default;
};

/** One line of the raw event view and of `headgate-cli tail`. */
struct EventRow
{
    qint64 row = 0; ///< position in the history, strictly growing
    SourceId source;
    SessionId session;
    EventId id;
    QString type;
    std::optional<qint64> seq;
    Origin origin = Origin::Live;
    Timestamp time;
    QByteArray data; ///< the inner object as JSON text; empty if dropped as superseded

    friend bool operator==(const EventRow&, const EventRow&) = default;
};

} // namespace headgate

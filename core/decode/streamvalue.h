// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/opencode.h"
#include "core/decode/statechange.h"
#include "core/domain/event.h"
#include "core/domain/expected.h"

#include <QByteArray>

#include <variant>

/**
 * What one value of a stream means. Each value speaks for itself: one stream may carry several
 * dialects. What none of them knows is an event like any other, shown as it came. Pure; any thread.
 */
namespace headgate::streamvalue {

enum class Dialect : quint8 {
    OpenCode, ///< an event of an OpenCode bus, with or without its directory
    StateChange, ///< State Protocol: insert, update or delete of one thing
    StateControl, ///< State Protocol: snapshot-start, snapshot-end, reset
    Envelope, ///< a StreamEvent: `type`, `stream_id`, `actor`, `payload`
    Channel, ///< an AgentPane session event: `channel`, `data`
    Json, ///< other JSON
    Text, ///< UTF-8 that is no JSON
    Bytes, ///< neither
};

QString dialectName(Dialect dialect); ///< a stable word: "opencode", "state-change", ...

/** Of a parsed JSON object. */
Dialect recognise(const QJsonObject& value);

/** Where a value stands in its stream; what has no id of its own is known by this. */
struct Position
{
    QByteArray offset; ///< of the read that brought it
    qsizetype index = 0; ///< within that read
};

/** An OpenCode value keeps its meaning; everything else is an event whose type says what it is. */
using Decoded = std::variant<Event, opencode::SyncTwin, opencode::Connected, opencode::Heartbeat>;

/**
 * Never fails: what cannot be read as what it claims to be is shown as plain JSON, text or bytes.
 * Types of the rows: OpenCode's own; "state.insert" and so on; "envelope:TYPE"; "channel:NAME";
 * "json", "text", "bytes". None of the latter can be mistaken for an OpenCode type.
 */
Decoded decode(
    const SourceId& source, const QByteArray& value, const Position& position, Timestamp arrived);

/** The parsed inner object of a stored value, by the type its row has; also of a stored OpenCode
 * frame. */
QJsonObject bodyOf(const QString& type, const QByteArray& raw);

} // namespace headgate::streamvalue

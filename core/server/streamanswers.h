// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/streamroutes.h"

/** What is answered where the rules have decided. Pure; framing and status codes of both dialects
 * (durable-streams.md 1.3 to 1.10, systems.md 2.1). */
namespace headgate::answers {

HttpResponse created(const StreamRequest& request, const StreamFacts& stream, bool isNew);
/** `next`: the offset behind what was written. */
HttpResponse appended(const StreamRequest& request, const StreamFacts& stream, Position next);
HttpResponse closed(const StreamFacts& stream);
HttpResponse duplicate(const StreamFacts& stream, qint64 epoch, qint64 lastSeq);
HttpResponse producerGap(qint64 expected, qint64 received);
HttpResponse head(const StreamRequest& request, const StreamFacts& stream);

/** What a read gives: from the first place to the second, which is the tail if `upToDate`. */
struct Piece
{
    Position from;
    Position next;
    bool upToDate = false;
    QByteArray body; ///< framed: an array, bytes or lines
};

/** A catch-up or a long-poll that has data, or a 304 if the caller knows it already. `cursor`
 * null: none. `shared`: caches of others may keep it. */
HttpResponse data(const StreamRequest& request, const StreamFacts& stream, Piece piece,
    const QByteArray& cursor, bool shared);
/** A long-poll that has waited in vain. */
HttpResponse nothingNew(
    const StreamRequest& request, const StreamFacts& stream, const QByteArray& cursor);
/** The head of an event stream; `framing` is the writer's. */
HttpResponse events(const StreamRequest& request, const StreamFacts& stream, Position from);

/** True where events carry base64 (neither text nor JSON). */
bool needsBase64(const StreamFacts& stream);
/** The Content-Type of a read in this dialect. */
QByteArray typeOf(const StreamRequest& request, const StreamFacts& stream);

/** The current interval of 20 s since 2024-10-09, or one above what the client has already. `dice`:
 * 0 to 3599. */
QByteArray cursorText(Timestamp now, QByteArrayView clientCursor, int dice);

} // namespace headgate::answers

// SPDX-License-Identifier: MIT
#include "core/server/streamanswers.h"

namespace headgate::answers {

namespace {

/** The offset behind a position: of the source where a fork only inherited what stands before. */
QByteArray offsetAt(const StreamFacts& stream, Position position)
{
    return offsetText(stream.offsetAt(position));
}

bool isSimple(const StreamRequest& request)
{
    return request.dialect == Dialect::Simple;
}

/** The older dialect's headers are welcome in both; Stream-Offset is where the answer begins. */
void addPlaces(HttpResponse& answer, const StreamFacts& stream, Position from, Position next)
{
    answer.add("Stream-Next-Offset", offsetAt(stream, next));
    answer.add("Stream-Offset", offsetAt(stream, from));
    answer.add("Stream-Tail-Offset", offsetAt(stream, stream.tail));
}

QByteArray entityTag(const StreamFacts& stream, const Piece& piece)
{
    const bool atEnd = stream.isClosed && piece.next == stream.tail;
    return '"' + QByteArray::number(qint64(stream.id)) + ':' + QByteArray::number(piece.from.at)
        + ':' + QByteArray::number(piece.next.at)
        + (atEnd                 ? ":c\""
                : piece.upToDate ? ":t\""
                                 : "\"");
}

} // namespace

HttpResponse created(const StreamRequest& request, const StreamFacts& stream, bool isNew)
{
    HttpResponse answer{isNew ? 201 : 200, {}, {}};
    answer.add("Content-Type", typeOf(request, stream));
    if (isNew)
        answer.add("Location", request.location);
    addPlaces(answer, stream, stream.tail, stream.tail);
    if (stream.isClosed)
        answer.add("Stream-Closed", "true");
    return answer;
}

HttpResponse appended(const StreamRequest& request, const StreamFacts& stream, Position next)
{
    const bool simple = isSimple(request);
    HttpResponse answer{simple || request.producer ? 200 : 204, {}, {}};
    // A close that only closes is no new data (1.5).
    if (request.producer && request.body.isEmpty() && !simple)
        answer.status = 204;
    answer.add("Stream-Next-Offset", offsetAt(stream, next));
    if (simple)
        answer.add("Stream-Tail-Offset", offsetAt(stream, next));
    if (request.producer) {
        answer.add("Producer-Epoch", QByteArray::number(request.producer->epoch));
        answer.add("Producer-Seq", QByteArray::number(request.producer->seq));
    }
    if (stream.isClosed)
        answer.add("Stream-Closed", "true");
    return answer;
}

HttpResponse closed(const StreamFacts& stream)
{
    HttpResponse answer = problem(409, "the stream is closed");
    answer.add("Stream-Closed", "true");
    answer.add("Stream-Next-Offset", offsetAt(stream, stream.tail));
    return answer;
}

HttpResponse duplicate(const StreamFacts& stream, qint64 epoch, qint64 lastSeq)
{
    HttpResponse answer{204, {}, {}};
    answer.add("Producer-Epoch", QByteArray::number(epoch));
    answer.add("Producer-Seq", QByteArray::number(lastSeq));
    answer.add("Stream-Next-Offset", offsetAt(stream, stream.tail));
    if (stream.isClosed)
        answer.add("Stream-Closed", "true");
    return answer;
}

HttpResponse producerGap(qint64 expected, qint64 received)
{
    HttpResponse answer = problem(409, "the producer left out a sequence number");
    answer.add("Producer-Expected-Seq", QByteArray::number(expected));
    answer.add("Producer-Received-Seq", QByteArray::number(received));
    return answer;
}

HttpResponse head(const StreamRequest& request, const StreamFacts& stream)
{
    HttpResponse answer{200, {}, {}};
    answer.add("Content-Type", typeOf(request, stream));
    answer.add("Cache-Control", "no-store");
    addPlaces(answer, stream, stream.tail, stream.tail);
    if (stream.config.ttlSeconds)
        answer.add("Stream-TTL", QByteArray::number(*stream.config.ttlSeconds));
    if (!stream.config.expiresAt.isEmpty())
        answer.add("Stream-Expires-At", stream.config.expiresAt);
    if (stream.isClosed)
        answer.add("Stream-Closed", "true");
    return answer;
}

HttpResponse data(const StreamRequest& request, const StreamFacts& stream, Piece piece,
    const QByteArray& cursor, bool shared)
{
    const bool now = request.from.kind == ReadFrom::Kind::Now && request.live == Live::No;
    const QByteArray tag = entityTag(stream, piece);
    const bool known = !now && request.ifNoneMatch == tag;
    HttpResponse answer{known ? 304 : 200, {}, known ? QByteArray() : std::move(piece.body)};
    answer.add("Content-Type", typeOf(request, stream));
    addPlaces(answer, stream, piece.from, piece.next);
    if (piece.upToDate)
        answer.add("Stream-Up-To-Date", "true");
    if (stream.isClosed && piece.next == stream.tail)
        answer.add("Stream-Closed", "true");
    if (!cursor.isNull())
        answer.add("Stream-Cursor", cursor);
    if (!now)
        answer.add("ETag", tag);
    // What ends before the tail never changes. What ends at it must be asked for again.
    if (now)
        answer.add("Cache-Control", "no-store");
    else if (piece.upToDate && !stream.isClosed)
        answer.add("Cache-Control", "no-cache");
    else
        answer.add("Cache-Control",
            (shared ? QByteArray("public") : QByteArray("private"))
                + ", max-age=60, stale-while-revalidate=300");
    return answer;
}

HttpResponse nothingNew(
    const StreamRequest& request, const StreamFacts& stream, const QByteArray& cursor)
{
    Q_UNUSED(request);
    HttpResponse answer{204, {}, {}};
    addPlaces(answer, stream, stream.tail, stream.tail);
    answer.add("Stream-Up-To-Date", "true");
    answer.add("Stream-Cursor", cursor);
    if (stream.isClosed)
        answer.add("Stream-Closed", "true");
    answer.add("Cache-Control", "no-store");
    return answer;
}

HttpResponse events(const StreamRequest& request, const StreamFacts& stream, Position from)
{
    HttpResponse answer{200, {}, {}};
    answer.add("Content-Type", "text/event-stream");
    answer.add("Cache-Control", "no-cache");
    answer.add("X-Accel-Buffering", "no");
    answer.add("Stream-Offset", offsetAt(stream, from));
    answer.add("Stream-Tail-Offset", offsetAt(stream, stream.tail));
    if (needsBase64(stream) && !isSimple(request))
        answer.add("stream-sse-data-encoding", "base64");
    return answer;
}

bool needsBase64(const StreamFacts& stream)
{
    return !stream.isJson && !plainType(stream.config.contentType).startsWith("text/");
}

QByteArray typeOf(const StreamRequest& request, const StreamFacts& stream)
{
    return isSimple(request) && stream.isJson ? QByteArray("application/x-ndjson")
                                              : stream.config.contentType;
}

QByteArray cursorText(Timestamp now, QByteArrayView clientCursor, int dice)
{
    constexpr qint64 epoch = 1728432000000; // 2024-10-09T00:00:00Z
    const qint64 interval = (toMs(now) - epoch) / 20'000;
    const auto theirs = readDigits(clientCursor);
    if (!theirs || *theirs < interval)
        return QByteArray::number(interval);
    return QByteArray::number(*theirs + std::max(1, (dice + 20) / 20));
}

} // namespace headgate::answers

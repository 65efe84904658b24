// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QHash>

#include <compare>
#include <optional>
#include <vector>

namespace headgate {

/** What stands behind the mount in a URL, decoded: "session-1", "a/b". */
struct StreamName
{
    QByteArray text;

    friend bool operator==(const StreamName&, const StreamName&) = default;
    friend size_t qHash(const StreamName& name, size_t seed = 0)
    {
        return ::qHash(name.text, seed);
    }
};

/** The store's own number of a stream, never given out twice. */
enum class StreamId : qint64 {};

/** How many messages (JSON) or bytes (all else) of a stream stand before a place in it. */
struct Position
{
    qint64 at = 0;

    friend auto operator<=>(const Position&, const Position&) = default;
    friend Position operator+(Position a, qint64 count) { return {a.at + count}; }
    friend qint64 operator-(Position a, Position b) { return a.at - b.at; }
};

/** A place as the wire names it: the stream that the data before it was appended to, and the
 * position. Grows strictly along a stream, also from a source into its fork, and never comes again
 * when a stream is deleted and created anew. */
struct StreamOffset
{
    StreamId stream{};
    Position position;

    friend bool operator==(const StreamOffset&, const StreamOffset&) = default;
};

/** 33 characters: two decimals of fixed width, so that text order is stream order. */
QByteArray offsetText(StreamOffset offset);
/** Nothing but what offsetText() makes; zero in both means the start of any stream. */
std::optional<StreamOffset> readOffset(QByteArrayView text);

/** `^(0|[1-9][0-9]*)$`, at most 2^53-1. */
std::optional<qint64> readCount(QByteArrayView text);
/** `^[0-9]+$`, at most 2^53-1. */
std::optional<qint64> readDigits(QByteArrayView text);
/** RFC 3339 with Z or a numeric offset. */
std::optional<Timestamp> readDate(QByteArrayView text);

/** A content type without its parameters, in lower case. */
QByteArray plainType(QByteArrayView contentType);
/** Whether two content types are the same but for their parameters. */
bool isSameType(QByteArrayView a, QByteArrayView b);

struct ProducerClaim
{
    QByteArray id;
    qint64 epoch = 0;
    qint64 seq = 0;

    friend bool operator==(const ProducerClaim&, const ProducerClaim&) = default;
};

/** What a stream was created as; a repeated PUT must say the same. */
struct StreamConfig
{
    QByteArray contentType;
    std::optional<qint64> ttlSeconds; ///< sliding
    QByteArray expiresAt; ///< as it was written; empty: none
    StreamName forkedFrom; ///< empty: no fork
    QByteArray forkOffset; ///< where it parted, without the sub-offset
    qint64 forkSubOffset = 0;
};

/** What the rules need to know of a stream. */
struct StreamFacts
{
    StreamId id{};
    StreamName name;
    StreamConfig config;
    bool isJson = false;
    bool isClosed = false;
    bool isDeleted = false; ///< and kept for its forks
    Position head; ///< the oldest that is kept
    Position tail;
    QByteArray lastSeq; ///< the highest Stream-Seq; null: none yet
    std::optional<ProducerClaim> closedBy;
    /** What it inherited: the data up to each `end` was appended to that stream. Ends grow. */
    struct Inherited
    {
        StreamId stream{};
        Position end;
    };
    std::vector<Inherited> inherited;

    StreamOffset offsetAt(Position position) const;
    /** False: this offset was never given out for this stream, or no longer counts there. */
    bool owns(StreamOffset offset) const;
};

/** What is remembered of a producer. */
struct ProducerState
{
    qint64 epoch = 0;
    qint64 lastSeq = 0;
    Timestamp seen;
};

} // namespace headgate

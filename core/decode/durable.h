// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/sseparser.h"
#include "core/domain/expected.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

/**
 * The Durable Streams protocol as a reader sees it, without a socket: addresses, headers, frames
 * and values (durable-streams.md 1). Offsets and cursors are opaque here: kept, echoed, never
 * computed with. Pure; any thread.
 */
namespace headgate::durable {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/** The begin of a stream, and its tail at the time of asking. No server gives these out. */
inline constexpr char fromStart[] = "-1";
inline constexpr char fromNow[] = "now";

/** How a read waits for what is not there yet. */
enum class Live : quint8 { No, Sse, LongPoll };

/** How a stream's bytes fall into values; decided by its content type alone. */
enum class Content : quint8 {
    Json, ///< application/json: messages keep their boundaries
    Lines, ///< NDJSON: one value a line, a line may be cut anywhere
    Text, ///< text/*: pieces, cut between characters
    Bytes, ///< anything else: pieces as they come; base64 over SSE
};

Content contentOf(QByteArrayView contentType);
/** Equal up to case and parameters: "Application/JSON; charset=utf-8" is application/json. */
bool sameContentType(QByteArrayView a, QByteArrayView b);

/** Whether it may be sent as an offset: 1 to 255 bytes, none of `, & = ? /`, spaces or controls. */
bool isOffset(QByteArrayView text);

/**
 * The address of one read. Parameters are percent-encoded and sorted by name, so that equal reads
 * are equal for a cache; what the stream's own address carries is kept.
 */
QUrl readUrl(const QUrl& stream, const QByteArray& offset, Live live = Live::No,
    const QByteArray& cursor = {});

/** What an answer's headers, or a control frame, say about the place they end at. */
struct Place
{
    QByteArray next; ///< where to read on; empty: it was not said
    QByteArray cursor; ///< to be echoed in the next live read; empty: none was given
    bool upToDate = false; ///< the tail at that time, not the end
    bool closed = false; ///< the end for good; implies upToDate

    friend bool operator==(const Place&, const Place&) = default;
};

QByteArray headerOf(const Headers& headers, QByteArrayView name); ///< names have no case
Place placeOf(const Headers& headers);
/** The data of a control frame. Errors: BadFrame; a reader must not go on past it. */
Expected<Place> control(QByteArrayView data);

/** The values of one body, without a copy of each. */
class ValueList
{
public:
    ValueList() = default;
    /** Of JSON: `items` look into `body`, which is kept. */
    ValueList(QByteArray body, std::vector<QByteArrayView> items);
    explicit ValueList(QByteArrayList values);

    qsizetype size() const { return m_items.empty() ? m_values.size() : qsizetype(m_items.size()); }
    QByteArray at(qsizetype index) const;

private:
    QByteArray m_body;
    std::vector<QByteArrayView> m_items;
    QByteArrayList m_values;
};

/**
 * Cuts what one stream carries into values, however it was split on its way. What is not complete
 * yet is the rest: it is kept with the position, for the server will not send it again.
 */
class Values
{
public:
    explicit Values(Content content = Content::Json, QByteArray rest = {});

    /** The values that `bytes` complete. Json: a whole body or data frame. Errors: BadFrame, with
     * nothing taken. */
    Expected<ValueList> cut(const QByteArray& bytes);
    /** The same, each value by itself. */
    Expected<QByteArrayList> take(const QByteArray& bytes);
    /** No more will come: the rest is the last value, if there is any. */
    QByteArrayList finish();

    Content content() const { return m_content; }
    const QByteArray& rest() const { return m_rest; }
    /** A connection failed after cut(): what was taken since did not count. */
    void setRest(QByteArray rest) { m_rest = std::move(rest); }

private:
    QByteArrayList takeLines();
    QByteArrayList takeText();

    Content m_content;
    QByteArray m_rest;
};

/** Data frames up to and with the control frame that says where they end. */
struct Batch
{
    QByteArrayList payloads; ///< one per data frame, base64 undone
    Place place;
};

/**
 * Turns the frames of one live connection into batches. Data counts only with its control frame:
 * what stands after the last one is dropped with the connection, and asked for again.
 */
class SseBatches
{
public:
    /** A new connection begins. `base64`: what `stream-sse-data-encoding` said. */
    void reset(bool base64);

    /**
     * Nothing while a batch is incomplete. Other kinds of frames are ignored, but for the nameless
     * ones with an id that an older dialect sends (durable-streams.md 5). Errors: BadFrame.
     */
    Expected<std::optional<Batch>> feed(const SseFrame& frame);
    bool hasUnfinished() const { return !m_payloads.isEmpty(); }

private:
    QByteArrayList m_payloads;
    bool m_base64 = false;
};

} // namespace headgate::durable

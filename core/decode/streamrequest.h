// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/durable.h"
#include "core/domain/ids.h"

#include <QByteArray>
#include <QUrl>

#include <optional>

/** What a writer of durable streams asks for, and what it is answered (durable-streams.md 1.3 to
 * 1.10). Pure; any thread. */
namespace headgate::durable {

/** One HTTP request about one stream. */
struct Request
{
    QByteArray method; ///< GET, HEAD, PUT, POST or DELETE
    QUrl url;
    Headers headers;
    QByteArray body;
    milliseconds limit{30'000}; ///< of one try; of a GET: without a byte
    /** Whether it may be sent again where nobody knows if it arrived. False for what would then
     * stand in the stream twice. */
    bool repeatable = true;
};

struct Creation
{
    QByteArray contentType; ///< empty: the server's default, application/octet-stream
    std::optional<qint64> ttlSeconds;
    QByteArray expiresAt; ///< RFC 3339; not together with a TTL
    bool closed = false;
    QByteArray data;
};

/** Who writes, and the how-manieth of his batches this is: what makes an append safe to repeat. */
struct ProducerStamp
{
    QByteArray id;
    qint64 epoch = 0;
    qint64 seq = 0;

    friend bool operator==(const ProducerStamp&, const ProducerStamp&) = default;
};

Request createRequest(const QUrl& stream, const Creation& creation);
/** `seq`: the writer's own order (Stream-Seq); empty: none. Repeatable only with a stamp. */
Request appendRequest(const QUrl& stream, const QByteArray& contentType, const QByteArray& body,
    const QByteArray& seq = {}, const std::optional<ProducerStamp>& producer = {});
/** With `body` as the last thing in the stream; closing what is closed changes nothing. */
Request closeRequest(const QUrl& stream, const QByteArray& contentType = {},
    const QByteArray& body = {}, const std::optional<ProducerStamp>& producer = {});
Request headRequest(const QUrl& stream);
Request deleteRequest(const QUrl& stream);

/** One JSON array of JSON texts: what a batch of messages is sent as. */
QByteArray jsonBatch(const QByteArrayList& values);

/** Why a request failed, in the protocol's terms. */
enum class Failure : quint8 {
    None,
    Network, ///< no answer, or not all of it
    Timeout,
    Unreadable, ///< an answer that is no durable stream's
    BadRequest, ///< 400 to anything but an offset
    BadOffset, ///< 400 to a read
    NotAuthorised, ///< 401, or 403 without a producer's epoch
    StaleEpoch, ///< 403: another writer has claimed this producer
    NotFound,
    Gone, ///< 410: deleted, or older than what is kept
    Conflict, ///< 409: exists otherwise, or another content type
    OldSequence, ///< 409: Stream-Seq is not greater than the last one
    SequenceGap, ///< 409: a batch before this one is missing
    Closed, ///< 409: the stream ended
    TooLarge,
    Busy, ///< 429 or 503
    Other,
};

/** Of an answer with this status; None for 2xx and 304. */
Failure failureOf(const Request& request, int status, const Headers& answer);
/** Whether another try may help: the network, 429 and 5xx, and nothing else. */
bool mayPass(Failure failure, int status);

/** A header's number; nothing where it is none. */
std::optional<qint64> numberOf(const Headers& headers, QByteArrayView name);

} // namespace headgate::durable

// SPDX-License-Identifier: MIT
#include "core/decode/streamrequest.h"

#include <algorithm>

namespace headgate::durable {

namespace {

void stamp(Request& request, const std::optional<ProducerStamp>& producer)
{
    request.repeatable = producer.has_value();
    if (!producer)
        return;
    request.headers.emplaceBack("Producer-Id", producer->id);
    request.headers.emplaceBack("Producer-Epoch", QByteArray::number(producer->epoch));
    request.headers.emplaceBack("Producer-Seq", QByteArray::number(producer->seq));
}

Failure conflictOf(const Request& request, const Headers& answer)
{
    if (placeOf(answer).closed)
        return Failure::Closed;
    if (!headerOf(answer, "Producer-Expected-Seq").isEmpty())
        return Failure::SequenceGap;
    // The answer does not say which of the two it was; who sent no sequence cannot have an old one.
    const bool ordered = !headerOf(request.headers, "Stream-Seq").isEmpty();
    return ordered ? Failure::OldSequence : Failure::Conflict;
}

} // namespace

Request createRequest(const QUrl& stream, const Creation& creation)
{
    Request request{"PUT", stream, {}, creation.data};
    if (!creation.contentType.isEmpty())
        request.headers.emplaceBack("Content-Type", creation.contentType);
    if (creation.ttlSeconds)
        request.headers.emplaceBack("Stream-TTL", QByteArray::number(*creation.ttlSeconds));
    if (!creation.expiresAt.isEmpty())
        request.headers.emplaceBack("Stream-Expires-At", creation.expiresAt);
    if (creation.closed)
        request.headers.emplaceBack("Stream-Closed", "true");
    return request;
}

Request appendRequest(const QUrl& stream, const QByteArray& contentType, const QByteArray& body,
    const QByteArray& seq, const std::optional<ProducerStamp>& producer)
{
    Request request{"POST", stream, {{"Content-Type", contentType}}, body};
    if (!seq.isEmpty())
        request.headers.emplaceBack("Stream-Seq", seq);
    stamp(request, producer);
    return request;
}

Request closeRequest(const QUrl& stream, const QByteArray& contentType, const QByteArray& body,
    const std::optional<ProducerStamp>& producer)
{
    Request request = appendRequest(stream, contentType, body, {}, producer);
    request.headers.emplaceBack("Stream-Closed", "true");
    request.repeatable = producer.has_value() || body.isEmpty();
    return request;
}

Request headRequest(const QUrl& stream)
{
    return {"HEAD", stream, {}, {}};
}

Request deleteRequest(const QUrl& stream)
{
    return {"DELETE", stream, {}, {}};
}

QByteArray jsonBatch(const QByteArrayList& values)
{
    return '[' + values.join(',') + ']';
}

Failure failureOf(const Request& request, int status, const Headers& answer)
{
    if ((status >= 200 && status <= 299) || status == 304)
        return Failure::None;
    switch (status) {
    case 0:
        return Failure::Network;
    case 400:
        return request.method == "GET" ? Failure::BadOffset : Failure::BadRequest;
    case 401:
        return Failure::NotAuthorised;
    case 403:
        return headerOf(answer, "Producer-Epoch").isEmpty() ? Failure::NotAuthorised
                                                            : Failure::StaleEpoch;
    case 404:
        return Failure::NotFound;
    case 409:
        return conflictOf(request, answer);
    case 410:
        return Failure::Gone;
    case 413:
        return Failure::TooLarge;
    case 429:
    case 503:
        return Failure::Busy;
    default:
        return Failure::Other;
    }
}

bool mayPass(Failure failure, int status)
{
    return failure == Failure::Network || failure == Failure::Timeout || failure == Failure::Busy
        || status >= 500;
}

std::optional<qint64> numberOf(const Headers& headers, QByteArrayView name)
{
    const QByteArray text = headerOf(headers, name);
    const bool digits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return digits && ok ? std::optional(number) : std::nullopt;
}

} // namespace headgate::durable

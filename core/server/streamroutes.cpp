// SPDX-License-Identifier: MIT
#include "core/server/streamroutes.h"

#include <algorithm>

namespace headgate {

namespace {

using Refusal = std::optional<HttpResponse>;

constexpr qsizetype longestName = 2048;

struct Mount
{
    Dialect dialect;
    StreamName name;
};

QByteArray joined(const std::vector<QByteArray>& segments, size_t from)
{
    QByteArray name;
    for (size_t i = from; i < segments.size(); ++i) {
        if (segments[i].isEmpty())
            return {};
        name += (i > from ? "/" : "") + segments[i];
    }
    return name;
}

/** Nothing: no stream can stand at this path. */
std::optional<Mount> mountOf(const std::vector<QByteArray>& segments)
{
    Mount mount{Dialect::Current, {}};
    if (segments.size() >= 3 && segments[0] == "v1" && segments[1] == "stream") {
        mount.name.text = joined(segments, 2);
    } else if (segments.size() == 3 && segments[0] == "stream" && segments[1] == "session") {
        // The guide names one stream in two ways: /stream/session-ID and /stream/session/ID.
        mount.dialect = Dialect::Simple;
        if (!segments[2].isEmpty())
            mount.name.text = "session-" + segments[2];
    } else if (segments.size() >= 2 && segments[0] == "stream") {
        mount = {Dialect::Simple, {joined(segments, 1)}};
    }
    if (mount.name.text.isEmpty() || mount.name.text.size() > longestName)
        return {};
    return mount;
}

bool isTrue(QByteArrayView value)
{
    return value.compare("true", Qt::CaseInsensitive) == 0;
}

/** A type and a subtype in front; what else people write there is bytes. */
bool looksLikeAType(QByteArrayView type)
{
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '-';
    };
    const qsizetype slash = type.indexOf('/');
    return slash > 0 && slash + 1 < type.size()
        && std::all_of(type.begin(), type.begin() + slash, isWord) && isWord(type[slash + 1]);
}

Refusal readExpiry(const HttpRequest& http, StreamRequest& request)
{
    const QByteArrayView ttl = http.field("Stream-TTL");
    const QByteArrayView date = http.field("Stream-Expires-At");
    if (!ttl.isNull() && !date.isNull())
        return problem(400, "Stream-TTL and Stream-Expires-At exclude each other");
    if (!ttl.isNull()) {
        request.config.ttlSeconds = readCount(ttl);
        if (!request.config.ttlSeconds)
            return problem(400, "Stream-TTL is no number of seconds");
    }
    if (!date.isNull()) {
        request.expiry = readDate(date);
        request.config.expiresAt = date.toByteArray();
        if (!request.expiry)
            return problem(400, "Stream-Expires-At is no RFC 3339 date");
    }
    return {};
}

/** The source is named by its path on either mount; whole URLs are taken as well. */
std::optional<StreamName> readForkSource(QByteArrayView text)
{
    const auto target = readTarget(text);
    const auto mount = target ? mountOf(target->segments) : std::nullopt;
    if (!mount)
        return {};
    return mount->name;
}

Refusal readFork(const HttpRequest& http, StreamRequest& request)
{
    const QByteArrayView source = http.field("Stream-Forked-From");
    const QByteArrayView offset = http.field("Stream-Fork-Offset");
    const QByteArrayView subOffset = http.field("Stream-Fork-Sub-Offset");
    if (source.isNull()) {
        if (!subOffset.isNull() || !offset.isNull())
            return problem(400, "a fork's offset needs Stream-Forked-From");
        return {};
    }
    ForkOrigin fork;
    const auto name = readForkSource(source);
    if (!name)
        return problem(404, "the source of the fork does not exist");
    fork.source = *name;
    if (!offset.isNull()) {
        fork.offset = readOffset(offset);
        if (!fork.offset)
            return problem(400, "Stream-Fork-Offset is no offset");
    }
    if (!subOffset.isNull()) {
        const auto count = readCount(subOffset);
        if (!count)
            return problem(400, "Stream-Fork-Sub-Offset is no number");
        if (*count > 0 && !fork.offset)
            return problem(400, "Stream-Fork-Sub-Offset needs Stream-Fork-Offset");
        fork.subOffset = *count;
    }
    request.config.forkedFrom = fork.source;
    request.config.forkSubOffset = fork.subOffset;
    request.fork = fork;
    return {};
}

Refusal readCreate(const HttpRequest& http, StreamRequest& request)
{
    const QByteArrayView type = http.field("Content-Type");
    if (looksLikeAType(type))
        request.config.contentType = type.toByteArray();
    if (Refusal refusal = readExpiry(http, request))
        return refusal;
    return readFork(http, request);
}

Refusal readProducer(const HttpRequest& http, StreamRequest& request)
{
    const QByteArrayView id = http.field("Producer-Id");
    const QByteArrayView epoch = http.field("Producer-Epoch");
    const QByteArrayView seq = http.field("Producer-Seq");
    if (id.isNull() && epoch.isNull() && seq.isNull())
        return {};
    if (id.isNull() || epoch.isNull() || seq.isNull())
        return problem(400, "Producer-Id, Producer-Epoch and Producer-Seq come together");
    const auto epochNumber = readDigits(epoch);
    const auto seqNumber = readDigits(seq);
    if (id.isEmpty() || !epochNumber || !seqNumber)
        return problem(400, "Producer-Id must not be empty, epoch and seq must be integers");
    request.producer = ProducerClaim{id.toByteArray(), *epochNumber, *seqNumber};
    return {};
}

Refusal readAppend(const HttpRequest& http, StreamRequest& request)
{
    if (Refusal refusal = readProducer(http, request))
        return refusal;
    const QByteArrayView type = http.field("Content-Type");
    request.config.contentType = type.toByteArray();
    if (const QByteArrayView seq = http.field("Stream-Seq"); !seq.isNull())
        request.writerSeq = seq.isEmpty() ? QByteArray("") : seq.toByteArray();
    if (http.body.isEmpty() && !request.closes)
        return problem(400, "the body is empty");
    if (!http.body.isEmpty() && type.isEmpty() && request.dialect == Dialect::Current)
        return problem(400, "Content-Type is missing");
    return {};
}

Refusal readStart(QByteArrayView text, StreamRequest& request)
{
    const bool simple = request.dialect == Dialect::Simple;
    if (text == "-1" || (simple && text == "0")) {
        request.from.kind = ReadFrom::Kind::Start;
    } else if (text == "now") {
        request.from.kind = ReadFrom::Kind::Now;
    } else if (const auto offset = readOffset(text)) {
        request.from = {ReadFrom::Kind::Offset, *offset};
    } else {
        return problem(400, "this is no offset of this server");
    }
    return {};
}

Live liveOf(QByteArrayView value)
{
    if (value == "sse" || value == "true")
        return Live::Events;
    if (value == "long-poll" || value == "longpoll")
        return Live::LongPoll;
    return Live::No;
}

Refusal readRead(const HttpRequest& http, const HttpTarget& target, StreamRequest& request)
{
    const bool simple = request.dialect == Dialect::Simple;
    request.live = liveOf(target.value("live"));
    request.cursor = target.value("cursor").toByteArray();
    request.ifNoneMatch = http.field("If-None-Match").toByteArray();
    if (target.count("offset") > 1)
        return problem(400, "there is more than one offset");
    QByteArrayView start = target.value("offset");
    if (simple && start.isNull())
        start = http.field("Stream-Offset");
    // An EventSource asks the same URL again: where it was stands in the header alone.
    const QByteArrayView last = http.field("Last-Event-ID");
    if (request.live == Live::Events && !last.isEmpty())
        start = last;
    if (start.isNull()) {
        if (request.live != Live::No && !simple)
            return problem(400, "a live read needs an offset");
        return {};
    }
    return readStart(start, request);
}

std::optional<StreamRequest::Kind> kindOf(QByteArrayView method)
{
    if (method == "GET")
        return StreamRequest::Kind::Read;
    if (method == "POST")
        return StreamRequest::Kind::Append;
    if (method == "PUT")
        return StreamRequest::Kind::Create;
    if (method == "HEAD")
        return StreamRequest::Kind::Head;
    if (method == "DELETE")
        return StreamRequest::Kind::Delete;
    return {};
}

QByteArray locationOf(const HttpRequest& http, const HttpTarget& target)
{
    const QByteArrayView host =
        target.authority.isEmpty() ? http.field("Host") : QByteArrayView(target.authority);
    QByteArrayView path(http.target);
    if (!target.authority.isEmpty())
        path = path.sliced(http.target.indexOf('/', 7));
    const qsizetype mark = path.indexOf('?');
    return "http://" + host + (mark < 0 ? path : path.first(mark)).toByteArray();
}

} // namespace

HttpResponse problem(int status, QByteArrayView text)
{
    HttpResponse answer{status, {}, text + QByteArray("\n")};
    answer.add("Content-Type", "text/plain; charset=utf-8");
    return answer;
}

std::variant<StreamRequest, HttpResponse> readStreamRequest(
    HttpRequest&& http, const HttpTarget& target)
{
    const auto mount = mountOf(target.segments);
    if (mount && mount->name.text.startsWith("__ds")
        && (mount->name.text.size() == 4 || mount->name.text[4] == '/'))
        return problem(404, "subscriptions are not offered here");
    if (!mount)
        return problem(404, "streams are at /v1/stream/NAME");
    const auto kind = kindOf(http.method);
    if (!kind) {
        HttpResponse answer = problem(405, "a stream knows GET, HEAD, PUT, POST and DELETE");
        answer.add("Allow", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
        return answer;
    }
    StreamRequest request;
    request.kind = *kind;
    request.dialect = mount->dialect;
    request.name = mount->name;
    request.closes = isTrue(http.field("Stream-Closed"));
    Refusal refusal;
    if (*kind == StreamRequest::Kind::Create)
        refusal = readCreate(http, request);
    else if (*kind == StreamRequest::Kind::Append)
        refusal = readAppend(http, request);
    else if (*kind == StreamRequest::Kind::Read)
        refusal = readRead(http, target, request);
    if (refusal)
        return *refusal;
    if (*kind == StreamRequest::Kind::Create)
        request.location = locationOf(http, target);
    request.body = std::move(http.body);
    return request;
}

} // namespace headgate

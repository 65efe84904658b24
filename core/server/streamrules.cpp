// SPDX-License-Identifier: MIT
#include "core/server/streamrules.h"

#include "core/decode/jsontext.h"
#include "core/server/streamanswers.h"

#include <algorithm>

namespace headgate {

namespace {

bool isLinesType(const QByteArray& plain)
{
    return plain == "application/x-ndjson" || plain == "application/ndjson"
        || plain == "application/jsonl";
}

/** The type that a new stream gets. The guide's lines of JSON are JSON streams in other words. */
QByteArray typeFor(const StreamRequest& request, const StreamFacts* source)
{
    const QByteArray& given = request.config.contentType;
    if (request.dialect == Dialect::Simple && (given.isNull() || isLinesType(plainType(given))))
        return "application/json";
    if (!given.isNull())
        return given;
    return source ? source->config.contentType : QByteArray("application/octet-stream");
}

bool isSameConfig(const StreamRequest& request, const StreamFacts& existing)
{
    const StreamConfig& asked = request.config;
    const StreamConfig& known = existing.config;
    // What a fork leaves out it has inherited.
    const bool fork = request.fork.has_value();
    const bool sameType = (fork && asked.contentType.isNull())
        || isSameType(typeFor(request, nullptr), known.contentType);
    const bool inherits = fork && !asked.ttlSeconds && asked.expiresAt.isEmpty();
    const bool sameExpiry = inherits
        || (asked.ttlSeconds == known.ttlSeconds
            && (asked.expiresAt == known.expiresAt
                || readDate(asked.expiresAt) == readDate(known.expiresAt)));
    const bool sameOrigin = asked.forkedFrom == known.forkedFrom
        && (!fork || !request.fork->offset || offsetText(*request.fork->offset) == known.forkOffset)
        && asked.forkSubOffset == known.forkSubOffset;
    return sameType && sameExpiry && sameOrigin && request.closes == existing.isClosed;
}

std::variant<CreatePlan, HttpResponse> planFork(
    CreatePlan plan, const StreamRequest& request, const StreamFacts* source)
{
    const ForkOrigin& fork = *request.fork;
    if (!source)
        return problem(404, "the source of the fork does not exist");
    if (source->isDeleted)
        return problem(409, "the source of the fork is deleted");
    if (!isSameType(plan.config.contentType, source->config.contentType))
        return problem(409, "a fork has the content type of its source");
    if (fork.offset && !source->owns(*fork.offset))
        return problem(400, "Stream-Fork-Offset is not of this stream");
    plan.begin = fork.offset ? fork.offset->position : source->tail;
    plan.config.forkOffset =
        fork.offset ? offsetText(*fork.offset) : offsetText(source->offsetAt(plan.begin));
    if (fork.subOffset > source->tail - plan.begin || source->tail < plan.begin)
        return problem(400, "the fork would begin behind the end of its source");
    plan.begin = plan.begin + fork.subOffset;
    if (plan.begin < source->head)
        return problem(400, "the source no longer has what stood before this offset");
    plan.source = source->id;
    return plan;
}

/** One JSON value a line; else the whole body one value. */
Expected<JsonItems> readLines(const QByteArray& body)
{
    JsonItems lines;
    lines.isArray = true;
    QByteArrayView rest(body);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView line = (end < 0 ? rest : rest.first(end)).trimmed();
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (line.isEmpty())
            continue;
        if (const Outcome valid = checkJson(line); !valid) {
            if (checkJson(body))
                return JsonItems{false, {QByteArrayView(body).trimmed()}};
            return valid.error();
        }
        lines.items.push_back(line);
    }
    return lines;
}

StreamBody joined(const JsonItems& items)
{
    StreamBody body;
    body.count = qint64(items.items.size());
    qsizetype size = body.count;
    for (const QByteArrayView item : items.items)
        size += item.size();
    body.bytes.reserve(size);
    if (items.items.size() > 1)
        body.ends.reserve(items.items.size());
    for (const QByteArrayView item : items.items) {
        if (!body.bytes.isEmpty())
            body.bytes += ',';
        body.bytes += item;
        if (items.items.size() > 1)
            body.ends.push_back(quint32(body.bytes.size()));
    }
    return body;
}

std::optional<HttpResponse> refuseProducer(const StreamRequest& request, const StreamFacts& stream,
    const std::optional<ProducerState>& known)
{
    const ProducerClaim& claim = *request.producer;
    if (!known) {
        if (claim.seq != 0)
            return answers::producerGap(0, claim.seq);
        return {};
    }
    if (claim.epoch > known->epoch) {
        if (claim.seq != 0)
            return problem(400, "a new epoch begins with sequence 0");
        return {};
    }
    if (claim.seq <= known->lastSeq)
        return answers::duplicate(stream, known->epoch, known->lastSeq);
    if (claim.seq > known->lastSeq + 1)
        return answers::producerGap(known->lastSeq + 1, claim.seq);
    return {};
}

} // namespace

std::variant<CreatePlan, HttpResponse> decideCreate(const StreamRequest& request,
    const StreamFacts* existing, const StreamFacts* source, std::optional<Timestamp> sourceExpiry)
{
    if (existing && existing->isDeleted)
        return problem(409, "a deleted stream is kept here for its forks");
    if (existing) {
        if (!isSameConfig(request, *existing))
            return problem(409, "the stream exists and differs");
        return answers::created(request, *existing, false);
    }
    CreatePlan plan;
    plan.config = request.config;
    plan.expiry = request.expiry;
    plan.config.contentType = typeFor(request, request.fork ? source : nullptr);
    if (request.fork && source && !plan.config.ttlSeconds && plan.config.expiresAt.isEmpty()) {
        plan.config.ttlSeconds = source->config.ttlSeconds;
        plan.config.expiresAt = source->config.expiresAt;
        plan.expiry = sourceExpiry;
    }
    plan.isJson = plainType(plan.config.contentType) == "application/json";
    if (request.fork)
        return planFork(std::move(plan), request, source);
    return plan;
}

std::optional<HttpResponse> refuseAppend(const StreamRequest& request, const StreamFacts& stream,
    const std::optional<ProducerState>& producer)
{
    if (stream.isDeleted)
        return problem(410, "the stream is deleted");
    const bool stale = request.producer && producer && request.producer->epoch < producer->epoch;
    if (stale) {
        HttpResponse answer = problem(403, "another producer has taken over with a later epoch");
        answer.add("Producer-Epoch", QByteArray::number(producer->epoch));
        return answer;
    }
    if (stream.isClosed) {
        if (request.producer && stream.closedBy == request.producer)
            return answers::duplicate(stream, producer->epoch, producer->lastSeq);
        if (!request.producer && request.body.isEmpty())
            return answers::appended(request, stream, stream.tail);
        return answers::closed(stream);
    }
    if (!request.body.isEmpty() && request.dialect == Dialect::Current
        && !isSameType(request.config.contentType, stream.config.contentType))
        return problem(409, "the stream has another content type");
    if (request.producer) {
        if (auto answer = refuseProducer(request, stream, producer))
            return answer;
    }
    if (!request.writerSeq.isNull() && !stream.lastSeq.isNull()
        && request.writerSeq <= stream.lastSeq)
        return problem(409, "Stream-Seq is not above the last one");
    return {};
}

Expected<StreamBody> readBody(const QByteArray& body, bool isJson, Dialect dialect)
{
    if (!isJson)
        return StreamBody{body, body.size(), {}};
    const auto items = dialect == Dialect::Simple ? readLines(body) : splitArray(body);
    if (!items)
        return items.error();
    // One value alone is what came, and need not be copied.
    if (items->items.size() == 1 && items->items.front().size() == body.size())
        return StreamBody{body, 1, {}};
    return joined(*items);
}

} // namespace headgate

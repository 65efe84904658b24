// SPDX-License-Identifier: MIT
#include "core/server/paneanswers.h"
#include "core/server/streamanswers.h"
#include "core/server/streamservice.h"

// The half of StreamService that writes and commits.
namespace headgate {

using namespace std::chrono_literals;

namespace {

/** A commit does not wait longer for others to join it. */
constexpr std::chrono::nanoseconds longestGathering = 2ms;

} // namespace

void StreamService::write(HttpConnection& connection, StreamRequest&& request)
{
    HttpResponse answer;
    if (m_panes->owns(request.name))
        answer = problem(403, "a session is written over /api/streams and /api/sessions");
    else if (request.kind == StreamRequest::Kind::Create)
        answer = create(request);
    else if (request.kind == StreamRequest::Kind::Append)
        answer = append(request);
    else
        answer = remove(request);
    answerWrite(connection, std::move(answer));
}

void StreamService::answerWrite(HttpConnection& connection, HttpResponse&& answer, bool ofPane)
{
    // A refusal as well may rest on what is not committed yet.
    if (!m_store->isOpen()) {
        connection.answer(answer);
        return;
    }
    m_waiting.push_back({&connection, std::move(answer), ofPane});
    if (!m_loop.isTurning())
        scheduleCommit();
}

HttpResponse StreamService::create(StreamRequest& request)
{
    if (request.fork)
        m_store->find(request.fork->source, now()); // an expired one goes first
    const StreamFacts* existing = m_store->find(request.name, now());
    const StreamFacts* source = request.fork ? m_store->find(request.fork->source, now()) : nullptr;
    auto decided = decideCreate(
        request, existing, source, source ? m_store->expiryDate(source->id) : std::nullopt);
    if (const auto* answer = std::get_if<HttpResponse>(&decided)) {
        if (existing)
            m_store->touch(existing->id, now());
        return *answer;
    }
    const auto& plan = std::get<CreatePlan>(decided);
    StreamBody body;
    if (!request.body.isEmpty()) {
        auto parts = readBody(request.body, plan.isJson, request.dialect);
        if (!parts)
            return problem(400, parts.error().args.value(0).toUtf8());
        body = std::move(*parts);
    }
    const StreamId id = m_store->create(request.name, plan, now()).id;
    m_store->append(id, std::move(body), now());
    if (request.closes)
        m_store->close(id, {});
    return answers::created(request, *m_store->find(id), true);
}

HttpResponse StreamService::append(StreamRequest& request)
{
    const StreamFacts* stream = m_store->find(request.name, now());
    if (!stream)
        return problem(404, "there is no such stream");
    std::optional<ProducerState> producer;
    if (request.producer)
        producer = m_store->producer(stream->id, request.producer->id);
    m_store->touch(stream->id, now());
    if (auto answer = refuseAppend(request, *stream, producer))
        return *answer;
    StreamBody body;
    if (!request.body.isEmpty()) {
        auto parts = readBody(request.body, stream->isJson, request.dialect);
        if (!parts)
            return problem(400, parts.error().args.value(0).toUtf8());
        if (parts->count == 0)
            return problem(400, "there is nothing to append");
        body = std::move(*parts);
    }
    const StreamId id = stream->id;
    m_store->append(id, std::move(body), now());
    if (request.producer)
        m_store->setProducer(id, *request.producer, now());
    if (!request.writerSeq.isNull())
        m_store->setWriterSeq(id, request.writerSeq);
    if (request.closes)
        m_store->close(id, request.producer);
    const StreamFacts& after = *m_store->find(id);
    return answers::appended(request, after, after.tail);
}

HttpResponse StreamService::remove(const StreamRequest& request)
{
    const StreamFacts* stream = m_store->find(request.name, now());
    if (!stream)
        return problem(404, "there is no such stream");
    if (stream->isDeleted)
        return problem(410, "the stream is deleted");
    m_store->remove(stream->id);
    return {204, {}, {}};
}

void StreamService::scheduleCommit()
{
    if (!std::exchange(m_commitScheduled, true))
        QMetaObject::invokeMethod(this, &StreamService::commitTurn, Qt::QueuedConnection);
}

void StreamService::turnEnded()
{
    if (!m_store || (!m_store->isOpen() && m_deferred.empty()))
        return;
    gather();
    commitTurn();
}

/** Whoever was answered by the last commit is likely to ask again at once, but not all of them in
 * the same instant. One commit too many costs them more than waiting for them. */
void StreamService::gather()
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::min(m_lastCommit / 4, longestGathering);
    while (m_waiting.size() < m_lastGroup) {
        const auto left = end - Clock::now();
        if (left.count() <= 0)
            return;
        m_loop.handle(left);
    }
}

void StreamService::commitTurn()
{
    m_commitScheduled = false;
    if (!m_store)
        return;
    const auto begin = std::chrono::steady_clock::now();
    const auto changed = m_store->commit();
    const auto waiting = std::exchange(m_waiting, {});
    m_lastCommit = std::chrono::steady_clock::now() - begin;
    m_lastGroup = waiting.size();
    auto deferred = std::exchange(m_deferred, {});
    if (!changed)
        m_panes->reload();
    for (const Waiting& one : waiting) {
        if (!one.connection)
            continue;
        if (changed)
            one.connection->answer(one.answer);
        else
            one.connection->answer(one.ofPane ? paneanswers::notStored()
                                              : problem(507, "the data could not be stored"));
    }
    if (changed) {
        if (!changed->empty())
            noteChange();
        for (const StreamId stream : *changed) {
            // A time to live counts from the answer, which a slow disk holds back.
            if (m_store->find(stream))
                m_store->touch(stream, now());
            pumpStream(stream);
        }
    }
    for (Deferred& one : deferred) {
        // One of them may have found an expired stream and opened the next turn.
        if (one.connection && m_store->isOpen())
            m_deferred.push_back(std::move(one));
        else if (one.connection && one.pane)
            readPane(*one.connection, *one.pane);
        else if (one.connection)
            read(*one.connection, std::move(one.request));
    }
    if (m_store->isOpen() || !m_deferred.empty())
        scheduleCommit();
}

void StreamService::publish(
    const StreamName& name, const std::vector<PublishedEvent>& events, const QByteArray& copyCursor)
{
    if (!m_store)
        return;
    m_store->publish(name, events, copyCursor, now());
    scheduleCommit();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/server/streamframes.h"
#include "core/server/streamservice.h"

// The half of StreamService that reads and waits.
namespace headgate {

namespace {

/** Lines of the older dialect have no way to say that there is more. */
constexpr qsizetype simpleBytes = 64 * 1024 * 1024;

} // namespace

void StreamService::read(HttpConnection& connection, StreamRequest&& request)
{
    const StreamFacts* stream = m_store->find(request.name, now());
    if (m_store->isOpen())
        scheduleCommit(); // it had expired
    if (!stream)
        connection.answer(problem(404, "there is no such stream"));
    else if (stream->isDeleted)
        connection.answer(problem(410, "the stream is deleted"));
    else if (request.kind == StreamRequest::Kind::Head)
        connection.answer(answers::head(request, *stream));
    else
        readData(connection, std::move(request), *stream);
}

void StreamService::readData(
    HttpConnection& connection, StreamRequest&& request, const StreamFacts& stream)
{
    m_store->touch(stream.id, now());
    Position from = stream.head;
    if (request.from.kind == ReadFrom::Kind::Now)
        from = stream.tail;
    if (request.from.kind == ReadFrom::Kind::Offset) {
        const StreamOffset& offset = request.from.offset;
        const bool owned = stream.owns(offset);
        from = offset.position;
        if (!owned && offset.stream > stream.id) {
            connection.answer(problem(400, "this offset is not of this stream"));
            return;
        }
        // Of a stream that stood here before, older than what is kept, or lost with the power.
        if (!owned || from < stream.head || from > stream.tail) {
            connection.answer(problem(410, "what follows this offset is no longer here"));
            return;
        }
    }
    // The guide's clients open an EventSource, which only a 204 keeps from coming back.
    const bool over = request.dialect == Dialect::Simple && request.live == Live::Events
        && stream.isClosed && from == stream.tail;
    if (over)
        connection.answer(answers::nothingNew(request, stream, "0"));
    else if (request.live == Live::No)
        catchUp(connection, request, stream, from);
    else
        wait(connection, std::move(request), stream.id, from);
}

void StreamService::catchUp(HttpConnection& connection, const StreamRequest& request,
    const StreamFacts& stream, Position from)
{
    const bool simple = request.dialect == Dialect::Simple;
    std::vector<StreamRow> rows;
    if (from < stream.tail)
        rows = m_store->read(stream.id, from, simple ? simpleBytes : m_options.chunkBytes);
    answers::Piece piece{from, rows.empty() ? stream.tail : rows.back().end(), false,
        bodyText(rows, stream.isJson, request.dialect)};
    piece.upToDate = piece.next == stream.tail;
    const bool shared = m_options.access.token.isEmpty();
    connection.answer(answers::data(request, stream, std::move(piece), {}, shared));
}

void StreamService::wait(
    HttpConnection& connection, StreamRequest&& request, StreamId stream, Position from)
{
    const bool events = request.live == Live::Events;
    const auto reader = std::make_shared<LiveReader>(connection, std::move(request), stream, from,
        LiveReader::Times{m_options.longPoll, LiveReader::Times().beat, m_options.rotation}, now());
    if (events)
        reader->begin(*m_store->find(stream));
    keepReader(reader);
}

void StreamService::keepReader(const std::shared_ptr<WaitingReader>& reader)
{
    HttpConnection& connection = reader->connection();
    if (m_stopping) {
        reader->end(*m_store, now());
        return;
    }
    connection.setLive();
    m_readers.insert(&connection, reader);
    m_readersOf[qint64(reader->stream())].insert(&connection);
    noteChange();
    if (!reader->pump(*m_store, now()))
        removeReader(connection);
    else
        scheduleWake(reader->deadline());
}

void StreamService::pumpStream(StreamId stream)
{
    const auto it = m_readersOf.find(qint64(stream));
    if (it == m_readersOf.end())
        return;
    // A copy: an answer ends a reader.
    const std::set<HttpConnection*> connections = it->second;
    for (HttpConnection* connection : connections) {
        const auto reader = m_readers.value(connection);
        if (reader && reader->stream() == stream && !reader->pump(*m_store, now()))
            removeReader(*connection);
    }
}

void StreamService::removeReader(HttpConnection& connection)
{
    const auto reader = m_readers.take(&connection);
    if (!reader)
        return;
    noteChange();
    const auto it = m_readersOf.find(qint64(reader->stream()));
    if (it == m_readersOf.end())
        return;
    it->second.erase(&connection);
    if (it->second.empty())
        m_readersOf.erase(it);
}

void StreamService::scheduleWake(Timestamp deadline)
{
    if (m_wakeTimer.isActive() && m_nextWake <= deadline)
        return;
    m_nextWake = deadline;
    m_wakeTimer.start(std::max(milliseconds(1), deadline - now()));
}

void StreamService::wakeReaders()
{
    const Timestamp time = now();
    std::optional<Timestamp> next;
    const auto readers = m_readers;
    for (const auto& reader : readers) {
        HttpConnection& connection = reader->connection();
        if (m_readers.value(&connection) != reader)
            continue;
        if (reader->deadline() <= time && !reader->wake(*m_store, time)) {
            removeReader(connection);
            continue;
        }
        next = next ? std::min(*next, reader->deadline()) : reader->deadline();
    }
    if (next)
        scheduleWake(*next);
}

} // namespace headgate

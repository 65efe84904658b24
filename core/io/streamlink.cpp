// SPDX-License-Identifier: MIT
#include "core/io/streamlink.h"

#include <QPointer>

#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds fetchLimit = 60s;
/** Official servers hold a poll for 30 s; another may hold it longer. */
constexpr milliseconds pollLimit = 120s;

} // namespace

StreamLink::StreamLink(
    QUrl stream, QString user, QString password, const Endpoint& endpoint, QObject* parent)
    : QObject(parent)
    , m_url(std::move(stream))
    , m_endpoint(endpoint)
    , m_user(std::move(user))
    , m_password(std::move(password))
    , m_client(m_user, m_password)
{
    connect(&m_stream, &HttpStream::headersArrived, this,
        [this](int status, const QByteArray& type, std::optional<milliseconds> retryAfter) {
            m_batches.reset(m_stream.answerHeader("stream-sse-data-encoding") == "base64");
            emit opened(status, type, retryAfter);
        });
    connect(&m_stream, &HttpStream::bytesArrived, this, &StreamLink::takeBytes);
    connect(&m_stream, &HttpStream::ended, this, &StreamLink::ended);
}

void StreamLink::setHeaders(const durable::Headers& headers)
{
    m_headers = headers;
    m_client.setHeaders(headers);
}

void StreamLink::close()
{
    ++m_read;
    m_client.cancelAll();
    m_stream.close();
}

void StreamLink::fetch(const QByteArray& offset)
{
    get(m_endpoint.catchUp(m_url, offset), durable::Live::No, offset, fetchLimit);
}

void StreamLink::poll(const QByteArray& offset, const QByteArray& cursor)
{
    using durable::Live;
    get(m_endpoint.live(m_url, Live::LongPoll, offset, cursor), Live::LongPoll, offset, pollLimit);
}

void StreamLink::get(
    const QUrl& url, durable::Live how, const QByteArray& offset, milliseconds limit)
{
    close();
    const durable::Request request{"GET", url, {}, {}, limit};
    const auto done = [this, how, offset, read = m_read](const StreamAnswer& answer) {
        if (read != m_read)
            return;
        if (!answer.ok()) {
            emit failed(answer);
            return;
        }
        StreamTold what{
            {}, answer.place(), offset, answer.header("Content-Type"), how, answer.status};
        if (what.place.next.isEmpty()) {
            StreamAnswer foreign = answer;
            foreign.failure = durable::Failure::Unreadable;
            foreign.issue = {Issue::Code::NotOpenCode, {}, {u"not a durable stream"_s}};
            emit failed(foreign);
            return;
        }
        if (!answer.body.isEmpty())
            what.payloads.append(answer.body);
        emit told(what);
    };
    m_client.send(request, done, this);
}

void StreamLink::listen(
    const QByteArray& offset, const QByteArray& cursor, const QByteArray& contentType)
{
    close();
    m_parser.reset();
    m_batches.reset(false);
    m_from = offset;
    m_contentType = contentType;
    HttpStream::Request request;
    request.url = m_endpoint.live(m_url, durable::Live::Sse, offset, cursor);
    request.headers = m_headers;
    request.user = m_user;
    request.password = m_password;
    m_stream.open(request);
}

void StreamLink::takeBytes(const QByteArray& bytes)
{
    const QPointer<StreamLink> alive(this);
    const quint64 read = m_read;
    emit bytesArrived(bytes.size());
    if (!alive || read != m_read)
        return;
    std::vector<SseItem> items;
    m_parser.feed(bytes, items);
    for (const SseItem& item : items) {
        if (const auto* frame = std::get_if<SseFrame>(&item)) {
            if (!takeFrame(*frame))
                return;
        } else if (const auto* issue = std::get_if<Issue>(&item)) {
            // What cannot be read is asked for again: its control frame would pass it over.
            m_stream.close();
            emit ended(*issue);
            return;
        } else if (std::holds_alternative<SseComment>(item)) {
            emit beat();
        }
        if (!alive || read != m_read)
            return;
    }
}

/** False where the connection is over, or this may be gone. */
bool StreamLink::takeFrame(const SseFrame& frame)
{
    const QPointer<StreamLink> alive(this);
    const quint64 read = m_read;
    auto batch = m_batches.feed(frame);
    if (!batch) {
        m_stream.close();
        emit ended(batch.error());
        return false;
    }
    if (!*batch)
        return true;
    StreamTold what{std::move((*batch)->payloads), std::move((*batch)->place), m_from,
        m_contentType, durable::Live::Sse, 200};
    m_from = what.place.next;
    if (what.payloads.isEmpty())
        emit beat();
    if (!alive || read != m_read)
        return false;
    emit told(what);
    return alive && read == m_read;
}

} // namespace headgate

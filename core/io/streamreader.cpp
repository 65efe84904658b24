// SPDX-License-Identifier: MIT
#include "core/io/streamreader.h"

#include "core/decode/jsontext.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Between connections that did not live long; full jitter. */
constexpr sync::RetryPolicy shortPause{0, 100ms, 5s, 2};

milliseconds steadyNow()
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

void SseDoubt::lived(milliseconds time)
{
    if (fallBack())
        return;
    m_short = time < 1s ? m_short + 1 : 0;
}

StreamReader::StreamReader(Options options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_link(m_options.url, m_options.user, m_options.password)
    , m_mode(m_options.mode)
    , m_offset(m_options.offset)
{
    m_link.setHeaders(m_options.headers);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &StreamReader::next);
    connect(&m_link, &StreamLink::told, this, &StreamReader::take);
    connect(&m_link, &StreamLink::failed, this, &StreamReader::giveUpOrRetry);
    connect(&m_link, &StreamLink::ended, this, &StreamReader::sseEnded);
    connect(&m_link, &StreamLink::opened, this,
        [this](int status, const QByteArray& type, std::optional<milliseconds> retryAfter) {
            m_sseStatus = status;
            m_sseRetryAfter = retryAfter;
            if (status >= 200 && status <= 299 && !type.startsWith("text/event-stream")) {
                // It knows no SSE and answers as if nothing had been said.
                m_mode = Mode::LongPoll;
                m_link.close();
                m_pause.start(0ms);
            }
        });
}

void StreamReader::start()
{
    next();
}

void StreamReader::stop()
{
    m_pause.stop();
    m_link.close();
}

void StreamReader::next()
{
    if (!m_caughtUp) {
        m_link.fetch(m_offset);
    } else if (m_mode == Mode::LongPoll) {
        m_link.poll(m_offset, m_cursor);
    } else {
        m_sseStatus = 0;
        m_sseRetryAfter.reset();
        m_openedAt = steadyNow();
        m_link.listen(m_offset, m_cursor, m_contentType);
    }
}

bool StreamReader::readable(const StreamTold& told) const
{
    if (durable::contentOf(m_contentType) != durable::Content::Json)
        return true;
    return std::all_of(told.payloads.begin(), told.payloads.end(),
        [](const QByteArray& payload) { return bool(checkJson(payload)); });
}

void StreamReader::take(const StreamTold& told)
{
    if (!told.contentType.isEmpty())
        m_contentType = told.contentType;
    if (!readable(told)) {
        m_link.close();
        StreamAnswer answer;
        answer.status = told.status;
        answer.failure = durable::Failure::Unreadable;
        answer.issue = {Issue::Code::BadAnswer, {}, {m_options.url.path(), u"not JSON"_s}};
        emit failed(answer);
        return;
    }
    m_retries = 0;
    m_offset = told.place.next;
    if (!told.place.cursor.isEmpty())
        m_cursor = told.place.cursor;
    const bool live = told.how == durable::Live::Sse;
    m_caughtUp = m_caughtUp || told.place.upToDate;
    const bool over = told.place.closed || (m_caughtUp && m_mode == Mode::CatchUp);
    if (over)
        m_link.close();
    const QPointer<StreamReader> alive(this);
    // Later, for a slot may stop it: nothing may go out after that.
    if (!over && !live)
        m_pause.start(0ms);
    emit this->told(told);
    if (alive && over)
        emit ended();
}

void StreamReader::giveUpOrRetry(const StreamAnswer& answer)
{
    if (!durable::mayPass(answer.failure, answer.status)
        || m_retries >= m_options.retry.maxRetries) {
        emit failed(answer);
        return;
    }
    ++m_retries;
    m_pause.start(sync::retryDelay(m_options.retry, m_retries,
        QRandomGenerator::global()->generateDouble(), answer.retryAfter));
}

void StreamReader::sseEnded(const Issue& issue)
{
    StreamAnswer answer;
    answer.status = m_sseStatus;
    answer.issue = issue;
    answer.retryAfter = m_sseRetryAfter;
    if (m_sseStatus >= 400) {
        answer.failure = durable::failureOf({"GET", m_options.url, {}, {}}, m_sseStatus, {});
        giveUpOrRetry(answer);
        return;
    }
    if (issue.code == Issue::Code::BadFrame || issue.code == Issue::Code::FrameTooLarge) {
        answer.failure = durable::Failure::Unreadable;
        emit failed(answer);
        return;
    }
    m_doubt.lived(steadyNow() - m_openedAt);
    if (m_doubt.fallBack())
        m_mode = Mode::LongPoll;
    if (issue.code != Issue::Code::None && m_sseStatus == 0) {
        answer.failure = durable::Failure::Network;
        giveUpOrRetry(answer);
        return;
    }
    m_pause.start(sync::retryDelay(
        shortPause, m_doubt.shortOnes(), QRandomGenerator::global()->generateDouble()));
}

} // namespace headgate

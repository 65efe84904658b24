// SPDX-License-Identifier: MIT
#include "core/io/httpsource.h"

#include <QRandomGenerator>

#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using durable::Failure;

namespace {

/** The age of the last byte is shown in seconds. */
constexpr milliseconds reportEvery = 1s;

/** Null where a value says nothing but that its sender lives. */
void addItem(streamvalue::Decoded&& decoded, std::vector<SourceItem>& items)
{
    if (auto* event = std::get_if<Event>(&decoded))
        items.push_back(std::move(*event));
    else if (auto* twin = std::get_if<opencode::SyncTwin>(&decoded))
        items.push_back(std::move(*twin));
}

} // namespace

sync::Policy HttpSource::defaultPolicy()
{
    sync::Policy policy;
    policy.liveFirst = false;
    // No heartbeat is promised: official servers say something every 30 s, others end the
    // connection about every 60 s.
    policy.silenceBeforeBeats = 150s;
    return policy;
}

HttpSource::HttpSource(const SourceConfig& config, SourceHost& host, const Endpoint& endpoint,
    const sync::Policy& policy)
    : m_config(config)
    , m_id(config.id())
    , m_host(host)
    , m_endpoint(endpoint)
    , m_link(config.url, config.user, config.password, endpoint)
{
    m_machine.policy = policy;
    m_status.id = m_id;
    m_status.kind = config.kind;
    connect(&m_link, &StreamLink::opened, this, &HttpSource::opened);
    connect(&m_link, &StreamLink::told, this, &HttpSource::told);
    connect(&m_link, &StreamLink::failed, this, &HttpSource::failed);
    connect(&m_link, &StreamLink::ended, this, &HttpSource::ended);
    connect(&m_link, &StreamLink::beat, this, [this] { feed(sync::Beat{}); });
    connect(&m_link, &StreamLink::bytesArrived, this, [this] {
        m_status.lastByte = now();
        feed(sync::Bytes{});
    });
    for (size_t i = 0; i < m_timers.size(); ++i) {
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this,
            [this, i] { feed(sync::TimerFired{static_cast<sync::Timer>(i)}); });
    }
    m_nextPoll.setSingleShot(true);
    connect(&m_nextPoll, &QTimer::timeout, this, &HttpSource::poll);
}

HttpSource::~HttpSource()
{
    m_link.disconnect(this);
    m_link.close();
}

milliseconds HttpSource::steadyNow() const
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Timestamp HttpSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void HttpSource::start()
{
    if (!std::exchange(m_restored, true)) {
        if (auto known = m_host.streamCursor(m_id))
            m_cursor = std::move(*known);
        else
            m_cursor.offset = m_config.from;
        if (m_cursor.offset.isEmpty())
            m_cursor.offset = m_endpoint.start;
    }
    feed(sync::Start{});
}

void HttpSource::pause()
{
    feed(sync::Stop{});
}

void HttpSource::retryNow()
{
    feed(sync::UserRetry{});
}

void HttpSource::systemResumed()
{
    feed(sync::Resumed{});
}

/** What is opened is whole: all of it was told by the stream. */
void HttpSource::openSession(const SessionId& session)
{
    MessagesListed nothingNewer;
    nothingNewer.session = {m_id, session};
    nothingNewer.newest = true;
    m_host.take(m_id, {std::move(nothingNewer)});
}

void HttpSource::loadOlder(const SessionId&)
{
}

void HttpSource::decide(const Decision&, const QString&, std::function<void(DecisionAnswer)> done)
{
    QTimer::singleShot(0, this, [this, done = std::move(done)] {
        done({{Issue::Code::NotAnswerable, m_id, {}}});
    });
}

/** One input after the other: doing what a step says may bring the next one. */
void HttpSource::feed(const sync::Input& input)
{
    m_inputs.push_back(input);
    if (std::exchange(m_feeding, true))
        return;
    while (!m_inputs.empty()) {
        sync::Step next = sync::step(m_machine, m_inputs.front(),
            {steadyNow(), QRandomGenerator::global()->generateDouble()});
        m_inputs.pop_front();
        m_machine = std::move(next.state);
        for (const sync::Command& command : next.commands)
            std::visit([this](const auto& c) { carryOut(c); }, command);
    }
    m_feeding = false;
}

void HttpSource::carryOut(const sync::Fetch&)
{
    if (std::exchange(m_epoch, m_machine.epoch) != m_machine.epoch)
        beginAnew();
    m_link.fetch(m_cursor.offset);
}

void HttpSource::beginAnew()
{
    if (m_cursor.offset != m_endpoint.start && !m_lost)
        m_lost = m_cursor;
    m_cursor = {m_endpoint.start, {}, {}, m_cursor.epoch + 1};
}

void HttpSource::carryOut(const sync::OpenLive&)
{
    if (m_polls) {
        startPolling();
        return;
    }
    m_sseSince = steadyNow();
    m_link.listen(m_cursor.offset, m_cursor.server, m_contentType);
}

void HttpSource::startPolling()
{
    poll();
    // It is live while it waits: a poll has no headers before there is something to tell.
    feed(sync::Headers{200, {}, true});
}

void HttpSource::poll()
{
    m_pollSince = steadyNow();
    m_link.poll(m_cursor.offset, m_cursor.server);
}

void HttpSource::carryOut(const sync::CloseLive&)
{
    // Waited for in vain until its headers were due: something swallows it on the way.
    if (m_sseSince && m_machine.issue.code == Issue::Code::TimedOut) {
        m_doubt.unanswered();
        m_sseSince.reset();
    }
    noteEndOfSse();
    m_nextPoll.stop();
    m_link.close();
}

void HttpSource::noteEndOfSse()
{
    if (m_doubt.fallBack())
        m_polls = true;
    m_sseSince.reset();
}

void HttpSource::carryOut(const sync::StartTimer& command)
{
    m_timers[size_t(command.timer)].start(command.after);
}

void HttpSource::carryOut(const sync::StopTimer& command)
{
    m_timers[size_t(command.timer)].stop();
}

void HttpSource::carryOut(const sync::Report&)
{
    report();
}

void HttpSource::report()
{
    m_status.state = m_machine.phase;
    m_status.issue = m_machine.issue;
    // The machine has no words for streams.
    if (m_status.issue.code == Issue::Code::SessionNotFound)
        m_status.issue = {Issue::Code::StreamNotFound, {}, {m_config.url.toDisplayString()}};
    if (m_status.issue.code == Issue::Code::NotOpenCode)
        m_status.issue.args = QStringList{u"not a durable stream"_s};
    if (m_status.issue.code != Issue::Code::None)
        m_status.issue.source = m_id;
    m_status.attempt = m_machine.attempt;
    m_status.reconnects = m_machine.reconnects;
    m_status.retryAt = m_machine.retryAt ? now() + (*m_machine.retryAt - steadyNow()) : Timestamp();
    m_reported = now();
    m_host.statusChanged(m_status);
}

void HttpSource::opened(int status, const QByteArray& type, std::optional<milliseconds> retryAfter)
{
    const bool events = type.startsWith("text/event-stream");
    if (status >= 200 && status <= 299 && !events) {
        // It knows no SSE and answers as if nothing had been said.
        m_polls = true;
        m_sseSince.reset();
        startPolling();
        return;
    }
    feed(sync::Headers{status, retryAfter, events});
}

/** False where it could not be read; then nothing of it counts. */
bool HttpSource::apply(const StreamTold& told)
{
    if (told.how != durable::Live::Sse && !told.contentType.isEmpty())
        m_contentType = told.contentType;
    m_values = durable::Values(durable::contentOf(m_contentType), m_cursor.rest);
    std::vector<SourceItem> items;
    if (m_lost)
        items.push_back(StreamBeganAnew{*m_lost});
    streamvalue::Position position{told.from, 0};
    const Timestamp arrived = now();
    const auto add = [&](const QByteArrayList& values) {
        items.reserve(items.size() + size_t(values.size()) + 1);
        for (const QByteArray& value : values) {
            addItem(m_endpoint.decode(m_id, value, position, arrived), items);
            ++position.index;
        }
    };
    for (const QByteArray& payload : told.payloads) {
        const auto values = m_values.take(payload);
        if (!values)
            return false;
        add(*values);
    }
    if (told.place.closed)
        add(m_values.finish());
    StreamCursor cursor{told.place.next, told.place.cursor, m_values.rest(), m_cursor.epoch};
    if (cursor.server.isEmpty())
        cursor.server = m_cursor.server;
    m_lost.reset();
    m_status.lastByte = arrived;
    const bool still = items.empty() && cursor.offset == m_cursor.offset
        && cursor.rest == m_cursor.rest && cursor.epoch == m_cursor.epoch;
    m_cursor = cursor;
    // A server that says only that it lives, with a newer cursor, is not worth a write.
    if (still)
        return true;
    items.push_back(CursorMoved{std::move(cursor)});
    m_host.take(m_id, std::move(items));
    return true;
}

void HttpSource::told(const StreamTold& told)
{
    const QByteArray from = m_cursor.offset;
    if (!apply(told)) {
        const Issue issue{Issue::Code::BadAnswer, m_id, {m_config.url.path(), u"not JSON"_s}};
        if (told.how == durable::Live::No)
            feed(sync::SnapshotFailed{issue, {}});
        else
            feed(sync::Ended{issue});
        return;
    }
    if (m_status.lastByte - m_reported >= reportEvery)
        report();
    if (told.place.closed) {
        m_host.fence();
        feed(sync::Closed{});
    } else if (told.how == durable::Live::LongPoll) {
        toldOnPoll(told);
    } else if (told.how == durable::Live::No) {
        // A server that neither moves nor says that this is the tail would be asked for ever.
        const bool stuck = m_cursor.offset == from && told.payloads.isEmpty();
        if (!told.place.upToDate && !stuck) {
            m_link.fetch(m_cursor.offset);
            return;
        }
        m_host.fence(); // Committed before it is called live.
        feed(sync::UpToDate{});
    }
}

void HttpSource::toldOnPoll(const StreamTold& told)
{
    feed(sync::Bytes{});
    // One that returns at once with nothing would be asked in a tight loop.
    const milliseconds rest = m_machine.policy.betweenConnects - (steadyNow() - m_pollSince);
    const bool hasty = told.payloads.isEmpty() && rest > 0ms;
    m_nextPoll.start(hasty ? rest : 0ms);
}

void HttpSource::failed(const StreamAnswer& answer)
{
    using enum Failure;
    const bool live = m_machine.phase == SyncState::Live;
    if (answer.failure == NotFound || answer.failure == Gone || answer.failure == NotAuthorised) {
        feed(sync::Headers{answer.status, {}, true});
    } else if (answer.failure == BadOffset && m_cursor.offset != m_endpoint.start) {
        // It is another stream by now: what we hold means nothing there.
        feed(sync::GoneSeen{});
    } else if (!live) {
        feed(sync::SnapshotFailed{answer.issue, answer.retryAfter});
    } else if (answer.status > 299) {
        feed(sync::Headers{answer.status, answer.retryAfter, true});
    } else {
        feed(sync::Ended{answer.issue});
    }
}

void HttpSource::ended(const Issue& issue)
{
    if (m_sseSince)
        m_doubt.lived(steadyNow() - *m_sseSince);
    noteEndOfSse();
    Issue named = issue;
    named.source = m_id;
    // What could not be read is told once, and read again over a plain request.
    if (issue.code == Issue::Code::BadFrame || issue.code == Issue::Code::FrameTooLarge) {
        m_host.take(m_id, {named});
        named = {Issue::Code::ConnectionLost, m_id, issue.args};
    }
    feed(sync::Ended{named});
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/io/httpsource.h"

#include <QRandomGenerator>

#include <chrono>
#include <limits>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using durable::Failure;

namespace {

/** The age of the last byte is shown in seconds. */
constexpr milliseconds reportEvery = 1s;
/** Values of an answer that are told in one piece: some milliseconds of work. */
constexpr qint64 sliceValues = 500;

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
    connect(&m_link, &StreamLink::bytesArrived, this, [this](qint64 bytes) {
        m_status.lastByte = now();
        m_status.bytes += bytes;
        feed(sync::Bytes{});
    });
    for (size_t i = 0; i < m_timers.size(); ++i) {
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this,
            [this, i] { feed(sync::TimerFired{static_cast<sync::Timer>(i)}); });
    }
    m_nextPoll.setSingleShot(true);
    connect(&m_nextPoll, &QTimer::timeout, this, &HttpSource::poll);
    m_nextSlice.setSingleShot(true);
    connect(&m_nextSlice, &QTimer::timeout, this, &HttpSource::takeSlice);
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

void HttpSource::askForProof(const QHash<SessionId, qint64>&, std::function<void(Witness)> done)
{
    if (m_machine.phase == SyncState::Paused) {
        QTimer::singleShot(0, this, [this, done = std::move(done)] {
            done({{}, {}, {Issue::Code::Unreachable, m_id, {u"paused"_s}}});
        });
        return;
    }
    if (!m_asks)
        m_asks = std::make_unique<StreamClient>(m_config.user, m_config.password);
    m_asks->send(
        durable::headRequest(m_config.url),
        [this, done = std::move(done)](const StreamAnswer& answer) {
            Witness witness;
            if (answer.ok())
                witness.tail = answer.place().next;
            witness.issue = answer.issue;
            if (!answer.ok())
                witness.issue.source = m_id;
            done(std::move(witness));
        },
        this);
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
        const SyncState before = m_machine.phase;
        m_machine = std::move(next.state);
        noteCut(before);
        for (const sync::Command& command : next.commands)
            std::visit([this](const auto& c) { carryOut(c); }, command);
    }
    m_feeding = false;
}

/** Values that come behind an end of being live were missed until then. */
void HttpSource::noteCut(SyncState before)
{
    if (before == SyncState::Live && m_machine.phase != SyncState::Live && !m_cutAt)
        m_cutAt = isKnown(m_status.lastByte) ? m_status.lastByte : now();
}

void HttpSource::tellCaughtUp()
{
    const auto from = std::exchange(m_cutAt, {});
    if (std::exchange(m_cutTold, false))
        m_host.take(m_id, {CaughtUp{*from}});
}

void HttpSource::carryOut(const sync::Fetch&)
{
    if (std::exchange(m_epoch, m_machine.epoch) != m_machine.epoch)
        beginAnew();
    m_taking.reset();
    m_link.fetch(m_cursor.offset);
}

void HttpSource::beginAnew()
{
    if (m_cursor.offset != m_endpoint.start && !m_lost)
        m_lost = m_cursor;
    m_cursor = {m_endpoint.start, {}, {}, m_cursor.epoch + 1, 0};
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
    m_nextSlice.stop();
    m_taking.reset();
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
bool HttpSource::begin(const StreamTold& told)
{
    if (told.how != durable::Live::Sse && !told.contentType.isEmpty())
        m_contentType = told.contentType;
    m_values = durable::Values(durable::contentOf(m_contentType), m_cursor.rest);
    Taking taking{told, {}};
    for (const QByteArray& payload : told.payloads) {
        auto list = m_values.cut(payload);
        if (!list)
            return false;
        taking.lists.push_back(std::move(*list));
    }
    if (told.place.closed)
        taking.lists.emplace_back(m_values.finish());
    m_taking = std::move(taking);
    return true;
}

/** Tells some of the values that were not told yet; true if these were the last. */
bool HttpSource::tellSlice(qint64 limit)
{
    Taking& t = *m_taking;
    const Timestamp arrived = now();
    m_status.lastByte = arrived;
    std::vector<SourceItem> items;
    if (m_lost)
        items.push_back(StreamBeganAnew{*m_lost});
    m_lost.reset();
    const bool brings = std::any_of(
        t.lists.begin(), t.lists.end(), [](const durable::ValueList& l) { return l.size() > 0; });
    if (m_cutAt && brings && !std::exchange(m_cutTold, true))
        items.push_back(StreamCut{*m_cutAt});
    for (; t.list < t.lists.size(); ++t.list, t.next = 0) {
        const durable::ValueList& list = t.lists[t.list];
        for (; t.next < list.size(); ++t.next, ++t.count) {
            if (t.count < m_cursor.taken)
                continue; // told before this program was ended, or the source stopped
            if (limit-- == 0) {
                StreamCursor within = m_cursor;
                within.taken = t.count;
                moveTo(std::move(within), std::move(items));
                return false;
            }
            const streamvalue::Position position{t.told.from, qsizetype(t.count)};
            addItem(m_endpoint.decode(m_id, list.at(t.next), position, arrived), items);
        }
    }
    // An answer may end earlier than the one that was taken in parts.
    const qint64 left = std::max<qint64>(0, m_cursor.taken - t.count);
    StreamCursor behind{
        t.told.place.next, t.told.place.cursor, m_values.rest(), m_cursor.epoch, left};
    if (behind.server.isEmpty())
        behind.server = m_cursor.server;
    moveTo(std::move(behind), std::move(items));
    return true;
}

void HttpSource::moveTo(StreamCursor cursor, std::vector<SourceItem>&& items)
{
    StreamCursor before = std::exchange(m_cursor, cursor);
    before.server = cursor.server;
    // A server that says only that it lives, with a newer cursor, is not worth a write.
    if (items.empty() && before == cursor)
        return;
    items.push_back(CursorMoved{std::move(cursor)});
    m_host.take(m_id, std::move(items));
}

void HttpSource::told(const StreamTold& told)
{
    if (told.how != durable::Live::Sse) { // the bytes of a connection were counted as they came
        for (const QByteArray& payload : told.payloads)
            m_status.bytes += payload.size();
    }
    if (begin(told)) {
        takeSlice();
        return;
    }
    const Issue issue{Issue::Code::BadAnswer, m_id, {m_config.url.path(), u"not JSON"_s}};
    if (told.how == durable::Live::No)
        feed(sync::SnapshotFailed{issue, {}});
    else
        feed(sync::Ended{issue});
}

void HttpSource::takeSlice()
{
    if (!m_taking)
        return;
    // More may arrive on an open connection before the rest had its turn, so it is taken whole.
    const bool whole = m_taking->told.how == durable::Live::Sse;
    const QByteArray from = m_cursor.offset;
    const bool over = tellSlice(whole ? std::numeric_limits<qint64>::max() : sliceValues);
    if (m_status.lastByte - m_reported >= reportEvery)
        report();
    if (!m_taking)
        return; // stopped by whom it told
    if (!over) {
        m_nextSlice.start(0ms);
        return;
    }
    const StreamTold last = std::exchange(m_taking, {})->told;
    finished(last, m_cursor.offset == from && last.payloads.isEmpty());
}

/** `stuck`: it neither moved nor brought anything. */
void HttpSource::finished(const StreamTold& told, bool stuck)
{
    if (told.place.closed) {
        tellCaughtUp();
        m_host.fence();
        feed(sync::Closed{});
    } else if (told.how == durable::Live::LongPoll) {
        toldOnPoll(told);
    } else if (told.how == durable::Live::No) {
        // A server that does not say that this is the tail either would be asked for ever.
        if (!told.place.upToDate && !stuck) {
            m_link.fetch(m_cursor.offset);
            return;
        }
        tellCaughtUp();
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

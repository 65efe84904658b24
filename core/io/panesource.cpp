// SPDX-License-Identifier: MIT
#include "core/io/panesource.h"

#include "core/decode/panestory.h"
#include "core/project/panelifecycle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QUrlQuery>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr milliseconds reportEvery = 1s;
constexpr int listPage = 50;
/** A list that never ends is a fault of its server. */
constexpr qint64 mostListed = 5'000;
/** Servers let ten streams a minute begin; those that are looked at come on top. */
constexpr size_t mostFollowed = 8;

} // namespace

PaneSource::PaneSource(const SourceConfig& config, SourceHost& host)
    : PaneSource(config, host, Pace())
{
}

PaneSource::PaneSource(const SourceConfig& config, SourceHost& host, const Pace& pace)
    : m_pace(pace)
    , m_server{config, config.id()}
    , m_host(host)
    , m_client(config.url, config.user, config.password)
{
    const QString layout = QUrlQuery(config.url).queryItemValue(u"layout"_s);
    if (const auto named = pane::layoutNamed(layout)) {
        m_server.layout = *named;
        m_server.proven = true;
    }
    m_machine.policy = PaneStream::defaultPolicy();
    m_machine.policy.silenceBeforeBeats = 10 * pace.betweenLists + 60s;
    m_machine.policy.headersLimit = 60s;
    m_status.id = m_server.source;
    m_status.kind = config.kind;
    for (size_t i = 0; i < m_timers.size(); ++i) {
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this,
            [this, i] { feed(sync::TimerFired{static_cast<sync::Timer>(i)}); });
    }
    m_nextList.setSingleShot(true);
    m_nextList.setInterval(pace.betweenLists);
    connect(&m_nextList, &QTimer::timeout, this, [this] { list(0); });
}

PaneSource::~PaneSource()
{
    for (auto& [session, stream] : m_streams)
        stream->disconnect(this);
}

milliseconds PaneSource::steadyNow() const
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Timestamp PaneSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void PaneSource::start()
{
    restore();
    for (auto& [session, stream] : m_streams)
        stream->start();
    feed(sync::Start{});
}

/** Offset and what was open there come from the same commit. */
void PaneSource::restore()
{
    if (std::exchange(m_restored, true))
        return;
    m_offsets = m_host.cursors(m_server.source);
    if (const auto kept = m_host.streamCursor(m_server.source))
        m_stories = QJsonDocument::fromJson(kept->rest).object();
}

void PaneSource::pause()
{
    for (auto& [session, stream] : m_streams)
        stream->pause();
    feed(sync::Stop{});
}

void PaneSource::retryNow()
{
    // What was not there may be by now: it is followed with the next list.
    std::erase_if(m_streams, [](const auto& entry) { return entry.second->isGone(); });
    if (!m_server.proven)
        m_server.layout = 0;
    for (auto& [session, stream] : m_streams)
        stream->retryNow();
    feed(sync::UserRetry{});
}

void PaneSource::systemResumed()
{
    for (auto& [session, stream] : m_streams)
        stream->systemResumed();
    feed(sync::Resumed{});
}

void PaneSource::decide(const Decision&, const QString&, std::function<void(DecisionAnswer)> done)
{
    QTimer::singleShot(0, this, [this, done = std::move(done)] {
        done({{Issue::Code::NotAnswerable, m_server.source, {}}});
    });
}

/** One input after the other: doing what a step says may bring the next one. */
void PaneSource::feed(const sync::Input& input)
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

void PaneSource::carryOut(const sync::Fetch&)
{
    m_listing = true;
    list(0);
}

/** It has no stream of its own: it is live while its list answers. */
void PaneSource::carryOut(const sync::OpenLive&)
{
    feed(sync::Headers{200, {}, true});
    m_nextList.start();
}

void PaneSource::carryOut(const sync::CloseLive&)
{
    m_nextList.stop();
    m_reads.reset();
}

void PaneSource::carryOut(const sync::StartTimer& command)
{
    m_timers[size_t(command.timer)].start(command.after);
}

void PaneSource::carryOut(const sync::StopTimer& command)
{
    m_timers[size_t(command.timer)].stop();
}

void PaneSource::carryOut(const sync::Report&)
{
    report();
}

void PaneSource::report()
{
    m_status.state = m_machine.phase;
    m_status.issue = m_machine.issue;
    if (m_status.issue.code == Issue::Code::NotOpenCode)
        m_status.issue.args = QStringList{u"not an AgentPane server"_s};
    // Its list answers, and a stream does not: that is what a person has to know.
    for (const auto& [session, stream] : m_streams) {
        const bool waits = stream->state() == SyncState::Waiting;
        if (waits && m_status.issue.code == Issue::Code::None)
            m_status.issue = stream->issue();
    }
    if (m_status.issue.code != Issue::Code::None)
        m_status.issue.source = m_server.source;
    m_status.attempt = m_machine.attempt;
    m_status.reconnects = m_machine.reconnects;
    m_status.retryAt = m_machine.retryAt ? now() + (*m_machine.retryAt - steadyNow()) : Timestamp();
    m_reported = now();
    m_host.statusChanged(m_status);
}

void PaneSource::list(qint64 from)
{
    if (from == 0) {
        m_rows.clear();
        m_fence = m_host.fence();
    }
    if (!m_reads)
        m_reads = std::make_unique<QObject>();
    m_client.get(
        u"/api/sessions?limit=%1&offset=%2"_s.arg(listPage).arg(from), {}, answerLimit, 1,
        [this, from](const HttpAnswer& answer) { listArrived(answer, from); }, m_reads.get());
}

void PaneSource::listArrived(const HttpAnswer& answer, qint64 from)
{
    if (!answer.ok()) {
        bool isNumber = false;
        const int seconds = answer.header("retry-after").toInt(&isNumber);
        listFailed(answer.issue,
            isNumber ? std::optional<milliseconds>(std::chrono::seconds(seconds)) : std::nullopt);
        return;
    }
    const auto page = pane::historyPage(QJsonDocument::fromJson(answer.body));
    if (!page) {
        listFailed({Issue::Code::NotOpenCode, m_server.source, {u"not an AgentPane server"_s}}, {});
        return;
    }
    m_status.lastByte = now();
    feed(sync::Bytes{});
    m_rows.insert(m_rows.end(), page->rows.begin(), page->rows.end());
    const qint64 next = page->next.value_or(from + qint64(page->rows.size()));
    if (page->more && next > from && next < mostListed)
        list(next);
    else
        listEnded();
}

void PaneSource::listFailed(const Issue& issue, std::optional<milliseconds> retryAfter)
{
    Issue named = issue;
    named.source = m_server.source;
    if (named.code == Issue::Code::NotAuthorised)
        feed(sync::Headers{401, {}, true});
    else if (m_machine.phase == SyncState::CatchUp)
        feed(sync::SnapshotFailed{named, retryAfter});
    else
        feed(sync::Ended{named});
}

void PaneSource::listEnded()
{
    SessionsListed listed;
    listed.fence = m_fence;
    m_listed.clear();
    for (const QJsonObject& row : std::exchange(m_rows, {})) {
        for (Event& event : pane::describeSession(m_server.source, row, now())) {
            const auto life = pane::lifeNamed(row["status"_L1].toString());
            const QJsonValue updated =
                row.contains("updatedAt"_L1) ? row["updatedAt"_L1] : row["updated_at"_L1];
            m_listed.push_back(
                {event.session, pane::timeFrom(updated), life && pane::isReadOnly(*life)});
            listed.updates.push_back(std::move(event));
        }
    }
    m_everListed = true;
    m_listing = false;
    m_host.take(m_server.source, {std::move(listed)});
    followListed();
    if (m_machine.phase == SyncState::Live)
        m_nextList.start();
    settle();
}

void PaneSource::followListed()
{
    std::vector<Listed> open;
    for (const Listed& one : m_listed) {
        if (!one.closed)
            open.push_back(one);
        else if (const auto known = m_streams.find(one.session); known != m_streams.end())
            known->second->closeBehind();
    }
    std::stable_sort(open.begin(), open.end(),
        [](const Listed& a, const Listed& b) { return a.updated > b.updated; });
    auto followed = size_t(std::count_if(m_streams.begin(), m_streams.end(),
        [](const auto& entry) { return entry.second->state() != SyncState::Closed; }));
    for (const Listed& one : open) {
        if (followed >= mostFollowed)
            break;
        if (m_streams.contains(one.session))
            continue;
        follow(one.session);
        ++followed;
    }
    // A session that left the list is followed no more.
    std::erase_if(m_streams, [this](const auto& entry) {
        const bool listed = std::any_of(m_listed.begin(), m_listed.end(),
            [&](const Listed& one) { return one.session == entry.first; });
        return !listed;
    });
    for (const SessionId& session : m_host.openSessions(m_server.source)) {
        if (!m_streams.contains(session))
            openSession(session);
    }
}

PaneStream& PaneSource::follow(const SessionId& session)
{
    if (const auto known = m_streams.find(session); known != m_streams.end())
        return *known->second;
    auto made = std::make_unique<PaneStream>(m_server, m_client, session, m_pace.stream);
    PaneStream& stream = *made;
    stream.restore(
        m_offsets.value(session, -1), pane::Story::fromJson(m_stories[session.value()].toObject()));
    connect(&stream, &PaneStream::told, this,
        [this, &stream](std::vector<SourceItem> items) { take(stream, std::move(items)); });
    connect(&stream, &PaneStream::stateChanged, this, [this, &stream] { streamChanged(stream); });
    connect(&stream, &PaneStream::bytesArrived, this, [this] { m_status.lastByte = now(); });
    m_streams.emplace(session, std::move(made));
    const auto listed = std::find_if(m_listed.begin(), m_listed.end(),
        [&](const Listed& one) { return one.session == session; });
    if (listed != m_listed.end() && listed->closed)
        stream.closeBehind();
    stream.start();
    return stream;
}

void PaneSource::take(PaneStream& stream, std::vector<SourceItem>&& items)
{
    const QString name = stream.session().value();
    m_offsets.insert(stream.session(), stream.applied());
    const QJsonObject before = m_stories;
    if (stream.story().isEmpty())
        m_stories.remove(name);
    else
        m_stories.insert(name, stream.story().toJson());
    if (m_stories != before) {
        StreamCursor cursor;
        cursor.offset = "sessions";
        cursor.rest = QJsonDocument(m_stories).toJson(QJsonDocument::Compact);
        items.push_back(CursorMoved{std::move(cursor)});
    }
    m_host.take(m_server.source, std::move(items));
    if (now() - m_reported >= reportEvery)
        report();
}

void PaneSource::streamChanged(PaneStream& stream)
{
    if (stream.state() == SyncState::Denied)
        feed(sync::Headers{401, {}, true});
    if (stream.isWhole())
        tellOpened(stream.session());
    if (m_machine.phase == SyncState::Live)
        report();
    settle();
}

/** All that could be caught up with was. */
void PaneSource::settle()
{
    const bool ready = !m_listing && m_machine.phase == SyncState::CatchUp && m_machine.fetching
        && std::all_of(m_streams.begin(), m_streams.end(),
            [](const auto& entry) { return entry.second->isSettled(); });
    if (!ready)
        return;
    m_host.fence(); // Committed before it is called live.
    feed(sync::UpToDate{});
}

void PaneSource::openSession(const SessionId& session)
{
    if (!m_everListed)
        return; // once the list is there
    const bool listed = std::any_of(m_listed.begin(), m_listed.end(),
        [&](const Listed& one) { return one.session == session; });
    if (!listed) {
        m_host.take(m_server.source,
            {Issue{Issue::Code::SessionNotFound, m_server.source, {session.value()}}});
        return;
    }
    m_opened.insert(session);
    if (follow(session).isWhole())
        tellOpened(session);
}

/** What is opened is whole: all of it was told by its stream. */
void PaneSource::tellOpened(const SessionId& session)
{
    if (!m_opened.remove(session))
        return;
    MessagesListed nothingNewer;
    nothingNewer.session = {m_server.source, session};
    nothingNewer.newest = true;
    m_host.take(m_server.source, {std::move(nothingNewer)});
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/io/panesource.h"

#include "core/decode/panestory.h"
#include "core/io/httprules.h"
#include "core/io/lastwords.h"

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

constexpr milliseconds reportEvery = 1s;
constexpr milliseconds farewellLimit = 2s; ///< a program that ends waits no longer

} // namespace

PaneSource::PaneSource(const SourceConfig& config, SourceHost& host)
    : PaneSource(config, host, Pace())
{
}

SourceConfig withToken(SourceConfig config)
{
    if (config.user.isEmpty() && !config.password.isEmpty())
        config.user = http::tokenBearer.toString();
    return config;
}

PaneSource::PaneSource(const SourceConfig& config, SourceHost& host, const Pace& pace)
    : m_pace(pace)
    , m_server{withToken(config), config.id()}
    , m_host(host)
    , m_client(config.url, m_server.config.user, config.password)
    , m_writes(m_server.source, m_client, pace.betweenTries)
    , m_presence(m_server.source, m_client, pace.heartbeat)
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
    if (m_machine.phase != SyncState::Live)
        return;
    // Else the others would see who was here for half a minute more.
    std::vector<http::LastWord> words;
    for (const pane::Request& one : m_presence.farewell())
        words.push_back({one.path, QJsonDocument(one.body).toJson(QJsonDocument::Compact)});
    const SourceConfig& server = m_server.config;
    http::sayLastWords(server.url, server.user, server.password, words, farewellLimit);
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
    m_presence.pause();
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
    m_status.reconnects = m_machine.reconnects + m_streamReconnects;
    m_status.retryAt = m_machine.retryAt ? now() + (*m_machine.retryAt - steadyNow()) : Timestamp();
    m_reported = now();
    m_host.statusChanged(m_status);
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
    connect(&stream, &PaneStream::looked, this, [this, &stream] { lookedAt(stream.session()); });
    connect(&stream, &PaneStream::bytesArrived, this, [this](qint64 bytes) {
        m_status.lastByte = now();
        m_status.bytes += bytes;
    });
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
    m_streamReconnects += stream.takeReconnects();
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
    m_presence.serverIsBack();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/io/panestream.h"

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

sync::Policy PaneStream::defaultPolicy()
{
    sync::Policy policy;
    policy.liveFirst = false;
    return policy;
}

PaneStream::PaneStream(PaneServer& server, CommandClient& client, const SessionId& session,
    const sync::Policy& policy, QObject* parent)
    : QObject(parent)
    , m_server(server)
    , m_client(client)
    , m_session(session)
{
    m_machine.policy = policy;
    connect(&m_stream, &HttpStream::headersArrived, this, &PaneStream::headersArrived);
    connect(&m_stream, &HttpStream::bytesArrived, this, &PaneStream::framesArrived);
    connect(&m_stream, &HttpStream::ended, this, [this](const Issue& issue) {
        Issue named = issue;
        named.source = m_server.source;
        feed(sync::Ended{named});
    });
    for (size_t i = 0; i < m_timers.size(); ++i) {
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this,
            [this, i] { feed(sync::TimerFired{static_cast<sync::Timer>(i)}); });
    }
}

PaneStream::~PaneStream()
{
    m_stream.disconnect(this);
    m_stream.close();
}

void PaneStream::restore(qint64 applied, const pane::Story& story)
{
    m_applied = applied;
    m_story = story;
}

milliseconds PaneStream::steadyNow() const
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Timestamp PaneStream::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

bool PaneStream::isSettled() const
{
    return m_gone || (m_machine.phase != SyncState::Idle && m_machine.phase != SyncState::CatchUp);
}

void PaneStream::closeBehind()
{
    if (std::exchange(m_closed, true))
        return;
    if (m_machine.phase != SyncState::Live)
        return;
    feed(sync::UserRetry{}); // the list has its last words
    m_cutAt = {}; // and nothing was lost
}

/** One input after the other: doing what a step says may bring the next one. */
void PaneStream::feed(const sync::Input& input)
{
    m_inputs.push_back(input);
    if (std::exchange(m_feeding, true))
        return;
    while (!m_inputs.empty()) {
        const SyncState before = m_machine.phase;
        sync::Step next = sync::step(m_machine, m_inputs.front(),
            {steadyNow(), QRandomGenerator::global()->generateDouble()});
        m_inputs.pop_front();
        m_machine = std::move(next.state);
        const bool broke = before == SyncState::Live && m_machine.phase != SyncState::Live;
        if (broke && !isKnown(m_cutAt))
            m_cutAt = now();
        for (const sync::Command& command : next.commands)
            std::visit([this](const auto& c) { carryOut(c); }, command);
    }
    m_feeding = false;
}

void PaneStream::carryOut(const sync::Fetch&)
{
    m_caughtUp = 0;
    fetchPage(m_applied);
}

void PaneStream::carryOut(const sync::OpenLive&)
{
    if (m_closed && m_server.lists) {
        m_whole = true;
        feed(sync::Closed{});
        return;
    }
    openStream();
}

void PaneStream::openStream()
{
    m_parser.reset();
    m_tried = m_server.layout;
    const pane::Layout& layout = pane::layouts()[m_server.layout];
    const SourceConfig& config = m_server.config;
    const QString base = config.url.toString(
        QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    const bool slash = base.endsWith(u'/');
    const QUrl url(
        (slash ? base.chopped(1) : base) + pane::streamPath(layout, m_session.value(), m_applied));
    m_stream.open({url, {}, config.user, config.password});
}

void PaneStream::carryOut(const sync::CloseLive&)
{
    m_stream.close();
    m_reads.reset();
    m_held.clear();
    m_filling = false;
}

void PaneStream::carryOut(const sync::StartTimer& command)
{
    m_timers[size_t(command.timer)].start(command.after);
}

void PaneStream::carryOut(const sync::StopTimer& command)
{
    m_timers[size_t(command.timer)].stop();
}

void PaneStream::carryOut(const sync::Report&)
{
    if (m_machine.phase == SyncState::Live)
        m_whole = true;
    emit stateChanged();
}

void PaneStream::headersArrived(
    int status, const QByteArray& type, std::optional<milliseconds> retryAfter)
{
    const bool events = type.startsWith("text/event-stream");
    const bool notHere = status == 404 || status == 405 || status == 410
        || (status >= 200 && status <= 299 && !events);
    const bool otherIsKnown = m_server.proven && m_tried != m_server.layout;
    if (notHere && (otherIsKnown || !m_server.proven) && tryNextLayout())
        return;
    if (status == 404 || status == 410) {
        gone();
        return;
    }
    if (status >= 200 && status <= 299 && events) {
        m_server.layout = m_tried;
        m_server.proven = true;
    }
    feed(sync::Headers{status, retryAfter, events});
}

/** False: this was the last one. Another session's stream may have gone on to it meanwhile. */
bool PaneStream::tryNextLayout()
{
    if (m_tried == m_server.layout && ++m_server.layout == pane::layouts().size()) {
        m_server.layout = m_tried;
        return false;
    }
    m_server.lists = true; // as far as anybody knows of this one
    // Later: the one that was refused is still ending.
    QTimer::singleShot(0, this, [this] {
        if (m_machine.open && !m_machine.answered)
            openStream();
    });
    m_stream.close();
    return true;
}

/** The list of sessions is asked what became of it. */
void PaneStream::gone()
{
    m_gone = true;
    std::vector<SourceItem> items{
        Issue{Issue::Code::SessionNotFound, m_server.source, {m_session.value()}}};
    emit told(std::move(items));
    feed(sync::Closed{});
}

void PaneStream::framesArrived(const QByteArray& bytes)
{
    emit bytesArrived(bytes.size());
    feed(sync::Bytes{});
    m_frames.clear();
    m_parser.feed(bytes, m_frames);
    std::vector<SourceItem> items;
    for (const SseItem& item : std::exchange(m_frames, {})) {
        if (const auto* frame = std::get_if<SseFrame>(&item)) {
            frameArrived(*frame, items);
        } else if (std::holds_alternative<SseComment>(item)) {
            feed(sync::Beat{});
        } else if (const auto* issue = std::get_if<Issue>(&item)) {
            Issue named = *issue;
            named.source = m_server.source;
            items.push_back(named);
        }
    }
    hand(items);
}

void PaneStream::frameArrived(const SseFrame& frame, std::vector<SourceItem>& items)
{
    auto wire = pane::wireFromFrame(frame, now());
    if (!wire) {
        Issue issue = wire.error();
        issue.source = m_server.source;
        items.push_back(issue);
        return;
    }
    if (wire->channel == pane::Channel::Connection) {
        feed(sync::FirstFrame{});
        return;
    }
    if (frame.event == "error" && !wire->offset) {
        const QJsonValue words = wire->data["error"_L1]["message"_L1];
        feed(sync::Ended{
            {Issue::Code::ConnectionLost, m_server.source, {words.toString(u"error"_s)}}});
        return;
    }
    feed(sync::OtherFrame{});
    eventArrived(std::move(*wire), items);
}

void PaneStream::eventArrived(pane::Wire&& wire, std::vector<SourceItem>& items)
{
    if (m_machine.phase != SyncState::Live)
        return; // the connection was given up by a frame before this one
    if (m_filling) {
        m_held.push_back(std::move(wire));
        return;
    }
    if (wire.offset && *wire.offset > m_applied + 1 && m_server.lists) {
        const qint64 upTo = *wire.offset;
        m_held.push_back(std::move(wire));
        hand(items);
        items.clear();
        fillGap(upTo);
        return;
    }
    apply(std::move(wire), items);
}

void PaneStream::apply(pane::Wire&& wire, std::vector<SourceItem>& items)
{
    if (!wire.offset)
        wire.offset = m_applied + 1;
    if (*wire.offset <= m_applied)
        return;
    m_applied = *wire.offset;
    if (const QString key = pane::missingIn(wire); !key.isEmpty())
        items.push_back(Issue{Issue::Code::BadFrame, m_server.source,
            {u"%1 %2: no %3"_s.arg(wire.type).arg(*wire.offset).arg(key)}});
    for (Event& event : pane::tell(m_story, m_server.source, m_session, wire))
        items.push_back(std::move(event));
}

void PaneStream::hand(std::vector<SourceItem>& items)
{
    if (!items.empty())
        emit told(std::move(items));
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/io/opencodesource.h"

#include "core/decode/opencodenext.h"
#include "core/decode/opencodeobjects.h"
#include "core/io/messagepage.h"
#include "core/project/sessions.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr int tries = 3;
constexpr int pageSize = 100;
/** The age of the last byte is shown in seconds. */
constexpr milliseconds reportEvery = 1s;
/** Live bytes that wait for the snapshot; decoded they take some three times as much. */
constexpr qsizetype mostBuffered = 8 * 1024 * 1024;
/** What one read brought is handed on in pieces, so that the first is shown before the last. */
constexpr size_t pieceItems = 500;

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

OpenCodeSource::OpenCodeSource(const SourceConfig& config, SourceHost& host)
    : m_config(config)
    , m_id(config.id())
    , m_host(host)
    , m_client(config.url, config.user, config.password)
{
    m_status.id = m_id;
    m_status.kind = config.kind;
    connect(&m_stream, &HttpStream::headersArrived, this,
        [this](int status, const QByteArray& type, std::optional<milliseconds> retryAfter) {
            m_webPage = type.startsWith("text/html");
            feed(sync::Headers{status, retryAfter, type.startsWith("text/event-stream")});
        });
    connect(&m_stream, &HttpStream::bytesArrived, this, &OpenCodeSource::bytesArrived);
    connect(&m_stream, &HttpStream::ended, this, [this](const Issue& issue) {
        Issue named = issue;
        named.source = m_id;
        feed(sync::Ended{named});
    });
    for (size_t i = 0; i < m_timers.size(); ++i) {
        m_timers[i].setSingleShot(true);
        connect(&m_timers[i], &QTimer::timeout, this,
            [this, i] { feed(sync::TimerFired{static_cast<sync::Timer>(i)}); });
    }
    m_rebootstrap.setSingleShot(true);
    m_rebootstrap.setInterval(200ms);
    connect(&m_rebootstrap, &QTimer::timeout, this, [this] { feed(sync::Resumed{}); });
    m_whoWorks.setSingleShot(true);
    connect(&m_whoWorks, &QTimer::timeout, this, &OpenCodeSource::askWhoWorks);
}

OpenCodeSource::~OpenCodeSource()
{
    m_stream.disconnect(this);
    m_snapshot.reset();
}

milliseconds OpenCodeSource::steadyNow() const
{
    return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Timestamp OpenCodeSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void OpenCodeSource::start()
{
    feed(sync::Start{});
}

void OpenCodeSource::pause()
{
    // Nothing that was asked on the side goes on, or is tried again (DG-14).
    // Later: one of them may be the caller.
    m_reads.release()->deleteLater();
    m_reads = std::make_unique<QObject>();
    m_rebootstrap.stop();
    m_fetching.clear();
    m_fetchingNext.clear();
    feed(sync::Stop{});
}

void OpenCodeSource::retryNow()
{
    feed(sync::UserRetry{});
}

void OpenCodeSource::systemResumed()
{
    feed(sync::Resumed{});
}

void OpenCodeSource::feed(const sync::Input& input)
{
    sync::Step next =
        sync::step(m_machine, input, {steadyNow(), QRandomGenerator::global()->generateDouble()});
    m_machine = std::move(next.state);
    for (const sync::Command& command : next.commands)
        std::visit([this](const auto& c) { carryOut(c); }, command);
}

void OpenCodeSource::carryOut(const sync::OpenLive&)
{
    m_parser.reset();
    m_buffer.clear();
    m_buffered = 0;
    m_host.take(m_id, {StreamCut{now()}});
    HttpStream::Request request;
    request.url = m_config.url;
    QString path = m_config.url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    request.url.setPath(path + "/global/event"_L1);
    request.user = m_config.user;
    request.password = m_config.password;
    m_stream.open(request);
}

void OpenCodeSource::carryOut(const sync::Fetch&)
{
    SnapshotPlan plan;
    plan.directories = m_directories;
    plan.cursors = m_host.cursors(m_id);
    plan.open = m_host.openSessions(m_id);
    plan.pageSize = pageSize;
    m_snapshot =
        std::make_unique<OpenCodeSnapshot>(m_id, m_client, m_host, std::move(plan), nullptr);
    // Queued: the snapshot must not be deleted from within its own signal.
    connect(m_snapshot.get(), &OpenCodeSnapshot::finished, this, &OpenCodeSource::snapshotFinished,
        Qt::QueuedConnection);
    connect(
        m_snapshot.get(), &OpenCodeSnapshot::failed, this,
        [this](const Issue& issue) {
            m_snapshot.reset();
            feed(sync::SnapshotFailed{issue, {}});
        },
        Qt::QueuedConnection);
    m_snapshot->start();
}

void OpenCodeSource::carryOut(const sync::CloseLive&)
{
    // Several tries may fail in a row: what is missing begins at the first cut.
    if (std::exchange(m_caughtUp, false) && !isKnown(m_cutAt))
        m_cutAt = m_status.lastByte;
    m_stream.close();
    m_nextTurns.clear();
    m_snapshot.reset();
    m_buffer.clear();
    m_buffered = 0;
}

void OpenCodeSource::carryOut(const sync::StartTimer& command)
{
    m_timers[size_t(command.timer)].start(command.after);
}

void OpenCodeSource::carryOut(const sync::StopTimer& command)
{
    m_timers[size_t(command.timer)].stop();
}

void OpenCodeSource::carryOut(const sync::Report&)
{
    report();
}

void OpenCodeSource::report()
{
    m_status.state = m_machine.phase;
    m_status.issue = m_machine.issue;
    if (m_status.issue.code != Issue::Code::None)
        m_status.issue.source = m_id;
    // The machine knows only that it is no event stream.
    if (m_status.issue.code == Issue::Code::NotOpenCode && m_status.issue.args.isEmpty()
        && m_webPage)
        m_status.issue.args = QStringList{u"a web page"_s};
    m_status.attempt = m_machine.attempt;
    m_status.reconnects = m_machine.reconnects;
    m_status.retryAt = m_machine.retryAt ? now() + (*m_machine.retryAt - steadyNow()) : Timestamp();
    m_reported = now();
    m_host.statusChanged(m_status);
}

void OpenCodeSource::bytesArrived(const QByteArray& bytes)
{
    m_status.lastByte = now();
    m_status.bytes += bytes.size();
    feed(sync::Bytes{});
    m_frames.clear();
    m_parser.feed(bytes, m_frames);
    std::vector<SourceItem> items;
    for (const SseItem& item : m_frames) {
        if (const auto* frame = std::get_if<SseFrame>(&item))
            frameArrived(*frame, items);
        else if (const auto* issue = std::get_if<Issue>(&item))
            items.push_back(Issue{issue->code, m_id, issue->args});
        else if (std::holds_alternative<SseComment>(item))
            feed(sync::Beat{});
        if (items.size() >= pieceItems)
            hand(items);
    }
    hand(items);
    if (!live())
        m_buffered += bytes.size();
    if (m_buffered > mostBuffered)
        handBuffered();
    if (m_status.lastByte - m_reported >= reportEvery)
        report();
}

/** To the engine, or, while the snapshot is under way, to the buffer. Leaves `items` empty. */
void OpenCodeSource::hand(std::vector<SourceItem>& items)
{
    if (items.empty())
        return;
    if (live())
        m_host.take(m_id, std::exchange(items, {}));
    else
        m_buffer.insert(m_buffer.end(), std::make_move_iterator(items.begin()),
            std::make_move_iterator(items.end()));
    items.clear();
}

/** The snapshot is late, or fails again and again, and the buffer is full: what came is newer than
 * every answer asked for from now on, and older answers are fenced. */
void OpenCodeSource::handBuffered()
{
    m_buffered = 0;
    m_host.take(m_id, std::exchange(m_buffer, {}));
}

void OpenCodeSource::frameArrived(const SseFrame& frame, std::vector<SourceItem>& items)
{
    auto decoded = opencode::decodeFrame(m_id, frame.data, m_status.lastByte);
    if (!decoded) {
        items.push_back(decoded.error());
        return;
    }
    if (std::holds_alternative<opencode::Heartbeat>(*decoded))
        return feed(sync::Beat{});
    if (std::holds_alternative<opencode::Connected>(*decoded))
        return feed(sync::FirstFrame{});
    if (!live())
        feed(sync::OtherFrame{});
    if (auto* twin = std::get_if<opencode::SyncTwin>(&*decoded))
        items.push_back(std::move(*twin));
    else
        eventArrived(std::move(std::get<Event>(*decoded)), items);
}

void OpenCodeSource::eventArrived(Event&& event, std::vector<SourceItem>& items)
{
    if (!event.session.isEmpty())
        m_sessions.insert(event.session);
    if (!m_plain.isEmpty() && opencode::isNext(event.type))
        m_plain.remove(event.session);
    noteTurn(event);
    // Everything of that directory began anew: read it all again (DG-41).
    if (event.type == "global.disposed"_L1 || event.type == "server.instance.disposed"_L1)
        m_rebootstrap.start();
    const QString directory = normalDirectory(event.directory);
    const bool unseen =
        live() && !directory.isEmpty() && directory != "/"_L1 && !m_directories.contains(directory);
    items.push_back(std::move(event));
    if (unseen) {
        m_directories.insert(directory);
        roundFor(directory);
    }
}

void OpenCodeSource::snapshotFinished()
{
    if (!m_snapshot)
        return;
    m_directories = m_snapshot->directories();
    m_sessions.unite(m_snapshot->sessions());
    m_status.version = m_snapshot->version();
    m_hasNext = m_snapshot->hasNext();
    for (auto it = m_snapshot->olderCursors().cbegin(); it != m_snapshot->olderCursors().cend();
         ++it)
        m_olderCursors.insert(it.key(), it.value());
    const QHash<SessionId, QByteArray> fetched = m_snapshot->olderCursors();
    std::vector<SourceItem> items = m_snapshot->takeItems();
    noteRequests(items);
    noteActive(m_snapshot->active());
    m_snapshot.reset();
    std::move(m_buffer.begin(), m_buffer.end(), std::back_inserter(items));
    m_buffer.clear();
    m_buffered = 0;
    items.push_back(CaughtUp{m_cutAt});
    m_cutAt = {};
    m_host.take(m_id, std::move(items));
    m_host.fence(); // Committed before it is called live.
    m_caughtUp = true;
    feed(sync::UpToDate{});
    m_limitsAsked.clear(); // a server that began anew may have other models
    fetchLimits();
    // Opened while the snapshot was under way.
    for (const SessionId& session : m_host.openSessions(m_id)) {
        if (!fetched.contains(session))
            openSession(session);
    }
}

void OpenCodeSource::roundFor(const QString& directory)
{
    SnapshotPlan plan;
    plan.everything = false;
    plan.directories = {directory};
    auto* round = new OpenCodeSnapshot(m_id, m_client, m_host, std::move(plan), m_reads.get());
    connect(round, &OpenCodeSnapshot::finished, this, [this, round] {
        std::vector<SourceItem> items = round->takeItems();
        noteRequests(items);
        m_host.take(m_id, std::move(items));
        round->deleteLater();
    });
    connect(round, &OpenCodeSnapshot::failed, this, [this, round](const Issue& issue) {
        m_host.take(m_id, {issue});
        round->deleteLater();
    });
    round->start();
}

void OpenCodeSource::listRequests(const QString& directory)
{
    if (live())
        roundFor(directory);
}

void OpenCodeSource::openSession(const SessionId& session)
{
    if (live() && !m_fetching.contains(session))
        fetchPage(session, {}, OpenCodeSnapshot::pagesToOverlap, {});
}

void OpenCodeSource::loadOlder(const SessionId& session)
{
    const QByteArray before = m_olderCursors.value(session);
    if (live() && !before.isEmpty() && !m_fetching.contains(session))
        fetchPage(session, before, OpenCodeSnapshot::pagesToOverlap, {});
}

bool OpenCodeSource::hasOlder(const SessionId& session) const
{
    return !m_olderCursors.value(session).isEmpty();
}

void OpenCodeSource::fetchPage(
    const SessionId& session, const QByteArray& before, int pages, std::vector<SourceItem> newer)
{
    const bool next = before == MessagePage::next;
    const bool newest = next || before.isEmpty();
    // The second place may be slow: whoever wants the first is not kept waiting.
    (next ? m_fetchingNext : m_fetching).insert(session);
    const qint64 fence = m_host.fence();
    const auto received = [this, session, before, next, newest, fence, pages,
                              newer = std::move(newer)](const HttpAnswer& answer) mutable {
        (next ? m_fetchingNext : m_fetching).remove(session);
        const auto page = readMessagePage(m_id, session, before, pageSize, answer);
        if (!page) {
            m_host.take(m_id, {page.error()});
            return;
        }
        const bool elsewhere = m_hasNext && !m_plain.contains(session);
        if (before.isEmpty() && page->messages.isEmpty() && elsewhere) {
            // Shown at once, and not taken for all there is.
            m_host.take(m_id, {MessagesListed{{m_id, session}, {}, true, false, fence}});
            if (!m_fetchingNext.contains(session))
                fetchPage(session, MessagePage::next, pages, {});
            return;
        }
        if (next && !page->read)
            return;
        if (next && page->messages.isEmpty() && page->older.isEmpty())
            m_plain.insert(session);
        m_olderCursors.insert(session, page->older);
        const bool hole = OpenCodeSnapshot::leavesHole(m_host, {m_id, session}, page->messages);
        newer.push_back(MessagesListed{{m_id, session},
            OpenCodeSnapshot::messageEvents(m_id, page->messages, now()), newest,
            page->older.isEmpty(), fence});
        if (!page->older.isEmpty() && pages > 1 && hole) {
            fetchPage(session, page->older, pages - 1, std::move(newer));
            return;
        }
        // The oldest first: nothing is shown of a page while there is a hole before it.
        std::reverse(newer.begin(), newer.end());
        m_host.take(m_id, std::move(newer));
    };
    m_client.get(
        messagePath(session, before, pageSize), {}, answerLimit, tries, received, m_reads.get());
}

void OpenCodeSource::fetchMessage(const SessionId& session, const MessageId& message)
{
    const qint64 fence = m_host.fence();
    m_client.get(
        u"/session/%1/message/%2"_s.arg(encoded(session.value()), encoded(message.value())), {},
        answerLimit, tries,
        [this, session, message, fence](const HttpAnswer& answer) {
            if (answer.status == 404 && m_hasNext)
                return fetchNextMessage(session, message, fence);
            // Without an answer age and reason are missing, and nothing speaks against the request.
            std::vector<Event> events;
            if (answer.ok()) {
                events = OpenCodeSnapshot::messageEvents(
                    m_id, QJsonDocument::fromJson(answer.body).object(), now());
            }
            m_host.take(m_id, {MessageFetched{{m_id, session}, std::move(events), fence, message}});
        },
        m_reads.get());
}

void OpenCodeSource::repair(const SessionId& session, qint64 cursor)
{
    QJsonObject cursors;
    for (const SessionId& known : std::as_const(m_sessions))
        cursors.insert(known.value(), OpenCodeSnapshot::endOfLog);
    cursors.insert(session.value(), cursor);
    m_client.postIdempotentJson(
        u"/sync/history"_s, {}, QJsonDocument(cursors).toJson(QJsonDocument::Compact), answerLimit,
        tries,
        [this, session, cursor](const HttpAnswer& answer) {
            const QJsonDocument body = QJsonDocument::fromJson(answer.body);
            if (!answer.ok() || !body.isArray()) {
                Issue issue = answer.issue;
                if (answer.ok())
                    issue = {Issue::Code::BadAnswer, m_id, {u"/sync/history"_s, u"not a list"_s}};
                issue.source = m_id;
                m_host.take(m_id, {issue});
                return;
            }
            HistoryListed listed{{}, {{session, cursor}}};
            for (const QJsonValue& row : body.array()) {
                if (auto event = opencode::eventFromHistory(m_id, row.toObject(), now()))
                    listed.events.push_back(std::move(*event));
            }
            m_host.take(m_id, {std::move(listed)});
        },
        m_reads.get());
}

} // namespace headgate

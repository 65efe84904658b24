// SPDX-License-Identifier: MIT
#include "core/engineworker.h"

#include "core/ownlog.h"
#include "core/replaydesk.h"
#include "core/searchindex.h"
#include "core/storagedesk.h"
#include "core/store/healthstore.h"

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A transaction gathers what comes within this time, or this many items (QtSql in batches of 500:
 * 122k events/s). */
constexpr auto gatherTime = 5ms;
constexpr size_t gatherItems = 500;

/** An agent waits, or does so no more: nobody should have to wait for the transaction to fill. */
bool isUrgent(const SourceItem& item)
{
    const auto* event = std::get_if<Event>(&item);
    return event && event->entity.key.startsWith("r:"_L1);
}

} // namespace

EngineWorker::EngineWorker(Engine::Options options, Outbox& outbox)
    : m_options(std::move(options))
    , m_outbox(outbox)
    , m_open(m_options.pageSize)
{
    m_flushTimer.setParent(this);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    m_flushTimer.setInterval(gatherTime);
    connect(&m_flushTimer, &QTimer::timeout, this, &EngineWorker::flush);
    m_indexTimer.setParent(this);
    m_indexTimer.setSingleShot(true);
    connect(&m_indexTimer, &QTimer::timeout, this, &EngineWorker::indexSome);
}

EngineWorker::~EngineWorker() = default;

Timestamp EngineWorker::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

Outcome EngineWorker::open()
{
    auto history = History::open(m_options.profile);
    if (!history)
        return history.error();
    m_history = std::move(*history);
    m_journal = std::make_unique<Journal>(m_history->database(), m_options.profile);
    m_journal->flush(); // what an earlier run could not write
    m_publisher = std::make_unique<StreamPublisher>(*m_history, m_options.profile,
        [this](Serving serving) { post({ServingChanged{std::move(serving)}}, 0); });
    m_searchIndex = std::make_unique<SearchIndex>(m_history->database());
    m_healthStore = std::make_unique<HealthStore>(m_history->database());
    m_storage = std::make_unique<StorageDesk>(*m_history,
        StorageDesk::Ports{[this](const Progress& progress) { tellProgress(progress); },
            [this](const SessionKey& key) { return isAtRest(key); },
            [this](const SessionKey& key) { contentDropped(key); },
            [this](std::function<void(Database*)> what) { onReader(std::move(what)); },
            [this](std::function<void()> what) { m_mailbox.post(std::move(what)); },
            [this] { return now(); }});
    indexSoon(); // what an earlier run did not come to
    return std::monostate();
}

QString EngineWorker::historyPath() const
{
    return m_history->path();
}

void EngineWorker::shutDown()
{
    flush();
    keepHealth(true);
    m_stopped = true;
    for (auto& [id, followed] : m_sources) {
        followed.terminals.reset();
        followed.source.reset();
    }
    m_sources.clear();
    m_recorders.clear();
    m_publisher.reset();
    m_journal.reset();
    m_searchIndex.reset();
    m_storage.reset();
    m_healthStore.reset();
    m_desk.reset();
    m_history.reset();
    m_flushTimer.stop();
    m_indexTimer.stop();
}

void EngineWorker::submit(Command command)
{
    m_mailbox.post([this, command = std::move(command)] {
        if (!m_stopped && m_history)
            std::visit([this](const auto& c) { execute(c); }, command);
    });
}

void EngineWorker::pageRead(PageResult result)
{
    m_mailbox.post([this, result = std::move(result)] {
        if (!m_stopped && m_history)
            show(result);
    });
}

void EngineWorker::surveyed(ChangeBatch news)
{
    m_mailbox.post([this, news = std::move(news)]() mutable {
        // What was on its way when its source was removed is told to nobody.
        std::erase_if(news, [this](const Change& change) {
            const auto* ledger = std::get_if<LedgerChanged>(&change);
            const auto* lineage = std::get_if<LineageGrew>(&change);
            const auto* work = std::get_if<WorkChanged>(&change);
            return (ledger && !followed(ledger->source)) || (lineage && !followed(lineage->source))
                || (work && !followed(work->source));
        });
        if (!m_stopped)
            post(std::move(news), 0);
    });
}

EngineWorker::Followed* EngineWorker::followed(const SourceId& source)
{
    const auto it = m_sources.find(source);
    return it == m_sources.end() ? nullptr : &it->second;
}

void EngineWorker::take(const SourceId& source, std::vector<SourceItem> items)
{
    Followed* to = followed(source);
    if (!to || m_stopped)
        return;
    const bool urgent = std::any_of(items.begin(), items.end(), isUrgent);
    m_pendingItems += items.size();
    if (to->pending.empty())
        to->pending = std::move(items);
    else
        to->pending.insert(to->pending.end(), std::make_move_iterator(items.begin()),
            std::make_move_iterator(items.end()));
    if (urgent || m_pendingItems >= gatherItems)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

qint64 EngineWorker::fence()
{
    flush();
    return m_history ? m_history->lastRow() : 0;
}

QHash<SessionId, qint64> EngineWorker::cursors(const SourceId& source)
{
    flush();
    const Followed* of = followed(source);
    return of ? of->follower->cursors() : QHash<SessionId, qint64>();
}

std::optional<StreamCursor> EngineWorker::streamCursor(const SourceId& source)
{
    flush();
    if (!m_history)
        return {};
    m_history->begin();
    auto cursor = m_history->streamCursor(source);
    (void)commit(nullptr);
    return cursor;
}

std::vector<LogFile> EngineWorker::logFiles(const SourceId& source)
{
    flush();
    if (!m_history)
        return {};
    m_history->begin();
    auto files = m_history->logs().files(m_history->sourceRow(source));
    (void)commit(nullptr);
    return files;
}

std::vector<SessionId> EngineWorker::openSessions(const SourceId& source)
{
    const Followed* of = followed(source);
    return of ? of->follower->openSessions() : std::vector<SessionId>();
}

bool EngineWorker::hasHoleBefore(
    const SessionKey& session, const MessageId& message, Timestamp created)
{
    flush();
    if (!m_history)
        return false;
    m_history->begin();
    const auto known =
        m_history->entity(session, QString(QLatin1StringView("m:") + message.value()));
    const bool found = (!known || known->gone) && m_history->hasMessageBefore(session, created);
    (void)commit(nullptr);
    return found;
}

void EngineWorker::statusChanged(const SourceStatus& status)
{
    // What was taken before belongs to the state before.
    flush();
    Followed* of = followed(status.id);
    if (!of)
        return;
    ChangeBatch changes;
    of->follower->transportChanged(status, now(), changes);
    noteHealth(of->follower->status());
    keepHealth(false);
    post(std::move(changes), 0);
}

bool EngineWorker::commit(ChangeBatch* changes)
{
    const Outcome done = m_history->commit();
    if (done)
        return true;
    qCCritical(logHistory) << "stopped:" << issueCodeName(done.error().code)
                           << done.error().args.join(u' ');
    // Nothing may be shown that is not kept, and nothing taken that cannot be: the person has to
    // act (disk full, file gone).
    m_stopped = true;
    for (auto& [id, followed] : m_sources)
        followed.source->pause();
    if (changes)
        changes->clear();
    if (m_outbox.post({IssueRaised{done.error(), 1}}))
        emit changed();
    return false;
}

void EngineWorker::flush()
{
    m_flushTimer.stop();
    if (m_pendingItems == 0 || !m_history)
        return;
    m_pendingItems = 0;
    ChangeBatch changes;
    std::vector<std::pair<SourceId, Follower::Wish>> wishes;
    m_history->begin();
    for (auto& [id, followed] : m_sources) {
        if (followed.pending.empty())
            continue;
        followed.follower->setCopying(m_publisher->wants(id) || m_recorders.contains(id));
        std::vector<Follower::Wish> found;
        followed.follower->apply(std::exchange(followed.pending, {}), now(), changes, found);
        for (Follower::Wish& wish : found)
            wishes.emplace_back(id, std::move(wish));
        noteHealth(followed.follower->status());
    }
    settleJournal(changes);
    if (!commit(&changes))
        return;
    m_journal->flush();
    keepHealth(false);
    post(std::move(changes), m_history->lastRow());
    indexSoon();
    if (m_reader)
        m_reader->committed();
    for (auto& [id, followed] : m_sources) {
        std::vector<StoredEvent> copies = followed.follower->takeCopies();
        if (followed.follower->status().state == SyncState::Live)
            record(id, copies);
        m_publisher->committed(id, std::move(copies));
    }
    for (const auto& [id, wish] : wishes) {
        if (Followed* of = followed(id))
            carryOut(*of, wish);
    }
}

void EngineWorker::settleJournal(const ChangeBatch& changes)
{
    for (const Change& change : changes) {
        const auto* words = std::get_if<PromptChanged>(&change);
        if (words && !words->prompt.isOpen())
            m_journal->settle(words->prompt, now());
        const auto* changed = std::get_if<CheckpointChanged>(&change);
        if (!changed)
            continue;
        const Checkpoint& c = changed->checkpoint;
        const bool open = c.state == CheckpointState::Pending || c.state == CheckpointState::Sending
            || c.state == CheckpointState::Sent;
        if (open) {
            m_asked.insert(c.key);
            continue;
        }
        const SessionPlace place = placeOf({c.key.source, c.key.session});
        m_journal->settle(c, place, now());
        // What others decided before this program looked is not ours to record.
        const bool mine = c.state == CheckpointState::Confirmed
            || c.state == CheckpointState::Failed || c.state == CheckpointState::Checking;
        if (m_asked.remove(c.key) && !mine && c.answerable && c.resolvedAt >= m_begun)
            m_journal->witness(c, place, now());
    }
}

SessionPlace EngineWorker::placeOf(const SessionKey& key)
{
    SessionPlace place;
    const Followed* of = followed(key.source);
    if (!of)
        return place;
    const auto& entries = of->follower->sessions().entries;
    auto at = entries.constFind(key.session);
    if (at == entries.constEnd())
        return place;
    place.title = at->session.title;
    constexpr qsizetype deepest = 100; // a cycle ends there
    while (place.parents.size() < deepest && !at->session.parent.isEmpty()) {
        const SessionId parent = at->session.parent;
        place.parents.prepend(parent.value());
        at = entries.constFind(parent);
        if (at == entries.constEnd())
            break;
    }
    return place;
}

void EngineWorker::post(ChangeBatch changes, qint64 lastRow)
{
    m_open.hold(changes, lastRow);
    if (m_outbox.post(std::move(changes)))
        emit changed();
}

void EngineWorker::carryOut(Followed& followed, const Follower::Wish& wish)
{
    const SessionKey key{followed.follower->id(), wish.session};
    switch (wish.kind) {
    case Follower::Wish::Kind::Repair:
        followed.source->repair(wish.session, wish.cursor);
        break;
    case Follower::Wish::Kind::FetchMessage:
        followed.source->fetchMessage(wish.session, wish.message);
        break;
    case Follower::Wish::Kind::Reload:
        ask(m_open.reload(key));
        break;
    case Follower::Wish::Kind::MoreMessages:
        ask(m_open.olderArrived(key));
        break;
    }
}

void EngineWorker::ask(std::optional<PageRequest> request)
{
    if (!request)
        return;
    if (m_reader)
        m_reader->ask(std::move(*request));
    else
        show(readPage(m_history->database(), *request));
}

/** Whether the server may have messages before the oldest one held. */
bool EngineWorker::hasOlder(const Followed& followed, const SessionKey& session)
{
    if (!followed.source->hasOlder(session.session))
        return false;
    m_history->begin();
    const bool whole = m_history->isWhole(session);
    (void)commit(nullptr);
    return !whole;
}

void EngineWorker::show(const PageResult& result)
{
    const SessionKey& key = result.request.key;
    Followed* of = followed(key.source);
    if (!of || !m_open.awaits(result))
        return;
    OpenSessions::Shown shown = m_open.show(result, hasOlder(*of, key));
    m_history->begin();
    of->follower->noteContext(result.page.messages, shown.changes);
    if (!commit(nullptr))
        return;
    const auto entry = of->follower->sessions().entries.constFind(key.session);
    if (entry != of->follower->sessions().entries.cend() && !entry->session.directory.isEmpty())
        of->source->learnLimits(entry->session.directory);
    ask(shown.next);
    if (m_outbox.post(std::move(shown.changes)))
        emit changed();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/engineworker.h"

#include "core/io/sourcekinds.h"

#include <chrono>

namespace headgate {

using namespace std::chrono_literals;

namespace {

/** A transaction gathers what comes within this time, or this many items (QtSql in batches of 500:
 * 122k events/s). */
constexpr auto gatherTime = 5ms;
constexpr size_t gatherItems = 500;
/** A decision the server took and the stream does not mention is looked up after this. */
constexpr auto confirmWithin = 5s;

bool isTranscript(const Change& change, SessionKey* key)
{
    return std::visit(
        [key](const auto& c) {
            using T = std::decay_t<decltype(c)>;
            constexpr bool transcript =
                std::is_same_v<T,
                    MessageChanged> || std::is_same_v<T, MessageRemoved> || std::is_same_v<T, PartChanged> || std::is_same_v<T, PartAppended> || std::is_same_v<T, PartRemoved> || std::is_same_v<T, MarkAdded> || std::is_same_v<T, TodosChanged>;
            if constexpr (transcript)
                *key = c.key;
            return transcript;
        },
        change);
}

} // namespace

EngineWorker::EngineWorker(Engine::Options options, Outbox& outbox, std::function<void()> wake)
    : m_options(std::move(options))
    , m_outbox(outbox)
    , m_wake(std::move(wake))
{
    m_flushTimer.setParent(this);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    m_flushTimer.setInterval(gatherTime);
    connect(&m_flushTimer, &QTimer::timeout, this, &EngineWorker::flush);
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
    return std::monostate();
}

QString EngineWorker::historyPath() const
{
    return m_history->path();
}

void EngineWorker::shutDown()
{
    flush();
    m_stopped = true;
    for (auto& [id, followed] : m_sources)
        followed.source.reset();
    m_sources.clear();
    m_journal.reset();
    m_history.reset();
    m_flushTimer.stop();
}

void EngineWorker::submit(Command command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    QMetaObject::invokeMethod(this, &EngineWorker::work, Qt::QueuedConnection);
}

void EngineWorker::pageRead(PageResult result)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pages.push_back(std::move(result));
    }
    QMetaObject::invokeMethod(this, &EngineWorker::work, Qt::QueuedConnection);
}

void EngineWorker::work()
{
    std::deque<Command> commands;
    std::deque<PageResult> pages;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
        pages.swap(m_pages);
    }
    if (m_stopped || !m_history)
        return;
    for (const PageResult& page : pages)
        show(page);
    for (const Command& command : commands)
        std::visit([this](const auto& c) { execute(c); }, command);
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
    m_pendingItems += items.size();
    if (to->pending.empty())
        to->pending = std::move(items);
    else
        to->pending.insert(to->pending.end(), std::make_move_iterator(items.begin()),
            std::make_move_iterator(items.end()));
    if (m_pendingItems >= gatherItems)
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
    Followed* of = followed(status.id);
    if (!of)
        return;
    ChangeBatch changes;
    of->follower->transportChanged(status, changes);
    post(std::move(changes), 0);
}

bool EngineWorker::commit(ChangeBatch* changes)
{
    const Outcome done = m_history->commit();
    if (done)
        return true;
    // Nothing may be shown that is not kept, and nothing taken that cannot be: the person has to
    // act (disk full, file gone).
    m_stopped = true;
    for (auto& [id, followed] : m_sources)
        followed.source->pause();
    if (changes)
        changes->clear();
    if (m_outbox.post({IssueRaised{done.error(), 1}}))
        m_wake();
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
        std::vector<Follower::Wish> found;
        followed.follower->apply(std::exchange(followed.pending, {}), now(), changes, found);
        for (Follower::Wish& wish : found)
            wishes.emplace_back(id, std::move(wish));
    }
    settleJournal(changes);
    if (!commit(&changes))
        return;
    m_journal->flush();
    post(std::move(changes), m_history->lastRow());
    for (const auto& [id, wish] : wishes) {
        if (Followed* of = followed(id))
            carryOut(*of, wish);
    }
}

void EngineWorker::settleJournal(const ChangeBatch& changes)
{
    for (const Change& change : changes) {
        const auto* changed = std::get_if<CheckpointChanged>(&change);
        if (!changed)
            continue;
        const CheckpointState state = changed->checkpoint.state;
        const bool open = state == CheckpointState::Pending || state == CheckpointState::Sending
            || state == CheckpointState::Sent;
        if (!open)
            m_journal->settle(changed->checkpoint, now());
    }
}

void EngineWorker::post(ChangeBatch changes, qint64 lastRow)
{
    // While a page is being read, what is newer waits: it is told after the page, once.
    for (const auto& opened : m_opened) {
        if (opened.second.reading == 0)
            continue;
        Opened& reading = m_opened[opened.first];
        std::erase_if(changes, [&](Change& change) {
            SessionKey key;
            if (!isTranscript(change, &key) || !(key == opened.first))
                return false;
            reading.held.emplace_back(lastRow, std::move(change));
            return true;
        });
    }
    if (m_outbox.post(std::move(changes)))
        m_wake();
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
        if (const auto it = m_opened.find(key); it != m_opened.end()) {
            it->second.answered = true;
            ask({key, {}, m_options.pageSize});
        }
        break;
    case Follower::Wish::Kind::MoreMessages:
        if (const auto it = m_opened.find(key); it != m_opened.end() && it->second.olderWanted) {
            it->second.olderWanted = false;
            ask({key, it->second.oldest, m_options.pageSize});
        }
        break;
    }
}

void EngineWorker::ask(PageRequest request)
{
    Opened& opened = m_opened[request.key];
    request.opening = opened.serial;
    if (!request.before)
        ++opened.reading;
    if (m_reader)
        m_reader->ask(std::move(request));
    else
        show(readPage(m_history->database(), request));
}

void EngineWorker::show(const PageResult& result)
{
    const SessionKey& key = result.request.key;
    const auto it = m_opened.find(key);
    Followed* of = followed(key.source);
    if (it == m_opened.end() || !of || it->second.serial != result.request.opening)
        return;
    Opened& opened = it->second;
    const bool more = result.page.hasOlder || of->source->hasOlder(key.session);
    ChangeBatch changes;
    if (result.request.before) {
        // The newest page was read again meanwhile and may end elsewhere: no hole between the two.
        if (result.request.before != opened.oldest) {
            if (opened.oldest)
                ask({key, opened.oldest, m_options.pageSize});
            return;
        }
        if (result.page.oldest)
            opened.oldest = result.page.oldest;
        changes.push_back(OlderLoaded{key, result.page.messages, more});
        for (const Mark& mark : result.page.marks)
            changes.push_back(MarkAdded{key, mark});
    } else {
        --opened.reading;
        opened.oldest = result.page.oldest;
        changes.push_back(
            TranscriptLoaded{key, result.page.messages, result.page.marks, more, !opened.answered});
        changes.push_back(TodosChanged{key, result.page.todos});
        for (const auto& [row, change] : opened.held) {
            if (row > result.lastRow)
                changes.push_back(change);
        }
        // Another page that is on its way may be older than what is told now.
        if (opened.reading == 0)
            opened.held.clear();
    }
    if (m_outbox.post(std::move(changes)))
        m_wake();
}

void EngineWorker::execute(const AddSource& command)
{
    const SourceId id = command.config.id();
    if (Followed* known = followed(id)) {
        // Named again: with other credentials, after the server asked for them.
        known->source = makeSource(command.config, *this);
        known->source->start();
        return;
    }
    Followed fresh;
    fresh.source = makeSource(command.config, *this);
    fresh.follower = std::make_unique<Follower>(command.config, *m_history, m_options.feed);
    ChangeBatch changes;
    m_history->begin();
    // Each showing of the recording brings the same ids again.
    if (command.config.kind == SourceKind::Demo)
        m_history->forget(id);
    fresh.follower->restore(now(), changes);
    if (!commit(&changes))
        return;
    EventSource* source = fresh.source.get();
    m_sources.emplace(id, std::move(fresh));
    post(std::move(changes), m_history->lastRow());
    source->start();
}

void EngineWorker::execute(const RemoveSource& command)
{
    flush();
    const auto it = m_sources.find(command.source);
    if (it == m_sources.end())
        return;
    std::erase_if(
        m_opened, [&](const auto& opened) { return opened.first.source == command.source; });
    m_sources.erase(it);
    post({SourceRemoved{command.source}}, 0);
}

void EngineWorker::execute(const PauseSource& command)
{
    if (Followed* of = followed(command.source))
        of->source->pause();
}

void EngineWorker::execute(const ResumeSource& command)
{
    if (Followed* of = followed(command.source))
        of->source->start();
}

void EngineWorker::execute(const RetrySource& command)
{
    if (Followed* of = followed(command.source))
        of->source->retryNow();
}

void EngineWorker::execute(const SystemResumed&)
{
    for (auto& [id, of] : m_sources) {
        of.follower->slept();
        of.source->systemResumed();
    }
}

void EngineWorker::execute(const OpenSession& command)
{
    flush();
    Followed* of = followed(command.key.source);
    if (!of || m_opened.contains(command.key))
        return;
    of->follower->setOpen(command.key.session, true);
    m_opened[command.key].serial = ++m_openings;
    ask({command.key, {}, m_options.pageSize});
    of->source->openSession(command.key.session);
}

void EngineWorker::execute(const CloseSession& command)
{
    m_opened.erase(command.key);
    if (Followed* of = followed(command.key.source))
        of->follower->setOpen(command.key.session, false);
}

void EngineWorker::execute(const LoadOlder& command)
{
    const auto it = m_opened.find(command.key);
    Followed* of = followed(command.key.source);
    if (it == m_opened.end() || !of || !it->second.oldest)
        return;
    flush();
    m_history->begin();
    const bool held =
        m_history->hasMessageBefore(command.key, timestampFromMs(it->second.oldest->order));
    (void)commit(nullptr);
    if (held || !of->source->hasOlder(command.key.session)) {
        ask({command.key, it->second.oldest, m_options.pageSize});
        return;
    }
    it->second.olderWanted = true;
    of->source->loadOlder(command.key.session);
}

void EngineWorker::recordStep(Followed& followed, const DecisionStep& step)
{
    ChangeBatch changes;
    followed.follower->decide(step, now(), changes);
    settleJournal(changes);
    if (!commit(&changes))
        return;
    m_journal->flush();
    post(std::move(changes), m_history->lastRow());
}

void EngineWorker::execute(const Decide& command)
{
    flush();
    const Decision& decision = command.decision;
    Followed* of = followed(decision.key.source);
    const Checkpoint* checkpoint = of ? of->follower->checkpoint(decision.key) : nullptr;
    if (!checkpoint) {
        post({IssueRaised{{Issue::Code::RequestNotFound, decision.key.source,
                              {decision.key.request.value()}},
                 1}},
            0);
        return;
    }
    // One answer in flight per request: a second press, or a notification beside the dialog,
    // changes nothing (H22).
    if (!checkpoint->waits()) {
        post({CheckpointChanged{*checkpoint}}, 0);
        return;
    }
    const QString directory = checkpoint->directory;
    m_history->begin();
    m_journal->begin(decision, *checkpoint, now());
    recordStep(*of, {decision.key, CheckpointState::Sending, decision.reply, {}});
    if (m_stopped)
        return;
    of->source->decide(decision, directory,
        [this, decision](const DecisionAnswer& answer) { answered(decision, answer); });
}

void EngineWorker::answered(const Decision& decision, const DecisionAnswer& answer)
{
    flush();
    Followed* of = followed(decision.key.source);
    const Checkpoint* checkpoint = of ? of->follower->checkpoint(decision.key) : nullptr;
    if (!checkpoint || m_stopped)
        return;
    const QString directory = checkpoint->directory;
    DecisionStep step{decision.key, CheckpointState::Sent, decision.reply, answer.issue};
    if (answer.issue.code == Issue::Code::RequestNotFound)
        step.state = CheckpointState::AnsweredElsewhere;
    else if (answer.issue.code != Issue::Code::None)
        step.state = CheckpointState::Failed;
    m_history->begin();
    recordStep(*of, step);
    if (step.state == CheckpointState::Sent) {
        const SourceId source = decision.key.source;
        QTimer::singleShot(confirmWithin, this, [this, source, directory, key = decision.key] {
            Followed* later = followed(source);
            const Checkpoint* known = later ? later->follower->checkpoint(key) : nullptr;
            if (known && known->state == CheckpointState::Sent)
                later->source->listRequests(directory);
        });
    } else {
        // Nobody knows whether it arrived, or who was first: the list does.
        of->source->listRequests(directory);
    }
}

} // namespace headgate

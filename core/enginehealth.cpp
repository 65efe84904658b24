// SPDX-License-Identifier: MIT
// How the engine keeps how connections did, and tells what the profile takes and how far it is with
// what takes long.
#include "core/engineworker.h"
#include "core/ownlog.h"
#include "core/searchindex.h"
#include "core/storagedesk.h"
#include "core/store/databasefacts.h"
#include "core/store/healthstore.h"

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A minute that still grows is written so often; a program that is killed loses what came since.
 */
constexpr auto writeEvery = 10s;
/** A pass over less than this is over before a person could read of it. */
constexpr qint64 longPass = 20'000;
constexpr auto tellEvery = 250ms;

void log(const SourceId& source, const HealthEvent& event)
{
    QString text = source.value() + u' ' + healthKindName(event.kind);
    if (event.count > 0)
        text += u' ' + QString::number(event.count);
    if (event.issue.code != Issue::Code::None)
        text += u": "_s + issueCodeName(event.issue.code) + u' ' + event.issue.args.join(u' ');
    using Kind = HealthEvent::Kind;
    const bool bad = event.kind == Kind::Lost || event.kind == Kind::Denied
        || event.kind == Kind::Gone || event.kind == Kind::BadFrames;
    if (bad)
        qCWarning(logSource).noquote() << text;
    else
        qCInfo(logSource).noquote() << text;
}

} // namespace

void EngineWorker::recallHealth(const SourceId& source)
{
    Health& health = m_health[source];
    health.state.health = m_healthStore->read(source);
    qCInfo(logSource).noquote() << source.value() << "followed";
}

/** Also inside of a transaction: nothing is written here. */
void EngineWorker::noteHealth(const SourceStatus& status)
{
    Health& health = m_health[status.id];
    HealthNews news = reduce(health.state, status, now());
    for (const HealthEvent& event : news.happened)
        log(status.id, event);
    health.unkept.add(std::move(news));
}

/** Outside of any transaction. What happened is written at once, minutes now and then. */
void EngineWorker::keepHealth(bool minutesToo)
{
    if (m_stopped || !m_history)
        return;
    const Timestamp at = now();
    bool open = false;
    for (auto& [source, health] : m_health) {
        const HealthUnkept& unkept = health.unkept;
        const bool due = !unkept.closed.empty() || !unkept.open.happened.empty()
            || (unkept.open.minute && (minutesToo || at - health.written >= writeEvery));
        if (!due)
            continue;
        if (!std::exchange(open, true))
            m_history->begin();
        for (const HealthNews& news : health.unkept.take())
            m_healthStore->put(source, news);
        health.written = at;
    }
    if (open)
        (void)commit(nullptr);
}

void EngineWorker::tellHealth()
{
    flush();
    HealthFound found;
    found.at = now();
    for (SourceHealth& kept : HealthStore::readAll(m_history->database())) {
        if (!m_health.contains(kept.source))
            found.sources.push_back(std::move(kept));
    }
    for (const auto& [source, health] : m_health) {
        SourceHealth& one = found.sources.emplace_back(health.state.health);
        one.source = source;
    }
    std::sort(found.sources.begin(), found.sources.end(),
        [](const SourceHealth& a, const SourceHealth& b) { return a.source < b.source; });
    postFinding({}, Finding{std::move(found)});
}

void EngineWorker::readFacts()
{
    flush();
    onReader([this](Database* database) {
        DatabaseFacts facts;
        if (database)
            facts = readDatabaseFacts(*database);
        else
            facts.issue = {Issue::Code::DatabaseError, {}, {u"it cannot be opened"_s}};
        m_mailbox.post([this, facts = std::move(facts)]() mutable {
            if (!m_stopped)
                postFinding({}, Finding{std::move(facts)});
        });
    });
}

void EngineWorker::readStorage()
{
    flush();
    m_storage->read([this](StorageFound found) {
        if (!m_stopped)
            postFinding({}, Finding{std::move(found)});
    });
}

void EngineWorker::execute(const CancelWork& command)
{
    m_storage->cancel(command.id);
}

void EngineWorker::execute(const KeepFor& command)
{
    m_storage->setRetention(command.retention);
}

void EngineWorker::execute(const DropContent& command)
{
    flush();
    if (isLog(command.key.source) || !isAtRest(command.key)) {
        post({IssueRaised{{Issue::Code::NotOffered, command.key.source,
                              {u"dropping what is stored of a session at work"_s}},
                 1}},
            0);
        return;
    }
    m_storage->drop(command.key);
}

void EngineWorker::execute(const ShrinkHistory&)
{
    flush();
    m_storage->shrink();
}

/** Its turn does not run, and nobody waits in it. */
bool EngineWorker::isAtRest(const SessionKey& key) const
{
    const auto of = m_sources.find(key.source);
    if (of == m_sources.end())
        return true;
    const auto& entries = of->second.follower->sessions().entries;
    const auto entry = entries.constFind(key.session);
    if (entry == entries.cend())
        return true;
    const Session& session = entry->session;
    return session.status != SessionStatus::Running && session.status != SessionStatus::Retrying
        && session.waiting == 0 && of->second.follower->promptsOf(key.session).empty()
        && !of->second.follower->isOpen(key.session);
}

void EngineWorker::contentDropped(const SessionKey& key)
{
    qCInfo(logHistory).noquote() << key.source.value() << key.session.value()
                                 << "contents were dropped";
}

void EngineWorker::tellProgress(const Progress& progress)
{
    post({ProgressChanged{progress}}, 0);
}

void EngineWorker::tellIndexed(bool more)
{
    const qint64 upTo = m_searchIndex->lookedUpTo();
    const qint64 all = m_history->lastRow();
    if (!m_indexFrom && (!more || all - upTo < longPass))
        return;
    if (!m_indexFrom)
        m_indexFrom = upTo;
    const bool finished = upTo >= all;
    if (!finished && now() - m_indexTold < tellEvery)
        return;
    m_indexTold = now();
    Progress progress{u"index"_s, Progress::Kind::Index};
    progress.done = upTo - *m_indexFrom;
    progress.all = all - *m_indexFrom;
    progress.finished = finished;
    if (finished)
        m_indexFrom.reset();
    tellProgress(progress);
}

} // namespace headgate

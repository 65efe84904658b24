// SPDX-License-Identifier: MIT
#include "core/storagedesk.h"

#include "core/project/retention.h"
#include "core/store/history.h"
#include "core/store/storagereader.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto sliceTime = 3ms;
constexpr auto betweenSlices = 12ms;
constexpr auto retainEvery = 6h;
constexpr auto tellEvery = 250ms;
constexpr int pagesAtOnce = 32;

} // namespace

StorageDesk::StorageDesk(History& history, Ports ports)
    : m_history(history)
    , m_ports(std::move(ports))
{
    m_slice.setSingleShot(true);
    m_slice.setInterval(betweenSlices);
    connect(&m_slice, &QTimer::timeout, this, &StorageDesk::work);
    m_again.setInterval(retainEvery);
    connect(&m_again, &QTimer::timeout, this, &StorageDesk::retain);
}

/** The reader goes on with what others ask of it between two slices. */
void StorageDesk::read(std::function<void(StorageFound)> told)
{
    const QString path = m_history.path();
    const QString profile = path.isEmpty() ? QString() : QFileInfo(path).path();
    auto reader = std::make_shared<StorageReader>();
    auto next = std::make_shared<std::function<void(Database*)>>();
    const std::weak_ptr<bool> alive = m_alive;
    // It may go while the reader is at work: what the reader calls is not its own.
    *next = [alive, profile, reader, next, told = std::move(told), onReader = m_ports.onReader,
                onEngine = m_ports.onEngine](Database* database) {
        const bool more = database && reader->step(*database, sliceTime);
        StorageFound found;
        if (!more && database)
            found = reader->take(*database, profile);
        onEngine([alive, more, next, told, onReader, found = std::move(found)] {
            if (alive.expired() || !more)
                *next = {}; // it holds itself
            if (alive.expired())
                return;
            if (more)
                onReader(*next);
            else
                told(found);
        });
    };
    m_ports.onReader(*next);
}

void StorageDesk::setRetention(const Retention& wish)
{
    if (wish == m_retention)
        return;
    m_retention = wish;
    m_drop.reset();
    std::erase_if(m_jobs, [this](const Job& job) {
        const bool old = job.kind == Progress::Kind::Retain;
        if (old)
            tell(job, true);
        return old;
    });
    if (wish.keep == Retention::Keep::All) {
        m_again.stop();
        return;
    }
    m_again.start();
    retain();
}

void StorageDesk::retain()
{
    read([this](const StorageFound& found) {
        Job job{u"retain"_s, Progress::Kind::Retain, {}, 0, 0};
        for (const SessionKey& key : sessionsToDrop(found.sessions, m_retention, m_ports.now())) {
            if (m_ports.atRest(key))
                job.sessions.push_back(key);
        }
        job.all = qint64(job.sessions.size());
        if (job.all > 0)
            add(std::move(job));
    });
}

void StorageDesk::drop(const SessionKey& key)
{
    add({u"drop/"_s + key.source.value() + u'/' + key.session.value(), Progress::Kind::Drop, {key},
        1, 0});
}

void StorageDesk::shrink()
{
    add({u"shrink"_s, Progress::Kind::Shrink, {}, freePages(), 0});
}

void StorageDesk::add(Job job)
{
    if (std::ranges::any_of(m_jobs, [&](const Job& known) { return known.id == job.id; }))
        return;
    m_jobs.push_back(std::move(job));
    m_slice.start();
}

void StorageDesk::cancel(const QString& id)
{
    const auto job = std::ranges::find(m_jobs, id, &Job::id);
    if (job == m_jobs.end())
        return;
    if (job == m_jobs.begin())
        m_drop.reset(); // what went is gone, the rest stays
    tell(*job, true);
    m_jobs.erase(job);
}

void StorageDesk::work()
{
    if (m_jobs.empty())
        return;
    Job& job = m_jobs.front();
    const bool more = workOn(job);
    if (more && m_ports.now() - m_told < tellEvery) {
        m_slice.start();
        return;
    }
    m_told = m_ports.now();
    tell(job, !more);
    if (!more)
        m_jobs.pop_front();
    if (!m_jobs.empty())
        m_slice.start();
}

bool StorageDesk::workOn(Job& job)
{
    m_history.begin();
    const bool more = job.kind == Progress::Kind::Shrink ? shrinkSome(job) : dropSome(job);
    return m_history.commit() && more; // a disk that is full stops what arrives, and says so there
}

bool StorageDesk::dropSome(Job& job)
{
    if (job.sessions.empty())
        return false;
    const SessionKey key = job.sessions.front();
    // Somebody may have gone on in it meanwhile.
    const bool rests = m_ports.atRest(key);
    if (rests && (!m_drop || !(m_drop->key() == key)))
        m_drop = std::make_unique<ContentDrop>(m_history, key);
    if (rests && m_drop->step(sliceTime, m_ports.now())) {
        if (job.kind == Progress::Kind::Drop) {
            job.done = m_drop->done();
            job.all = m_drop->all();
        }
        return true;
    }
    m_drop.reset();
    job.sessions.pop_front();
    job.done = job.kind == Progress::Kind::Drop ? job.all : job.done + 1;
    if (rests)
        m_ports.dropped(key);
    return !job.sessions.empty();
}

qint64 StorageDesk::freePages()
{
    Database& db = m_history.database();
    Query q = db.prepare(u"PRAGMA freelist_count"_s);
    const qint64 pages = db.run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return pages;
}

bool StorageDesk::shrinkSome(Job& job)
{
    const qint64 before = freePages();
    if (before == 0)
        return false;
    Query q = m_history.database().prepare(u"PRAGMA incremental_vacuum(%1)"_s.arg(pagesAtOnce));
    if (m_history.database().run(q)) {
        while (q.next()) { } // each step frees one page
    }
    q.finish();
    const qint64 after = freePages();
    job.done += std::max<qint64>(0, before - after);
    return after > 0 && after < before;
}

void StorageDesk::tell(const Job& job, bool finished)
{
    Progress progress{job.id, job.kind};
    if (job.kind == Progress::Kind::Drop && !job.sessions.empty())
        progress.session = job.sessions.front();
    progress.done = job.done;
    progress.all = job.all > 0 ? job.all : -1;
    progress.cancellable = true;
    progress.finished = finished;
    m_ports.tell(progress);
}

} // namespace headgate

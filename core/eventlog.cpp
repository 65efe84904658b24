// SPDX-License-Identifier: MIT
#include "core/eventlog.h"

#include "core/decode/streamevent.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Where the system tells nothing of changes: on a network's file system, or before the file is
 * there. */
constexpr auto lookAgainAfter = 500ms;

} // namespace

QString EventLog::defaultPath()
{
    return u".opencode/durable_stream.jsonl"_s;
}

EventLog::EventLog(const QString& path, QObject* parent)
    : EventLog(path, Options{}, parent)
{
}

EventLog::EventLog(const QString& path, const Options& options, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_writer(path, options.writing)
    , m_tail(path)
{
    if (!m_options.now)
        m_options.now = [] {
            return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        };
    if (!m_options.random)
        m_options.random = [] { return QRandomGenerator::global()->generate64(); };
    if (m_options.correlationId.isEmpty())
        m_options.correlationId = logids::correlation(m_options.random());
}

Expected<ResumeReport> EventLog::resume()
{
    if (const auto read = refresh(); !read)
        return read.error();
    ResumeReport report;
    report.events = m_state.events;
    report.unreadable = m_unreadable;
    report.checkpoints = int(pending().size());
    report.intents = int(intents().size());
    report.epics = int(m_state.ledger.ledger.epics.size());
    report.tasks = int(m_state.ledger.ledger.tasks.size());
    if (m_state.events > 0)
        report.lastEvent = m_state.lastAt;
    return report;
}

Expected<qint64> EventLog::refresh()
{
    const qint64 before = m_state.events;
    const Outcome read = readOn(nullptr);
    tell();
    if (!read)
        return read.error();
    return std::max<qint64>(0, m_state.events - before);
}

void EventLog::follow()
{
    auto* watcher = new QFileSystemWatcher(this);
    auto* timer = new QTimer(this);
    const auto look = [this, watcher] {
        // A file that was rotated away or deleted is not watched any more.
        for (const QString& path : {m_writer.path(), QFileInfo(m_writer.path()).absolutePath()}) {
            if (!watcher->files().contains(path) && !watcher->directories().contains(path)
                && QFileInfo::exists(path))
                watcher->addPath(path);
        }
        // An error shows in whatever is asked for next; the file may come back.
        static_cast<void>(refresh());
    };
    connect(watcher, &QFileSystemWatcher::fileChanged, this, look);
    connect(watcher, &QFileSystemWatcher::directoryChanged, this, look);
    connect(timer, &QTimer::timeout, this, look);
    timer->start(lookAgainAfter);
    look();
}

/** New events go into the state and wait to be told. `hold`: the log is held meanwhile. */
Outcome EventLog::readOn(LogWriter::Hold* hold)
{
    bool kept = true;
    const LogTail::Listener listener{
        [this](const StreamEvent& event) {
            reduce(m_state, event);
            m_untold.push_back(event);
            m_changed = true;
        },
        [this] {
            m_state = {};
            m_unreadable = 0;
            m_untold.clear();
            m_changed = true;
        },
        [&] { kept = kept && (!hold || hold->keep()); },
    };
    const auto progress = m_tail.read(listener);
    if (!progress)
        return progress.error();
    m_unreadable += progress->unreadable;
    if (!kept)
        return Issue{Issue::Code::LockLost, {}, {path()}};
    return std::monostate();
}

void EventLog::tell()
{
    // A handler that appends comes back here: what it wrote is told by the loop that runs already.
    if (m_telling)
        return;
    m_telling = true;
    while (!m_untold.empty()) {
        const StreamEvent event = m_untold.front();
        m_untold.pop_front();
        std::vector<int> wanted;
        for (const auto& [number, subscription] : m_subscriptions) {
            if (matchesType(event.type, subscription.type))
                wanted.push_back(number);
        }
        for (const int number : wanted) {
            const auto it = m_subscriptions.find(number);
            if (it == m_subscriptions.end())
                continue; // an earlier handler ended it
            const Handler handler = it->second.handler;
            handler(event);
        }
    }
    m_telling = false;
    if (std::exchange(m_changed, false))
        emit changed();
}

int EventLog::subscribe(const QString& type, Handler handler)
{
    m_subscriptions.emplace(m_nextSubscription, Subscription{type, std::move(handler)});
    return m_nextSubscription++;
}

void EventLog::unsubscribe(int subscription)
{
    m_subscriptions.erase(subscription);
}

void EventLog::stamp(StreamEvent& event)
{
    const Timestamp now = m_options.now();
    if (event.id.isEmpty())
        event.id = logids::next(m_lastId, now, m_options.random());
    if (!isKnown(event.timestamp))
        event.timestamp = now;
    if (event.correlationId.isEmpty())
        event.correlationId = m_options.correlationId;
    if (event.streamId.isEmpty())
        event.streamId = event.correlationId;
}

Expected<StreamEvent> EventLog::append(StreamEvent event)
{
    return append(std::vector<StreamEvent>{std::move(event)});
}

Expected<StreamEvent> EventLog::append(std::vector<StreamEvent> events)
{
    {
        // The time is taken under the lock, so that it grows with the place in the file.
        auto hold = m_writer.hold();
        if (!hold)
            return hold.error();
        for (StreamEvent& event : events) {
            stamp(event);
            if (const Outcome written = hold->write(streamevent::encode(event)); !written)
                return written.error();
        }
    }
    // It is written: a reading that fails now is told by the next one.
    static_cast<void>(refresh());
    return events.empty() ? StreamEvent{} : std::move(events.back());
}

Expected<std::vector<StreamEvent>> EventLog::query(const EventFilter& filter) const
{
    std::deque<StreamEvent> found;
    const bool limited = filter.limit > 0;
    LogTail tail(path());
    const auto read = tail.read({[&](const StreamEvent& event) {
        const bool full = limited && qint64(found.size()) == filter.limit;
        if ((full && !filter.latest) || !matches(filter, event))
            return;
        if (full)
            found.pop_front();
        found.push_back(event);
    }});
    if (!read)
        return read.error();
    return std::vector<StreamEvent>(found.begin(), found.end());
}

Expected<std::vector<StreamEvent>> EventLog::readStream(const QString& streamId, qint64 from) const
{
    std::vector<StreamEvent> events;
    qint64 position = 0;
    LogTail tail(path());
    const auto read = tail.read({[&](const StreamEvent& event) {
        if (event.streamId == streamId && position++ >= from)
            events.push_back(event);
    }});
    if (!read)
        return read.error();
    return events;
}

} // namespace headgate

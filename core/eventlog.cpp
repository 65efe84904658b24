// SPDX-License-Identifier: MIT
#include "core/eventlog.h"

#include "core/decode/streamevent.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QJsonArray>
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

/** What `--option` or a rejection said, in short: for who came second. */
QString outcomeOf(const LogDecision& decision)
{
    if (!decision.approved)
        return u"rejected"_s;
    return decision.option.isEmpty() ? u"approved"_s : "approved, "_L1 + decision.option;
}

QJsonObject payloadOf(const CheckpointRequest& request, const QString& id, Timestamp now)
{
    QJsonArray options;
    for (const LogOption& option : request.options) {
        QJsonObject one{{u"id"_s, option.id}, {u"label"_s, option.label}};
        if (!option.description.isEmpty())
            one.insert(u"description"_s, option.description);
        options.append(one);
    }
    QJsonObject payload{{u"id"_s, id}, {u"decision_point"_s, request.decisionPoint},
        {u"options"_s, options}, {u"requested_by"_s, request.requestedBy},
        {u"requested_at"_s, toMs(now)}};
    if (request.timeout)
        payload.insert(u"expires_at"_s, toMs(now + *request.timeout));
    return payload;
}

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

Expected<QString> EventLog::requestCheckpoint(const CheckpointRequest& request)
{
    const Timestamp now = m_options.now();
    const QString id = logids::checkpoint(now, m_options.random());
    StreamEvent event;
    event.type = u"checkpoint.requested"_s;
    event.streamId = request.streamId;
    event.actor = request.requestedBy;
    event.timestamp = now;
    event.payload = payloadOf(request, id, now);
    const auto written = append(std::move(event));
    if (!written)
        return written.error();
    return id;
}

const LogCheckpoint* EventLog::checkpoint(const QString& id) const
{
    return find(m_state.checkpoints, id);
}

/** The decision as it would be written, or why it is not. */
Expected<StreamEvent> EventLog::decisionFor(const CheckpointAnswer& answer) const
{
    const LogCheckpoint* known = checkpoint(answer.id);
    if (!known)
        return Issue{Issue::Code::RequestNotFound, {}, {answer.id}};
    if (known->decision)
        return Issue{
            Issue::Code::AlreadyAnswered, {}, {outcomeOf(*known->decision), known->decision->by}};
    if (known->hasExpired(m_options.now()) && !answer.evenIfExpired)
        return Issue{Issue::Code::RequestExpired, {}, {answer.id}};
    return decisionOf(answer);
}

/** It stands in the stream and the run of what it decides, and says that it comes from there. */
StreamEvent EventLog::decisionOf(const CheckpointAnswer& answer) const
{
    const LogCheckpoint& known = *checkpoint(answer.id);
    StreamEvent event;
    event.type = answer.approved ? u"checkpoint.approved"_s : u"checkpoint.rejected"_s;
    event.streamId = known.streamId;
    event.correlationId = known.correlationId;
    event.causationId = known.event;
    event.actor = answer.by;
    QJsonObject payload{{u"checkpoint_id"_s, answer.id}};
    payload.insert(answer.approved ? u"approved_by"_s : u"rejected_by"_s, answer.by);
    if (answer.approved && !answer.option.isEmpty())
        payload.insert(u"selected_option"_s, answer.option);
    if (!answer.approved && !answer.reason.isEmpty())
        payload.insert(u"reason"_s, answer.reason);
    event.payload = payload;
    if (known.hasExpired(m_options.now()))
        event.metadata.insert(u"expired"_s, true);
    return event;
}

Expected<StreamEvent> EventLog::decide(const CheckpointAnswer& answer)
{
    // Most of it before the lock is taken, so that little is left to read under it.
    if (const auto read = refresh(); !read)
        return read.error();
    auto event = decisionFor(answer);
    if (!event)
        return event;
    {
        auto hold = m_writer.hold();
        if (!hold)
            return hold.error();
        const Outcome read = readOn(&*hold);
        event = read ? decisionFor(answer) : Expected<StreamEvent>(read.error());
        if (event) {
            stamp(*event);
            if (const Outcome written = hold->write(streamevent::encode(*event)); !written)
                event = written.error();
        }
    }
    static_cast<void>(refresh());
    return event;
}

Expected<StreamEvent> EventLog::approve(const QString& id, const QString& by, const QString& option)
{
    return decide({id, true, by, option, {}, false});
}

Expected<StreamEvent> EventLog::reject(const QString& id, const QString& by, const QString& reason)
{
    return decide({id, false, by, {}, reason, false});
}

} // namespace headgate

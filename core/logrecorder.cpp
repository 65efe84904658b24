// SPDX-License-Identifier: MIT
#include "core/logrecorder.h"

#include "core/decode/opencode.h"
#include "core/decode/streamevent.h"
#include "core/domain/logids.h"
#include "core/io/logtail.h"
#include "core/project/logbridge.h"

#include <QRandomGenerator>

#include <chrono>
#include <iterator>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What comes within this is written under one lock. */
constexpr auto gatherFor = 100ms;
constexpr milliseconds patience = 5s;
constexpr milliseconds patienceAtEnd = 1s;
/** Beyond this a log that nobody lets go of would fill the memory. */
constexpr size_t mostWaiting = 200'000;

Timestamp now()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

} // namespace

/** What the recorder's thread works with. */
struct LogRecorder::Writing
{
    explicit Writing(const QString& path)
        : tail(path)
    {
    }

    LogTail tail;
    Intents intents; ///< of the log: a message may end one
    LogBridge bridge;
    QString run = logids::correlation(QRandomGenerator::global()->generate64());
    logids::Last last;
};

LogRecorder::LogRecorder(SourceId source, QString path, Tell tell)
    : m_source(std::move(source))
    , m_path(std::move(path))
    , m_tell(std::move(tell))
{
    m_now.source = m_source;
    m_now.path = m_path;
    m_now.state = Recording::State::On;
    m_thread = std::thread([this] { run(); });
}

LogRecorder::~LogRecorder()
{
    end();
}

void LogRecorder::take(const std::vector<StoredEvent>& events)
{
    const std::lock_guard lock(m_mutex);
    m_taken.insert(m_taken.end(), events.begin(), events.end());
    m_wake.notify_one();
}

Recording LogRecorder::end()
{
    if (m_thread.joinable()) {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
            m_wake.notify_one();
        }
        m_thread.join();
    }
    if (m_now.state != Recording::State::Failed)
        m_now.state = Recording::State::Off;
    return m_now;
}

void LogRecorder::say(const Issue& issue, bool over)
{
    m_now.issue = issue;
    m_now.issue.source = issue.code == Issue::Code::None ? SourceId() : m_source;
    m_now.state = issue.code == Issue::Code::None ? Recording::State::On
        : over                                    ? Recording::State::Failed
                                                  : Recording::State::Waiting;
    m_tell(m_now);
}

void LogRecorder::run()
{
    Writing writing(m_path);
    std::vector<StreamEvent> waiting;
    // Whether it can be written at all is told before the first event.
    Outcome written = write(writing, waiting, patience);
    bool ending = false;
    for (;;) {
        const bool locked = !written && written.error().code == Issue::Code::LogLocked;
        const bool over = !written && (!locked || waiting.size() > mostWaiting);
        say(written ? Issue() : written.error(), over);
        if (over || ending)
            return;
        std::vector<StoredEvent> taken;
        {
            std::unique_lock lock(m_mutex);
            if (waiting.empty())
                m_wake.wait(lock, [this] { return m_ending || !m_taken.empty(); });
            m_wake.wait_for(lock, gatherFor, [this] { return m_ending; });
            taken.swap(m_taken);
            ending = m_ending;
        }
        std::vector<StreamEvent> more = translate(writing, taken);
        waiting.insert(waiting.end(), std::make_move_iterator(more.begin()),
            std::make_move_iterator(more.end()));
        if (waiting.empty())
            continue;
        written = write(writing, waiting, ending ? patienceAtEnd : patience);
    }
}

std::vector<StreamEvent> LogRecorder::translate(
    Writing& writing, const std::vector<StoredEvent>& events)
{
    // What others wrote meanwhile; an error here is told by the writing that follows.
    static_cast<void>(
        writing.tail.read({[&](const StreamEvent& event) { reduce(writing.intents, event); },
            [&] { writing.intents = {}; }}));
    std::vector<StreamEvent> translated;
    for (const StoredEvent& event : events) {
        const auto frame = opencode::decodeFrame(m_source, event.raw, now());
        const Event* told = frame ? std::get_if<Event>(&*frame) : nullptr;
        if (!told)
            continue;
        for (StreamEvent& one : bridge(writing.bridge, told->type, told->body, writing.intents)) {
            one.timestamp = told->time;
            one.correlationId = writing.run;
            if (one.streamId.isEmpty())
                one.streamId = writing.run;
            translated.push_back(std::move(one));
        }
    }
    return translated;
}

/** Takes what was written out of `events`. Nothing is written twice. */
Outcome LogRecorder::write(
    Writing& writing, std::vector<StreamEvent>& events, milliseconds waitAtMost)
{
    LogWriter::Options options;
    options.lock.patience = waitAtMost;
    auto hold = LogWriter(m_path, options).hold();
    if (!hold)
        return hold.error();
    size_t done = 0;
    Outcome result = std::monostate();
    for (StreamEvent& event : events) {
        // Taken under the lock, so that it grows with the place in the file.
        event.id = logids::next(writing.last, now(), QRandomGenerator::global()->generate64());
        result = hold->write(streamevent::encode(event));
        if (!result)
            break;
        ++done;
    }
    events.erase(events.begin(), events.begin() + std::ptrdiff_t(done));
    m_now.events += qint64(done);
    return result;
}

} // namespace headgate

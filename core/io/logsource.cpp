// SPDX-License-Identifier: MIT
#include "core/io/logsource.h"

#include "core/decode/logfacts.h"
#include "core/io/logdecision.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Read, indexed and committed in one go: two or three milliseconds. */
constexpr qint64 sliceBytes = 256 * 1024;
/** For file systems that tell of no change, and for changes nobody was told of. */
constexpr auto pollEvery = 1s;
/** A writer appends line by line; what comes within this time is read at once. */
constexpr auto gatherFor = 5ms;
/** What a person waits for while less than this is read is there in a moment. */
constexpr qint64 longLog = 4 * 1024 * 1024;
/** Read ahead from the end: who is at work, and how their sessions began. */
constexpr qint64 aheadBytes = 4 * 1024 * 1024;
constexpr qint64 aheadRecent = 128 * 1024;
/** Line numbers that one notice names. */
constexpr qsizetype namedLines = 8;
/** How far it is, while a long log is read. */
constexpr auto reportEvery = 250ms;

} // namespace

LogSource::LogSource(const SourceConfig& config, SourceHost& host)
    : m_config(config)
    , m_id(config.id())
    , m_path(logPath(config.url.toLocalFile()))
    , m_host(host)
    , m_written(this)
{
    m_status.id = m_id;
    m_status.kind = config.kind;
    m_fromNow = config.from == "now";
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &LogSource::work);
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherFor);
    connect(&m_soon, &QTimer::timeout, this, &LogSource::look);
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, &LogSource::look);
    const auto changed = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, changed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, changed);
}

LogSource::~LogSource()
{
    for (std::thread& writer : m_writers)
        writer.join();
}

Timestamp LogSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void LogSource::report(SyncState state, const Issue& issue)
{
    m_status.state = state;
    m_status.issue = issue;
    if (issue.code != Issue::Code::None)
        m_status.issue.source = m_id;
    m_host.statusChanged(m_status);
}

void LogSource::start()
{
    m_known = m_host.logFiles(m_id);
    m_fromNow = m_fromNow && m_known.empty();
    m_started = true;
    m_poll.start();
    report(SyncState::CatchUp);
    plan();
}

void LogSource::pause()
{
    m_started = false;
    for (QTimer* timer : {&m_slice, &m_soon, &m_poll})
        timer->stop();
    m_open.close();
    m_queue.clear();
    report(SyncState::Paused);
}

/** Asks the disk; what is being read already is finished first. */
void LogSource::look()
{
    if (!m_started || m_slice.isActive())
        return;
    const auto found = logAt(m_path);
    const bool same = found && m_open.isOpen() && found->identity == m_file.identity
        && m_file.path == m_path && found->size >= m_splitter.readFrom();
    if (!same) {
        plan();
        return;
    }
    if (found->size == m_seenSize)
        return;
    m_seenSize = found->size;
    if (m_open.holds(m_file))
        work();
    else
        plan();
}

/** What was read of it is not there any more: its rows stay, its bytes are not asked for again. */
void LogSource::lose(LogFile& file)
{
    file.gone = true;
    if (m_file.number == file.number)
        m_open.close();
    std::vector<SourceItem> items{LogSlice{file, {}, {}}};
    if (file.path == m_path && file.at > 0 && logAt(m_path))
        items.emplace_back(Issue{Issue::Code::LogBeganAnew, m_id, {file.path}});
    m_host.take(m_id, std::move(items));
}

/** How far a file was read, whatever it was called then. A copy with the same content counts as the
 * same file: some editors and backups write one. */
LogFile LogSource::placeOf(const FoundLog& found)
{
    OpenLog open;
    const bool readable = open.open(found.path);
    // What cannot be read now may be what it was.
    const auto holds = [&](const LogFile& file) { return !readable || open.holds(file); };
    auto same = std::find_if(m_known.begin(), m_known.end(), [&](const LogFile& file) {
        return !file.gone && file.identity == found.identity && holds(file);
    });
    if (same == m_known.end())
        same = std::find_if(m_known.begin(), m_known.end(), [&](const LogFile& file) {
            return !file.gone && file.path == found.path && file.at > 0 && readable && holds(file);
        });
    if (same == m_known.end()) {
        LogFile fresh;
        fresh.number = m_known.empty() ? 1 : m_known.back().number + 1;
        fresh.path = found.path;
        fresh.identity = found.identity;
        m_known.push_back(fresh);
        return fresh;
    }
    if (same->path != found.path || !(same->identity == found.identity)) {
        same->path = found.path;
        same->identity = found.identity;
        m_host.take(m_id, {LogSlice{*same, {}, {}}});
    }
    return *same;
}

/** Finds every file of the log and what is left to read of it. */
void LogSource::plan()
{
    const std::vector<FoundLog> found = findLogs(m_path);
    std::vector<qint64> present;
    m_queue.clear();
    m_open.close();
    for (const FoundLog& log : found) {
        const LogFile place = placeOf(log);
        present.push_back(place.number);
        if (log.size > place.at || log.path == m_path)
            m_queue.push_back(log);
    }
    // Between a rotation and the next line there is no file at the path: that is no news.
    bool missing = found.empty();
    for (LogFile& file : m_known) {
        if (file.gone || std::find(present.begin(), present.end(), file.number) != present.end())
            continue;
        missing = missing || (file.path == m_path && !logAt(m_path));
        lose(file);
    }
    watch();
    m_status.catchUpDone = 0;
    m_status.catchUpAll = 0;
    for (const FoundLog& log : m_queue)
        m_status.catchUpAll += std::max<qint64>(0, log.size - placeOf(log).at);
    if (m_status.state == SyncState::CatchUp && m_status.catchUpAll >= longLog)
        report(m_status.state, m_status.issue);
    if (m_status.state == SyncState::CatchUp && !m_fromNow && !found.empty()
        && found.back().path == m_path)
        lookAhead(found.back(), placeOf(found.back()).at);
    if (missing)
        report(SyncState::Waiting, {Issue::Code::LogMissing, {}, {m_path}});
    if (openNext())
        m_slice.start(0);
    else if (!missing && !m_soon.isActive() && m_status.issue.code != Issue::Code::LogError)
        caughtUp();
}

void LogSource::watch()
{
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
    // A path that does not exist yet is found by the poll, or by its directory's change.
    for (const QString& path : {m_path, QFileInfo(m_path).path()}) {
        if (QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

/** False: there is nothing to read now. */
bool LogSource::openNext()
{
    if (m_queue.empty())
        return false;
    const FoundLog next = m_queue.front();
    m_file = placeOf(next);
    if (!m_open.open(next.path)) {
        m_queue.clear();
        report(SyncState::Waiting, {Issue::Code::LogError, {}, {next.path, m_open.error()}});
        return false;
    }
    if (!(m_open.identity() == next.identity)) {
        // It was renamed or replaced since it was listed.
        m_open.close();
        m_queue.clear();
        m_soon.start();
        return false;
    }
    m_seenSize = m_open.size();
    m_splitter = LineSplitter(m_file.at, m_file.lines);
    if (m_status.state != SyncState::Live && m_status.state != SyncState::CatchUp)
        report(SyncState::CatchUp);
    return true;
}

void LogSource::work()
{
    if (!m_open.isOpen())
        return;
    const QByteArray bytes = m_open.read(m_splitter.readFrom(), sliceBytes);
    if (bytes.isEmpty()) {
        atEnd();
        return;
    }
    m_status.lastByte = now();
    m_status.bytes += bytes.size();
    m_status.catchUpDone += bytes.size();
    tell(m_splitter.take(bytes));
    if (m_status.state == SyncState::CatchUp && m_status.lastByte - m_reported >= reportEvery) {
        m_reported = m_status.lastByte;
        report(m_status.state, m_status.issue);
    }
    m_slice.start(0);
}

void LogSource::atEnd()
{
    const bool newest = m_queue.front().path == m_path && m_queue.size() == 1;
    if (newest) {
        m_seenSize = std::max(m_seenSize, m_splitter.readFrom());
        caughtUp();
        return;
    }
    // Nobody writes to what was rotated away: a line without an end is its last.
    tell(m_splitter.finish());
    m_queue.pop_front();
    if (openNext())
        m_slice.start(0);
    else if (!m_soon.isActive())
        caughtUp();
}

/** A long log is read from its begin, which takes seconds; people look for what is newest. */
void LogSource::lookAhead(const FoundLog& newest, qint64 from)
{
    OpenLog open;
    if (newest.size - from < longLog || !open.open(newest.path))
        return;
    LogAhead ahead;
    const qint64 begin = newest.size - aheadBytes;
    ahead.bytes = open.read(begin, aheadBytes);
    const QByteArrayView all(ahead.bytes);
    const qsizetype recent = all.size() - aheadRecent;
    qsizetype at = all.indexOf('\n') + 1; // the first line may have lost its begin
    for (qsizetype end = all.indexOf('\n', at); at > 0 && end >= 0; end = all.indexOf('\n', at)) {
        const QByteArrayView line = all.sliced(at, end - at);
        const bool wanted = at >= recent || line.contains("lifecycle.session.created");
        if (auto head = wanted ? m_scanner.scan(line.trimmed())
                               : Expected<logline::Head>(Issue{Issue::Code::BadEvent, {}, {}}))
            ahead.records.push_back({begin + at, line, std::move(*head), {}});
        at = end + 1;
    }
    if (ahead.records.empty())
        return;
    std::vector<SourceItem> items;
    items.emplace_back(std::move(ahead));
    m_host.take(m_id, std::move(items));
    m_host.fence();
}

void LogSource::noteBad(const CutLine& line)
{
    if (m_badPath != m_file.path)
        tellBad();
    m_badPath = m_file.path;
    ++m_badCount;
    if (m_badNumbers.size() < namedLines)
        m_badNumbers.append(QString::number(line.number));
    else if (m_badNumbers.size() == namedLines)
        m_badNumbers.append(u"…"_s);
}

/** One notice for all of them, not one each. */
void LogSource::tellBad()
{
    if (m_badCount == 0)
        return;
    const Issue issue{Issue::Code::BadLines, m_id,
        {QFileInfo(m_badPath).fileName(), QString::number(m_badCount), m_badNumbers.join(u", "_s)}};
    m_badCount = 0;
    m_badNumbers.clear();
    m_host.take(m_id, {issue});
}

void LogSource::tell(const CutLines& cut)
{
    if (cut.lines.empty())
        return;
    LogSlice slice;
    slice.bytes = cut.bytes;
    slice.records.reserve(cut.lines.size());
    const bool pass = m_fromNow;
    for (const CutLine& line : cut.lines) {
        const QByteArrayView text = cut.text(line).trimmed();
        if (pass || (text.isEmpty() && !line.tooLong))
            continue;
        auto head = line.tooLong
            ? Expected<logline::Head>(Issue{Issue::Code::FrameTooLarge, {}, {}})
            : m_scanner.scan(text);
        if (!head) {
            ++m_file.bad;
            noteBad(line);
            continue;
        }
        LogRecord record{line.at, cut.text(line), std::move(*head), {}};
        if (logfacts::useOf(logline::inner(record.head.type)) == logfacts::Use::Place)
            record.message = m_scanner.place(record.head.payload).message;
        slice.records.push_back(std::move(record));
    }
    if (!slice.records.empty())
        m_file.last = EventId(logline::text(slice.records.back().head.id));
    m_file.at = m_splitter.position();
    m_file.lines = m_splitter.lines();
    m_file.checked = std::min(logCheckLength, m_file.at);
    m_file.check = logCheck(m_open.read(m_file.at - m_file.checked, m_file.checked));
    slice.file = m_file;
    const auto known = std::find_if(m_known.begin(), m_known.end(),
        [&](const LogFile& file) { return file.number == m_file.number; });
    *known = m_file;
    std::vector<SourceItem> items;
    items.emplace_back(std::move(slice));
    m_host.take(m_id, std::move(items));
    m_host.fence(); // Committed now: a slice is what the thread can bear at once.
}

void LogSource::caughtUp()
{
    tellBad();
    m_fromNow = false;
    m_status.catchUpAll = -1;
    if (m_status.state == SyncState::Live)
        return;
    report(SyncState::Live);
    for (const SessionId& session : m_host.openSessions(m_id))
        openSession(session);
}

/** What is opened is whole: its events are in the file. */
void LogSource::openSession(const SessionId& session)
{
    MessagesListed nothingNewer;
    nothingNewer.session = {m_id, session};
    nothingNewer.newest = true;
    m_host.take(m_id, {std::move(nothingNewer)});
}

/** Written in a thread of its own, for another writer may hold the lock; what became of it is told
 * by the log alone, when the line is read back. */
void LogSource::decide(
    const Decision& decision, const QString&, std::function<void(DecisionAnswer)> done)
{
    LogAnswer answer;
    answer.path = m_path;
    answer.request = decision.key.request;
    answer.approved = decision.reply != Reply::Reject;
    answer.option = decision.option;
    answer.reason = decision.message;
    answer.by = u"user"_s;
    answer.now = now();
    answer.random = QRandomGenerator::global()->generate64();
    m_writers.emplace_back();
    const auto writer = std::prev(m_writers.end());
    *writer = std::thread([this, writer, answer, done = std::move(done)] {
        const Outcome written = decideInLog(answer);
        m_written.post([this, writer, written, done] {
            writer->join();
            m_writers.erase(writer);
            Issue issue = written ? Issue() : written.error();
            issue.source = m_id;
            done({issue});
            look();
        });
    });
}

} // namespace headgate

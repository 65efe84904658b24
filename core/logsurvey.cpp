// SPDX-License-Identifier: MIT
#include "core/logsurvey.h"

#include <QFileInfo>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Read at once: some milliseconds of work. */
constexpr qint64 sliceBytes = 256 * 1024;
/** A file that was read to its end is looked at when the system says that it changed, and now and
 * then: not every file system says so. */
constexpr auto soon = 50ms;
constexpr auto lookEvery = 5s;
constexpr auto tellEvery = 1s;

bool isLedger(const QString& type)
{
    return type.startsWith("ledger."_L1) || type == "learning.extracted"_L1;
}

} // namespace

LogSurvey::LogSurvey(SourceId source, const QString& path, Tell tell)
    : m_source(std::move(source))
    , m_tell(std::move(tell))
    , m_path(path)
    , m_tail(path)
    , m_watcher(this)
    , m_slice(this)
    , m_news(this)
{
    m_slice.setSingleShot(true);
    m_news.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &LogSurvey::readOn);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &LogSurvey::lookSoon);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &LogSurvey::lookSoon);
    connect(&m_news, &QTimer::timeout, this, &LogSurvey::tellNews);
    m_slice.start(0);
}

void LogSurvey::readOn()
{
    const auto read = m_tail.read(
        {[this](const StreamEvent& event) { take(event); }, [this] { beginAnew(); }}, sliceBytes);
    // What cannot be read is told by the source that follows the same file.
    const bool more = read && read->more;
    m_slice.start(more ? 0ms : milliseconds(lookEvery));
    if (!more)
        watch();
    if (m_moved && !m_news.isActive())
        m_news.start(more ? milliseconds(tellEvery) : 0ms);
}

void LogSurvey::watch()
{
    // A path that was replaced is not watched any more.
    if (!m_watcher.files().contains(m_path) && QFile::exists(m_path))
        m_watcher.addPath(m_path);
    const QString directory = QFileInfo(m_path).absolutePath();
    if (m_watcher.directories().isEmpty() && QFile::exists(directory))
        m_watcher.addPath(directory);
}

void LogSurvey::lookSoon()
{
    if (m_slice.remainingTimeAsDuration() > soon)
        m_slice.start(soon);
}

void LogSurvey::take(const StreamEvent& event)
{
    reduce(m_ledger, event);
    reduce(m_intents, event);
    reduce(m_lineage, event);
    reduce(m_work, event);
    m_ledgerMoved = m_ledgerMoved || isLedger(event.type);
    m_moved = true;
}

void LogSurvey::beginAnew()
{
    m_ledger = {};
    m_intents = {};
    m_lineage = {};
    m_work = {};
    m_isNew = true;
    m_ledgerMoved = true;
    m_moved = true;
}

void LogSurvey::tellNews()
{
    if (!m_moved)
        return;
    m_moved = false;
    ChangeBatch news;
    LedgerChanged ledger{m_source, {}, active(m_intents)};
    if (m_ledgerMoved || ledger.intents != m_toldLedger.intents) {
        ledger.ledger = m_ledger.ledger;
        if (!(ledger == m_toldLedger)) {
            m_toldLedger = ledger;
            news.push_back(std::move(ledger));
        }
    }
    m_ledgerMoved = false;
    if (Work work = workOf(m_work, m_intents); !(work == m_toldWork)) {
        m_toldWork = work;
        news.push_back(WorkChanged{m_source, std::move(work)});
    }
    LineageGrew grew = growth();
    if (grew.anew || !grew.rows.empty())
        news.push_back(std::move(grew));
    if (!news.empty())
        m_tell(std::move(news));
    // The next news waits, however fast the log grows.
    m_news.start(tellEvery);
}

/** The nodes that are new or stand elsewhere than was told. */
LineageGrew LogSurvey::growth()
{
    LineageGrew grew{m_source, m_isNew, {}};
    if (m_isNew)
        m_toldRows.clear();
    m_isNew = false;
    const LineageTree tree = treeOf(m_lineage);
    for (size_t i = 0; i < tree.nodes.size(); ++i) {
        const LineageTree::Node& node = tree.nodes[i];
        LineageRow row{qsizetype(i), node.node, node.parent, node.rule, node.inCycle};
        if (i < m_toldRows.size()) {
            if (row == m_toldRows[i])
                continue;
            m_toldRows[i] = row;
        } else {
            m_toldRows.push_back(row);
        }
        grew.rows.push_back(std::move(row));
    }
    return grew;
}

} // namespace headgate

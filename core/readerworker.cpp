// SPDX-License-Identifier: MIT
#include "core/readerworker.h"

#include "core/logpages.h"
#include "core/replaydesk.h"

namespace headgate {

using namespace Qt::StringLiterals;

PageResult readPage(Database& database, const PageRequest& request)
{
    PageResult result{request, {}, 0};
    Query newest = database.prepare(u"SELECT row FROM progress"_s);
    if (database.run(newest) && newest.next())
        result.lastRow = newest.value(0).toLongLong();
    newest.finish();
    const auto load = isLog(request.key.source) ? logpages::loadPage : historyreader::loadPage;
    result.page = load(database, request.key, request.before, request.limit);
    return result;
}

ReaderWorker::ReaderWorker(QString path, std::function<void(PageResult)> done, LogSurvey::Tell news)
    : m_path(std::move(path))
    , m_done(std::move(done))
    , m_news(std::move(news))
{
}

ReaderWorker::~ReaderWorker() = default;

void ReaderWorker::ask(PageRequest request)
{
    m_mailbox.post([this, request = std::move(request)] { read(request); });
}

void ReaderWorker::run(std::function<void(Database*)> what)
{
    m_mailbox.post([this, what = std::move(what)] { what(database()); });
}

void ReaderWorker::run(std::function<void(ReplayDesk&, Database*)> what)
{
    m_mailbox.post([this, what = std::move(what)] {
        if (!m_desk)
            m_desk = std::make_unique<ReplayDesk>(); // of this thread
        what(*m_desk, database());
    });
}

void ReaderWorker::survey(const SourceId& source, const QString& log)
{
    m_mailbox.post([this, source, log] {
        m_surveys[source] = std::make_unique<LogSurvey>(source, log, m_news);
    });
}

void ReaderWorker::endSurvey(const SourceId& source)
{
    m_mailbox.post([this, source] { m_surveys.erase(source); });
}

void ReaderWorker::timeline(const ShowTimeline& wish)
{
    m_mailbox.post([this, wish] { show(wish); });
}

void ReaderWorker::timeline(const ReadTimeline& wish)
{
    m_mailbox.post([this, wish] {
        if (m_timeline)
            m_timeline->read(wish);
    });
}

void ReaderWorker::timeline(const ReadTimelineEvent& wish)
{
    m_mailbox.post([this, wish] { readEvent(wish); });
}

void ReaderWorker::timeline(const ExportTimeline& wish)
{
    m_mailbox.post([this, wish] { exportEvents(wish); });
}

void ReaderWorker::committed()
{
    if (!m_looksAtLog || m_newsPosted.exchange(true))
        return;
    m_mailbox.post([this] {
        m_newsPosted = false;
        if (m_timeline)
            m_timeline->look();
    });
}

void ReaderWorker::show(const ShowTimeline& wish)
{
    m_timeline.reset();
    m_shown = wish.source;
    m_looksAtLog = isLog(wish.source);
    if (m_looksAtLog && database())
        m_timeline = std::make_unique<LogTimeline>(*m_database, wish, m_news);
}

void ReaderWorker::readEvent(const ReadTimelineEvent& wish)
{
    if (!database())
        return;
    LogRows rows(*m_database, wish.source);
    rows.refresh();
    const qint64 row = wish.row > 0 ? wish.row : rows.find(wish.id);
    TimelineEventRead told{wish.source, wish.row > 0 ? EventId() : wish.id, {}, {}};
    if (row > 0)
        told.event = rows.event(row);
    if (m_timeline && m_shown == wish.source)
        told.place = m_timeline->placeOf(row);
    m_news({std::move(told)});
}

void ReaderWorker::exportEvents(const ExportTimeline& wish)
{
    if (!database())
        return;
    const qint64 number = ++m_lastExport;
    m_exports[number] =
        std::make_unique<LogExport>(*m_database, wish, [this, number](TimelineExported told) {
            m_news({std::move(told)});
            // It is still at work: it goes afterwards.
            m_mailbox.post([this, number] { m_exports.erase(number); });
        });
}

Database* ReaderWorker::database()
{
    if (!m_database) {
        auto opened = Database::open(m_path, Database::Mode::ReadOnly);
        if (!opened)
            return nullptr;
        m_database = std::move(*opened);
    }
    return m_database.get();
}

void ReaderWorker::read(const PageRequest& request)
{
    if (!database()) {
        m_done({request, {}, 0});
        return;
    }
    // One transaction: the page and its row describe the same moment.
    m_database->execute(u"BEGIN"_s);
    PageResult result = readPage(*m_database, request);
    m_database->execute(u"COMMIT"_s);
    m_done(std::move(result));
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/readerworker.h"

#include "core/logpages.h"

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

ReaderWorker::ReaderWorker(
    QString path, std::function<void(PageResult)> done, LogSurvey::Tell news)
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

void ReaderWorker::survey(const SourceId& source, const QString& log)
{
    m_mailbox.post(
        [this, source, log] { m_surveys[source] = std::make_unique<LogSurvey>(source, log, m_news); });
}

void ReaderWorker::endSurvey(const SourceId& source)
{
    m_mailbox.post([this, source] { m_surveys.erase(source); });
}

void ReaderWorker::read(const PageRequest& request)
{
    if (!m_database) {
        auto opened = Database::open(m_path, Database::Mode::ReadOnly);
        if (!opened) {
            m_done({request, {}, 0});
            return;
        }
        m_database = std::move(*opened);
    }
    // One transaction: the page and its row describe the same moment.
    m_database->execute(u"BEGIN"_s);
    PageResult result = readPage(*m_database, request);
    m_database->execute(u"COMMIT"_s);
    m_done(std::move(result));
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/readerworker.h"

namespace headgate {

using namespace Qt::StringLiterals;

PageResult readPage(Database& database, const PageRequest& request)
{
    PageResult result{request, {}, 0};
    Query newest = database.prepare(u"SELECT row FROM progress"_s);
    if (database.run(newest) && newest.next())
        result.lastRow = newest.value(0).toLongLong();
    newest.finish();
    result.page = historyreader::loadPage(database, request.key, request.before, request.limit);
    return result;
}

ReaderWorker::ReaderWorker(QString path, std::function<void(PageResult)> done)
    : m_path(std::move(path))
    , m_done(std::move(done))
{
}

ReaderWorker::~ReaderWorker() = default;

void ReaderWorker::ask(PageRequest request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(std::move(request));
    }
    QMetaObject::invokeMethod(this, &ReaderWorker::work, Qt::QueuedConnection);
}

void ReaderWorker::work()
{
    std::deque<PageRequest> requests;
    {
        const std::lock_guard lock(m_mutex);
        requests.swap(m_requests);
    }
    if (!m_database && !requests.empty()) {
        auto opened = Database::open(m_path, Database::Mode::ReadOnly);
        if (opened)
            m_database = std::move(*opened);
    }
    for (const PageRequest& request : requests) {
        if (!m_database) {
            m_done({request, {}, 0});
            continue;
        }
        // One transaction: the page and its row describe the same moment.
        m_database->execute(u"BEGIN"_s);
        PageResult result = readPage(*m_database, request);
        m_database->execute(u"COMMIT"_s);
        m_done(std::move(result));
    }
}

} // namespace headgate

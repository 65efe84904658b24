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
    m_mailbox.post([this, request = std::move(request)] { read(request); });
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

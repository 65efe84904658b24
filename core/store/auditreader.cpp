// SPDX-License-Identifier: MIT
#include "core/store/auditreader.h"

#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
#include <deque>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Expected<audit::Listing> listing(const QString& profile)
{
    std::deque<audit::Entry> last;
    auto report = readAudit(profile, [&](const audit::Entry& entry) {
        last.push_front(entry);
        if (last.size() > AuditReader::newest)
            last.pop_back();
    });
    if (!report)
        return report.error();
    return audit::Listing{{last.begin(), last.end()}, std::move(*report)};
}

Outcome write(const QString& profile, const QString& path)
{
    QSaveFile file(path);
    const auto failed = [&] {
        return Issue{Issue::Code::DatabaseError, {}, {u"%1: %2"_s.arg(path, file.errorString())}};
    };
    if (!file.open(QSaveFile::WriteOnly))
        return failed();
    const bool csv = path.endsWith(".csv"_L1, Qt::CaseInsensitive);
    if (csv)
        file.write(audit::csvHeader());
    const auto report = readAudit(profile, [&](const audit::Entry& entry) {
        file.write(csv ? audit::csv(entry)
                       : QJsonDocument(entry.raw).toJson(QJsonDocument::Compact) + '\n');
    });
    if (!report)
        return report.error();
    return file.commit() ? Outcome(std::monostate()) : failed();
}

} // namespace

AuditReader::AuditReader(QString profile, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
{
}

AuditReader::~AuditReader()
{
    if (m_thread.joinable())
        m_thread.join();
}

void AuditReader::carryOut(std::function<void()> work)
{
    if (m_thread.joinable())
        m_thread.join();
    m_thread = std::thread(std::move(work));
}

void AuditReader::read(Found found)
{
    carryOut([this, profile = m_profile, found = std::move(found)] {
        m_mailbox.post(
            [found, told = std::make_shared<Expected<audit::Listing>>(listing(profile))] {
                found(*told);
            });
    });
}

void AuditReader::exportTo(const QString& path, Written written)
{
    carryOut([this, profile = m_profile, path, written = std::move(written)] {
        m_mailbox.post([written, done = write(profile, path)] { written(done); });
    });
}

} // namespace headgate

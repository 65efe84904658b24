// SPDX-License-Identifier: MIT
#include "app/profiledecisions.h"

#include <QPointer>

#include <utility>

namespace headgate {

ProfileDecisions::ProfileDecisions(const QString& profile)
    : m_reader(profile)
{
}

void ProfileDecisions::read(
    QObject* context, std::function<void(const Expected<audit::Listing>&)> found)
{
    m_reader.read([context = QPointer<QObject>(context), found = std::move(found)](
                      const Expected<audit::Listing>& listing) {
        if (context)
            found(listing);
    });
}

void ProfileDecisions::exportTo(
    const QString& path, QObject* context, std::function<void(const Outcome&)> written)
{
    m_reader.exportTo(path,
        [context = QPointer<QObject>(context), written = std::move(written)](const Outcome& done) {
            if (context)
                written(done);
        });
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/store/auditreader.h"
#include "ui/decisionrecord.h"

namespace headgate {

/** A profile's own record of decisions, read on a thread of its own. UI thread. */
class ProfileDecisions : public DecisionRecord
{
public:
    explicit ProfileDecisions(const QString& profile);

    /** `found` is dropped where `context` is gone by then. */
    void read(
        QObject* context, std::function<void(const Expected<audit::Listing>&)> found) override;
    void exportTo(const QString& path, QObject* context,
        std::function<void(const Outcome&)> written) override;

private:
    AuditReader m_reader;
};

} // namespace headgate

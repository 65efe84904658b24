// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/mailbox.h"
#include "core/store/auditfile.h"

#include <QObject>

#include <thread>

namespace headgate {

/**
 * Reads and exports a profile's record of decisions on a thread of its own, so that a long one
 * holds nobody up. Lives in one thread, which its callbacks run in; one thing at a time, in order.
 */
class AuditReader : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(const Expected<audit::Listing>&)>;
    using Written = std::function<void(const Outcome&)>;
    static constexpr size_t newest = 5000; ///< entries that are told; the check covers all

    explicit AuditReader(QString profile, QObject* parent = nullptr);
    /** Waits for what is being read; nothing is told any more. */
    ~AuditReader() override;

    void read(Found found);
    /** All of it, as CSV where `path` ends so, else as the lines are. Written beside and moved into
     * place. Errors: DatabaseError with the reason. */
    void exportTo(const QString& path, Written written);

private:
    void carryOut(std::function<void()> work);

    QString m_profile;
    Mailbox m_mailbox{this};
    std::thread m_thread;
};

} // namespace headgate

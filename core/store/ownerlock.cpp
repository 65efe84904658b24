// SPDX-License-Identifier: MIT
#include "core/store/ownerlock.h"

#include <QDeadlineTimer>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace headgate {

namespace {

constexpr auto emptyIsLeft = 1000ms; ///< an owner fills its file within microseconds
constexpr auto patience = 3000ms;

} // namespace

Expected<std::unique_ptr<QLockFile>> takeOwnerLock(const QString& file, const QString& folder)
{
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(0ms);
    const QDeadlineTimer end(patience);
    while (!lock->tryLock(0ms)) {
        if (lock->error() != QLockFile::LockFailedError)
            return Issue{Issue::Code::DatabaseError, {}, {u"cannot write %1"_s.arg(file)}};
        qint64 pid = 0;
        QString host;
        QString program;
        const bool isOwned = lock->getLockInfo(&pid, &host, &program);
        if (isOwned || end.hasExpired()) {
            return Issue{Issue::Code::ProfileLocked, {},
                {folder, u"%1 (process %2)"_s.arg(program).arg(pid)}};
        }
        // QLockFile looks again whether it is filled before it goes by the age.
        lock->setStaleLockTime(emptyIsLeft);
        const bool isMine = lock->tryLock(0ms);
        lock->setStaleLockTime(0ms);
        if (isMine)
            break;
        QThread::msleep(20);
    }
    return lock;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ids.h"

#include <QString>

namespace headgate {

/** A person's decision on its way into a log. */
struct LogAnswer
{
    QString path;
    RequestId request;
    bool approved = false;
    QString option; ///< with an approval; empty: none
    QString reason; ///< with a rejection; empty: none
    QString by;
    Timestamp now;
    quint64 random = 0; ///< for the event's id
};

/**
 * Appends the decision under the log's lock, unless one stands there already: the first one in the
 * log is the one that counts, whoever wrote it. One that comes after its time says so in its
 * metadata. Blocks while others hold the lock, 12 s at most. Any thread that nobody waits for.
 * Errors: RequestNotFound, AlreadyAnswered (args: by whom), LogError, LogLocked, LockLost.
 */
Outcome decideInLog(const LogAnswer& answer);

} // namespace headgate

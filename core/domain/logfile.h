// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace headgate {

/** A file as the system knows it, whatever it is called. Numbers are given again: the same identity
 * alone does not make it the same content. */
struct FileIdentity
{
    qint64 device = 0;
    qint64 inode = 0;

    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/** One file of a log and how far it was read; kept in the transaction of what it stands for. */
struct LogFile
{
    qint64 number = 0; ///< within its source, in the order of the log
    QString path; ///< as last seen: files that were rotated away have another name
    FileIdentity identity;
    qint64 at = 0; ///< bytes: behind the last whole line that was read
    qint64 lines = 0; ///< up to there
    qint64 bad = 0; ///< of those: no events
    qint64 checked = 0; ///< bytes right before `at` that `check` tells of
    qint64 check = 0; ///< the file is what it was if they are
    EventId last; ///< of the last event; empty: none
    bool gone = false; ///< what was read of it is not there any more

    friend bool operator==(const LogFile&, const LogFile&) = default;
};

} // namespace headgate

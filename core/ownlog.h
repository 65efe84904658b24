// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ownlog.h"

#include <QLoggingCategory>

#include <optional>
#include <vector>

namespace headgate {

Q_DECLARE_LOGGING_CATEGORY(logSource) ///< connections: what they did, and why
Q_DECLARE_LOGGING_CATEGORY(logHistory) ///< the database, and what keeps it small
Q_DECLARE_LOGGING_CATEGORY(logServer) ///< the embedded server
Q_DECLARE_LOGGING_CATEGORY(logWindow) ///< the window and the desktop around it

/**
 * The program's own log: its newest lines in memory, and all of them in a file if one is wished.
 * What has the form or the name of a secret is taken out before a line is kept anywhere. No line
 * says what a session holds: only codes, ids and addresses are written. Any thread.
 */
namespace ownlog {

struct Wish
{
    LogLevel level = LogLevel::Info; ///< lines below it are not made
    /** From here on to standard error, or to the file; nothing: our errors, and warnings of
     * libraries, to standard error. */
    std::optional<LogLevel> shown{};
    QString file{}; ///< is appended to; empty: standard error
};

/** Takes all that Qt's logging brings from now on, until the program ends. Call it once, early.
 * Error: LogError, with the file and why it cannot be written. */
Outcome begin(const Wish& wish);

/** Lines behind `number`, the oldest first; those that are not kept any more are left out. */
std::vector<LogLine> linesAfter(qint64 number);
/** The newest number; 0: nothing was said. */
qint64 newest();

/** Of logLevelName(). */
std::optional<LogLevel> levelFromName(const QString& name);

} // namespace ownlog

} // namespace headgate

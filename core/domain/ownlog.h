// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace headgate {

/** How much something in the program's own log matters. In this order. */
enum class LogLevel : quint8 { Debug, Info, Warning, Error };

/** One line of the program's own log, with nothing in it that others must not read. */
struct LogLine
{
    qint64 number = 0; ///< counts from 1 since the program began
    Timestamp at;
    LogLevel level = LogLevel::Info;
    QString category; ///< "source", "history", "server", "window", or whose library said it
    QString text; ///< one line

    friend bool operator==(const LogLine&, const LogLine&) = default;
};

/** How many of its lines are kept in memory. */
constexpr size_t logLinesKept = 2000;

/** "debug", "info", "warning", "error". */
QString logLevelName(LogLevel level);
/** "2026-05-17T09:12:40.123Z warning source: text" */
QString logLineText(const LogLine& line);

} // namespace headgate

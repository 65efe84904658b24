// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/execution.h"
#include "core/domain/ids.h"
#include "core/domain/intent.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** What a tool was used for, added up. */
struct ToolTally
{
    QString tool;
    qint64 calls = 0;
    qint64 running = 0;
    qint64 failed = 0;
    qint64 timed = 0; ///< calls whose begin and end are known
    milliseconds took{0}; ///< of those, in sum

    friend bool operator==(const ToolTally&, const ToolTally&) = default;
};

/** Events with one correlation id: what one process of an orchestrator wrote. */
struct LogRun
{
    QString id;
    qint64 events = 0;
    Timestamp first;
    Timestamp last;

    friend bool operator==(const LogRun&, const LogRun&) = default;
};

/** What the agents of a log do and did: the newest of each, of bounded size, newest first. */
struct Work
{
    std::vector<Intent> agents; ///< those that are active first
    qint64 moreAgents = 0; ///< that are not listed
    std::vector<AgentProgress> progress;
    std::vector<ToolTally> tools; ///< the most used first
    std::vector<LoggedCall> calls; ///< those that run first
    qint64 moreCalls = 0;
    std::vector<LoggedStep> steps; ///< those that run first
    qint64 moreSteps = 0;
    std::vector<TouchedFile> files;
    qint64 moreFiles = 0;
    std::vector<LogRun> runs;
    QStringList actors; ///< by name
    QStringList types; ///< by name

    friend bool operator==(const Work&, const Work&) = default;
};

} // namespace headgate

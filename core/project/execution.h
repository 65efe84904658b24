// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/execution.h"
#include "core/domain/streamevent.h"

#include <QHash>
#include <QSet>

namespace headgate {

/**
 * What agents did, as the events of a log tell it: calls of tools (many events each), steps, texts
 * as they stream, files, progress. In order of first sight. Pure; any thread.
 */
struct Execution
{
    struct Text
    {
        QString session;
        QString message;
        QString text;
        bool reasoning = false;
        bool final = false; ///< a snapshot replaced what had streamed

        friend bool operator==(const Text&, const Text&) = default;
    };

    std::vector<LoggedCall> calls;
    QHash<QString, qsizetype> callIndex; ///< by the call's id
    std::vector<LoggedStep> steps;
    QHash<QString, qsizetype> openSteps; ///< the running one of each message
    QHash<QString, Text> texts; ///< by part
    std::vector<TouchedFile> files;
    QHash<QString, qsizetype> fileIndex; ///< by path
    std::vector<AgentProgress> progress; ///< the newest of each agent
    QSet<EventId> deltas; ///< of texts that still stream: an event that stands twice counts once
    friend bool operator==(const Execution&, const Execution&) = default;
};

/** Events in the order of the file. */
void reduce(Execution& state, const StreamEvent& event);

/** The payload; of an `actor.*` event what its `result` holds as JSON text, if it does. */
QJsonValue innerPayload(const StreamEvent& event);

/** "architect: PLANNING: cutting it up (40%)"; zero percent is not told. */
QString progressLine(const AgentProgress& progress);

} // namespace headgate

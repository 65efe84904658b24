// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/logcheckpoint.h"
#include "core/domain/streamevent.h"

#include <QHash>
#include <QSet>

namespace headgate {

/** Every checkpoint that the events of a log tell of, in order of first sight. Pure; any thread. */
struct LogCheckpoints
{
    std::vector<LogCheckpoint> all;
    QHash<QString, qsizetype> byId; ///< into `all`
    QSet<EventId> seen; ///< an event that stands in the log twice counts once
    friend bool operator==(const LogCheckpoints&, const LogCheckpoints&) = default;
};

/** Events in the order of the file. The first decision counts; a second request of the same id asks
 * anew once the first was decided. */
void reduce(LogCheckpoints& state, const StreamEvent& event);

/** Null if not known. `id`: a checkpoint's, or of an intervention its event's. */
const LogCheckpoint* find(const LogCheckpoints& state, const QString& id);

/** What waits, the oldest first; expired ones too. */
std::vector<LogCheckpoint> pending(const LogCheckpoints& state);

/** What was typed as an answer to a choice. */
struct LogAnswer
{
    std::optional<LogOption> option; ///< nothing: free text
    QString text; ///< as it was typed

    friend bool operator==(const LogAnswer&, const LogAnswer&) = default;
};

/** A number from 1 picks by place, else an id picks in any case; everything else is free text. */
LogAnswer readAnswer(const QString& typed, const std::vector<LogOption>& options);

/** Whether an answer to a confirmation says yes: the option "yes", or a word that means it. */
bool confirms(const LogAnswer& answer);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/intent.h"
#include "core/domain/streamevent.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace headgate {

/** The agents that the events of a log tell of, in order of first sight. Pure; any thread. */
struct Intents
{
    std::vector<Intent> all;
    QHash<QString, qsizetype> byId; ///< into `all`
    QSet<EventId> seen;
    friend bool operator==(const Intents&, const Intents&) = default;
};

/**
 * Events in the order of the file. An intent ends by what is told of its agent, by the message of
 * the same id that completes, and with the session that is it or asked for it.
 */
void reduce(Intents& state, const StreamEvent& event);

const Intent* find(const Intents& state, const QString& id); ///< null if not known
std::vector<Intent> active(const Intents& state);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/panenews.h"

#include <optional>
#include <vector>

namespace headgate {

/** An agent of an AgentPane server as it is now, whatever sessions it works in (systems.md 3.8). */
struct PaneAgent
{
    /** Of its words those that were written last are kept. */
    static constexpr qsizetype longestText = 2000;

    QString id;
    SessionId session; ///< that it told of last
    QString status; ///< upstream's word: "running", "paused", ...; empty: not told
    std::optional<qint64> turn;
    std::optional<double> progress; ///< 0 to 1
    QString tool; ///< it uses now
    QString message;
    QString error;
    QString text; ///< it is writing; none once it ended
    Timestamp at;

    friend bool operator==(const PaneAgent&, const PaneAgent&) = default;
};

/** Takes what an event says of an agent. The place of the one that changed; nothing: none did.
 * Pure. */
std::optional<size_t> reduce(
    std::vector<PaneAgent>& agents, const SessionId& session, const PaneEvent& event);

} // namespace headgate

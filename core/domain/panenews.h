// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace headgate {

/** An event of an AgentPane session that its transcript does not hold: who is there, what stands in
 * its terminal, how its agents are. */
struct PaneEvent
{
    QString type; ///< "presence:joined", "terminal:output", "state:update", "chunk", ...
    QJsonObject data;
    Timestamp at; ///< when it arrived here; of what was stored before: when it happened
    friend bool operator==(const PaneEvent&, const PaneEvent&) = default;
};

struct PaneNews
{
    SessionId session;
    bool anew = false; ///< in place of what was told before
    std::vector<PaneEvent> events;
    friend bool operator==(const PaneNews&, const PaneNews&) = default;
};

} // namespace headgate

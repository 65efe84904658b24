// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/health.h"
#include "core/domain/source.h"
#include "ui/words/sourcewords.h"

#include <QJsonObject>

#include <vector>

namespace headgate::words {

/** What happened, as a sentence: "Connected again after 18 s and 3 tries". */
Toned healthSentence(const HealthEvent& event);

/** How all connections do and did, to be given to others. */
struct ConnectionReport
{
    QString version; ///< of this program
    Timestamp at;
    std::vector<SourceStatus> sources; ///< that are followed; none: only what was kept is told
    HealthFound health;
};

/** For people, UTC. No secret, no home directory, no part of an address that may hold one. */
QString reportMarkdown(const ConnectionReport& report);
/** The same for programs. */
QJsonObject reportJson(const ConnectionReport& report);

} // namespace headgate::words

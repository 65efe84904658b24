// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/paneevent.h"

#include <QHash>
#include <QSet>

namespace headgate {

/** What a session came to, gathered from its events one by one (AP-47). Values alone. */
class PaneSummary
{
public:
    void add(const StoredPaneEvent& event);
    /** `{durationMs, turnsCount, tokensUsed, filesModified, linesAdded, linesRemoved, finalStatus}`
     * and the two that people read as `duration` and `tokens`. */
    QJsonObject toJson() const;

private:
    struct Agent
    {
        qint64 turns = 0;
        qint64 tokens = 0; ///< of its turns
        qint64 told = 0; ///< of all of it, as it said at its end
    };

    Timestamp m_first;
    Timestamp m_last;
    QHash<QString, Agent> m_agents;
    QSet<QString> m_files;
    qint64 m_added = 0;
    qint64 m_removed = 0;
    QString m_final;
};

/** "999", "45.2k", "1.2M". */
QString tokenText(qint64 tokens);
/** "5s", "3m 4s", "1h 2m". */
QString durationText(milliseconds duration);

} // namespace headgate

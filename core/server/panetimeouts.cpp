// SPDX-License-Identifier: MIT
// The part of PaneService that time alone brings about (systems.md 3.5, 3.6).
#include "core/server/paneservice.h"

namespace headgate {

using namespace Qt::StringLiterals;

void PaneService::sweep()
{
    for (auto& [id, held] : m_sessions) {
        for (const QString& user : held.room.gone(m_now()))
            append(held,
                makePaneEvent(u"presence:left"_s,
                    {{u"userId"_s, user}, {u"lastSeen"_s, toMs(m_now())},
                        {u"reason"_s, u"timeout"_s}},
                    id, m_now()));
        timeOut(held);
    }
}

/** First it is closing, which those who listen are told; then it is closed. */
void PaneService::timeOut(Held& held)
{
    PaneSession& session = held.session;
    const milliseconds silent = m_now() - session.updated;
    const bool removed = m_options.retention.count() > 0 && silent > m_options.retention;
    if (m_options.idle.count() <= 0 || removed)
        return;
    if (session.life == pane::Life::Closing) {
        if (silent >= m_options.cleanup)
            end(held);
    } else if (silent >= m_options.idle && !session.desk.isWaiting() && session.idle()) {
        tellEnd(held, u"idle_timeout"_s);
        keep(held);
    }
}

} // namespace headgate

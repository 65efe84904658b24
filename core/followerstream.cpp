// SPDX-License-Identifier: MIT
#include "core/decode/statechange.h"
#include "core/follower.h"

#include <QJsonDocument>

#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;

void Follower::take(const CursorMoved& item)
{
    m_history.setStreamCursor(m_id, item.cursor);
}

void Follower::take(const StreamBeganAnew& item)
{
    clear(m_state, *m_out);
    const QString before = QString::fromUtf8(item.before.offset);
    // Kept, so that a reader of the history sees why it tells some things twice.
    Event note = opencode::makeEvent(m_id, {}, u"headgate.stream-restarted"_s,
        {{u"before"_s, before}, {u"epoch"_s, item.before.epoch + 1}}, m_now);
    note.origin = Origin::Local;
    store(note);
    ++m_status.gaps;
    take(Issue{Issue::Code::StreamRestarted, m_id, {before}});
}

void Follower::reduceState(const Event& event)
{
    if (m_status.kind != SourceKind::Stream || !event.type.startsWith("state."_L1))
        return;
    if (const auto change = stateChange(event.body))
        reduce(m_state, *change, event.time, *m_out);
    else if (const auto control = stateControl(event.body))
        reduce(m_state, *control, *m_out);
}

/** The newest state of each thing is kept like that of a message: the table is read from there. */
void Follower::restoreState(ChangeBatch& out)
{
    if (m_status.kind != SourceKind::Stream && m_status.kind != SourceKind::AgentPane)
        return;
    // A stream has no gaps: what was being written when we left goes on where it stood.
    for (LiveTexts::Live& live : m_live.parts)
        live.cut = false;
    if (m_status.kind == SourceKind::AgentPane)
        return;
    const SessionKey key{m_id, SessionId(u"state"_s)};
    const auto known = m_history.entities(
        key, {}, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
    for (const auto& [name, entity] : known) {
        const QJsonObject message = QJsonDocument::fromJson(m_history.rawOf(key, name)).object();
        if (const auto change = stateChange(message))
            reduce(m_state, *change, {}, out);
    }
}

} // namespace headgate

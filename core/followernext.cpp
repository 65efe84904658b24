// SPDX-License-Identifier: MIT
// The part of Follower that knows OpenCode's second dialect, core/decode/opencodenext.h.
#include "core/decode/opencodenext.h"
#include "core/follower.h"

#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;

/** What describes a thing, as the dialect compares it. */
static QJsonObject contentOf(const QString& key, const QByteArray& raw)
{
    if (raw.isEmpty())
        return {};
    const QJsonObject body = opencode::bodyOf(raw);
    if (key.startsWith("p:"_L1))
        return body["part"_L1].toObject();
    return body[key == "status"_L1 ? "status"_L1 : "info"_L1].toObject();
}

/**
 * An event of the second dialect is kept as it came and describes no thing of its own: it tells one
 * step of a message, and a thing has room for one event only, which must say all of it. So what is
 * known of the thing and what the event says are put together, and the whole is kept beside the
 * event as one of this client's own. Lists compare with it, and a restart reads it, as they do with
 * things of the first dialect.
 */
void Follower::takeNext(const Event& event)
{
    // A turn runs on after its session was deleted (opencode.md 4).
    if (m_sessions.gone.contains(event.session))
        return;
    // The first dialect's ways of stopping and prompting do nothing to it, and say they did.
    setReadOnly(m_sessions, event.session, *m_out);
    const SessionKey session{m_id, event.session};
    const auto known = [&](const QString& key) {
        return contentOf(key, m_history.rawOf(session, key));
    };
    // A hole that is being filled tells of the past: what the session does now was heard already.
    const bool past = event.seq && m_holes.value(event.session, -1) > *event.seq;
    for (Event& thing : opencode::nextThings(event, known)) {
        const bool status = thing.entity.key == "status"_L1;
        if (status && past)
            continue;
        const bool same = m_history.says(session, thing.entity);
        // That it works is told anew: the reducers may not know it, after a restart.
        if (!same || status)
            keepThing(thing, event.origin, !same);
    }
    if (event.type == "session.next.revert.committed"_L1)
        removeBehind(event);
}

void Follower::keepThing(Event& thing, Origin origin, bool isNew)
{
    qint64 row = 0;
    if (isNew && m_history.append(thing, &row) != History::Verdict::Applied)
        return;
    thing.origin = origin;
    reduceFacts(thing);
}

/** What was undone stays away: all behind the message that the session was taken back to. */
void Follower::removeBehind(const Event& event)
{
    const SessionKey session{m_id, event.session};
    const QString last = "m:"_L1 + event.body["messageID"_L1].toString();
    const auto known = m_history.entity(session, last);
    if (!known)
        return;
    const auto behind =
        m_history.entities(session, {}, known->order, std::numeric_limits<qint64>::max());
    for (const auto& [key, entity] : behind) {
        const bool later = std::pair(entity.order, key) > std::pair(known->order, last);
        if (!later || !key.startsWith("m:"_L1) || !isNextMessage(session, key))
            continue;
        Event gone = opencode::makeEvent(m_id, event.directory, u"message.removed"_s,
            {{u"sessionID"_s, event.session.value()}, {u"messageID"_s, key.mid(2)}}, event.time);
        gone.origin = Origin::Local;
        keepThing(gone, event.origin, true);
    }
}

bool Follower::isNextMessage(const SessionKey& session, const QString& key)
{
    return opencode::isNextMessage(contentOf(key, m_history.rawOf(session, key)));
}

} // namespace headgate

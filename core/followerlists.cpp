// SPDX-License-Identifier: MIT
#include "core/follower.h"

#include <algorithm>
#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;

void Follower::countRepair(const SessionId& session)
{
    ++m_status.repaired;
    if (!session.isEmpty())
        ++m_repairs[session];
}

bool Follower::reconcile(const Event& event, qint64 fence)
{
    const auto known = m_history.entity({m_id, event.session}, event.entity.key);
    // An answer that left before a newer event must not overwrite it (opencode.md 2, fence).
    if (known && known->row > fence)
        return false;
    if (known && !known->gone && m_history.says({m_id, event.session}, event.entity))
        return false;
    store(event);
    // What was never known is news, not a repair; a difference in what was known is one, if a cut
    // lies between.
    if (m_catchingUp && isKnown(m_status.lastByte))
        countRepair(event.session);
    return true;
}

void Follower::take(SessionsListed& listed)
{
    QSet<SessionId> present;
    for (const Event& event : listed.updates) {
        present.insert(event.session);
        const auto known = m_history.entity({m_id, event.session}, event.entity.key);
        if (!known || known->row <= listed.fence)
            m_sessions.gone.remove(event.session);
        reconcile(event, listed.fence);
    }
    const QList<SessionId> known = m_sessions.entries.keys();
    for (const SessionId& session : known) {
        if (present.contains(session))
            continue;
        const auto entity = m_history.entity({m_id, session}, u"session"_s);
        if (entity && entity->row > listed.fence)
            continue;
        const QJsonObject body{{u"sessionID"_s, session.value()}};
        store(opencode::makeEvent(m_id, {}, u"session.deleted"_s, body, m_now));
    }
    if (m_status.kind == SourceKind::AgentPane)
        noteClosed(listed);
}

void Follower::take(StatusListed& listed)
{
    const QString directory = normalDirectory(listed.directory);
    const auto tell = [&](const SessionId& session, const QJsonObject& status) {
        // The turn of a deleted session may run on for ever, and wait on what nobody can answer.
        if (m_sessions.gone.contains(session))
            return;
        const auto known = m_history.entity({m_id, session}, u"status"_s);
        if (known && known->row > listed.fence)
            return;
        const QJsonObject body{{u"sessionID"_s, session.value()}, {u"status"_s, status}};
        const Event event =
            opencode::makeEvent(m_id, listed.directory, u"session.status"_s, body, m_now);
        // Told anew even where the history knows it: the reducers may not, after a restart.
        if (!known || !m_history.says({m_id, event.session}, event.entity))
            store(event);
        else
            reduceFacts(event);
    };
    for (auto it = listed.statuses.cbegin(); it != listed.statuses.cend(); ++it)
        tell(it.key(), it.value());
    QList<SessionId> silent;
    for (auto it = m_sessions.entries.cbegin(); it != m_sessions.entries.cend(); ++it) {
        const bool here = it->session.directory == directory && !listed.statuses.contains(it.key());
        if (here && it->told && *it->told != StatusTold::Status::Idle)
            silent.append(it.key());
    }
    for (const SessionId& session : silent)
        tell(session, {{u"type"_s, u"idle"_s}});
    settleStatus(m_sessions, directory, *m_out);
}

/** Whether the stream, or a step of our own answer, is newer than a list asked for at `fence`. */
bool Follower::toldSince(const CheckpointKey& key, qint64 fence)
{
    const auto newer = [&](const QString& name) {
        const auto known = m_history.entity({m_id, key.session}, name);
        return known && known->row > fence;
    };
    return newer("r:"_L1 + key.request.value()) || newer("d:"_L1 + key.request.value());
}

void Follower::take(RequestsListed& listed)
{
    QSet<RequestId> present;
    for (const Event& event : listed.asked) {
        const RequestId request(event.body["id"_L1].toString());
        present.insert(request);
        const auto known = m_history.entity({m_id, event.session}, event.entity.key);
        if ((known && known->gone) || toldSince({m_id, event.session, request}, listed.fence))
            continue;
        if (!known || !m_history.says({m_id, event.session}, event.entity))
            store(event);
        else
            reduceFacts(event);
    }
    for (const DecisionStep& step :
        vanished(m_checkpoints, normalDirectory(listed.directory), listed.kind, present)) {
        if (!toldSince(step.key, listed.fence))
            store(opencode::makeLocalEvent(step, m_now));
    }
}

void Follower::take(HistoryListed& listed)
{
    QHash<SessionId, qint64> newest;
    for (const Event& event : listed.events) {
        newest[event.session] = std::max(newest.value(event.session, -1), *event.seq);
        if (!m_history.knows(m_id, event.id)) {
            store(event);
            m_caughtUp.insert(event.id);
            countRepair(event.session);
        } else {
            m_history.setSeq(m_id, event.id, {m_id, event.session}, event.entity.key, *event.seq);
        }
    }
    for (auto it = newest.cbegin(); it != newest.cend(); ++it) {
        m_status.lastSeq = std::max(m_status.lastSeq, it.value());
        if (it.value() <= m_cursors.value(it.key(), -1))
            continue;
        m_cursors.insert(it.key(), it.value());
        m_history.setCursor({m_id, it.key()}, it.value());
    }
    for (auto it = listed.from.cbegin(); it != listed.from.cend(); ++it) {
        const auto hole = m_holes.constFind(it.key());
        if (hole == m_holes.cend())
            continue;
        // Closed if the server told everything up to what had been seen; else the next twin finds
        // it again.
        if (m_cursors.value(it.key(), -1) >= *hole || newest.contains(it.key())
            || !listed.events.empty())
            m_holes.erase(hole);
    }
}

void Follower::removeMissing(const SessionKey& session, const QString& parent,
    const QSet<QString>& listed, qint64 from, qint64 to, qint64 fence)
{
    for (const auto& [key, entity] : m_history.entities(session, parent, from, to)) {
        const bool message = key.startsWith("m:"_L1);
        if (listed.contains(key) || entity.row > fence || (!message && !key.startsWith("p:"_L1)))
            continue;
        // The older list does not know them.
        if (message && isNextMessage(session, key))
            continue;
        QJsonObject body{{u"sessionID"_s, session.session.value()}};
        body.insert(u"messageID"_s, message ? key.mid(2) : parent.mid(2));
        if (!message)
            body.insert(u"partID"_s, key.mid(2));
        const QString type = message ? u"message.removed"_s : u"message.part.removed"_s;
        store(opencode::makeEvent(m_id, {}, type, body, m_now));
        countRepair(session.session);
    }
}

bool Follower::reconcileMessages(const std::vector<Event>& updates, const SessionKey& session,
    qint64 fence, bool removals, qint64 from, qint64 to)
{
    const qint64 rowBefore = m_history.lastRow();
    QSet<QString> messages;
    std::pair<qint64, QString> first{std::numeric_limits<qint64>::max(), {}};
    std::pair<qint64, QString> last{-1, {}};
    QHash<QString, QSet<QString>> parts;
    QHash<QString, qint64> next;
    const bool older = removals && to != std::numeric_limits<qint64>::max();
    bool unknown = false;
    std::optional<PartId> before; // of the same message: its parts follow it
    for (const Event& event : updates) {
        const auto known = m_history.entity(session, event.entity.key);
        if (event.entity.parent.isEmpty())
            unknown = !known || known->gone;
        // An older message that was never shown comes with the page that is asked for next.
        m_quiet = older && unknown;
        if (!event.entity.parent.isEmpty())
            m_after = before.value_or(PartId());
        reconcile(event, fence);
        m_after.reset();
        m_quiet = false;
        before.reset();
        if (!event.entity.parent.isEmpty())
            before = PartId(event.entity.key.mid(2));
        if (event.entity.parent.isEmpty()) {
            messages.insert(event.entity.key);
            first = std::min(first, {event.entity.order, event.entity.key});
            last = std::max(last, {event.entity.order, event.entity.key});
            continue;
        }
        parts[event.entity.parent].insert(event.entity.key);
        // A list tells the order of parts for sure; live ones are numbered behind it (History).
        const qint64 order = next[event.entity.parent]++;
        if (!known || known->order != order)
            m_history.setOrder(session, event.entity.key, order);
    }
    if (removals) {
        const QSet<QString> listed = messages;
        // Messages of the same millisecond may stand on either side of a page's border.
        for (const auto& [key, entity] : m_history.entities(session, {}, from, to)) {
            const std::pair<qint64, QString> place{entity.order, key};
            const bool beside =
                (entity.order == from && place < first) || (entity.order == to && place > last);
            if (beside)
                messages.insert(key);
        }
        removeMissing(session, {}, messages, from, to, fence);
        for (const QString& message : std::as_const(listed))
            removeMissing(session, message, parts.value(message), 0,
                std::numeric_limits<qint64>::max(), fence);
    }
    return m_history.lastRow() != rowBefore;
}

/** A page down to the begin closes what is held of a session; one that leaves a hole before it
 * opens it again. `oldest`: creation time of its first message. */
void Follower::noteWhole(const MessagesListed& listed, qint64 oldest)
{
    if (listed.complete) {
        m_history.setWhole(listed.session, true);
        return;
    }
    const bool overlaps =
        std::any_of(listed.updates.begin(), listed.updates.end(), [&](const Event& event) {
            if (!event.entity.parent.isEmpty() || event.entity.order != oldest)
                return false;
            const auto known = m_history.entity(listed.session, event.entity.key);
            return known && !known->gone;
        });
    if (!overlaps && m_history.hasMessageBefore(listed.session, timestampFromMs(oldest)))
        m_history.setWhole(listed.session, false);
}

void Follower::take(MessagesListed& listed)
{
    qint64 from = std::numeric_limits<qint64>::max();
    qint64 to = 0;
    for (const Event& event : listed.updates) {
        if (!event.entity.parent.isEmpty())
            continue;
        from = std::min(from, event.entity.order);
        to = std::max(to, event.entity.order);
    }
    noteWhole(listed, from);
    if (listed.complete)
        from = 0;
    if (listed.newest)
        to = std::numeric_limits<qint64>::max();
    const bool page = !listed.updates.empty() || (listed.complete && listed.newest);
    reconcileMessages(listed.updates, listed.session, listed.fence, page, from, to);
    if (listed.newest)
        settleRead(m_prompts, listed.session.session, listed.fence, *m_out);
    m_wishes->push_back({listed.newest ? Wish::Kind::Reload : Wish::Kind::MoreMessages,
        listed.session.session, {}, -1});
}

void Follower::take(MessageFetched& fetched)
{
    reconcileMessages(fetched.updates, fetched.session, fetched.fence, false, 0, 0);
    // The request's age and reason stand in its tool part, told just now or known for long.
    for (const Event& event : fetched.updates) {
        if (event.body["part"_L1]["type"_L1].toString() != "tool"_L1)
            continue;
        const auto known = m_history.entity(fetched.session, event.entity.key);
        if (!known || known->row > fetched.fence)
            continue;
        const FactContext context{m_id, m_now, Origin::Snapshot, event.directory};
        for (const Fact& fact : opencode::facts(event))
            reduce(m_checkpoints, fact, context, *m_out);
    }
    const SessionId& session = fetched.session.session;
    offerChecked(m_checkpoints, session, fetched.message, *m_out);
    setWaiting(m_sessions, session, waitingIn(m_checkpoints, session), *m_out);
}

void Follower::take(const StreamCut& item)
{
    Q_UNUSED(item);
    m_catchingUp = true;
    m_repairs.clear();
    m_cutInPart.clear();
    m_decidedElsewhere = 0;
    if (isStream())
        return; // its texts go on where they stood: nothing is left out of a stream
    for (const LiveTexts::Live& live : std::as_const(m_live.parts))
        m_cutInPart.insert(live.session);
    cut(m_live);
}

void Follower::take(const CaughtUp& item)
{
    m_catchingUp = false;
    const bool slept = std::exchange(m_slept, false);
    if (!isKnown(item.from)) {
        m_repairs.clear();
        return;
    }
    QSet<SessionId> touched = m_cutInPart;
    for (auto it = m_repairs.cbegin(); it != m_repairs.cend(); ++it)
        touched.insert(it.key());
    if (!touched.isEmpty())
        ++m_status.gaps;
    for (const SessionId& session : std::as_const(touched)) {
        if (m_sessions.gone.contains(session))
            continue;
        Mark mark;
        mark.id = u"cut-%1"_s.arg(toMs(item.from));
        mark.kind = Mark::Kind::Repaired;
        mark.at = m_now;
        mark.from = item.from;
        mark.detail = slept ? u"asleep"_s : QString();
        mark.count = m_repairs.value(session);
        mark.decisions = m_decidedElsewhere;
        m_ownEvents.push_back(opencode::makeLocalEvent(m_id, session, mark));
    }
    m_repairs.clear();
    m_cutInPart.clear();
}

} // namespace headgate

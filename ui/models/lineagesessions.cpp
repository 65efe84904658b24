// SPDX-License-Identifier: MIT
// What sessions say themselves in LineageModel: whose children they are, and what they cost.
#include "ui/models/lineagemodel.h"

#include <algorithm>

namespace headgate {

void LineageModel::noteSession(const Session& session)
{
    const bool shown = session.source == m_source;
    const Place known = shown ? m_byId.value(session.id.value(), -1) : -1;
    const Figures before = ownFigures(known);
    m_sessions[session.source].insert(session.id, session);
    addUp(known, before, -1);
    addUp(known, ownFigures(known));
    if (!isLog(session.source) && !m_telling.contains(session.source)) {
        if (std::vector<LineageRow> rows = kinship(session); !rows.empty())
            takeRows({session.source, false, std::move(rows)});
    }
    if (shown)
        announce(session.id);
}

std::vector<LineageRow> LineageModel::kinship(const Session& session) const
{
    const std::vector<LineageRow> none;
    const auto told = m_told.constFind(session.source);
    const std::vector<LineageRow>& rows = told == m_told.cend() ? none : *told;
    const auto placeOf = [&](const QString& id) {
        const auto at = std::find_if(
            rows.begin(), rows.end(), [&](const LineageRow& row) { return row.node.id == id; });
        return at == rows.end() ? Place(-1) : at->place;
    };
    const Place known = placeOf(session.id.value());
    if (session.parent.isEmpty() && known < 0)
        return {}; // alone, as far as is known
    std::vector<LineageRow> more;
    LineageRow row;
    row.node = {session.id.value(), LineageNode::Kind::Session, {}, !session.placeholder};
    row.rule = LineageRule::SessionParent;
    row.place = known < 0 ? Place(rows.size()) : known;
    if (!session.parent.isEmpty()) {
        row.parent = placeOf(session.parent.value());
        for (Place at = row.parent; at >= 0 && !row.inCycle; at = rows[size_t(at)].parent)
            row.inCycle = at == row.place;
        row.inCycle = row.inCycle || session.parent == session.id;
        if (row.inCycle) {
            row.parent = -1;
        } else if (row.parent < 0) {
            LineageRow above;
            const bool described = m_sessions.value(session.source).contains(session.parent);
            above.node = {session.parent.value(), LineageNode::Kind::Session, {}, described};
            above.rule = LineageRule::SessionParent;
            above.place = Place(rows.size());
            row.parent = above.place;
            if (known < 0)
                row.place = above.place + 1;
            more.push_back(std::move(above));
        }
    }
    if (known < 0 || !(rows[size_t(known)] == row))
        more.push_back(std::move(row));
    return more;
}

/** A server forgets sessions; a log does not. */
void LineageModel::forget(const SessionKey& key)
{
    m_sessions[key.source].remove(key.session);
    if (isLog(key.source) || m_telling.contains(key.source))
        return;
    const std::vector<LineageRow> before = m_told.take(key.source);
    const auto held = [&](const LineageRow& row) { return row.node.id == key.session.value(); };
    if (std::none_of(before.begin(), before.end(), held)) {
        m_told.insert(key.source, before);
        return;
    }
    // Told again, in their order, as if it had never been.
    const bool shown = key.source == m_source;
    if (shown)
        m_source = {};
    for (const LineageRow& row : before) {
        const QHash<SessionId, Session>& sessions = m_sessions[key.source];
        const auto session = sessions.constFind(SessionId(row.node.id));
        if (session != sessions.cend())
            takeRows({key.source, false, kinship(*session)});
    }
    if (shown)
        setSource(key.source);
}

LineageModel::Figures LineageModel::ownFigures(Place place) const
{
    if (place < 0)
        return {};
    const auto sessions = m_sessions.constFind(m_source);
    if (sessions == m_sessions.cend())
        return {};
    const auto session = sessions->constFind(SessionId(m_nodes[size_t(place)].node.id));
    return session == sessions->cend() ? Figures()
                                       : Figures{session->cost, session->tokens.total()};
}

void LineageModel::addUp(Place from, const Figures& more, int sign)
{
    if (more.cost == 0 && more.tokens == 0)
        return;
    for (Place at = from; at >= 0; at = m_nodes[size_t(at)].parent) {
        m_nodes[size_t(at)].sum.cost += sign * more.cost;
        m_nodes[size_t(at)].sum.tokens += sign * more.tokens;
    }
}

} // namespace headgate

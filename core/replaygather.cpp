// SPDX-License-Identifier: MIT
#include "core/replaygather.h"

#include "core/decode/opencode.h"
#include "core/domain/source.h"

#include <algorithm>
#include <numeric>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isPane(const SourceId& source)
{
    return source.value().startsWith("agentpane:"_L1);
}

/** An event of a numbered session as it came; what it means stands behind it, as "<id>/<n>". */
bool isWire(const QString& id)
{
    return !id.isEmpty() && !id.mid(id.lastIndexOf(u'#') + 1).contains(u'/');
}

ReplayKind requestKind(const QString& type)
{
    return type.endsWith("asked"_L1) || type.endsWith("permission.updated"_L1)
            || type.endsWith("requested"_L1) || type.endsWith("plan_ready"_L1)
            || type.endsWith("interaction"_L1) || type.endsWith("questions"_L1)
        ? ReplayKind::Asked
        : ReplayKind::Answered;
}

ReplayKind rowKind(const QString& type, const QString& entity, bool tool)
{
    if (entity.startsWith("m:"_L1))
        return ReplayKind::Message;
    if (entity.startsWith("p:"_L1))
        return tool ? ReplayKind::Tool : ReplayKind::Text;
    if (entity.startsWith("r:"_L1))
        return requestKind(type);
    if (type.startsWith("session.next.tool."_L1))
        return ReplayKind::Tool;
    return ReplayKind::Other;
}

ReplayKind markKind(const Mark& mark)
{
    if (mark.kind == Mark::Kind::Repaired)
        return ReplayKind::Gap;
    return mark.kind == Mark::Kind::Decision ? ReplayKind::Answered : ReplayKind::Other;
}

ReplayKind wireKind(const QString& type)
{
    if (type.startsWith("approval:"_L1) || type.endsWith(":plan_ready"_L1)
        || type.endsWith(":interaction"_L1) || type.endsWith(":questions"_L1))
        return requestKind(type);
    if (type.contains("tool:"_L1))
        return ReplayKind::Tool;
    if (type == "chunk"_L1 || type.endsWith(":token"_L1) || type.startsWith("terminal:"_L1))
        return ReplayKind::Text;
    if (type.endsWith(":message"_L1) || type.endsWith(":turn"_L1) || type.endsWith(":started"_L1)
        || type.endsWith("complete"_L1) || type.endsWith(":completed"_L1))
        return ReplayKind::Message;
    return ReplayKind::Other;
}

ReplayKind lineKind(const QString& type)
{
    if (type.startsWith("checkpoint."_L1))
        return requestKind(type);
    if (type.startsWith("execution.tool"_L1))
        return ReplayKind::Tool;
    if (type.startsWith("execution.message"_L1))
        return ReplayKind::Message;
    return type.endsWith("_delta"_L1) || type.endsWith("_snapshot"_L1) ? ReplayKind::Text
                                                                       : ReplayKind::Other;
}

std::optional<qint64> sessionRow(Database& db, const SessionKey& session)
{
    Query q = db.prepare(u"SELECT session.id FROM session JOIN source ON source.id=session.source"
                         " WHERE source.name=? AND session.name=?"_s);
    bind(q, {session.source.value(), session.session.value()});
    if (!db.run(q) || !q.next())
        return {};
    return q.value(0).toLongLong();
}

/** When a thing that a list told was so, by its own word. */
std::optional<Timestamp> toldTime(const std::vector<Fact>& facts, Timestamp ofMessage)
{
    for (const Fact& fact : facts) {
        if (const auto* message = std::get_if<MessageDescribed>(&fact))
            return message->message.created;
        if (const auto* part = std::get_if<PartDescribed>(&fact))
            return std::max(
                ofMessage, part->part.ended.value_or(part->part.started.value_or(Timestamp())));
    }
    return {};
}

MessageId messageOf(const std::vector<Fact>& facts)
{
    for (const Fact& fact : facts) {
        if (const auto* message = std::get_if<MessageDescribed>(&fact))
            return message->message.id;
        if (const auto* part = std::get_if<PartDescribed>(&fact))
            return part->part.message;
    }
    return {};
}

} // namespace

/** What the row of an event says. */
Event replayEvent(const SessionKey& key, const QString& type, Timestamp at, const QByteArray& raw)
{
    Event event;
    if (auto frame = opencode::decodeFrame(key.source, raw, at)) {
        if (Event* decoded = std::get_if<Event>(&*frame))
            event = std::move(*decoded);
    }
    event.source = key.source;
    event.session = key.session;
    event.type = type;
    event.time = at;
    return event;
}

ReplayGather::ReplayGather(SessionKey key, bool all)
    : m_key(std::move(key))
    , m_all(all)
{
}

bool ReplayGather::go(Database& database, qint64 rows)
{
    switch (m_stage) {
    case Stage::Begin:
        begin(database);
        break;
    case Stage::Rows: {
        const Stretch now{m_left.behind, std::min(m_left.to, m_left.behind + rows)};
        if (isLog(m_key.source))
            loadLines(database, now);
        loadRows(database, now);
        m_left.behind = now.to;
        if (m_left.behind >= m_left.to)
            m_stage = Stage::Times;
        break;
    }
    case Stage::Times:
        placeTold(database, std::min(m_moments.size(), m_placed + size_t(rows)));
        if (m_placed == m_moments.size())
            m_stage = Stage::Done;
        break;
    case Stage::Done:
        break;
    }
    return m_stage == Stage::Done;
}

void ReplayGather::begin(Database& database)
{
    m_stage = Stage::Done;
    const auto session = sessionRow(database, m_key);
    if (!session)
        return;
    m_session = *session;
    for (const QString& table : {u"event"_s, u"log_event"_s}) {
        Query q = database.prepare(u"SELECT min(row),max(row) FROM "_s + table);
        if (!database.run(q) || !q.next() || q.value(1).isNull())
            continue;
        const Stretch held{q.value(0).toLongLong() - 1, q.value(1).toLongLong()};
        m_left = m_left.to == 0
            ? held
            : Stretch{std::min(m_left.behind, held.behind), std::max(m_left.to, held.to)};
    }
    m_stage = Stage::Rows;
}

/** Decided in other streams than it was asked in: the request's row names its session. */
void ReplayGather::loadLines(Database& database, const Stretch& rows)
{
    Query q = database.prepare(
        u"SELECT log_event.row,log_type.name,log_event.time FROM log_event"
        " JOIN log_type ON log_type.id=log_event.type"
        " WHERE log_event.row>? AND log_event.row<=? AND (log_event.session=?"
        " OR log_event.row IN (SELECT row FROM event WHERE row>? AND row<=? AND session=?))"
        " ORDER BY log_event.row"_s);
    bind(q, {rows.behind, rows.to, m_session, rows.behind, rows.to, m_session});
    database.run(q);
    while (q.next()) {
        ReplayMoment moment;
        moment.row = q.value(0).toLongLong();
        moment.type = shared(q.value(1).toString());
        moment.at = timestampFromMs(q.value(2).toLongLong());
        moment.kind = lineKind(moment.type);
        const qint64 row = moment.row;
        add(std::move(moment), {ReplayPlace::Kind::Line, row, {}}, false);
    }
}

void ReplayGather::loadRows(Database& database, const Stretch& rows)
{
    const bool pane = isPane(m_key.source);
    const bool log = isLog(m_key.source);
    Query q = database.prepare(
        u"SELECT event.row,event.seq,event.time,event.origin,event.type,event.entity,"
        "event.raw IS NOT NULL,own.row IS NOT NULL,last.row,entity.gone,"
        "CASE WHEN event.entity>='p:' AND event.entity<'p;' THEN instr(last.raw,'\"callID\"') ELSE "
        "0 END,event.eid FROM event"
        " LEFT JOIN payload AS own ON own.row=event.row"
        " LEFT JOIN entity ON entity.session=event.session AND entity.key=event.entity"
        " LEFT JOIN payload AS last ON last.row=entity.row"
        " WHERE event.row>? AND event.row<=? AND event.session=? ORDER BY event.row"_s);
    bind(q, {rows.behind, rows.to, m_session});
    database.run(q);
    while (q.next()) {
        const auto origin = static_cast<Origin>(q.value(3).toInt());
        const QString entity = q.value(5).toString();
        const bool own = entity.startsWith("k:"_L1) || entity.startsWith("d:"_L1);
        if ((log && !own)
            || (pane && !own && (!entity.isEmpty() || !isWire(q.value(11).toString()))))
            continue;
        ReplayMoment moment;
        moment.row = q.value(0).toLongLong();
        moment.at = timestampFromMs(q.value(2).toLongLong());
        if (!q.value(1).isNull())
            moment.seq = q.value(1).toLongLong();
        moment.type = shared(q.value(4).toString());
        moment.kept = q.value(6).toBool() || q.value(7).toBool();
        const bool byList = origin == Origin::Snapshot || origin == Origin::History;
        // Of what a list told, and told otherwise later, nobody knows when it was so.
        if (!m_all && byList && (!moment.kept || entity == "session"_L1 || entity == "status"_L1))
            continue;
        const bool wire = pane && !own;
        moment.kind =
            wire ? wireKind(moment.type) : rowKind(moment.type, entity, q.value(10).toInt() > 0);
        ReplayPlace place{wire ? ReplayPlace::Kind::Wire : ReplayPlace::Kind::Row, moment.row, {}};
        if (!moment.kept)
            place.body = q.value(8).isNull() || q.value(9).toBool() ? 0 : q.value(8).toLongLong();
        if (!moment.kept && moment.kind == ReplayKind::Asked)
            place.request = RequestId(entity.mid(2));
        add(std::move(moment), std::move(place), byList || own);
    }
}

/** Lists tell of the past, and this client's own marks say themselves what they are. */
void ReplayGather::placeTold(Database& database, size_t to)
{
    Query q = database.prepare(u"SELECT raw FROM payload WHERE row=?"_s);
    for (; m_placed < to; ++m_placed) {
        ReplayMoment& moment = m_moments[m_placed];
        if (!m_told[m_placed] || !moment.kept)
            continue;
        bind(q, {moment.row});
        if (!database.run(q) || !q.next())
            continue;
        const QByteArray raw = q.value(0).toByteArray();
        q.finish();
        const auto facts = opencode::facts(replayEvent(m_key, moment.type, moment.at, raw));
        for (const Fact& fact : facts) {
            if (const auto* mark = std::get_if<MarkMade>(&fact)) {
                moment.kind = markKind(mark->mark);
                moment.at = mark->mark.at;
            }
        }
        const MessageId message = messageOf(facts);
        if (const auto at = toldTime(facts, m_newest.value(message)); at && isKnown(*at)) {
            moment.at = *at;
            m_newest.insert(message, *at);
        }
    }
}

void ReplayGather::add(ReplayMoment moment, ReplayPlace place, bool byList)
{
    if (m_rows.contains(moment.row))
        return;
    m_rows.insert(moment.row);
    m_moments.push_back(std::move(moment));
    m_places.push_back(std::move(place));
    m_told.push_back(byList);
}

QString ReplayGather::shared(const QString& type)
{
    const auto known = m_types.constFind(type);
    return known != m_types.cend() ? *known : *m_types.insert(type, type);
}

/** Their places by time. What a stream told keeps its order, however the clocks of those who told
 * it differ. */
std::vector<size_t> ReplayGather::inOrder()
{
    std::vector<size_t> order(m_moments.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rank = [&](size_t i) {
        const bool wire = m_places[i].kind == ReplayPlace::Kind::Wire && m_moments[i].seq;
        return std::pair(wire ? *m_moments[i].seq : m_moments[i].row, m_moments[i].row);
    };
    std::ranges::sort(order, [&](size_t a, size_t b) { return rank(a) < rank(b); });
    Timestamp latest;
    for (const size_t i : order) {
        if (!m_told[i])
            latest = m_moments[i].at = std::max(latest, m_moments[i].at);
    }
    std::ranges::stable_sort(
        order, [&](size_t a, size_t b) { return m_moments[a].at < m_moments[b].at; });
    return order;
}

ReplayGather::Found ReplayGather::take()
{
    Found found;
    found.moments.reserve(m_moments.size());
    found.places.reserve(m_places.size());
    for (const size_t i : inOrder()) {
        found.moments.push_back(std::move(m_moments[i]));
        found.places.push_back(std::move(m_places[i]));
    }
    return found;
}

} // namespace headgate

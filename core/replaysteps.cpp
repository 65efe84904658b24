// SPDX-License-Identifier: MIT
#include "core/replaysteps.h"

#include "core/decode/logfacts.h"
#include "core/decode/opencode.h"
#include "core/decode/streamevent.h"
#include "core/logrows.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

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

/** What the row of an event says. */
Event eventOf(const SessionKey& key, const QString& type, Timestamp at, const QByteArray& raw)
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

/** What is being gathered, unsorted. */
struct ReplaySteps::Moments
{
    std::vector<ReplayMoment> moments;
    std::vector<Place> places;
    std::vector<bool> told; ///< by a list: its time is that of the answer
    QSet<qint64> rows;

    void add(ReplayMoment moment, Place place, bool byList)
    {
        if (rows.contains(moment.row))
            return;
        rows.insert(moment.row);
        moments.push_back(std::move(moment));
        places.push_back(std::move(place));
        told.push_back(byList);
    }

    /** Their places by time. What a stream told keeps its order, however the clocks of those who
     * told it differ. */
    std::vector<size_t> inOrder()
    {
        std::vector<size_t> order(moments.size());
        std::iota(order.begin(), order.end(), 0);
        const auto rank = [&](size_t i) {
            const bool wire = places[i].kind == Place::Kind::Wire && moments[i].seq;
            return std::pair(wire ? *moments[i].seq : moments[i].row, moments[i].row);
        };
        std::ranges::sort(order, [&](size_t a, size_t b) { return rank(a) < rank(b); });
        Timestamp latest;
        for (const size_t i : order) {
            if (!told[i])
                latest = moments[i].at = std::max(latest, moments[i].at);
        }
        std::ranges::stable_sort(
            order, [&](size_t a, size_t b) { return moments[a].at < moments[b].at; });
        return order;
    }
};

ReplaySteps::ReplaySteps(Database& database, const SessionKey& key, Of of)
    : m_key(key)
    , m_of(of)
{
    Moments found;
    if (const auto session = sessionRow(database, key)) {
        if (isLog(key.source))
            loadLines(database, *session, found);
        loadRows(database, *session, found);
        placeTold(database, found);
    }
    const std::vector<size_t> order = found.inOrder();
    auto timeline = std::make_shared<ReplayTimeline>();
    timeline->key = key;
    for (const size_t i : order) {
        timeline->moments.push_back(std::move(found.moments[i]));
        m_places.push_back(std::move(found.places[i]));
    }
    m_timeline = std::move(timeline);
}

void ReplaySteps::loadRows(Database& database, qint64 session, Moments& to) const
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
        " WHERE event.session=? ORDER BY event.row"_s);
    bind(q, {session});
    database.run(q);
    QHash<QString, QString> types; // Thousands of rows share some dozens of words.
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
        const QString type = q.value(4).toString();
        moment.type = *types.insert(type, types.value(type, type));
        moment.kept = q.value(6).toBool() || q.value(7).toBool();
        const bool byList = origin == Origin::Snapshot || origin == Origin::History;
        // Of what a list told, and told otherwise later, nobody knows when it was so.
        if (m_of == Of::Replay && byList
            && (!moment.kept || entity == "session"_L1 || entity == "status"_L1))
            continue;
        moment.kind =
            pane && !own ? wireKind(type) : rowKind(type, entity, q.value(10).toInt() > 0);
        Place place{pane && !own ? Place::Kind::Wire : Place::Kind::Row, moment.row, {}};
        if (!moment.kept)
            place.body = q.value(8).isNull() || q.value(9).toBool() ? 0 : q.value(8).toLongLong();
        if (!moment.kept && moment.kind == ReplayKind::Asked)
            place.request = RequestId(entity.mid(2));
        to.add(std::move(moment), std::move(place), byList || own);
    }
}

/** Decided in other streams than it was asked in: the request's row names its session. */
void ReplaySteps::loadLines(Database& database, qint64 session, Moments& to) const
{
    Query q = database.prepare(
        u"SELECT log_event.row,log_type.name,log_event.time FROM log_event"
        " JOIN log_type ON log_type.id=log_event.type WHERE log_event.session=?"
        " OR log_event.row IN (SELECT row FROM event WHERE session=?) ORDER BY log_event.row"_s);
    bind(q, {session, session});
    database.run(q);
    QHash<QString, QString> types;
    while (q.next()) {
        ReplayMoment moment;
        moment.row = q.value(0).toLongLong();
        const QString type = q.value(1).toString();
        moment.type = *types.insert(type, types.value(type, type));
        moment.at = timestampFromMs(q.value(2).toLongLong());
        moment.kind = lineKind(type);
        to.add(moment, {Place::Kind::Line, moment.row, {}}, false);
    }
}

/** Lists tell of the past, and this client's own marks say themselves what they are. */
void ReplaySteps::placeTold(Database& database, Moments& of) const
{
    Query q = database.prepare(u"SELECT raw FROM payload WHERE row=?"_s);
    QHash<MessageId, Timestamp> newest; ///< parts of a message do not go before one another
    for (size_t i = 0; i < of.moments.size(); ++i) {
        ReplayMoment& moment = of.moments[i];
        if (!of.told[i] || !moment.kept)
            continue;
        bind(q, {moment.row});
        if (!database.run(q) || !q.next())
            continue;
        const QByteArray raw = q.value(0).toByteArray();
        q.finish();
        const auto facts = opencode::facts(eventOf(m_key, moment.type, moment.at, raw));
        for (const Fact& fact : facts) {
            if (const auto* mark = std::get_if<MarkMade>(&fact)) {
                moment.kind = markKind(mark->mark);
                moment.at = mark->mark.at;
            }
        }
        const MessageId message = messageOf(facts);
        if (const auto at = toldTime(facts, newest.value(message)); at && isKnown(*at)) {
            moment.at = *at;
            newest.insert(message, *at);
        }
    }
}

std::vector<ReplayStep> ReplaySteps::read(Database& database, qsizetype from, qsizetype to) const
{
    std::vector<ReplayStep> steps;
    Query q = database.prepare(u"SELECT coalesce(event.raw,payload.raw),event.type FROM event"
                               " LEFT JOIN payload ON payload.row=event.row WHERE event.row=?"_s);
    std::optional<LogRows> lines;
    if (isLog(m_key.source)) {
        lines.emplace(database, m_key.source);
        lines->refresh();
    }
    for (qsizetype i = from; i < to; ++i) {
        const ReplayMoment& moment = m_timeline->moments[size_t(i)];
        const Place& place = m_places[size_t(i)];
        ReplayStep& step = steps.emplace_back();
        step.at = moment.at;
        step.type = moment.type;
        step.kept = moment.kept;
        step.request = place.request;
        if (place.kind == Place::Kind::Line) {
            if (const auto event = streamevent::decode(lines->line(place.body)))
                step.facts = logfacts::facts(m_key.source, *event);
            continue;
        }
        if (place.body == 0)
            continue;
        bind(q, {place.body});
        if (!database.run(q) || !q.next())
            continue;
        const QByteArray raw = q.value(0).toByteArray();
        const QString type = q.value(1).toString();
        q.finish();
        if (place.kind == Place::Kind::Wire) {
            if (auto wire = pane::wireFromRow(QJsonDocument::fromJson(raw).object(), moment.at))
                step.wire = std::move(*wire);
        } else {
            step.facts = opencode::facts(eventOf(m_key, type, moment.at, raw));
        }
    }
    return steps;
}

std::vector<HeldEvent> ReplaySteps::held(Database& database, qsizetype from, qsizetype to) const
{
    Query row = database.prepare(
        u"SELECT event.eid,event.origin,event.hash,event.entity,coalesce(event.raw,payload.raw)"
        " FROM event LEFT JOIN payload ON payload.row=event.row WHERE event.row=?"_s);
    std::optional<LogRows> lines;
    if (isLog(m_key.source)) {
        lines.emplace(database, m_key.source);
        lines->refresh();
    }
    std::vector<HeldEvent> found;
    for (qsizetype i = from; i < to; ++i) {
        const ReplayMoment& moment = m_timeline->moments[size_t(i)];
        HeldEvent& event = found.emplace_back();
        event.row.row = moment.row;
        event.row.source = m_key.source;
        event.row.session = m_key.session;
        event.row.type = moment.type;
        event.row.seq = moment.seq;
        event.row.time = moment.at;
        if (m_places[size_t(i)].kind == Place::Kind::Line) {
            event.row.origin = Origin::History;
            if (const auto line = lines->event(moment.row)) {
                event.row.id = EventId(line->event.id);
                event.row.data = line->line;
                event.at = line->at;
                event.file = QFileInfo(line->path).fileName();
            }
        } else {
            bind(row, {moment.row});
            if (!database.run(row) || !row.next())
                continue;
            event.row.id = EventId(row.value(0).toString());
            event.row.origin = static_cast<Origin>(row.value(1).toInt());
            event.print =
                QByteArray::number(quint64(row.value(2).toLongLong()), 16).rightJustified(16, '0');
            event.entity = row.value(3).toString();
            event.row.data = row.value(4).toByteArray();
            row.finish();
        }
        if (!event.row.data.isEmpty())
            event.sha256 =
                QCryptographicHash::hash(event.row.data, QCryptographicHash::Sha256).toHex();
    }
    return found;
}

} // namespace headgate

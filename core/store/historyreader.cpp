// SPDX-License-Identifier: MIT
#include "core/store/historyreader.h"

#include "core/decode/opencode.h"
#include "core/decode/streamvalue.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace headgate::historyreader {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> sessionRow(Database& db, const SessionKey& session)
{
    Query q = db.prepare(u"SELECT session.id FROM session JOIN source ON source.id=session.source"
                         " WHERE source.name=? AND session.name=?"_s);
    q.bindValue(0, session.source.value());
    q.bindValue(1, session.session.value());
    if (!db.run(q) || !q.next())
        return {};
    return q.value(0).toLongLong();
}

/** Columns of event, in this order. */
constexpr auto eventColumns = "event.eid,event.type,event.seq,event.time,event.origin,payload.raw";

Event eventOf(const Query& q, int first, const SessionKey& session)
{
    const QByteArray raw = q.value(first + 5).toByteArray();
    const QString type = q.value(first + 1).toString();
    Event event;
    // What a log told is decoded by whoever asks what it says (logfacts).
    if (isLog(session.source) && !type.startsWith("headgate."_L1))
        event.raw = raw;
    else if (auto frame = opencode::decodeFrame(
                 session.source, raw, timestampFromMs(q.value(first + 3).toLongLong()))) {
        if (Event* decoded = std::get_if<Event>(&*frame))
            event = std::move(*decoded);
    }
    event.source = session.source;
    event.session = session.session;
    event.id = EventId(q.value(first).toString());
    event.type = type;
    if (!q.value(first + 2).isNull())
        event.seq = q.value(first + 2).toLongLong();
    event.time = timestampFromMs(q.value(first + 3).toLongLong());
    event.origin = static_cast<Origin>(q.value(first + 4).toInt());
    return event;
}

template <typename Described>
std::optional<Described> described(const Event& event)
{
    for (const Fact& fact : opencode::facts(event)) {
        if (const auto* found = std::get_if<Described>(&fact))
            return *found;
    }
    return {};
}

QHash<PartId, LiveTexts::Live> liveOf(Database& db, qint64 session, const SessionId& name)
{
    Query q = db.prepare(
        u"SELECT part,message,gap,text FROM live_part WHERE session=? ORDER BY part,chunk"_s);
    q.bindValue(0, session);
    QHash<PartId, LiveTexts::Live> parts;
    db.run(q);
    while (q.next()) {
        LiveTexts::Live& live = parts[PartId(q.value(0).toString())];
        live.session = name;
        live.message = MessageId(q.value(1).toString());
        if (q.value(2).toBool())
            live.gaps.push_back(live.text.size());
        live.text += q.value(3).toString();
        live.cut = true;
    }
    return parts;
}

/** Fills the page's messages, newest first, and where it ends. */
void loadMessages(Database& db, const SessionKey& session, qint64 id,
    const std::optional<PagePosition>& before, int limit, SessionPage* page)
{
    Query q = db.prepare("SELECT entity.ord,entity.key,"_L1 + QLatin1StringView(eventColumns)
        + " FROM entity JOIN event ON event.row=entity.row "
          "JOIN payload ON payload.row=entity.row WHERE entity.session=? AND "
          "entity.parent='' AND entity.gone=0"
          " AND +entity.key>='m:' AND +entity.key<'m;' AND (entity.ord, entity.key)<(?, ?)"
          " ORDER BY entity.ord DESC, entity.key DESC LIMIT ?"_L1);
    const qint64 order = before ? before->order : std::numeric_limits<qint64>::max();
    q.bindValue(0, id);
    q.bindValue(1, order);
    q.bindValue(2, before ? before->key : u"n"_s);
    q.bindValue(3, limit + 1);
    db.run(q);
    while (q.next()) {
        if (int(page->messages.size()) == limit) {
            page->hasOlder = true;
            break;
        }
        page->oldest = PagePosition{q.value(0).toLongLong(), q.value(1).toString()};
        if (auto found = described<MessageDescribed>(eventOf(q, 2, session)))
            page->messages.push_back({std::move(found->message), {}});
    }
    std::reverse(page->messages.begin(), page->messages.end());
}

void loadParts(Database& db, const SessionKey& session, qint64 id, SessionPage* page)
{
    const auto live = liveOf(db, id, session.session);
    Query q = db.prepare("SELECT "_L1 + QLatin1StringView(eventColumns)
        + " FROM entity JOIN event ON event.row=entity.row "
          "JOIN payload ON payload.row=entity.row WHERE entity.session=? AND "
          "entity.parent=? AND entity.gone=0"
          " ORDER BY entity.ord, entity.key"_L1);
    for (MessageWithParts& message : page->messages) {
        q.bindValue(0, id);
        q.bindValue(1, QString("m:"_L1 + message.message.id.value()));
        db.run(q);
        while (q.next()) {
            auto found = described<PartDescribed>(eventOf(q, 0, session));
            if (!found)
                continue;
            if (const auto text = live.constFind(found->part.id);
                text != live.cend() && !found->part.final) {
                found->part.text = text->text;
                found->part.gaps = text->gaps;
            }
            message.parts.push_back(std::move(found->part));
        }
        q.finish();
    }
}

/** The marks on the page, and the todo list. Found by key: a session may have 10^5 messages beside.
 */
void loadMarks(Database& db, const SessionKey& session, qint64 id,
    const std::optional<PagePosition>& before, SessionPage* page)
{
    const QString select = "SELECT "_L1 + QLatin1StringView(eventColumns)
        + " FROM entity JOIN event ON event.row=entity.row "
          "JOIN payload ON payload.row=entity.row WHERE entity.session=? AND "
          "entity.gone=0 AND "_L1;
    Query q = db.prepare(select
        + "entity.key>='k:' AND entity.key<'k;' AND +entity.ord>=? AND +entity.ord<?"
          " ORDER BY entity.ord, entity.key"_L1);
    q.bindValue(0, id);
    q.bindValue(1, page->hasOlder && page->oldest ? page->oldest->order : 0);
    q.bindValue(2, before ? before->order : std::numeric_limits<qint64>::max());
    db.run(q);
    while (q.next()) {
        if (const auto mark = described<MarkMade>(eventOf(q, 0, session)))
            page->marks.push_back(mark->mark);
    }
    Query todo = db.prepare(select + "entity.key='todo'"_L1);
    todo.bindValue(0, id);
    if (db.run(todo) && todo.next()) {
        if (auto told = described<TodosTold>(eventOf(todo, 0, session)))
            page->todos = std::move(told->todos);
    }
}

} // namespace

SessionPage loadPage(
    Database& db, const SessionKey& session, const std::optional<PagePosition>& before, int limit)
{
    SessionPage page;
    const auto id = sessionRow(db, session);
    if (!id)
        return page;
    loadMessages(db, session, *id, before, limit, &page);
    loadParts(db, session, *id, &page);
    loadMarks(db, session, *id, before, &page);
    return page;
}

std::vector<Mark> loadMarks(Database& db, const SessionKey& session, std::optional<Timestamp> from,
    std::optional<Timestamp> until)
{
    SessionPage page;
    const auto id = sessionRow(db, session);
    if (!id)
        return {};
    if (from)
        page.oldest = PagePosition{toMs(*from), {}};
    page.hasOlder = from.has_value();
    std::optional<PagePosition> before;
    if (until)
        before = PagePosition{toMs(*until), {}};
    loadMarks(db, session, *id, before, &page);
    return page.marks;
}

std::vector<Event> loadOverview(Database& db, const SourceId& source)
{
    Query q = db.prepare("SELECT session.name,"_L1 + QLatin1StringView(eventColumns)
        + " FROM session JOIN source ON source.id=session.source JOIN entity ON "
          "entity.session=session.id"
          " JOIN event ON event.row=entity.row JOIN payload ON payload.row=entity.row"
          " WHERE source.name=? AND entity.parent='' AND entity.gone=0"
          " AND (entity.key IN ('session','status') OR (entity.key>='r:' AND entity.key<'r;') OR "
          "(entity.key>='d:' AND entity.key<'d;'))"
          " ORDER BY event.row"_L1);
    q.bindValue(0, source.value());
    std::vector<Event> events;
    db.run(q);
    while (q.next())
        events.push_back(eventOf(q, 1, {source, SessionId(q.value(0).toString())}));
    return events;
}

EventsLogged loadEvents(Database& db, const SourceId& source, qint64 after, int limit)
{
    Query q = db.prepare(
        u"SELECT event.row,coalesce(session.name,''),coalesce(event.eid,''),event.type,event.seq,"
        "event.time,event.origin,coalesce(payload.raw,event.raw) FROM event"
        " JOIN source ON source.id=event.source LEFT JOIN session ON session.id=event.session"
        " LEFT JOIN payload ON payload.row=event.row"
        " WHERE event.row>? AND source.name=? ORDER BY event.row LIMIT ?"_s);
    bind(q, {after, source.value(), limit + 1});
    EventsLogged page;
    db.run(q);
    while (q.next()) {
        if (int(page.rows.size()) == limit) {
            page.readOnAfter = page.rows.back().row;
            break;
        }
        EventRow& row = page.rows.emplace_back();
        row.row = q.value(0).toLongLong();
        row.source = source;
        row.session = SessionId(q.value(1).toString());
        row.id = EventId(q.value(2).toString());
        row.type = q.value(3).toString();
        if (!q.value(4).isNull())
            row.seq = q.value(4).toLongLong();
        row.time = timestampFromMs(q.value(5).toLongLong());
        row.origin = static_cast<Origin>(q.value(6).toInt());
        if (const QByteArray raw = q.value(7).toByteArray(); !raw.isEmpty())
            row.data =
                QJsonDocument(streamvalue::bodyOf(row.type, raw)).toJson(QJsonDocument::Compact);
        page.skipped += row.row - after - 1;
        after = row.row;
    }
    q.finish();
    if (!page.readOnAfter) {
        Query newest = db.prepare(u"SELECT row FROM progress"_s);
        if (db.run(newest) && newest.next())
            page.skipped += newest.value(0).toLongLong() - after;
    }
    return page;
}

std::vector<StoredEvent> loadRange(
    Database& db, const SourceId& source, const SessionId& session, qint64 after, qint64 upTo)
{
    Query q = db.prepare(
        u"SELECT event.row,session.name,event.eid,COALESCE(event.raw,payload.raw) FROM event"
        " JOIN source ON source.id=event.source LEFT JOIN session ON session.id=event.session"
        " LEFT JOIN payload ON payload.row=event.row"
        " WHERE event.row>? AND event.row<=? AND source.name=? AND event.origin<>?"
        " AND (?='' OR session.name=?) ORDER BY event.row"_s);
    q.bindValue(0, after);
    q.bindValue(1, upTo);
    q.bindValue(2, source.value());
    q.bindValue(3, int(Origin::Local));
    q.bindValue(4, session.value());
    q.bindValue(5, session.value());
    std::vector<StoredEvent> events;
    db.run(q);
    while (q.next()) {
        QByteArray raw = q.value(3).toByteArray();
        if (!raw.isEmpty())
            events.push_back({q.value(0).toLongLong(), SessionId(q.value(1).toString()),
                EventId(q.value(2).toString()), std::move(raw)});
    }
    return events;
}

LiveTexts loadLive(Database& db, const SourceId& source)
{
    Query q = db.prepare(
        u"SELECT DISTINCT session.id,session.name FROM live_part"
        " JOIN session ON session.id=live_part.session JOIN source ON source.id=session.source"
        " WHERE source.name=?"_s);
    q.bindValue(0, source.value());
    LiveTexts texts;
    db.run(q);
    while (q.next())
        texts.parts.insert(liveOf(db, q.value(0).toLongLong(), SessionId(q.value(1).toString())));
    return texts;
}

} // namespace headgate::historyreader

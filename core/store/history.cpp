// SPDX-License-Identifier: MIT
#include "core/store/history.h"

#include "core/decode/opencode.h"
#include "core/store/contenthash.h"
#include "core/store/ownerlock.h"
#include "core/store/schema.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Live parts stand behind those a list answer has numbered from 0. */
constexpr qint64 liveOrderBase = 1'000'000;

} // namespace

struct History::Statements
{
    Query knows, known, addEvent, setEventSeq, setProgress;
    Query addSource, findSource, addSession, findSession, cursor, setCursor, cursors;
    Query streamCursor, setStreamCursor, addLive, endLive, setWhole, isWhole, wasAnswered;
};

Expected<std::unique_ptr<History>> History::open(const QString& profile)
{
    std::unique_ptr<History> history(new History);
    QString path;
    if (!profile.isEmpty()) {
        if (!QDir().mkpath(profile))
            return Issue{Issue::Code::DatabaseError, {}, {u"cannot create %1"_s.arg(profile)}};
        QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        auto lock = takeOwnerLock(profile + "/lock"_L1, profile);
        if (!lock)
            return lock.error();
        history->m_lock = std::move(*lock);
        path = profile + "/history.db"_L1;
    }
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    history->m_database = std::move(*database);
    if (!path.isEmpty())
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (const Outcome done = history->m_database->migrate(historyMigrations()); !done)
        return done.error();
    if (const Outcome done = history->prepareAll(); !done)
        return done.error();
    return history;
}

History::~History() = default;

Outcome History::prepareAll()
{
    Database& db = *m_database;
    m_sql = std::make_unique<Statements>(Statements{
        .knows = db.prepare(u"SELECT 1 FROM event WHERE source=? AND eid=?"_s),
        .known = db.prepare(u"SELECT eid FROM event WHERE source=? AND eid IN"
                            " (SELECT value FROM json_each(?))"_s),
        .addEvent = db.prepare(
            u"INSERT INTO event(row,source,session,eid,type,seq,time,origin,hash,entity,raw)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?)"_s),
        .setEventSeq =
            db.prepare(u"UPDATE event SET seq=? WHERE source=? AND eid=? RETURNING entity"_s),
        .setProgress = db.prepare(u"UPDATE progress SET row=?"_s),
        .addSource = db.prepare(u"INSERT INTO source(name,since) VALUES(?,?)"_s),
        .findSource = db.prepare(u"SELECT id,since FROM source WHERE name=?"_s),
        .addSession = db.prepare(u"INSERT INTO session(source,name) VALUES(?,?)"_s),
        .findSession = db.prepare(u"SELECT id FROM session WHERE source=? AND name=?"_s),
        .cursor = db.prepare(u"SELECT seq FROM session WHERE id=?"_s),
        .setCursor = db.prepare(u"UPDATE session SET seq=? WHERE id=?"_s),
        .cursors = db.prepare(u"SELECT name,seq FROM session WHERE source=? AND seq>=0"_s),
        .streamCursor =
            db.prepare(u"SELECT at,server,rest,epoch,taken FROM cursor WHERE source=?"_s),
        .setStreamCursor = db.prepare(
            u"INSERT OR REPLACE INTO cursor(source,at,server,rest,epoch,taken) VALUES(?,?,?,?,?,?)"_s),
        .addLive = db.prepare(
            u"INSERT INTO live_part(session,part,chunk,message,gap,text) VALUES(?,?,?,?,?,?)"_s),
        .endLive = db.prepare(u"DELETE FROM live_part WHERE session=? AND part=?"_s),
        .setWhole = db.prepare(u"UPDATE session SET whole=? WHERE id=?"_s),
        .isWhole = db.prepare(u"SELECT 1 FROM session WHERE id=? AND whole=1"_s),
        .wasAnswered = db.prepare(u"SELECT 1 FROM session JOIN entity ON entity.session=session.id"
                                  " WHERE session.source=? AND entity.key=? AND entity.gone=1"_s),
    });
    m_entities = std::make_unique<EntityStore>(db);
    m_logs = std::make_unique<LogIndex>(db);
    Query newest = db.prepare(u"SELECT row FROM progress"_s);
    Query live = db.prepare(u"SELECT part,count(*) FROM live_part GROUP BY session,part"_s);
    db.begin();
    if (db.run(newest) && newest.next())
        m_progress = newest.value(0).toLongLong();
    m_nextRow = m_progress + 1;
    newest.finish();
    db.run(live);
    while (live.next())
        m_live.insert(PartId(live.value(0).toString()), live.value(1).toInt());
    live.finish();
    return db.commit();
}

QString History::path() const
{
    return m_database->path();
}

void History::begin()
{
    m_database->begin();
}

void History::writeBehind()
{
    m_entities->flush();
    for (auto it = m_cursors.cbegin(); it != m_cursors.cend(); ++it) {
        bind(m_sql->setCursor, {it.value(), it.key()});
        m_database->run(m_sql->setCursor);
    }
    m_cursors.clear();
    if (m_progress == lastRow())
        return;
    m_progress = lastRow();
    bind(m_sql->setProgress, {m_progress});
    m_database->run(m_sql->setProgress);
}

Outcome History::commit()
{
    writeBehind();
    Outcome done = m_database->commit();
    if (!done)
        forgetCached();
    return done;
}

/** Rows that were rolled back must not be referred to. */
void History::forgetCached()
{
    m_logs->reset();
    m_entities->reset();
    m_sources.clear();
    m_sessions.clear();
    m_cursors.clear();
    m_progress = -1; // not known: written with the next transaction
}

qint64 History::sourceRow(const SourceId& source)
{
    if (const auto it = m_sources.constFind(source); it != m_sources.cend())
        return *it;
    bind(m_sql->findSource, {source.value()});
    qint64 id = 0;
    if (m_database->run(m_sql->findSource) && m_sql->findSource.next()) {
        id = m_sql->findSource.value(0).toLongLong();
    } else {
        bind(m_sql->addSource, {source.value(), 0});
        m_database->run(m_sql->addSource);
        id = m_sql->addSource.lastInsertId();
    }
    m_sql->findSource.finish();
    m_sources.insert(source, id);
    return id;
}

void History::forget(const SourceId& source)
{
    writeBehind();
    const qint64 id = sourceRow(source);
    const QString sessions = u"(SELECT id FROM session WHERE source=%1)"_s.arg(id);
    m_database->execute("DELETE FROM payload WHERE row IN"_L1
                        " (SELECT row FROM entity WHERE session IN "_L1
        + sessions + u')');
    m_database->execute("DELETE FROM entity WHERE session IN "_L1 + sessions);
    m_database->execute("DELETE FROM live_part WHERE session IN "_L1 + sessions);
    m_database->execute("UPDATE search_progress SET dead=dead+(SELECT count(*) FROM search_doc"_L1
                        " WHERE session IN "_L1
        + sessions + u')');
    m_database->execute("UPDATE search_doc SET session=-id,key='' WHERE session IN "_L1 + sessions);
    for (const auto table : {"event"_L1, "session"_L1, "cursor"_L1})
        m_database->execute(u"DELETE FROM %1 WHERE source=%2"_s.arg(table).arg(id));
    m_sessions.clear();
    m_entities->reset();
    m_live.clear();
}

void History::forgetThings()
{
    m_entities->flush();
    m_entities->reset();
}

Timestamp History::since(const SourceId& source, Timestamp now)
{
    sourceRow(source);
    bind(m_sql->findSource, {source.value()});
    qint64 since = 0;
    if (m_database->run(m_sql->findSource) && m_sql->findSource.next())
        since = m_sql->findSource.value(1).toLongLong();
    m_sql->findSource.finish();
    if (since > 0)
        return timestampFromMs(since);
    Query set = m_database->prepare(u"UPDATE source SET since=? WHERE name=?"_s);
    bind(set, {toMs(now), source.value()});
    m_database->run(set);
    return now;
}

qint64 History::sessionRow(const SessionKey& key)
{
    if (const auto it = m_sessions.constFind(key); it != m_sessions.cend())
        return *it;
    const qint64 source = sourceRow(key.source);
    bind(m_sql->findSession, {source, key.session.value()});
    qint64 id = 0;
    if (m_database->run(m_sql->findSession) && m_sql->findSession.next()) {
        id = m_sql->findSession.value(0).toLongLong();
    } else {
        bind(m_sql->addSession, {source, key.session.value()});
        m_database->run(m_sql->addSession);
        id = m_sql->addSession.lastInsertId();
    }
    m_sql->findSession.finish();
    m_sessions.insert(key, id);
    return id;
}

bool History::knows(const SourceId& source, const EventId& id)
{
    bind(m_sql->knows, {sourceRow(source), id.value()});
    const bool known = m_database->run(m_sql->knows) && m_sql->knows.next();
    m_sql->knows.finish();
    return known;
}

QSet<EventId> History::known(const SourceId& source, const std::vector<EventId>& ids)
{
    QSet<EventId> found;
    if (ids.empty())
        return found;
    QJsonArray wanted;
    for (const EventId& id : ids)
        wanted.append(id.value());
    Query& q = m_sql->known;
    bind(q,
        {sourceRow(source),
            QString::fromUtf8(QJsonDocument(wanted).toJson(QJsonDocument::Compact))});
    m_database->run(q);
    while (q.next())
        found.insert(EventId(q.value(0).toString()));
    q.finish();
    return found;
}

std::optional<StreamCursor> History::streamCursor(const SourceId& source)
{
    Query& q = m_sql->streamCursor;
    bind(q, {sourceRow(source)});
    std::optional<StreamCursor> found;
    if (m_database->run(q) && q.next())
        found = StreamCursor{q.value(0).toByteArray(), q.value(1).toByteArray(),
            q.value(2).toByteArray(), q.value(3).toLongLong(), q.value(4).toLongLong()};
    q.finish();
    return found;
}

void History::setStreamCursor(const SourceId& source, const StreamCursor& cursor)
{
    bind(m_sql->setStreamCursor,
        {sourceRow(source), cursor.offset, cursor.server, cursor.rest, cursor.epoch, cursor.taken});
    m_database->run(m_sql->setStreamCursor);
}

std::optional<History::Entity> History::entity(const SessionKey& session, const QString& key)
{
    return m_entities->find(sessionRow(session), key);
}

QByteArray History::rawOf(const SessionKey& session, const QString& key)
{
    return m_entities->raw(sessionRow(session), key);
}

bool History::says(const SessionKey& session, const EntityRef& entity)
{
    const QByteArray raw = rawOf(session, entity.key);
    if (raw.isEmpty())
        return false;
    const auto frame = opencode::decodeFrame(session.source, raw, {});
    const Event* known = frame ? std::get_if<Event>(&*frame) : nullptr;
    return known && known->entity.content == entity.content;
}

bool History::hasMessageBefore(const SessionKey& session, Timestamp created)
{
    return m_entities->hasMessageBefore(sessionRow(session), toMs(created));
}

void History::setWhole(const SessionKey& session, bool whole)
{
    bind(m_sql->setWhole, {whole, sessionRow(session)});
    m_database->run(m_sql->setWhole);
}

bool History::isWhole(const SessionKey& session)
{
    Query& q = m_sql->isWhole;
    bind(q, {sessionRow(session)});
    const bool whole = m_database->run(q) && q.next();
    q.finish();
    return whole;
}

bool History::wasAnswered(const SourceId& source, const RequestId& request)
{
    m_entities->flush();
    Query& q = m_sql->wasAnswered;
    bind(q, {sourceRow(source), QString("r:"_L1 + request.value())});
    const bool found = m_database->run(q) && q.next();
    q.finish();
    return found;
}

std::vector<std::pair<QString, History::Entity>> History::entities(
    const SessionKey& session, const QString& parent, qint64 from, qint64 to)
{
    return m_entities->children(sessionRow(session), parent, from, to);
}

History::Verdict History::append(const Event& event, qint64* row)
{
    const bool ofSession = !event.session.isEmpty();
    const qint64 session = ofSession ? sessionRow({event.source, event.session}) : 0;
    const bool describes = ofSession && !event.entity.key.isEmpty();
    std::optional<Entity> before;
    if (describes)
        before = m_entities->find(session, event.entity.key);
    const bool stale = before && before->seq && event.seq && *event.seq < *before->seq;
    *row = m_nextRow++;
    bind(m_sql->addEvent,
        {*row, sourceRow(event.source), ofSession ? QVariant(session) : QVariant(),
            orNull(event.id.value()), event.type, orNull(event.seq), toMs(event.time),
            int(event.origin), static_cast<qint64>(contentHash(event.raw)),
            describes ? QVariant(event.entity.key) : QVariant(),
            describes ? QVariant() : QVariant(event.raw)});
    m_database->run(m_sql->addEvent);
    if (describes && !stale)
        touchEntity(event, session, *row, before);
    return stale ? Verdict::Stale : Verdict::Applied;
}

void History::touchEntity(
    const Event& event, qint64 session, qint64 row, const std::optional<Entity>& before)
{
    qint64 order = event.entity.order;
    if (!event.entity.parent.isEmpty())
        order = before ? before->order : liveOrderBase + row;
    else if (order == 0 && before)
        order = before->order;
    std::optional<qint64> seq = event.seq;
    if (!seq && before)
        seq = before->seq;
    m_entities->describe(session, event.entity.key, event.entity.parent,
        {row, order, seq, event.entity.gone}, event.raw);
}

void History::setSeq(const SourceId& source, const EventId& id, const SessionKey& session,
    const QString& entity, qint64 seq)
{
    Query& q = m_sql->setEventSeq;
    bind(q, {seq, sourceRow(source), id.value()});
    QString key = entity;
    if (m_database->run(q) && q.next() && key.isEmpty())
        key = q.value(0).toString();
    q.finish();
    if (!key.isEmpty())
        m_entities->setSeq(sessionRow(session), key, seq);
}

void History::setOrder(const SessionKey& session, const QString& key, qint64 order)
{
    m_entities->setOrder(sessionRow(session), key, order);
}

qint64 History::cursor(const SessionKey& session)
{
    const qint64 id = sessionRow(session);
    if (const auto it = m_cursors.constFind(id); it != m_cursors.cend())
        return *it;
    bind(m_sql->cursor, {id});
    qint64 seq = -1;
    if (m_database->run(m_sql->cursor) && m_sql->cursor.next())
        seq = m_sql->cursor.value(0).toLongLong();
    m_sql->cursor.finish();
    return seq;
}

void History::setCursor(const SessionKey& session, qint64 seq)
{
    m_cursors.insert(sessionRow(session), seq);
}

QHash<SessionId, qint64> History::cursors(const SourceId& source)
{
    writeBehind();
    QHash<SessionId, qint64> found;
    Query& q = m_sql->cursors;
    bind(q, {sourceRow(source)});
    m_database->run(q);
    while (q.next())
        found.insert(SessionId(q.value(0).toString()), q.value(1).toLongLong());
    q.finish();
    return found;
}

void History::appendLive(const SessionKey& session, const MessageId& message, const PartId& part,
    QStringView text, bool gap)
{
    bind(m_sql->addLive,
        {sessionRow(session), part.value(), m_live[part]++, message.value(), gap, text.toString()});
    m_database->run(m_sql->addLive);
}

void History::endLive(const SessionKey& session, const PartId& part)
{
    if (m_live.remove(part) == 0)
        return;
    bind(m_sql->endLive, {sessionRow(session), part.value()});
    m_database->run(m_sql->endLive);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/store/history.h"

#include "core/store/schema.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QLockFile>
#include <QtEndian>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Live parts stand behind those a list answer has numbered from 0. */
constexpr qint64 liveOrderBase = 1'000'000;

quint64 hashOf(const QByteArray& bytes)
{
    return qFromLittleEndian<quint64>(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).constData());
}

QVariant orNull(const QString& text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant orNull(const std::optional<qint64>& number)
{
    return number ? QVariant(*number) : QVariant();
}

void bind(QSqlQuery& query, std::initializer_list<QVariant> values)
{
    int at = 0;
    for (const QVariant& value : values)
        query.bindValue(at++, value);
}

} // namespace

struct History::Statements
{
    QSqlQuery knows, addEvent, entityOfEvent, dropRaw, entity, raw, messageBefore, setEntity,
        setEventSeq, setEntitySeq, setOrder, entities;
    QSqlQuery addSource, findSource, addSession, findSession, cursor, setCursor, cursors;
    QSqlQuery addLive, endLive, dropDeltas;
};

Expected<std::unique_ptr<History>> History::open(const QString& profile)
{
    std::unique_ptr<History> history(new History);
    QString path;
    if (!profile.isEmpty()) {
        if (!QDir().mkpath(profile))
            return Issue{Issue::Code::DatabaseError, {}, {u"cannot create %1"_s.arg(profile)}};
        QFile::setPermissions(profile, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        history->m_lock = std::make_unique<QLockFile>(profile + "/lock"_L1);
        // Stale by age would steal from a process that merely runs long; a dead owner is noticed by
        // its pid.
        history->m_lock->setStaleLockTime(0);
        if (!history->m_lock->tryLock(0)) {
            qint64 pid = 0;
            QString host;
            QString program;
            history->m_lock->getLockInfo(&pid, &host, &program);
            return Issue{Issue::Code::ProfileLocked, {},
                {profile, u"%1 (process %2)"_s.arg(program).arg(pid)}};
        }
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
        .addEvent = db.prepare(
            u"INSERT INTO event(row,source,session,eid,type,seq,time,origin,hash,entity,raw)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?)"_s),
        .entityOfEvent = db.prepare(u"SELECT entity FROM event WHERE source=? AND eid=?"_s),
        .dropRaw = db.prepare(u"UPDATE event SET raw=NULL WHERE row=?"_s),
        .entity =
            db.prepare(u"SELECT row,ord,seq,hash,gone FROM entity WHERE session=? AND key=?"_s),
        .raw = db.prepare(u"SELECT event.raw FROM entity JOIN event ON event.row=entity.row"
                          " WHERE entity.session=? AND entity.key=? AND entity.gone=0"_s),
        .messageBefore =
            db.prepare(u"SELECT 1 FROM entity WHERE session=? AND parent='' AND ord<? AND gone=0"
                       " AND key>='m:' AND key<'m;' LIMIT 1"_s),
        .setEntity = db.prepare(
            u"INSERT INTO entity(session,key,parent,ord,row,seq,hash,gone) VALUES(?,?,?,?,?,?,?,?)"
            " ON CONFLICT(session,key) DO UPDATE SET parent=excluded.parent, ord=excluded.ord,"
            " row=excluded.row, seq=excluded.seq, hash=excluded.hash, gone=excluded.gone"_s),
        .setEventSeq = db.prepare(u"UPDATE event SET seq=? WHERE source=? AND eid=?"_s),
        .setEntitySeq = db.prepare(
            u"UPDATE entity SET seq=max(coalesce(seq,-1),?) WHERE session=? AND key=?"_s),
        .setOrder = db.prepare(u"UPDATE entity SET ord=? WHERE session=? AND key=?"_s),
        .entities = db.prepare(u"SELECT key,row,ord,seq,hash FROM entity WHERE session=? AND "
                               u"parent=? AND ord BETWEEN ? AND ?"
                               " AND gone=0"_s),
        .addSource = db.prepare(u"INSERT INTO source(name,since) VALUES(?,?)"_s),
        .findSource = db.prepare(u"SELECT id,since FROM source WHERE name=?"_s),
        .addSession = db.prepare(u"INSERT INTO session(source,name) VALUES(?,?)"_s),
        .findSession = db.prepare(u"SELECT id FROM session WHERE source=? AND name=?"_s),
        .cursor = db.prepare(u"SELECT seq FROM session WHERE id=?"_s),
        .setCursor = db.prepare(u"UPDATE session SET seq=? WHERE id=?"_s),
        .cursors = db.prepare(u"SELECT name,seq FROM session WHERE source=? AND seq>=0"_s),
        .addLive = db.prepare(
            u"INSERT INTO live_part(session,part,chunk,message,gap,first_row,text) VALUES(?,?,?,?,?,?,?)"_s),
        .endLive = db.prepare(u"DELETE FROM live_part WHERE session=? AND part=?"_s),
        .dropDeltas = db.prepare(
            u"DELETE FROM event WHERE row>=? AND session=? AND entity=? AND type='message.part.delta'"_s),
    });
    QSqlQuery newest = db.prepare(u"SELECT coalesce(max(row),0) FROM event"_s);
    QSqlQuery live =
        db.prepare(u"SELECT part,min(first_row),count(*) FROM live_part GROUP BY session,part"_s);
    db.begin();
    if (db.run(newest) && newest.next())
        m_nextRow = newest.value(0).toLongLong() + 1;
    newest.finish();
    db.run(live);
    while (live.next())
        m_live.insert(
            PartId(live.value(0).toString()), {live.value(1).toLongLong(), live.value(2).toInt()});
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

Outcome History::commit()
{
    return m_database->commit();
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
        id = m_sql->addSource.lastInsertId().toLongLong();
    }
    m_sql->findSource.finish();
    m_sources.insert(source, id);
    return id;
}

void History::forget(const SourceId& source)
{
    const qint64 id = sourceRow(source);
    const QString sessions = u"(SELECT id FROM session WHERE source=%1)"_s.arg(id);
    m_database->execute("DELETE FROM entity WHERE session IN "_L1 + sessions);
    m_database->execute("DELETE FROM live_part WHERE session IN "_L1 + sessions);
    for (const auto table : {"event"_L1, "session"_L1})
        m_database->execute(u"DELETE FROM %1 WHERE source=%2"_s.arg(table).arg(id));
    m_sessions.clear();
    m_live.clear();
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
    QSqlQuery set = m_database->prepare(u"UPDATE source SET since=? WHERE name=?"_s);
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
        id = m_sql->addSession.lastInsertId().toLongLong();
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

std::optional<History::Entity> History::entity(qint64 session, const QString& key)
{
    QSqlQuery& q = m_sql->entity;
    bind(q, {session, key});
    std::optional<Entity> found;
    if (m_database->run(q) && q.next()) {
        found = Entity{q.value(0).toLongLong(), q.value(1).toLongLong(),
            q.value(2).isNull() ? std::optional<qint64>() : q.value(2).toLongLong(),
            static_cast<quint64>(q.value(3).toLongLong()), q.value(4).toBool()};
    }
    q.finish();
    return found;
}

std::optional<History::Entity> History::entity(const SessionKey& session, const QString& key)
{
    return entity(sessionRow(session), key);
}

QByteArray History::rawOf(const SessionKey& session, const QString& key)
{
    QSqlQuery& q = m_sql->raw;
    bind(q, {sessionRow(session), key});
    QByteArray raw;
    if (m_database->run(q) && q.next())
        raw = q.value(0).toByteArray();
    q.finish();
    return raw;
}

bool History::hasMessageBefore(const SessionKey& session, Timestamp created)
{
    QSqlQuery& q = m_sql->messageBefore;
    bind(q, {sessionRow(session), toMs(created)});
    const bool found = m_database->run(q) && q.next();
    q.finish();
    return found;
}

std::vector<std::pair<QString, History::Entity>> History::entities(
    const SessionKey& session, const QString& parent, qint64 from, qint64 to)
{
    QSqlQuery& q = m_sql->entities;
    // Qt 6.4: a null string is bound as NULL, which equals nothing.
    bind(q, {sessionRow(session), parent.isNull() ? u""_s : parent, from, to});
    std::vector<std::pair<QString, Entity>> found;
    m_database->run(q);
    while (q.next()) {
        found.push_back({q.value(0).toString(),
            {q.value(1).toLongLong(), q.value(2).toLongLong(),
                q.value(3).isNull() ? std::optional<qint64>() : q.value(3).toLongLong(),
                static_cast<quint64>(q.value(4).toLongLong()), false}});
    }
    q.finish();
    return found;
}

History::Verdict History::append(const Event& event, bool keepRaw, qint64* row)
{
    const SessionKey key{event.source, event.session};
    const bool ofSession = !event.session.isEmpty();
    const qint64 session = ofSession ? sessionRow(key) : 0;
    const bool describes = ofSession && !event.entity.key.isEmpty();
    std::optional<Entity> before;
    if (describes)
        before = entity(session, event.entity.key);
    const bool stale = before && before->seq && event.seq && *event.seq < *before->seq;
    *row = m_nextRow++;
    const QString entityKey = describes         ? event.entity.key
        : event.type == "message.part.delta"_L1 ? "p:"_L1 + event.body["partID"_L1].toString()
                                                : QString();
    bind(m_sql->addEvent,
        {*row, sourceRow(event.source), ofSession ? QVariant(session) : QVariant(),
            orNull(event.id.value()), event.type, orNull(event.seq), toMs(event.time),
            int(event.origin), static_cast<qint64>(headgate::hashOf(event.raw)), orNull(entityKey),
            keepRaw && !stale ? QVariant(event.raw) : QVariant()});
    m_database->run(m_sql->addEvent);
    if (describes && !stale)
        touchEntity(event, session, *row, before);
    return stale ? Verdict::Stale : Verdict::Applied;
}

void History::touchEntity(
    const Event& event, qint64 session, qint64 row, const std::optional<Entity>& before)
{
    if (before) {
        bind(m_sql->dropRaw, {before->row});
        m_database->run(m_sql->dropRaw);
    }
    qint64 order = event.entity.order;
    if (!event.entity.parent.isEmpty())
        order = before ? before->order : liveOrderBase + row;
    else if (order == 0 && before)
        order = before->order;
    std::optional<qint64> seq = event.seq;
    if (!seq && before)
        seq = before->seq;
    bind(m_sql->setEntity,
        {session, event.entity.key, event.entity.parent.isNull() ? u""_s : event.entity.parent,
            order, row, orNull(seq), static_cast<qint64>(hashOf(event.entity.content)),
            event.entity.gone});
    m_database->run(m_sql->setEntity);
}

void History::setSeq(const SourceId& source, const EventId& id, const SessionKey& session,
    const QString& entity, qint64 seq)
{
    bind(m_sql->setEventSeq, {seq, sourceRow(source), id.value()});
    m_database->run(m_sql->setEventSeq);
    QString key = entity;
    if (key.isEmpty()) {
        bind(m_sql->entityOfEvent, {sourceRow(source), id.value()});
        if (m_database->run(m_sql->entityOfEvent) && m_sql->entityOfEvent.next())
            key = m_sql->entityOfEvent.value(0).toString();
        m_sql->entityOfEvent.finish();
    }
    if (key.isEmpty())
        return;
    bind(m_sql->setEntitySeq, {seq, sessionRow(session), key});
    m_database->run(m_sql->setEntitySeq);
}

void History::setOrder(const SessionKey& session, const QString& key, qint64 order)
{
    bind(m_sql->setOrder, {order, sessionRow(session), key});
    m_database->run(m_sql->setOrder);
}

qint64 History::cursor(const SessionKey& session)
{
    bind(m_sql->cursor, {sessionRow(session)});
    qint64 seq = -1;
    if (m_database->run(m_sql->cursor) && m_sql->cursor.next())
        seq = m_sql->cursor.value(0).toLongLong();
    m_sql->cursor.finish();
    return seq;
}

void History::setCursor(const SessionKey& session, qint64 seq)
{
    bind(m_sql->setCursor, {seq, sessionRow(session)});
    m_database->run(m_sql->setCursor);
}

QHash<SessionId, qint64> History::cursors(const SourceId& source)
{
    QHash<SessionId, qint64> found;
    QSqlQuery& q = m_sql->cursors;
    bind(q, {sourceRow(source)});
    m_database->run(q);
    while (q.next())
        found.insert(SessionId(q.value(0).toString()), q.value(1).toLongLong());
    q.finish();
    return found;
}

void History::appendLive(const SessionKey& session, const MessageId& message, const PartId& part,
    QStringView text, bool gap, qint64 firstRow)
{
    LiveRow& live = m_live[part];
    if (live.chunks == 0)
        live.firstRow = firstRow;
    bind(m_sql->addLive,
        {sessionRow(session), part.value(), live.chunks++, message.value(), gap, live.firstRow,
            text.toString()});
    m_database->run(m_sql->addLive);
}

void History::endLive(const SessionKey& session, const PartId& part)
{
    const auto it = m_live.constFind(part);
    if (it == m_live.cend())
        return;
    const qint64 id = sessionRow(session);
    bind(m_sql->endLive, {id, part.value()});
    m_database->run(m_sql->endLive);
    bind(m_sql->dropDeltas, {it->firstRow, id, QString("p:"_L1 + part.value())});
    m_database->run(m_sql->dropDeltas);
    m_live.erase(it);
}

quint64 History::hashOf(const QJsonObject& content)
{
    // QJsonObject keeps its keys sorted: equal objects give equal text, in whatever order upstream
    // wrote them.
    return headgate::hashOf(QJsonDocument(content).toJson(QJsonDocument::Compact));
}

} // namespace headgate

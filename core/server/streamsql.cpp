// SPDX-License-Identifier: MIT
#include "core/decode/jsontext.h"
#include "core/server/streamschema.h"
#include "core/server/streamstore_p.h"
#include "core/store/ownerlock.h"

#include <QDir>
#include <QFile>

// The half of StreamStore that speaks SQL.
namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows that one slice of tidying looks at: some milliseconds. */
constexpr int sliceRows = 256;

template <typename... Values>
void bind(Query& query, const Values&... values)
{
    int at = 0;
    (query.bindValue(at++, QVariant(values)), ...);
}

/** Null is not empty, and QByteArray() is both. */
QVariant blob(const QByteArray& bytes)
{
    return bytes.isNull() ? QVariant(QByteArray("")) : QVariant(bytes);
}

QVariant orNull(const QByteArray& bytes)
{
    return bytes.isNull() ? QVariant() : blob(bytes);
}

std::optional<qint64> numberOf(const QVariant& value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

/** A text that may be absent: null then, and never null if it is only empty. */
QByteArray bytesOf(const QVariant& value)
{
    if (value.isNull())
        return {};
    const QByteArray bytes = value.toByteArray();
    return bytes.isNull() ? QByteArray("") : bytes;
}

} // namespace

Expected<std::unique_ptr<StreamStore>> StreamStore::open(
    const QString& directory, Durability durability)
{
    std::unique_ptr<StreamStore> store(new StreamStore);
    QString path;
    if (!directory.isEmpty()) {
        if (!QDir().mkpath(directory))
            return Issue{Issue::Code::DatabaseError, {}, {u"cannot create %1"_s.arg(directory)}};
        QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        auto lock = takeOwnerLock(directory + "/streams.lock"_L1, directory);
        if (!lock)
            return lock.error();
        store->m_lock = std::move(*lock);
        path = directory + "/streams.db"_L1;
    }
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    store->m_database = std::move(*database);
    Database& db = *store->m_database;
    if (!path.isEmpty())
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    if (durability == Durability::Full)
        db.execute(u"PRAGMA synchronous=FULL"_s);
    // A checkpoint costs two flushes and a seek; fewer of them, for a log of some 16 MB.
    db.execute(u"PRAGMA wal_autocheckpoint=4000"_s);
    db.execute(u"PRAGMA cache_size=-16000"_s);
    if (const Outcome done = db.migrate(streamMigrations()); !done)
        return done.error();
    if (const Outcome done = store->prepareAll(); !done)
        return done.error();
    if (const Outcome done = store->load(); !done)
        return done.error();
    return store;
}

Outcome StreamStore::prepareAll()
{
    Database& db = *m_database;
    db.begin();
    m_sql = std::make_unique<Statements>(Statements{
        .addStream = db.prepare(
            u"INSERT INTO stream(id,name,type,ttl,expires_text,expires_at,source,source_name,begin,"
            "fork_offset,fork_sub,created,accessed,head,closed,deleted)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s),
        .setStream = db.prepare(
            u"UPDATE stream SET head=?,closed=?,deleted=?,writer_seq=?,closer=?,closer_epoch=?,"
            "closer_seq=? WHERE id=?"_s),
        .touchStream = db.prepare(u"UPDATE stream SET accessed=? WHERE id=?"_s),
        .dropStream = db.prepare(u"DELETE FROM stream WHERE id=?"_s),
        .addDoomed = db.prepare(u"INSERT INTO doomed(stream) VALUES(?)"_s),
        .addBatch = db.prepare(
            u"INSERT INTO batch(stream,position,count,time,ends,body) VALUES(?,?,?,?,?,?)"_s),
        .setProducer = db.prepare(
            u"INSERT INTO producer(stream,name,epoch,seq,seen) VALUES(?,?,?,?,?) ON CONFLICT"
            "(stream,name) DO UPDATE SET epoch=excluded.epoch,seq=excluded.seq,seen=excluded.seen"_s),
        .dropProducer = db.prepare(u"DELETE FROM producer WHERE stream=? AND name=?"_s),
        .dropProducers = db.prepare(u"DELETE FROM producer WHERE stream=?"_s),
        // Through Qt Sql, numbered placeholders are taken for one each, whatever their numbers.
        .rows = db.prepare(
            u"SELECT position,count,ends,body FROM batch WHERE stream=? AND position>=coalesce("
            "(SELECT max(position) FROM batch WHERE stream=? AND position<=?),?)"
            " AND position<? ORDER BY position"_s),
        .oldest = db.prepare(
            u"SELECT id,stream,position+count,time FROM batch ORDER BY id LIMIT %1"_s.arg(
                sliceRows)),
        .dropBatch = db.prepare(u"DELETE FROM batch WHERE id<=?"_s),
        .doomed = db.prepare(u"SELECT stream FROM doomed LIMIT 1"_s),
        .doomedRows = db.prepare(
            u"DELETE FROM batch WHERE id IN (SELECT id FROM batch WHERE stream=? LIMIT %1)"_s.arg(
                sliceRows)),
        .dropDoomed = db.prepare(u"DELETE FROM doomed WHERE stream=?"_s),
        .setNote = db.prepare(u"INSERT INTO note(stream,body) VALUES(?,?) ON CONFLICT(stream)"
                              " DO UPDATE SET body=excluded.body"_s),
        .dropNote = db.prepare(u"DELETE FROM note WHERE stream=?"_s),
        .oldestOf = db.prepare(u"SELECT position+count,time FROM batch WHERE stream=?"
                               " ORDER BY position LIMIT %1"_s.arg(sliceRows)),
        .dropBefore = db.prepare(u"DELETE FROM batch WHERE stream=? AND position<?"_s),
        .isCopied = db.prepare(u"SELECT 1 FROM copied WHERE stream=? AND event=?"_s),
        .addCopied = db.prepare(u"INSERT INTO copied(stream,event,position) VALUES(?,?,?)"_s),
        .setCursor = db.prepare(u"INSERT INTO copy(stream,cursor) VALUES(?,?) ON CONFLICT(stream)"
                                " DO UPDATE SET cursor=excluded.cursor"_s),
        .cursor = db.prepare(u"SELECT cursor FROM copy WHERE stream=?"_s),
        .dropCopied = db.prepare(u"DELETE FROM copied WHERE stream=?"_s),
        .dropCopy = db.prepare(u"DELETE FROM copy WHERE stream=?"_s),
        .dropOldCopied = db.prepare(u"DELETE FROM copied WHERE stream=? AND position<?"_s),
    });
    return db.commit();
}

Outcome StreamStore::load()
{
    Database& db = *m_database;
    m_streams.clear();
    m_byName.clear();
    m_changed.clear();
    m_touched.clear();
    m_open = false;
    db.begin();
    Query streams = db.prepare(
        u"SELECT id,name,type,ttl,expires_text,expires_at,source,source_name,begin,fork_offset,"
        "fork_sub,created,accessed,head,closed,deleted,writer_seq,closer,closer_epoch,closer_seq,"
        "(SELECT position+count FROM batch WHERE stream=stream.id ORDER BY position DESC LIMIT 1),"
        "(SELECT time FROM batch WHERE stream=stream.id ORDER BY position DESC LIMIT 1),"
        "(SELECT body FROM note WHERE stream=stream.id) FROM stream ORDER BY id"_s);
    db.run(streams);
    while (streams.next())
        loadStream(streams);
    streams.finish();
    Query producers = db.prepare(u"SELECT stream,name,epoch,seq,seen FROM producer"_s);
    db.run(producers);
    while (producers.next()) {
        const auto it = m_streams.find(StreamId(producers.value(0).toLongLong()));
        if (it != m_streams.end())
            it->second->producers.insert(bytesOf(producers.value(1)),
                {producers.value(2).toLongLong(), producers.value(3).toLongLong(),
                    timestampFromMs(producers.value(4).toLongLong())});
    }
    producers.finish();
    Query next = db.prepare(u"SELECT seq FROM sqlite_sequence WHERE name='stream'"_s);
    m_nextId = db.run(next) && next.next() ? next.value(0).toLongLong() + 1 : 1;
    next.finish();
    return db.commit();
}

void StreamStore::loadStream(const Query& row)
{
    auto made = std::make_unique<Stream>();
    Stream& s = *made;
    StreamFacts& facts = s.facts;
    facts.id = StreamId(row.value(0).toLongLong());
    facts.name = {bytesOf(row.value(1))};
    facts.config.contentType = bytesOf(row.value(2));
    facts.config.ttlSeconds = numberOf(row.value(3));
    facts.config.expiresAt = bytesOf(row.value(4));
    if (const auto expiry = numberOf(row.value(5)))
        s.expiry = timestampFromMs(*expiry);
    if (const auto source = numberOf(row.value(6)))
        s.source = StreamId(*source);
    facts.config.forkedFrom = {bytesOf(row.value(7))};
    s.begin = {row.value(8).toLongLong()};
    facts.config.forkOffset = bytesOf(row.value(9));
    facts.config.forkSubOffset = row.value(10).toLongLong();
    s.created = timestampFromMs(row.value(11).toLongLong());
    s.accessed = timestampFromMs(row.value(12).toLongLong());
    facts.head = {row.value(13).toLongLong()};
    facts.isClosed = row.value(14).toBool();
    facts.isDeleted = row.value(15).toBool();
    facts.lastSeq = bytesOf(row.value(16));
    if (!row.value(17).isNull())
        facts.closedBy = ProducerClaim{
            bytesOf(row.value(17)), row.value(18).toLongLong(), row.value(19).toLongLong()};
    facts.isJson = plainType(facts.config.contentType) == "application/json";
    facts.tail = std::max({Position{row.value(20).toLongLong()}, facts.head, s.begin});
    s.writtenAt = timestampFromMs(row.value(21).toLongLong());
    s.note = bytesOf(row.value(22));
    m_byName.insert(facts.name, facts.id);
    m_streams.emplace(facts.id, std::move(made));
    // Its source has a lower id and is here already.
    if (s.source)
        inherit(s);
}

void StreamStore::openTurn()
{
    if (std::exchange(m_open, true))
        return;
    m_database->begin();
}

Expected<std::vector<StreamId>> StreamStore::commit()
{
    if (!m_touched.isEmpty())
        openTurn();
    if (!m_open)
        return std::vector<StreamId>();
    for (const StreamId id : m_changed) {
        if (const auto it = m_streams.find(id); it != m_streams.end())
            writeChanges(*it->second);
    }
    for (const qint64 id : std::exchange(m_touched, {})) {
        if (const auto it = m_streams.find(StreamId(id)); it != m_streams.end()) {
            bind(m_sql->touchStream, toMs(it->second->accessed), id);
            m_database->run(m_sql->touchStream);
        }
    }
    if (const Outcome done = m_database->commit(); !done) {
        // What is in memory has run ahead of what is on disk: only the disk counts.
        if (const Outcome again = load(); !again)
            return again.error();
        return done.error();
    }
    m_open = false;
    std::vector<StreamId> changed = std::exchange(m_changed, {});
    for (const StreamId id : changed) {
        if (const auto it = m_streams.find(id); it != m_streams.end())
            settle(*it->second);
    }
    return changed;
}

void StreamStore::writeChanges(Stream& s)
{
    Database& db = *m_database;
    const StreamFacts& facts = s.facts;
    const qint64 id = qint64(facts.id);
    if (s.isNew) {
        const StreamConfig& c = facts.config;
        bind(m_sql->addStream, id, blob(facts.name.text), blob(c.contentType), orNull(c.ttlSeconds),
            orNull(c.expiresAt), s.expiry ? QVariant(toMs(*s.expiry)) : QVariant(),
            s.source ? QVariant(qint64(*s.source)) : QVariant(), orNull(c.forkedFrom.text),
            s.begin.at, orNull(c.forkOffset), c.forkSubOffset, toMs(s.created), toMs(s.accessed),
            facts.head.at, facts.isClosed, facts.isDeleted);
        db.run(m_sql->addStream);
    }
    if (s.isDirty) {
        const auto& by = facts.closedBy;
        bind(m_sql->setStream, facts.head.at, facts.isClosed, facts.isDeleted,
            orNull(facts.lastSeq), by ? blob(by->id) : QVariant(),
            by ? QVariant(by->epoch) : QVariant(), by ? QVariant(by->seq) : QVariant(), id);
        db.run(m_sql->setStream);
    }
    if (s.hasNewNote) {
        bind(m_sql->setNote, id, blob(s.note));
        db.run(m_sql->setNote);
    }
    for (const StreamRow& row : s.pending)
        writeRow(s, row);
    for (const QByteArray& name : std::as_const(s.dirtyProducers)) {
        const auto state = s.producers.constFind(name);
        if (state == s.producers.constEnd()) {
            bind(m_sql->dropProducer, id, blob(name));
            db.run(m_sql->dropProducer);
        } else {
            bind(m_sql->setProducer, id, blob(name), state->epoch, state->lastSeq,
                toMs(state->seen));
            db.run(m_sql->setProducer);
        }
    }
}

void StreamStore::writeRow(const Stream& s, const StreamRow& row)
{
    bind(m_sql->addBatch, qint64(s.facts.id), row.begin.at, row.count, toMs(s.writtenAt),
        row.ends.empty() ? QVariant() : QVariant(packEnds(row.ends)), blob(row.body));
    m_database->run(m_sql->addBatch);
}

/** Takes a stream out of memory and off its name; its rows go in slices. */
void StreamStore::erase(StreamId id)
{
    const Stream& s = stream(id);
    m_byName.remove(s.facts.name);
    if (!s.isNew) {
        for (Query* query : {&m_sql->dropStream, &m_sql->addDoomed, &m_sql->dropProducers,
                 &m_sql->dropCopied, &m_sql->dropCopy, &m_sql->dropNote}) {
            bind(*query, qint64(id));
            m_database->run(*query);
        }
    }
    m_touched.remove(qint64(id));
    // Named among the changed, so that whoever waits on it hears of it.
    m_changed.push_back(id);
    m_streams.erase(id);
}

void StreamStore::readRows(StreamId owner, Position from, Position to, bool isJson,
    qsizetype& bytes, std::vector<StreamRow>& rows)
{
    Query& query = m_sql->rows;
    bind(query, qint64(owner), qint64(owner), from.at, from.at, to.at);
    m_database->run(query);
    while (bytes > 0 && query.next()) {
        StreamRow row{{query.value(0).toLongLong()}, query.value(1).toLongLong(),
            query.value(3).toByteArray(), {}};
        if (row.end() <= from)
            continue;
        if (!query.value(2).isNull())
            row.ends = unpackEnds(query.value(2).toByteArray());
        rows.push_back(cutRow(row, from, to, isJson));
        bytes -= rows.back().body.size();
    }
    query.finish();
}

bool StreamStore::cutOld(Timestamp before)
{
    Database& db = *m_database;
    qint64 last = 0;
    bool more = true;
    QHash<qint64, qint64> heads;
    openTurn();
    db.run(m_sql->oldest);
    int seen = 0;
    while (m_sql->oldest.next()) {
        ++seen;
        if (m_sql->oldest.value(3).toLongLong() >= toMs(before)) {
            more = false;
            break;
        }
        last = m_sql->oldest.value(0).toLongLong();
        heads[m_sql->oldest.value(1).toLongLong()] = m_sql->oldest.value(2).toLongLong();
    }
    m_sql->oldest.finish();
    if (last > 0) {
        bind(m_sql->dropBatch, last);
        db.run(m_sql->dropBatch);
    }
    for (auto it = heads.cbegin(); it != heads.cend(); ++it) {
        cutHead(StreamId(it.key()), {it.value()});
        bind(m_sql->dropOldCopied, it.key(), it.value());
        db.run(m_sql->dropOldCopied);
    }
    return more && seen == sliceRows;
}

bool StreamStore::cutStream(StreamId id, Timestamp before)
{
    Database& db = *m_database;
    Query& oldest = m_sql->oldestOf;
    bind(oldest, qint64(id));
    db.run(oldest);
    qint64 head = 0;
    int seen = 0;
    int old = 0;
    while (oldest.next()) {
        ++seen;
        if (oldest.value(1).toLongLong() >= toMs(before))
            break;
        ++old;
        head = oldest.value(0).toLongLong();
    }
    oldest.finish();
    if (old == 0)
        return false;
    openTurn();
    bind(m_sql->dropBefore, qint64(id), head);
    db.run(m_sql->dropBefore);
    cutHead(id, {head});
    return old == seen && seen == sliceRows;
}

bool StreamStore::dropDoomed()
{
    Database& db = *m_database;
    db.run(m_sql->doomed);
    const bool any = m_sql->doomed.next();
    const qint64 id = any ? m_sql->doomed.value(0).toLongLong() : 0;
    m_sql->doomed.finish();
    if (!any)
        return false;
    openTurn();
    bind(m_sql->doomedRows, id);
    db.run(m_sql->doomedRows);
    if (m_sql->doomedRows.changedRows() < sliceRows) {
        bind(m_sql->dropDoomed, id);
        db.run(m_sql->dropDoomed);
    }
    return true;
}

void StreamStore::publish(const StreamName& name, const std::vector<PublishedEvent>& events,
    const QByteArray& copyCursor, Timestamp now)
{
    Database& db = *m_database;
    const StreamFacts* facts = find(name, now);
    if (!facts) {
        CreatePlan plan;
        plan.config.contentType = "application/json";
        plan.isJson = true;
        facts = &create(name, plan, now);
    }
    const StreamId id = facts->id;
    openTurn();
    for (const PublishedEvent& event : events) {
        if (!checkJson(event.json))
            continue;
        bind(m_sql->isCopied, qint64(id), blob(event.id));
        const bool known = db.run(m_sql->isCopied) && m_sql->isCopied.next();
        m_sql->isCopied.finish();
        if (known || facts->isClosed || facts->isDeleted)
            continue;
        bind(m_sql->addCopied, qint64(id), blob(event.id), facts->tail.at);
        db.run(m_sql->addCopied);
        append(id, {event.json, 1, {}}, now);
    }
    bind(m_sql->setCursor, qint64(id), blob(copyCursor));
    db.run(m_sql->setCursor);
}

QByteArray StreamStore::copyCursor(const StreamName& name)
{
    const auto id = m_byName.constFind(name);
    if (id == m_byName.constEnd())
        return {};
    bind(m_sql->cursor, qint64(*id));
    const bool known = m_database->run(m_sql->cursor) && m_sql->cursor.next();
    const QByteArray cursor = known ? m_sql->cursor.value(0).toByteArray() : QByteArray();
    m_sql->cursor.finish();
    return cursor;
}

} // namespace headgate

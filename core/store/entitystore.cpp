// SPDX-License-Identifier: MIT
#include "core/store/entitystore.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Things that are told again and again are few; what is beyond this is read again when needed. */
constexpr qsizetype mostCached = 4096;

std::optional<qint64> optionalNumber(const QVariant& value)
{
    return value.isNull() ? std::optional<qint64>() : value.toLongLong();
}

} // namespace

EntityStore::EntityStore(Database& database)
    : m_database(database)
    , m_find(database.prepare(
          u"SELECT row,ord,seq,gone,parent FROM entity WHERE session=? AND key=?"_s))
    , m_raw(
          database.prepare(u"SELECT payload.raw FROM entity JOIN payload ON payload.row=entity.row"
                           " WHERE entity.session=? AND entity.key=? AND entity.gone=0"_s))
    , m_put(database.prepare(
          u"INSERT INTO entity(session,key,parent,ord,row,seq,gone) VALUES(?,?,?,?,?,?,?)"
          " ON CONFLICT(session,key) DO UPDATE SET parent=excluded.parent, ord=excluded.ord,"
          " row=excluded.row, seq=excluded.seq, gone=excluded.gone"_s))
    , m_addPayload(database.prepare(u"INSERT INTO payload(row,raw) VALUES(?,?)"_s))
    , m_dropPayload(database.prepare(u"DELETE FROM payload WHERE row=?"_s))
    , m_messageBefore(database.prepare(
          u"SELECT 1 FROM entity WHERE session=? AND parent='' AND ord<? AND gone=0"
          " AND key>='m:' AND key<'m;' LIMIT 1"_s))
    , m_children(database.prepare(u"SELECT key,row,ord,seq FROM entity WHERE session=? AND parent=?"
                                  " AND ord BETWEEN ? AND ? AND gone=0"_s))
{
}

EntityStore::Cached& EntityStore::cached(qint64 session, const QString& key)
{
    const Key id{session, key};
    if (const auto it = m_cache.find(id); it != m_cache.end())
        return *it;
    Cached& made = m_cache[id];
    bind(m_find, {session, key});
    if (m_database.run(m_find) && m_find.next()) {
        made.exists = true;
        made.entity = {m_find.value(0).toLongLong(), m_find.value(1).toLongLong(),
            optionalNumber(m_find.value(2)), m_find.value(3).toBool()};
        made.parent = m_find.value(4).toString();
        made.payloadRow = made.entity.row;
    }
    m_find.finish();
    return made;
}

std::optional<StoredEntity> EntityStore::find(qint64 session, const QString& key)
{
    const Cached& found = cached(session, key);
    return found.exists ? std::optional(found.entity) : std::nullopt;
}

void EntityStore::describe(qint64 session, const QString& key, const QString& parent,
    const StoredEntity& entity, const QByteArray& raw)
{
    Cached& to = cached(session, key);
    to.exists = true;
    to.entity = entity;
    to.parent = parent;
    to.raw = raw;
    if (!std::exchange(to.dirty, true))
        m_dirty.emplace_back(session, key);
}

void EntityStore::setSeq(qint64 session, const QString& key, qint64 seq)
{
    Cached& to = cached(session, key);
    if (!to.exists || to.entity.seq.value_or(-1) >= seq)
        return;
    to.entity.seq = seq;
    if (!std::exchange(to.dirty, true))
        m_dirty.emplace_back(session, key);
}

void EntityStore::setOrder(qint64 session, const QString& key, qint64 order)
{
    Cached& to = cached(session, key);
    if (!to.exists || to.entity.order == order)
        return;
    to.entity.order = order;
    if (!std::exchange(to.dirty, true))
        m_dirty.emplace_back(session, key);
}

QByteArray EntityStore::raw(qint64 session, const QString& key)
{
    const Cached& found = cached(session, key);
    if (!found.exists || found.entity.gone)
        return {};
    if (found.payloadRow != found.entity.row)
        return found.raw;
    bind(m_raw, {session, key});
    QByteArray raw;
    if (m_database.run(m_raw) && m_raw.next())
        raw = m_raw.value(0).toByteArray();
    m_raw.finish();
    return raw;
}

bool EntityStore::hasMessageBefore(qint64 session, qint64 order)
{
    flush();
    bind(m_messageBefore, {session, order});
    const bool found = m_database.run(m_messageBefore) && m_messageBefore.next();
    m_messageBefore.finish();
    return found;
}

std::vector<std::pair<QString, StoredEntity>> EntityStore::children(
    qint64 session, const QString& parent, qint64 from, qint64 to)
{
    flush();
    Query& q = m_children;
    bind(q, {session, parent, from, to});
    std::vector<std::pair<QString, StoredEntity>> found;
    m_database.run(q);
    while (q.next()) {
        found.push_back({q.value(0).toString(),
            {q.value(1).toLongLong(), q.value(2).toLongLong(), optionalNumber(q.value(3)), false}});
    }
    q.finish();
    return found;
}

void EntityStore::write(const Key& key, Cached& from)
{
    from.dirty = false;
    const StoredEntity& entity = from.entity;
    if (from.payloadRow != entity.row) {
        if (from.payloadRow != 0) {
            bind(m_dropPayload, {from.payloadRow});
            m_database.run(m_dropPayload);
        }
        if (!from.raw.isEmpty()) {
            bind(m_addPayload, {entity.row, std::exchange(from.raw, {})});
            m_database.run(m_addPayload);
        }
        from.payloadRow = entity.row;
    }
    bind(m_put,
        {key.first, key.second, from.parent, entity.order, entity.row, orNull(entity.seq),
            entity.gone});
    m_database.run(m_put);
}

void EntityStore::flush()
{
    for (const Key& key : std::exchange(m_dirty, {}))
        write(key, m_cache[key]);
    if (m_cache.size() > mostCached)
        m_cache.clear();
}

void EntityStore::reset()
{
    m_cache.clear();
    m_dirty.clear();
}

} // namespace headgate

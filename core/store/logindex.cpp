// SPDX-License-Identifier: MIT
#include "core/store/logindex.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Messages that are written are few; what is beyond this is looked up again. */
constexpr qsizetype mostMessages = 4096;

} // namespace

LogIndex::LogIndex(Database& db)
    : m_database(db)
    , m_files(db.prepare(
          u"SELECT number,path,device,inode,at,lines,bad,checked,hash,last,gone FROM log_file"
          " WHERE source=? ORDER BY number"_s))
    , m_put(db.prepare(
          u"INSERT INTO "
          u"log_file(source,number,path,device,inode,at,lines,bad,checked,hash,last,gone)"
          " VALUES(?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(source,number) DO UPDATE SET"
          " path=excluded.path, device=excluded.device, inode=excluded.inode, at=excluded.at,"
          " lines=excluded.lines, bad=excluded.bad, checked=excluded.checked, hash=excluded.hash,"
          " last=excluded.last, gone=excluded.gone RETURNING id"_s))
    , m_add(db.prepare(u"INSERT INTO log_event(row,file,at,length,session,type,time,eid,message)"
                       " VALUES(?,?,?,?,?,?,?,?,?)"_s))
    , m_addType(db.prepare(u"INSERT INTO log_type(name) VALUES(?)"_s))
    , m_findType(db.prepare(u"SELECT id FROM log_type WHERE name=?"_s))
    , m_addMessage(db.prepare(u"INSERT INTO log_message(session,name) VALUES(?,?)"_s))
    , m_findMessage(db.prepare(u"SELECT id FROM log_message WHERE session=? AND name=?"_s))
    , m_count(db.prepare(
          u"INSERT INTO log_session(session,events,first,last,busy) VALUES(?,?,?,?,?)"
          " ON CONFLICT(session) DO UPDATE SET events=events+excluded.events,"
          " first=min(first,excluded.first), last=max(last,excluded.last), busy=excluded.busy"_s))
{
}

std::vector<LogFile> LogIndex::files(qint64 source)
{
    std::vector<LogFile> found;
    Query& q = m_files;
    bind(q, {source});
    m_database.run(q);
    while (q.next()) {
        LogFile& file = found.emplace_back();
        file.number = q.value(0).toLongLong();
        file.path = q.value(1).toString();
        file.identity = {q.value(2).toLongLong(), q.value(3).toLongLong()};
        file.at = q.value(4).toLongLong();
        file.lines = q.value(5).toLongLong();
        file.bad = q.value(6).toLongLong();
        file.checked = q.value(7).toLongLong();
        file.check = q.value(8).toLongLong();
        file.last = EventId(q.value(9).toString());
        file.gone = q.value(10).toBool();
    }
    q.finish();
    return found;
}

qint64 LogIndex::put(qint64 source, const LogFile& file)
{
    Query& q = m_put;
    bind(q,
        {source, file.number, file.path, file.identity.device, file.identity.inode, file.at,
            file.lines, file.bad, file.checked, file.check, file.last.value(), file.gone});
    const qint64 id = m_database.run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return id;
}

void LogIndex::add(const Row& row)
{
    bind(m_add,
        {row.row, row.file, row.at, row.length, row.session, row.type, row.time,
            QString::fromUtf8(row.id), row.message == 0 ? QVariant() : QVariant(row.message)});
    m_database.run(m_add);
}

qint64 LogIndex::type(const QByteArray& name)
{
    if (const auto it = m_types.constFind(name); it != m_types.cend())
        return *it;
    const QString text = QString::fromUtf8(name);
    bind(m_findType, {text});
    qint64 id = 0;
    if (m_database.run(m_findType) && m_findType.next()) {
        id = m_findType.value(0).toLongLong();
    } else {
        bind(m_addType, {text});
        m_database.run(m_addType);
        id = m_addType.lastInsertId();
    }
    m_findType.finish();
    m_types.insert(QByteArray(name.constData(), name.size()), id);
    return id;
}

qint64 LogIndex::message(qint64 session, const QByteArray& name, bool* fresh)
{
    *fresh = false;
    const QByteArray key = QByteArray::number(session) + ' ' + name;
    if (const auto it = m_messages.constFind(key); it != m_messages.cend())
        return *it;
    if (m_messages.size() >= mostMessages)
        m_messages.clear();
    const QString text = QString::fromUtf8(name);
    bind(m_findMessage, {session, text});
    qint64 id = 0;
    if (m_database.run(m_findMessage) && m_findMessage.next()) {
        id = m_findMessage.value(0).toLongLong();
    } else {
        bind(m_addMessage, {session, text});
        m_database.run(m_addMessage);
        id = m_addMessage.lastInsertId();
        *fresh = true;
    }
    m_findMessage.finish();
    m_messages.insert(key, id);
    return id;
}

void LogIndex::count(qint64 session, const Tally& more)
{
    bind(m_count, {session, more.events, toMs(more.first), toMs(more.last), more.busy});
    m_database.run(m_count);
}

std::vector<std::pair<SessionId, LogIndex::Tally>> LogIndex::tallies(qint64 source)
{
    Query q = m_database.prepare(
        u"SELECT session.name,log_session.events,log_session.first,log_session.last,"
        "log_session.busy FROM log_session JOIN session ON session.id=log_session.session"
        " WHERE session.source=? ORDER BY session.id"_s);
    bind(q, {source});
    std::vector<std::pair<SessionId, Tally>> found;
    m_database.run(q);
    while (q.next())
        found.emplace_back(SessionId(q.value(0).toString()),
            Tally{q.value(1).toLongLong(), timestampFromMs(q.value(2).toLongLong()),
                timestampFromMs(q.value(3).toLongLong()), q.value(4).toBool()});
    return found;
}

void LogIndex::reset()
{
    m_types.clear();
    m_messages.clear();
}

} // namespace headgate

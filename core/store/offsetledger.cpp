// SPDX-License-Identifier: MIT
#include "core/store/offsetledger.h"

#include "core/store/database.h"

#include <QFile>

#include <algorithm>

namespace headgate::offsetledger {

using namespace Qt::StringLiterals;

namespace {

std::vector<proof::Held> sessions(Database& db, const SourceId& source, const SessionId& only)
{
    std::vector<proof::Held> found;
    Query list =
        db.prepare(u"SELECT session.id, session.name, session.seq FROM session JOIN source ON"
                   " source.id=session.source WHERE source.name=? AND (?='' OR session.name=?)"
                   " ORDER BY session.name"_s);
    Query rows = db.prepare(
        u"SELECT seq, eid FROM event WHERE source=(SELECT id FROM source WHERE name=?) AND"
        " session=? AND seq IS NOT NULL"_s);
    bind(list, {source.value(), only.value(), only.value()});
    db.run(list);
    while (list.next()) {
        proof::Held& held = found.emplace_back();
        held.session = SessionId(list.value(1).toString());
        held.cursor = list.value(2).toLongLong();
        bind(rows, {source.value(), list.value(0).toLongLong()});
        db.run(rows);
        while (rows.next()) {
            const qint64 number = rows.value(0).toLongLong();
            const EventId id(rows.value(1).toString());
            if (held.events.contains(number) && held.events.value(number) != id)
                held.doubled.push_back(number);
            held.events.insert(number, id);
        }
        rows.finish();
    }
    return found;
}

std::optional<StreamCursor> cursor(Database& db, const SourceId& source)
{
    Query q = db.prepare(
        u"SELECT at,server,rest,epoch,taken FROM cursor WHERE source=(SELECT id FROM source WHERE"
        " name=?)"_s);
    bind(q, {source.value()});
    if (!db.run(q) || !q.next())
        return {};
    return StreamCursor{q.value(0).toByteArray(), q.value(1).toByteArray(),
        q.value(2).toByteArray(), q.value(3).toLongLong(), q.value(4).toLongLong()};
}

std::vector<proof::HeldFile> files(Database& db, const SourceId& source)
{
    std::vector<proof::HeldFile> found;
    Query q = db.prepare(
        u"SELECT path,at,lines,bad,gone,(SELECT count(*) FROM log_event WHERE file=log_file.id)"
        " FROM log_file WHERE source=(SELECT id FROM source WHERE name=?) ORDER BY number"_s);
    bind(q, {source.value()});
    db.run(q);
    while (q.next()) {
        proof::HeldFile& one = found.emplace_back();
        one.file.path = q.value(0).toString();
        one.file.at = q.value(1).toLongLong();
        one.file.lines = q.value(2).toLongLong();
        one.file.bad = q.value(3).toLongLong();
        one.file.gone = q.value(4).toBool();
        one.events = q.value(5).toLongLong();
    }
    return found;
}

} // namespace

Expected<proof::Holding> holding(Database& database, const SourceId& source, const SessionId& only)
{
    // One transaction: a writer may go on between two reads.
    database.begin();
    proof::Holding found;
    if (isLog(source)) {
        found.files = files(database, source);
    } else {
        found.sessions = sessions(database, source, only);
        found.cursor = cursor(database, source);
    }
    if (const Outcome read = database.commit(); !read)
        return read.error();
    return found;
}

Expected<proof::Holding> holding(
    const QString& profile, const SourceId& source, const SessionId& only)
{
    const QString path = profile + "/history.db"_L1;
    if (!QFile::exists(path))
        return proof::Holding();
    auto db = Database::open(path, Database::Mode::ReadOnly);
    if (!db)
        return db.error();
    return holding(**db, source, only);
}

qint64 linesInFile(const LogFile& file)
{
    QFile in(file.path);
    if (file.gone || !in.open(QFile::ReadOnly) || in.size() < file.at)
        return -1;
    qint64 lines = 0;
    qint64 left = file.at;
    while (left > 0) {
        const QByteArray block = in.read(std::min<qint64>(left, 1 << 20));
        if (block.isEmpty())
            return -1;
        lines += block.count('\n');
        left -= block.size();
    }
    return lines;
}

} // namespace headgate::offsetledger

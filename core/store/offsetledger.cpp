// SPDX-License-Identifier: MIT
#include "core/store/offsetledger.h"

#include "core/store/database.h"

#include <QFile>

#include <algorithm>

namespace headgate::offsetledger {

using namespace Qt::StringLiterals;

namespace {

/** Null: there is no history yet. */
Expected<std::unique_ptr<Database>> openHistory(const QString& profile)
{
    const QString path = profile + "/history.db"_L1;
    if (!QFile::exists(path))
        return std::unique_ptr<Database>();
    return Database::open(path, Database::Mode::ReadOnly);
}

} // namespace

std::vector<Range> Held::ranges() const
{
    QList<qint64> numbers = events.keys();
    std::sort(numbers.begin(), numbers.end());
    std::vector<Range> found;
    for (const qint64 number : std::as_const(numbers)) {
        if (found.empty() || found.back().last + 1 != number)
            found.push_back({number, number});
        else
            found.back().last = number;
    }
    return found;
}

Expected<std::vector<Held>> sessions(
    const QString& profile, const SourceId& source, const SessionId& only)
{
    std::vector<Held> found;
    auto db = openHistory(profile);
    if (!db)
        return db.error();
    if (!*db)
        return found;
    (*db)->begin();
    Query list =
        (*db)->prepare(u"SELECT session.id, session.name, session.seq FROM session JOIN source ON"
                       " source.id=session.source WHERE source.name=? AND (?='' OR session.name=?)"
                       " ORDER BY session.name"_s);
    Query rows = (*db)->prepare(
        u"SELECT seq, eid FROM event WHERE source=(SELECT id FROM source WHERE name=?) AND"
        " session=? AND seq IS NOT NULL"_s);
    bind(list, {source.value(), only.value(), only.value()});
    (*db)->run(list);
    while (list.next()) {
        Held& held = found.emplace_back();
        held.session = SessionId(list.value(1).toString());
        held.cursor = list.value(2).toLongLong();
        bind(rows, {source.value(), list.value(0).toLongLong()});
        (*db)->run(rows);
        while (rows.next()) {
            const qint64 number = rows.value(0).toLongLong();
            const EventId id(rows.value(1).toString());
            if (held.events.contains(number) && held.events.value(number) != id)
                held.doubled.push_back(number);
            held.events.insert(number, id);
        }
        rows.finish();
    }
    list.finish();
    if (const Outcome read = (*db)->commit(); !read)
        return read.error();
    return found;
}

Expected<std::optional<StreamCursor>> cursor(const QString& profile, const SourceId& source)
{
    auto db = openHistory(profile);
    if (!db)
        return db.error();
    std::optional<StreamCursor> found;
    if (!*db)
        return found;
    Query q = (*db)->prepare(
        u"SELECT at,server,rest,epoch,taken FROM cursor WHERE source=(SELECT id FROM source WHERE"
        " name=?)"_s);
    bind(q, {source.value()});
    if ((*db)->run(q) && q.next())
        found = StreamCursor{q.value(0).toByteArray(), q.value(1).toByteArray(),
            q.value(2).toByteArray(), q.value(3).toLongLong(), q.value(4).toLongLong()};
    return found;
}

Expected<std::vector<HeldFile>> files(const QString& profile, const SourceId& source)
{
    std::vector<HeldFile> found;
    auto db = openHistory(profile);
    if (!db)
        return db.error();
    if (!*db)
        return found;
    // One statement: a writer may go on between two.
    Query q = (*db)->prepare(
        u"SELECT path,at,lines,bad,gone,(SELECT count(*) FROM log_event WHERE file=log_file.id)"
        " FROM log_file WHERE source=(SELECT id FROM source WHERE name=?) ORDER BY number"_s);
    bind(q, {source.value()});
    (*db)->run(q);
    while (q.next()) {
        HeldFile& one = found.emplace_back();
        one.file.path = q.value(0).toString();
        one.file.at = q.value(1).toLongLong();
        one.file.lines = q.value(2).toLongLong();
        one.file.bad = q.value(3).toLongLong();
        one.file.gone = q.value(4).toBool();
        one.events = q.value(5).toLongLong();
    }
    return found;
}

} // namespace headgate::offsetledger

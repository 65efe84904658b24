// SPDX-License-Identifier: MIT
#include "core/logrows.h"

#include "core/decode/streamevent.h"
#include "core/project/eventfilter.h"
#include "core/project/eventgist.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

struct LogRows::Place
{
    qint64 row = 0;
    qint64 file = 0;
    qint64 at = 0;
    qint64 length = 0;
    QByteArray id;
    Timestamp time;
    QString stream;
    QString type;
};

namespace {

QString listed(const std::vector<qint64>& numbers)
{
    QStringList list;
    for (const qint64 number : numbers)
        list += QString::number(number);
    return u'(' + list.join(u',') + u')';
}

qint64 oneNumber(Database& db, const QString& sql)
{
    Query q = db.prepare(sql);
    const qint64 number = db.run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return number;
}

} // namespace

LogRows::LogRows(Database& database, SourceId source)
    : m_database(database)
    , m_source(std::move(source))
    , m_fileList(u"()"_s)
{
}

bool LogRows::refresh()
{
    Query q = m_database.prepare(u"SELECT log_file.id,path,device,inode,gone FROM log_file"
                                 " JOIN source ON source.id=log_file.source WHERE source.name=?"_s);
    bind(q, {m_source.value()});
    m_database.run(q);
    std::vector<qint64> present;
    bool lost = false;
    while (q.next()) {
        const qint64 number = q.value(0).toLongLong();
        LogFile file;
        file.path = q.value(1).toString();
        file.identity = {q.value(2).toLongLong(), q.value(3).toLongLong()};
        file.gone = q.value(4).toBool();
        if (!file.gone)
            present.push_back(number);
        const auto known = m_files.find(number);
        lost = lost || (known != m_files.end() && !known->second.gone && file.gone);
        if (known == m_files.end() || !(known->second == file))
            m_bodies.add(number, file);
        m_files.insert_or_assign(number, std::move(file));
    }
    m_fileList = listed(present);
    return !lost;
}

std::vector<qint64> LogRows::typesOf(const QStringList& patterns) const
{
    Query q = m_database.prepare(u"SELECT id,name FROM log_type"_s);
    std::vector<qint64> types;
    m_database.run(q);
    while (q.next()) {
        const QString name = q.value(1).toString();
        if (std::any_of(patterns.begin(), patterns.end(),
                [&](const QString& pattern) { return matchesType(name, pattern); }))
            types.push_back(q.value(0).toLongLong());
    }
    return types;
}

/** What the index itself can tell. */
QString LogRows::condition(const TimelineFilter& filter) const
{
    QString sql = " AND log_event.file IN "_L1 + m_fileList;
    if (!filter.types.isEmpty())
        sql += " AND log_event.type IN "_L1 + listed(typesOf(filter.types));
    if (!filter.stream.isEmpty())
        sql += " AND session.name=? "_L1;
    if (filter.since)
        sql += " AND log_event.time>="_L1 + QString::number(toMs(*filter.since));
    if (filter.until)
        sql += " AND log_event.time<="_L1 + QString::number(toMs(*filter.until));
    return sql;
}

std::vector<LogRows::Place> LogRows::places(
    const QString& condition, const std::vector<QVariant>& values)
{
    Query q = m_database.prepare(
        "SELECT log_event.row,log_event.file,log_event.at,log_event.length,log_event.eid,"
        "log_event.time,session.name,log_type.name FROM log_event"
        " JOIN session ON session.id=log_event.session JOIN log_type ON log_type.id=log_event.type"
        " WHERE "_L1
        + condition + " ORDER BY log_event.row"_L1);
    for (size_t i = 0; i < values.size(); ++i)
        q.bindValue(int(i), values[i]);
    std::vector<Place> found;
    m_database.run(q);
    while (q.next())
        found.push_back({q.value(0).toLongLong(), q.value(1).toLongLong(), q.value(2).toLongLong(),
            q.value(3).toLongLong(), q.value(4).toString().toUtf8(),
            timestampFromMs(q.value(5).toLongLong()), q.value(6).toString(),
            q.value(7).toString()});
    return found;
}

std::vector<qint64> LogRows::passing(const TimelineFilter& filter, qint64 after, qint64 upTo)
{
    std::vector<qint64> rows;
    QString sql = u"log_event.row>? AND log_event.row<=?"_s + condition(filter);
    std::vector<QVariant> values{after, upTo};
    if (!filter.stream.isEmpty())
        values.emplace_back(filter.stream);
    if (needsText(filter)) {
        for (const Place& place : places(sql, values)) {
            const QByteArray text = m_bodies.text(place.file, place.at, place.length, place.id);
            if (!text.isEmpty() && passesText(filter, text))
                rows.push_back(place.row);
        }
        return rows;
    }
    // Only numbers: several times as fast.
    const bool named = !filter.stream.isEmpty();
    Query q = m_database.prepare("SELECT log_event.row FROM log_event"_L1
        + QLatin1StringView(named ? " JOIN session ON session.id=log_event.session" : "")
        + " WHERE "_L1 + sql + " ORDER BY log_event.row"_L1);
    for (size_t i = 0; i < values.size(); ++i)
        q.bindValue(int(i), values[i]);
    m_database.run(q);
    while (q.next())
        rows.push_back(q.value(0).toLongLong());
    return rows;
}

qint64 LogRows::oldest()
{
    return oneNumber(m_database, u"SELECT min(row) FROM log_event"_s);
}

qint64 LogRows::newest()
{
    return oneNumber(m_database, u"SELECT max(row) FROM log_event"_s);
}

std::vector<TimelineRow> LogRows::read(const std::vector<qint64>& rows)
{
    std::vector<TimelineRow> read;
    read.reserve(rows.size());
    for (const Place& place : places("log_event.row IN "_L1 + listed(rows), {})) {
        TimelineRow& row = read.emplace_back();
        row.row = place.row;
        row.id = EventId(QString::fromUtf8(place.id));
        row.type = place.type;
        row.stream = place.stream;
        row.time = place.time;
        const QByteArray text = m_bodies.text(place.file, place.at, place.length, place.id);
        const auto event = streamevent::decode(text);
        row.lost = !event;
        if (!event)
            continue;
        row.id = event->id;
        row.run = event->correlationId;
        row.actor = event->actor;
        row.gist = gistOf(*event);
    }
    return read;
}

std::optional<TimelineEvent> LogRows::event(qint64 row)
{
    const std::vector<Place> found = places(u"log_event.row=?"_s, {row});
    if (found.empty())
        return {};
    const Place& place = found.front();
    TimelineEvent event;
    event.row = row;
    event.at = place.at;
    event.path = m_files[place.file].path;
    event.line = m_bodies.text(place.file, place.at, place.length, place.id);
    if (auto told = streamevent::decode(event.line)) {
        event.event = std::move(*told);
    } else {
        event.event.id = EventId(QString::fromUtf8(place.id));
        event.event.type = place.type;
        event.event.streamId = place.stream;
        event.event.timestamp = place.time;
    }
    return event;
}

qint64 LogRows::find(const EventId& id)
{
    Query q = m_database.prepare("SELECT row FROM log_event WHERE eid=? AND file IN "_L1
        + m_fileList + " ORDER BY row LIMIT 1"_L1);
    bind(q, {id.value()});
    const qint64 row = m_database.run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return row;
}

QByteArray LogRows::line(qint64 row)
{
    const std::vector<Place> found = places(u"log_event.row=?"_s, {row});
    if (found.empty())
        return {};
    const Place& place = found.front();
    return m_bodies.text(place.file, place.at, place.length, place.id);
}

} // namespace headgate

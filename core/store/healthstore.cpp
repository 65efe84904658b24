// SPDX-License-Identifier: MIT
#include "core/store/healthstore.h"

#include "core/store/database.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Rows written before what is too much goes. */
constexpr int trimEvery = 50;

QString argsText(const QStringList& args)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(args)).toJson(QJsonDocument::Compact));
}

QStringList argsOf(const QString& text)
{
    QStringList args;
    for (const QJsonValue& arg : QJsonDocument::fromJson(text.toUtf8()).array())
        args += arg.toString();
    return args;
}

void readEvents(Database& db, SourceHealth& to)
{
    Query q = db.prepare(u"SELECT time,kind,count,took,code,args FROM health_event WHERE source=?"
                         " ORDER BY id DESC LIMIT ?"_s);
    bind(q, {to.source.value(), qint64(healthEventsKept)});
    db.run(q);
    while (q.next()) {
        HealthEvent event;
        event.at = timestampFromMs(q.value(0).toLongLong());
        event.kind = static_cast<HealthEvent::Kind>(q.value(1).toInt());
        event.count = q.value(2).toLongLong();
        event.took = milliseconds(q.value(3).toLongLong());
        event.issue.code = issueFromName(q.value(4).toString());
        if (event.issue.code != Issue::Code::None) {
            event.issue.source = to.source;
            event.issue.args = argsOf(q.value(5).toString());
        }
        to.happened.push_back(std::move(event));
    }
    q.finish();
    std::reverse(to.happened.begin(), to.happened.end());
}

void readMinutes(Database& db, SourceHealth& to)
{
    Query q = db.prepare(u"SELECT begin,bytes,events,lag,reconnects FROM health_minute WHERE"
                         " source=? ORDER BY begin"_s);
    bind(q, {to.source.value()});
    db.run(q);
    while (q.next())
        to.minutes.push_back({timestampFromMs(q.value(0).toLongLong()), q.value(1).toLongLong(),
            q.value(2).toLongLong(), milliseconds(q.value(3).toLongLong()),
            q.value(4).toLongLong()});
    q.finish();
}

} // namespace

HealthStore::HealthStore(Database& database)
    : m_database(database)
    , m_addEvent(database.prepare(
          u"INSERT INTO health_event(source,time,kind,count,took,code,args) VALUES(?,?,?,?,?,?,?)"_s))
    , m_dropLast(database.prepare(u"DELETE FROM health_event WHERE id=(SELECT max(id) FROM"
                                  " health_event WHERE source=?)"_s))
    , m_putMinute(database.prepare(
          u"INSERT INTO health_minute(source,begin,bytes,events,lag,reconnects) VALUES(?,?,?,?,?,?)"
          " ON CONFLICT(source,begin) DO UPDATE SET bytes=excluded.bytes,events=excluded.events,"
          "lag=excluded.lag,reconnects=excluded.reconnects"_s))
    , m_trimEvents(database.prepare(
          u"DELETE FROM health_event WHERE source=? AND id<=(SELECT id FROM health_event WHERE"
          " source=? ORDER BY id DESC LIMIT 1 OFFSET ?)"_s))
    , m_trimMinutes(database.prepare(u"DELETE FROM health_minute WHERE source=? AND begin<=?"_s))
{
}

void HealthStore::put(const SourceId& source, const HealthNews& news)
{
    if (news.replacesLast) {
        bind(m_dropLast, {source.value()});
        m_database.run(m_dropLast);
    }
    for (const HealthEvent& event : news.happened) {
        const bool none = event.issue.code == Issue::Code::None;
        bind(m_addEvent,
            {source.value(), toMs(event.at), int(event.kind), event.count,
                qint64(event.took.count()), none ? QString() : issueCodeName(event.issue.code),
                argsText(event.issue.args)});
        m_database.run(m_addEvent);
    }
    if (news.minute) {
        const HealthMinute& m = *news.minute;
        bind(m_putMinute,
            {source.value(), toMs(m.begin), m.bytes, m.events, qint64(m.lag.count()),
                m.reconnects});
        m_database.run(m_putMinute);
    }
    if (++m_untrimmed >= trimEvery && news.minute) {
        m_untrimmed = 0;
        trim(source, news.minute->begin);
    }
}

void HealthStore::trim(const SourceId& source, Timestamp newest)
{
    bind(m_trimEvents, {source.value(), source.value(), qint64(healthEventsKept)});
    m_database.run(m_trimEvents);
    bind(m_trimMinutes, {source.value(), toMs(newest - healthMinutesFor)});
    m_database.run(m_trimMinutes);
}

SourceHealth HealthStore::read(const SourceId& source)
{
    SourceHealth found{source, {}, {}};
    readEvents(m_database, found);
    readMinutes(m_database, found);
    return found;
}

std::vector<SourceHealth> HealthStore::readAll(Database& db)
{
    std::vector<SourceHealth> found;
    Query q = db.prepare(u"SELECT source FROM health_event UNION SELECT source FROM health_minute"
                         " ORDER BY 1"_s);
    db.run(q);
    while (q.next())
        found.push_back({SourceId(q.value(0).toString()), {}, {}});
    q.finish();
    for (SourceHealth& one : found) {
        readEvents(db, one);
        readMinutes(db, one);
    }
    return found;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/store/storagereader.h"

#include "core/store/database.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsAtOnce = 2000;

qint64 number(Database& db, const QString& sql)
{
    Query q = db.prepare(sql);
    const qint64 found = db.run(q) && q.next() ? q.value(0).toLongLong() : 0;
    q.finish();
    return found;
}

/** As its newest description has it. */
QString titleIn(const QByteArray& raw)
{
    const QJsonObject json = QJsonDocument::fromJson(raw).object();
    for (const QJsonValue& holder : {json["payload"_L1], QJsonValue(json)}) {
        const QString title = holder["properties"_L1]["info"_L1]["title"_L1].toString();
        if (!title.isEmpty())
            return title;
    }
    return {};
}

std::vector<FileStorage> filesOf(const QString& profile)
{
    std::vector<FileStorage> found;
    if (profile.isEmpty())
        return found;
    for (const QFileInfo& file : QDir(profile).entryInfoList(QDir::Files, QDir::Size))
        found.push_back({file.fileName(), file.size()});
    return found;
}

} // namespace

void StorageReader::countRows(Database& db, qint64 to)
{
    Query q = db.prepare(
        u"SELECT event.session,count(*),sum(coalesce(length(payload.raw),0)"
        "+coalesce(length(event.raw),0)),max(event.time) FROM event LEFT JOIN payload ON"
        " payload.row=event.row WHERE event.row>? AND event.row<=? AND event.session IS NOT NULL"
        " GROUP BY event.session"_s);
    bind(q, {m_row, to});
    db.run(q);
    while (q.next()) {
        Tally& tally = m_tallies[q.value(0).toLongLong()];
        tally.events += q.value(1).toLongLong();
        tally.bytes += q.value(2).toLongLong();
        tally.last = std::max(tally.last, q.value(3).toLongLong());
    }
    q.finish();
    m_row = to;
}

bool StorageReader::step(Database& db, std::chrono::microseconds most)
{
    if (m_newest < 0)
        m_newest = number(db, u"SELECT coalesce(max(row),0) FROM event"_s);
    const auto end = std::chrono::steady_clock::now() + most;
    while (m_row < m_newest) {
        countRows(db, std::min(m_newest, m_row + rowsAtOnce));
        if (std::chrono::steady_clock::now() >= end)
            break;
    }
    return m_row < m_newest;
}

StorageFound StorageReader::take(Database& db, const QString& profile)
{
    StorageFound found;
    found.files = filesOf(profile);
    const qint64 page = number(db, u"PRAGMA page_size"_s);
    found.free = number(db, u"PRAGMA freelist_count"_s) * page;
    found.words = number(db, u"SELECT coalesce(sum(length(block)),0) FROM search_text_data"_s);
    Query q = db.prepare(
        u"SELECT "
        u"session.id,session.name,source.name,session.dropped,payload.raw,log_session.events,"
        "log_session.last FROM session JOIN source ON source.id=session.source"
        " LEFT JOIN entity ON entity.session=session.id AND entity.key='session'"
        " LEFT JOIN payload ON payload.row=entity.row"
        " LEFT JOIN log_session ON log_session.session=session.id"_s);
    db.run(q);
    while (q.next()) {
        const Tally tally = m_tallies.value(q.value(0).toLongLong());
        SessionStorage one;
        one.key = {SourceId(q.value(2).toString()), SessionId(q.value(1).toString())};
        one.title = titleIn(q.value(4).toByteArray());
        one.events = std::max(tally.events, q.value(5).toLongLong());
        one.bytes = tally.bytes;
        one.last = timestampFromMs(std::max(tally.last, q.value(6).toLongLong()));
        one.dropped = q.value(3).toLongLong() > 0;
        if (one.events > 0)
            found.sessions.push_back(std::move(one));
    }
    q.finish();
    std::ranges::stable_sort(found.sessions, std::greater(), &SessionStorage::bytes);
    return found;
}

} // namespace headgate

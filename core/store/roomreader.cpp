// SPDX-License-Identifier: MIT
#include "core/store/roomreader.h"

#include "core/store/query.h"
#include "core/store/schema.h"

#include <QJsonDocument>

#include <algorithm>

namespace headgate::roomreader {

using namespace Qt::StringLiterals;

std::vector<PaneEvent> load(Database& database, const SessionKey& session, int limit)
{
    // The same words as those of its index, which is used only then.
    Query q = database.prepare(
        u"SELECT event.type,event.time,event.raw FROM event"
        " JOIN session ON session.id=event.session JOIN source ON source.id=session.source"
        " WHERE source.name=? AND session.name=? AND event.type IN ("_s
        + roomTypes() + u") ORDER BY event.row DESC LIMIT ?"_s);
    q.bindValue(0, session.source.value());
    q.bindValue(1, session.session.value());
    q.bindValue(2, limit);
    std::vector<PaneEvent> events;
    database.run(q);
    while (q.next()) {
        const QByteArray raw = q.value(2).toByteArray();
        events.push_back(
            {q.value(0).toString(), QJsonDocument::fromJson(raw).object()["data"_L1].toObject(),
                timestampFromMs(q.value(1).toLongLong())});
    }
    std::reverse(events.begin(), events.end());
    return events;
}

qint64 removeBefore(Database& database, const SourceId& source, Timestamp before)
{
    Query q = database.prepare(u"DELETE FROM event WHERE seq NOT NULL AND entity IS NULL AND time<?"
                               " AND source=(SELECT id FROM source WHERE name=?)"_s);
    q.bindValue(0, toMs(before));
    q.bindValue(1, source.value());
    return database.run(q) ? q.changedRows() : 0;
}

bool isOfRoom(const QString& type)
{
    return type.startsWith("presence:"_L1) || type.startsWith("terminal:"_L1)
        || type == "state:update"_L1;
}

} // namespace headgate::roomreader

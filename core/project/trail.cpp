// SPDX-License-Identifier: MIT
#include "core/project/trail.h"

#include "core/project/csv.h"

#include <QDateTime>

namespace headgate::trail {

using namespace Qt::StringLiterals;

namespace {

QString first(std::initializer_list<QString> texts)
{
    for (const QString& text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

std::optional<Row> row(const StreamEvent& event)
{
    const bool tool = event.type.startsWith("execution.tool_"_L1);
    if (!tool && event.type != "agent.spawned"_L1)
        return {};
    const QJsonValue payload = event.payload;
    Row made{event.timestamp, event.id, event.type, {}, {}, {}, {}, {}, {}};
    if (tool) {
        const QJsonValue state = payload["state"_L1];
        made.session = first({payload["sessionID"_L1].toString(), event.streamId});
        made.who = event.actor;
        made.what = payload["tool"_L1].toString();
        made.call = first({payload["callID"_L1].toString(), payload["id"_L1].toString()});
        made.status = state["status"_L1].toString();
        made.detail = first({state["error"_L1].toString(), state["title"_L1].toString()});
        return made;
    }
    made.session = first({payload["parent_session_id"_L1].toString(),
        payload["parentSessionId"_L1].toString(), event.streamId});
    made.who = first({payload["agent"_L1].toString(), event.actor});
    made.what = u"spawn"_s;
    made.call = first({payload["id"_L1].toString(), event.streamId});
    made.status = payload["status"_L1].toString();
    made.detail = first({payload["description"_L1].toString(), payload["prompt"_L1].toString()});
    return made;
}

QByteArray csvHeader()
{
    return "time,event,type,session,who,what,call,status,detail\r\n";
}

QByteArray csv(const Row& row)
{
    return csvRecord(
        {QDateTime::fromMSecsSinceEpoch(toMs(row.at), Qt::UTC).toString(Qt::ISODateWithMs),
            row.event.value(), row.type, row.session, row.who, row.what, row.call, row.status,
            row.detail});
}

QJsonObject json(const Row& row)
{
    return {{u"time"_s, toMs(row.at)}, {u"event"_s, row.event.value()}, {u"type"_s, row.type},
        {u"session"_s, row.session}, {u"who"_s, row.who}, {u"what"_s, row.what},
        {u"call"_s, row.call}, {u"status"_s, row.status}, {u"detail"_s, row.detail}};
}

} // namespace headgate::trail

// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/eventbuilder.h"

/** Requests of sessions that are run over OpenCode's newer API, as the server writes them. */
namespace headgate::test {

inline QJsonObject nextPermission(const QString& id, const QString& action, const QString& covers,
    const QString& session = ses.value(), const QString& part = u"prt_1"_s)
{
    return {{u"id"_s, id}, {u"sessionID"_s, session}, {u"action"_s, action},
        {u"resources"_s, QJsonArray{covers}}, {u"save"_s, QJsonArray{u"*"_s}},
        {u"source"_s,
            QJsonObject{{u"type"_s, u"tool"_s}, {u"messageID"_s, u"msg_1"_s},
                {u"callID"_s, QString("call_"_L1 + part)}}}};
}

/** What such a list answers. */
inline QByteArray nextList(const QJsonArray& data)
{
    return compact({{u"data"_s, data}});
}

} // namespace headgate::test

// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "core/decode/opencodenext.h"

#include <QSet>

namespace headgate::opencode {

using namespace Qt::StringLiterals;

bool isNextRequest(const QString& type)
{
    return type == "permission.v2.asked"_L1 || type == "question.v2.asked"_L1;
}

bool isNextAnswer(const QString& type)
{
    return type == "permission.v2.replied"_L1 || type == "question.v2.replied"_L1
        || type == "question.v2.rejected"_L1;
}

Checkpoint nextRequest(const Event& asked)
{
    if (asked.type == "question.v2.asked"_L1)
        return question(asked.source, asked.directory, asked.body);
    QJsonObject older = asked.body;
    older.insert(u"permission"_s, older.take(u"action"_s));
    older.insert(u"patterns"_s, older.take(u"resources"_s));
    older.insert(u"always"_s, older.take(u"save"_s));
    older.insert(u"tool"_s, older.take(u"source"_s));
    return permission(asked.source, asked.directory, older);
}

NextTurn nextTurn(const Event& event)
{
    static const QSet<QString> running{u"session.next.prompted"_s, u"session.next.step.started"_s,
        u"session.next.tool.called"_s, u"session.next.tool.success"_s,
        u"session.next.tool.failed"_s, u"session.next.retried"_s};
    if (event.type == "session.next.step.failed"_L1)
        return NextTurn::Ended;
    if (event.type == "session.next.step.ended"_L1)
        return event.body["finish"_L1].toString() == "tool-calls"_L1 ? NextTurn::Runs
                                                                     : NextTurn::Ended;
    const bool runs =
        running.contains(event.type) || isNextRequest(event.type) || isNextAnswer(event.type);
    return runs ? NextTurn::Runs : NextTurn::Unsaid;
}

} // namespace headgate::opencode

// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "core/decode/opencodenext.h"
#include "core/decode/opencodeobjects.h"

#include <QHash>
#include <QJsonArray>

namespace headgate::opencode {

using namespace Qt::StringLiterals;

namespace {

using Facts = std::vector<Fact>;
using Rule = Facts (*)(const Event&);

Facts sessionDescribed(const Event& event)
{
    Session described = session(event.source, event.body["info"_L1].toObject());
    if (described.id.isEmpty())
        return {};
    if (described.directory.isEmpty())
        described.directory = event.directory;
    return {SessionDescribed{described}};
}

Facts sessionGone(const Event& event)
{
    return {SessionGone{event.session}};
}

Facts statusTold(const Event& event)
{
    const QJsonObject status = event.body["status"_L1].toObject();
    const QString type = status["type"_L1].toString();
    StatusTold told{event.session, StatusTold::Status::Idle, {}, 0, {}};
    if (type == "retry"_L1)
        told = {event.session, StatusTold::Status::Retry, status["message"_L1].toString(),
            status["attempt"_L1].toInt(), timeOf(status["next"_L1])};
    else if (type == "busy"_L1)
        told.status = StatusTold::Status::Busy;
    return {told};
}

Facts sessionIdle(const Event& event)
{
    return {StatusTold{event.session, StatusTold::Status::Idle, {}, 0, {}}};
}

Facts sessionError(const Event& event)
{
    const QJsonObject error = event.body["error"_L1].toObject();
    return {TurnFailed{event.session, errorName(error), errorText(error)}};
}

Facts messageDescribed(const Event& event)
{
    Message described = message(event.body["info"_L1].toObject());
    if (described.id.isEmpty())
        return {};
    described.session = event.session;
    return {MessageDescribed{described}};
}

Facts messageGone(const Event& event)
{
    return {MessageGone{event.session, MessageId(event.body["messageID"_L1].toString())}};
}

Facts partDescribed(const Event& event)
{
    Part described = part(event.body["part"_L1].toObject());
    if (described.id.isEmpty())
        return {};
    described.session = event.session;
    // Older servers sent growing text as part.updated with a `delta` beside it; the part itself is
    // whole all the same.
    return {PartDescribed{described}};
}

Facts partDelta(const Event& event)
{
    // Reasoning deltas use the field "text" as well (opencode.md 1); other fields have never been
    // seen.
    if (event.body["field"_L1].toString() != "text"_L1)
        return {};
    return {PartDelta{event.session, MessageId(event.body["messageID"_L1].toString()),
        PartId(event.body["partID"_L1].toString()), event.body["delta"_L1].toString(),
        PartKind::Unknown}};
}

Facts partGone(const Event& event)
{
    return {PartGone{event.session, MessageId(event.body["messageID"_L1].toString()),
        PartId(event.body["partID"_L1].toString())}};
}

Facts permissionAsked(const Event& event)
{
    return {RequestAsked{permission(event.source, event.directory, event.body)}};
}

Facts questionAsked(const Event& event)
{
    return {RequestAsked{question(event.source, event.directory, event.body)}};
}

Facts nextRequestAsked(const Event& event)
{
    return {RequestAsked{nextRequest(event)}};
}

RequestId requestOf(const Event& event)
{
    return RequestId(event.body["requestID"_L1].toString(event.body["permissionID"_L1].toString()));
}

Facts permissionReplied(const Event& event)
{
    const QString reply = event.body["reply"_L1].toString(event.body["response"_L1].toString());
    return {RequestAnswered{event.session, requestOf(event), replyFromName(reply), {}}};
}

Facts questionReplied(const Event& event)
{
    return {RequestAnswered{event.session, requestOf(event), Reply::Answer,
        answersFromJson(event.body["answers"_L1].toArray())}};
}

Facts questionRejected(const Event& event)
{
    return {RequestAnswered{event.session, requestOf(event), Reply::Reject, {}}};
}

Facts todosTold(const Event& event)
{
    TodosTold told{event.session, {}};
    for (const QJsonValue& todo : event.body["todos"_L1].toArray()) {
        told.todos.push_back({todo["content"_L1].toString(), todo["status"_L1].toString(),
            todo["priority"_L1].toString()});
    }
    return {told};
}

Facts compactionEnded(const Event& event)
{
    return {CompactionEnded{event.session}};
}

Facts restarted(const Event&)
{
    return {ServerRestarted{}};
}

Facts markMade(const Event& event)
{
    return {MarkMade{event.session, markFromJson(event.body["mark"_L1].toObject())}};
}

Facts decisionStep(const Event& event)
{
    return {decisionFromJson(event.source, event.body)};
}

/** Event type -> what it says; names of the older registry stand beside today's. Everything else is
 * shown raw. */
const QHash<QString, Rule>& rules()
{
    static const QHash<QString, Rule> table{
        {u"session.created"_s, sessionDescribed},
        {u"session.updated"_s, sessionDescribed},
        {u"session.deleted"_s, sessionGone},
        {u"session.status"_s, statusTold},
        {u"session.idle"_s, sessionIdle},
        {u"session.error"_s, sessionError},
        {u"session.compacted"_s, compactionEnded},
        {u"message.updated"_s, messageDescribed},
        {u"message.removed"_s, messageGone},
        {u"message.part.updated"_s, partDescribed},
        {u"message.part.delta"_s, partDelta},
        {u"message.part.removed"_s, partGone},
        {u"permission.asked"_s, permissionAsked},
        {u"permission.updated"_s, permissionAsked},
        {u"permission.replied"_s, permissionReplied},
        {u"question.asked"_s, questionAsked},
        {u"question.replied"_s, questionReplied},
        {u"question.rejected"_s, questionRejected},
        {u"permission.v2.asked"_s, nextRequestAsked},
        {u"permission.v2.replied"_s, permissionReplied},
        {u"question.v2.asked"_s, nextRequestAsked},
        {u"question.v2.replied"_s, questionReplied},
        {u"question.v2.rejected"_s, questionRejected},
        {u"todo.updated"_s, todosTold},
        {u"session.todo.updated"_s, todosTold},
        {u"global.disposed"_s, restarted},
        {u"server.instance.disposed"_s, restarted},
        {u"headgate.mark"_s, markMade},
        {u"headgate.decision"_s, decisionStep},
    };
    return table;
}

} // namespace

std::vector<Fact> facts(const Event& event)
{
    if (isNext(event.type))
        return nextFacts(event);
    const Rule rule = rules().value(event.type);
    return rule ? rule(event) : Facts();
}

} // namespace headgate::opencode

// SPDX-License-Identifier: MIT
#include "core/decode/panewire.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace headgate::pane {

using namespace Qt::StringLiterals;

namespace {

Issue bad(const QString& why)
{
    return {Issue::Code::BadFrame, {}, {why}};
}

std::optional<qint64> wholeNumber(const QJsonValue& value)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > 9e15 || std::floor(number) != number)
        return {};
    return qint64(number);
}

const WireType* known(const QString& type)
{
    const auto& all = wireTypes();
    const auto at = std::find_if(all.begin(), all.end(),
        [&](const WireType& row) { return type == QLatin1StringView(row.name); });
    return at == all.end() ? nullptr : &*at;
}

/** The type of what the six channels carry without one. */
QString typeOf(const QString& channel, const QJsonObject& data)
{
    if (channel == "chunks"_L1)
        return u"chunk"_s;
    if (channel == "toolCalls"_L1) {
        const QString status = data["status"_L1].toString();
        const bool ended = status == "complete"_L1 || status == "error"_L1;
        return ended ? u"tool:result"_s : u"tool:start"_s;
    }
    if (channel == "presence"_L1)
        return data.contains("cursor"_L1) ? u"presence:cursor"_s : u"presence:joined"_s;
    if (channel == "terminal"_L1)
        return data["type"_L1].toString() == "input"_L1 ? u"terminal:input"_s
                                                        : u"terminal:output"_s;
    if (channel == "agentState"_L1)
        return u"state:update"_s;
    return channel == "workflow"_L1 ? u"workflow"_s : QString();
}

Expected<Wire> make(
    const QString& type, const QJsonObject& data, const QJsonObject& envelope, Timestamp arrived)
{
    if (type.isEmpty())
        return bad(u"no type"_s);
    Wire wire;
    wire.type = type;
    if (const WireType* row = known(type))
        wire.channel = row->channel;
    wire.data = data;
    wire.offset = wholeNumber(envelope["offset"_L1]);
    wire.time = timeFrom(envelope["timestamp"_L1]);
    if (!isKnown(wire.time))
        wire.time = timeFrom(data["timestamp"_L1]);
    if (!isKnown(wire.time))
        wire.time = arrived;
    QJsonObject whole{{u"type"_s, type}, {u"data"_s, data}, {u"timestamp"_s, toMs(wire.time)}};
    if (wire.offset)
        whole.insert("offset"_L1, *wire.offset);
    wire.raw = QJsonDocument(whole).toJson(QJsonDocument::Compact);
    return wire;
}

} // namespace

const std::vector<WireType>& wireTypes()
{
    using enum Channel;
    static const std::vector<WireType> table{
        {"connected", Connection, ""},
        {"chunk", Chunks, "text"},
        {"tool:start", ToolCalls, "id|toolId tool|toolName|name"},
        {"tool:result", ToolCalls, "id|toolId"},
        {"presence:joined", Presence, "userId"},
        {"presence:left", Presence, "userId"},
        {"presence:cursor", Presence, "userId"},
        {"terminal:input", Terminal, "data"},
        {"terminal:output", Terminal, "data"},
        {"state:update", AgentState, "status"},
        {"approval:requested", Workflow, "taskId|payload"},
        {"approval:approved", Workflow, "taskId|payload"},
        {"approval:rejected", Workflow, "taskId|payload"},
        {"workflow", Workflow, "type"},
        {"agent:started", Agent, ""},
        {"agent:planning", Agent, ""},
        {"agent:plan_ready", Agent, ""},
        {"agent:turn", Agent, ""},
        {"agent:turn_limit", Agent, ""},
        {"agent:completed", Agent, ""},
        {"agent:error", Agent, ""},
        {"agent:warning", Agent, ""},
        {"container-agent:status", ContainerAgent, "stage"},
        {"container-agent:started", ContainerAgent, ""},
        {"container-agent:token", ContainerAgent, "delta"},
        {"container-agent:turn", ContainerAgent, "turn"},
        {"container-agent:tool:start", ContainerAgent, "toolId|id toolName|tool"},
        {"container-agent:tool:result", ContainerAgent, "toolId|id"},
        {"container-agent:message", ContainerAgent, "role content"},
        {"container-agent:complete", ContainerAgent, ""},
        {"container-agent:error", ContainerAgent, "error"},
        {"container-agent:cancelled", ContainerAgent, ""},
        {"container-agent:plan_ready", ContainerAgent, "plan"},
        {"container-agent:worktree", ContainerAgent, "branch"},
        {"container-agent:file_changed", ContainerAgent, "path"},
        {"container-agent:task-update-failed", ContainerAgent, ""},
        {"plan:started", Plan, ""},
        {"plan:turn", Plan, ""},
        {"plan:token", Plan, "delta|text"},
        {"plan:interaction", Plan, "interactionId questions"},
        {"plan:completed", Plan, ""},
        {"plan:error", Plan, ""},
        {"plan:cancelled", Plan, ""},
        {"task-creation:started", TaskCreation, ""},
        {"task-creation:message", TaskCreation, ""},
        {"task-creation:token", TaskCreation, "delta|text"},
        {"task-creation:suggestion", TaskCreation, ""},
        {"task-creation:questions", TaskCreation, "questions"},
        {"task-creation:processing", TaskCreation, ""},
        {"task-creation:completed", TaskCreation, ""},
        {"task-creation:cancelled", TaskCreation, ""},
        {"task-creation:error", TaskCreation, ""},
        {"sandbox:creating", Sandbox, ""},
        {"sandbox:ready", Sandbox, ""},
        {"sandbox:idle", Sandbox, ""},
        {"sandbox:stopping", Sandbox, ""},
        {"sandbox:stopped", Sandbox, ""},
        {"sandbox:error", Sandbox, ""},
        {"sandbox:tmux:created", Sandbox, ""},
        {"sandbox:tmux:destroyed", Sandbox, ""},
    };
    return table;
}

QString channelName(Channel channel)
{
    switch (channel) {
    case Channel::Chunks:
        return u"chunks"_s;
    case Channel::ToolCalls:
        return u"toolCalls"_s;
    case Channel::Presence:
        return u"presence"_s;
    case Channel::Terminal:
        return u"terminal"_s;
    case Channel::Workflow:
        return u"workflow"_s;
    case Channel::AgentState:
        return u"agentState"_s;
    default:
        return {};
    }
}

QString lineMessage(const QString& line)
{
    return "line-"_L1 + line;
}

Timestamp timeFrom(const QJsonValue& value)
{
    constexpr double furthest = 253'402'300'800'000; // beyond are years of five digits
    if (value.isDouble() && std::abs(value.toDouble()) < furthest)
        return timestampFromMs(qint64(value.toDouble()));
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return at.isValid() ? timestampFromMs(at.toMSecsSinceEpoch()) : Timestamp();
}

Expected<Wire> wireFromFrame(const SseFrame& frame, Timestamp arrived)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(frame.data, &error);
    if (error.error != QJsonParseError::NoError)
        return bad(error.errorString());
    if (!document.isObject())
        return bad(u"not a JSON object"_s);
    QJsonObject object = document.object();
    const QString name = QString::fromUtf8(frame.event);
    // Where only the frame has a name, its data may be the event's own.
    const bool bare = !name.isEmpty() && !object["data"_L1].isObject();
    bool isNumber = false;
    const qint64 id = frame.id.toLongLong(&isNumber);
    if (!object.contains("offset"_L1) && isNumber && id >= 0)
        object.insert("offset"_L1, id);
    if (bare) {
        const QString type =
            known(name) || !object["type"_L1].isString() ? name : object["type"_L1].toString();
        return make(type, document.object(), object, arrived);
    }
    if (!object["type"_L1].isString() && !name.isEmpty())
        object.insert("type"_L1, name);
    return wireFromRow(object, arrived);
}

Expected<Wire> wireFromRow(const QJsonObject& row, Timestamp arrived)
{
    QJsonObject data = row["data"_L1].toObject();
    // Some servers store it as text.
    if (row["data"_L1].isString())
        data = QJsonDocument::fromJson(row["data"_L1].toString().toUtf8()).object();
    QString type = row["type"_L1].toString();
    if (type.isEmpty())
        type = typeOf(row["channel"_L1].toString(), data);
    // A greeting has no data: what it says stands beside its type.
    if (type == "connected"_L1 && data.isEmpty())
        data = row;
    return make(type, data, row, arrived);
}

QString missingIn(const Wire& wire)
{
    const WireType* const row = known(wire.type);
    if (!row)
        return {};
    const QStringList needs = QString::fromLatin1(row->needs).split(u' ', Qt::SkipEmptyParts);
    for (const QString& need : needs) {
        const QStringList names = need.split(u'|');
        const bool there = std::any_of(names.begin(), names.end(), [&](const QString& name) {
            const QJsonValue value = wire.data.value(name);
            return !value.isUndefined() && !value.isNull();
        });
        if (!there)
            return need;
    }
    return {};
}

std::optional<HistoryPage> historyPage(const QJsonDocument& body)
{
    QJsonArray rows;
    QJsonObject pages;
    if (body.isArray()) {
        rows = body.array();
    } else {
        const QJsonObject object = body.object();
        const QJsonValue data = object.contains("data"_L1) ? object["data"_L1] : QJsonValue(object);
        const QJsonValue events = data.isArray() ? data : data["events"_L1];
        if (!events.isArray())
            return {};
        rows = events.toArray();
        pages = data["pagination"_L1].toObject();
        if (pages.isEmpty())
            pages = object["pagination"_L1].toObject();
        if (pages.isEmpty())
            pages = data.toObject();
    }
    HistoryPage page;
    for (const QJsonValue& row : rows)
        page.rows.push_back(row.toObject());
    page.next = wholeNumber(pages["nextOffset"_L1]);
    page.more = pages["hasMore"_L1].toBool();
    return page;
}

QString errorCode(const QByteArray& body)
{
    return QJsonDocument::fromJson(body).object()["error"_L1]["code"_L1].toString();
}

} // namespace headgate::pane

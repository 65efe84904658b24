// SPDX-License-Identifier: MIT
#include "core/decode/panestory.h"

#include "core/decode/opencode.h"
#include "core/decode/paneteller.h"

#include <QJsonArray>

namespace headgate::pane {

using namespace Qt::StringLiterals;

namespace {

template <typename Value, typename Write>
QJsonObject written(const QHash<QString, Value>& values, Write write)
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), write(*it));
    return object;
}

} // namespace

bool Story::isEmpty() const
{
    return *this == Story();
}

QJsonObject Story::toJson() const
{
    const QJsonObject open = written(turns, [](const OpenTurn& turn) {
        return QJsonObject{{u"turn"_s, turn.turn}, {u"text"_s, turn.text}};
    });
    const QJsonObject calls = written(tools, [](const OpenTool& tool) {
        return QJsonObject{{u"message"_s, tool.message}, {u"tool"_s, tool.tool},
            {u"input"_s, tool.input}, {u"started"_s, tool.started}};
    });
    const QJsonObject asked = written(questions, [](const std::vector<AskedQuestion>& all) {
        QJsonArray array;
        for (const AskedQuestion& one : all)
            array.append(QJsonObject{
                {u"name"_s, one.name}, {u"labels"_s, QJsonArray::fromStringList(one.labels)}});
        return array;
    });
    const QStringList agents(running.cbegin(), running.cend());
    return {{u"turns"_s, open}, {u"tools"_s, calls},
        {u"counted"_s, written(counted, [](qint64 turn) { return turn; })},
        {u"waiting"_s, written(waiting, [](const QString& request) { return request; })},
        {u"questions"_s, asked}, {u"running"_s, QJsonArray::fromStringList(agents)}};
}

Story Story::fromJson(const QJsonObject& json)
{
    Story story;
    const auto each = [&json](QLatin1StringView name, auto read) {
        const QJsonObject object = json[name].toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            read(it.key(), it.value());
    };
    each("turns"_L1, [&](const QString& agent, const QJsonValue& value) {
        story.turns.insert(agent, {value["turn"_L1].toInteger(), value["text"_L1].toBool()});
    });
    each("tools"_L1, [&](const QString& id, const QJsonValue& value) {
        story.tools.insert(id,
            {value["message"_L1].toString(), value["tool"_L1].toString(),
                value["input"_L1].toObject(), value["started"_L1].toInteger()});
    });
    each("counted"_L1, [&](const QString& agent, const QJsonValue& value) {
        story.counted.insert(agent, value.toInteger());
    });
    each("waiting"_L1, [&](const QString& of, const QJsonValue& value) {
        story.waiting.insert(of, value.toString());
    });
    each("questions"_L1, [&](const QString& request, const QJsonValue& value) {
        for (const QJsonValue& one : value.toArray())
            story.questions[request].push_back(
                {one["name"_L1].toString(), one["labels"_L1].toVariant().toStringList()});
    });
    for (const QJsonValue& agent : json["running"_L1].toArray())
        story.running.insert(agent.toString());
    return story;
}

std::vector<Event> tell(
    Story& story, const SourceId& source, const SessionId& session, const Wire& wire)
{
    return Teller(story, source, session, wire).tell();
}

std::vector<Event> describeSession(const SourceId& source, const QJsonObject& row, Timestamp at)
{
    const QString id = row["id"_L1].toString();
    if (id.isEmpty())
        return {};
    const auto time = [&row](QLatin1StringView camel, QLatin1StringView snake) {
        return toMs(timeFrom(row.contains(camel) ? row[camel] : row[snake]));
    };
    const QJsonObject times{{u"created"_s, time("createdAt"_L1, "created_at"_L1)},
        {u"updated"_s, time("updatedAt"_L1, "updated_at"_L1)}};
    const QJsonObject info{{u"id"_s, id}, {u"title"_s, row["title"_L1].toString()},
        {u"agent"_s, firstText(row, {"agentId"_L1, "agent_id"_L1})}, {u"time"_s, times},
        {u"state"_s, row["status"_L1].toString()}};
    return {opencode::makeEvent(
        source, {}, u"session.updated"_s, {{u"sessionID"_s, id}, {u"info"_s, info}}, at)};
}

} // namespace headgate::pane

// SPDX-License-Identifier: MIT
#include "app/clijson.h"

#include "core/domain/messagenames.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue orNull(const std::optional<Timestamp>& time)
{
    return time ? QJsonValue(toMs(*time)) : QJsonValue();
}

QJsonObject toJson(const Part& part)
{
    QJsonObject json{{u"id"_s, part.id.value()}, {u"type"_s, part.type}};
    if (!part.text.isEmpty())
        json.insert(u"text"_s, part.text);
    if (!part.final)
        json.insert(u"streaming"_s, true);
    if (!part.gaps.empty()) {
        QJsonArray gaps;
        for (const qsizetype gap : part.gaps)
            gaps.append(gap);
        json.insert(u"gaps"_s, gaps);
    }
    if (part.kind == PartKind::Tool) {
        json.insert(u"tool"_s, part.tool.tool);
        json.insert(u"status"_s, toolStatusName(part.tool.status));
        json.insert(u"input"_s, part.tool.input);
        json.insert(u"output"_s, part.tool.output);
        json.insert(u"error"_s, orNull(part.tool.error));
        json.insert(u"started"_s, orNull(part.tool.started));
        json.insert(u"ended"_s, orNull(part.tool.ended));
        if (!part.tool.child.isEmpty())
            json.insert(u"child"_s, part.tool.child.value());
        if (!part.tool.diff.isEmpty())
            json.insert(u"diff"_s, part.tool.diff);
    }
    return json;
}

} // namespace

QJsonObject toJson(const Session& session)
{
    return {{u"id"_s, session.id.value()}, {u"parent"_s, orNull(session.parent.value())},
        {u"title"_s, session.title}, {u"directory"_s, session.directory},
        {u"status"_s, sessionStatusName(session.status)}, {u"updated"_s, toMs(session.updated)}};
}

QJsonArray toJson(const std::vector<Question>& questions)
{
    QJsonArray all;
    for (const Question& question : questions) {
        QJsonArray options;
        for (const QuestionOption& option : question.options)
            options.append(
                QJsonObject{{u"label"_s, option.label}, {u"description"_s, option.description}});
        all.append(QJsonObject{{u"header"_s, question.header}, {u"text"_s, question.text},
            {u"options"_s, options}, {u"multiple"_s, question.multiple},
            {u"freeText"_s, question.freeText}});
    }
    return all;
}

QJsonObject toJson(const Checkpoint& checkpoint)
{
    QJsonObject json{{u"id"_s, checkpoint.key.request.value()},
        {u"kind"_s, checkpointKindName(checkpoint.kind)},
        {u"session"_s, checkpoint.key.session.value()}, {u"directory"_s, checkpoint.directory},
        {u"permission"_s, checkpoint.permission},
        {u"patterns"_s, QJsonArray::fromStringList(checkpoint.patterns)},
        {u"text"_s, checkpoint.text}, {u"firstSeen"_s, toMs(checkpoint.firstSeen)}};
    if (checkpoint.kind == CheckpointKind::Question)
        json.insert(u"questions"_s, toJson(checkpoint.questions));
    if (!checkpoint.answerable)
        json.insert(u"answerable"_s, false);
    return json;
}

QJsonObject toJson(const EventRow& row)
{
    return {{u"session"_s, orNull(row.session.value())}, {u"type"_s, row.type},
        {u"time"_s, toMs(row.time)}, {u"origin"_s, originName(row.origin)},
        {u"id"_s, orNull(row.id.value())}, {u"data"_s, QJsonDocument::fromJson(row.data).object()}};
}

QJsonObject toJson(const MessageWithParts& message)
{
    QJsonArray parts;
    for (const Part& part : message.parts)
        parts.append(toJson(part));
    QJsonObject json{{u"id"_s, message.message.id.value()},
        {u"role"_s, roleName(message.message.role)}, {u"created"_s, toMs(message.message.created)},
        {u"completed"_s, orNull(message.message.completed)}, {u"parts"_s, parts}};
    if (!message.message.errorName.isEmpty())
        json.insert(u"error"_s, message.message.errorText);
    return json;
}

QString line(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace headgate::cli

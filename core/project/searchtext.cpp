// SPDX-License-Identifier: MIT
#include "core/project/searchtext.h"

#include <QJsonArray>
#include <QJsonObject>

namespace headgate::searchtext {

using namespace Qt::StringLiterals;

namespace {

void addText(QString& to, const QString& text)
{
    const qsizetype room = longest - to.size();
    if (text.isEmpty() || room <= 1)
        return;
    if (!to.isEmpty())
        to += u'\n';
    to += QStringView(text).left(room - 1);
}

/** All that was said in it, without the names it was said under. */
void addValues(QString& to, const QJsonValue& value)
{
    if (to.size() >= longest)
        return;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue& inner : object)
            addValues(to, inner);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue& inner : array)
            addValues(to, inner);
    } else if (value.isString()) {
        addText(to, value.toString());
    }
}

std::vector<Piece> toolPieces(const Part& part)
{
    const ToolCall& tool = part.tool;
    if (tool.status != ToolStatus::Completed && tool.status != ToolStatus::Failed)
        return {};
    const Timestamp time = tool.ended.value_or(tool.started.value_or(Timestamp()));
    const QString key = "p:"_L1 + part.id.value();
    std::vector<Piece> found;
    QString text;
    addText(text, tool.title);
    addValues(text, tool.input);
    addText(text, tool.output);
    if (!text.isEmpty())
        found.push_back({key, SearchKind::Tools, text, time, part.message, part.id, tool.tool});
    if (!tool.error.isEmpty())
        found.push_back({key, SearchKind::Errors, tool.error.left(longest), time, part.message,
            part.id, tool.tool});
    return found;
}

std::vector<Piece> partPieces(const Part& part)
{
    if (part.kind == PartKind::Tool)
        return toolPieces(part);
    const bool said = part.kind == PartKind::Text || part.kind == PartKind::Reasoning;
    if (!part.final || !(said || part.kind == PartKind::Retry || part.kind == PartKind::Compaction))
        return {};
    QString text;
    addText(text, part.text);
    if (text.isEmpty())
        return {};
    return {{"p:"_L1 + part.id.value(),
        part.kind == PartKind::Retry ? SearchKind::Errors : SearchKind::Words, text,
        part.ended.value_or(part.started.value_or(Timestamp())), part.message, part.id,
        part.kind == PartKind::Reasoning ? u"reasoning"_s : QString()}};
}

} // namespace

std::vector<Piece> pieces(const Fact& fact)
{
    if (const auto* described = std::get_if<PartDescribed>(&fact))
        return partPieces(described->part);
    if (const auto* described = std::get_if<MessageDescribed>(&fact)) {
        const Message& message = described->message;
        QString text;
        addText(text, message.errorName);
        addText(text, message.errorText.left(longest));
        if (text.isEmpty())
            return {};
        return {{"m:"_L1 + message.id.value(), SearchKind::Errors, text,
            message.completed.value_or(message.created), message.id, {}, {}}};
    }
    if (const auto* described = std::get_if<SessionDescribed>(&fact)) {
        const Session& session = described->session;
        if (session.title.isEmpty())
            return {};
        return {{u"session"_s, SearchKind::Titles, session.title.left(longest), session.updated, {},
            {}, {}}};
    }
    if (const auto* made = std::get_if<MarkMade>(&fact)) {
        if (made->mark.kind == Mark::Kind::Error && !made->mark.detail.isEmpty())
            return {{"k:"_L1 + made->mark.id, SearchKind::Errors, made->mark.detail.left(longest),
                made->mark.at, {}, {}, {}}};
    }
    return {};
}

} // namespace headgate::searchtext

// SPDX-License-Identifier: MIT
#include "core/decode/opencodenextparts.h"

#include <QJsonDocument>

namespace headgate::opencode::next {

using namespace Qt::StringLiterals;

QJsonObject message(const Place& place, QLatin1StringView role, qint64 created)
{
    return {{u"id"_s, place.message}, {u"sessionID"_s, place.session}, {u"role"_s, role},
        {u"time"_s, QJsonObject{{u"created"_s, created}}}, {u"next"_s, true}};
}

QJsonObject part(const Place& place, const QString& id, QLatin1StringView type)
{
    return {{u"id"_s, id}, {u"sessionID"_s, place.session}, {u"messageID"_s, place.message},
        {u"type"_s, type}};
}

QJsonObject text(const Place& place, const QString& name, const QString& words, qint64 start)
{
    QJsonObject made = part(place, place.part(name), "text"_L1);
    made.insert(u"text"_s, words);
    // Lists tell no times of a text: only that it is not finished is kept.
    if (start > 0)
        made.insert(u"time"_s, QJsonObject{{u"start"_s, start}});
    return made;
}

QJsonObject synthetic(const Place& place, const QString& words)
{
    QJsonObject made = text(place, u"text"_s, words);
    made.insert(u"synthetic"_s, true);
    return made;
}

QJsonArray promptParts(const Place& place, const QJsonObject& prompt)
{
    QJsonArray parts{text(place, u"text"_s, prompt["text"_L1].toString())};
    int number = 0;
    for (const QJsonValue& file : prompt["files"_L1].toArray()) {
        QJsonObject made = part(place, place.part(u"file-%1"_s.arg(number++)), "file"_L1);
        made.insert(u"filename"_s, file["name"_L1]);
        made.insert(u"mime"_s, file["mime"_L1]);
        made.insert(u"url"_s, file["uri"_L1]);
        parts.append(made);
    }
    number = 0;
    for (const QJsonValue& agent : prompt["agents"_L1].toArray()) {
        QJsonObject made = part(place, place.part(u"agent-%1"_s.arg(number++)), "agent"_L1);
        made.insert(u"name"_s, agent["name"_L1]);
        parts.append(made);
    }
    return parts;
}

QJsonObject toolPart(const Place& place, const QString& call, const QString& tool)
{
    QJsonObject made = part(place, place.part(call), "tool"_L1);
    made.insert(u"callID"_s, call);
    made.insert(u"tool"_s, tool);
    made.insert(u"state"_s, QJsonObject{{u"status"_s, u"pending"_s}, {u"input"_s, QJsonObject()}});
    return made;
}

QString shellPart(const QString& call)
{
    return call + "/shell"_L1;
}

QString output(const QJsonArray& content, const QJsonObject& structured)
{
    QString all;
    for (const QJsonValue& piece : content) {
        const QString text = piece["text"_L1].toString();
        if (!all.isEmpty() && !all.endsWith(u'\n') && !text.isEmpty())
            all += u'\n';
        all += text;
    }
    // A file that was read stands there only.
    return content.isEmpty() ? structured["content"_L1].toString() : all;
}

void setResult(QJsonObject& state, const QString& status, const QJsonObject& result)
{
    const QJsonObject structured = result["structured"_L1].toObject();
    const QString printed = output(result["content"_L1].toArray(), structured);
    QJsonObject metadata = state["metadata"_L1].toObject();
    state.insert(u"status"_s, status);
    if (status == "completed"_L1) {
        state.insert(u"output"_s, printed);
        metadata.remove(u"output"_s);
    } else if (!printed.isEmpty()) {
        metadata.insert(u"output"_s, printed);
    }
    if (status == "error"_L1)
        state.insert(u"error"_s, result["error"_L1]["message"_L1]);
    QJsonArray attachments;
    for (const QJsonValue& piece : result["content"_L1].toArray()) {
        if (piece["type"_L1].toString() == "file"_L1)
            attachments.append(QJsonObject{{u"filename"_s, piece["name"_L1]},
                {u"mime"_s, piece["mime"_L1]}, {u"url"_s, piece["uri"_L1]}});
    }
    if (!attachments.isEmpty())
        state.insert(u"attachments"_s, attachments);
    QString diff;
    for (const QJsonValue& file : structured["files"_L1].toArray())
        diff += file["patch"_L1].toString();
    if (!diff.isEmpty())
        metadata.insert(u"diff"_s, diff);
    if (metadata.isEmpty())
        state.remove(u"metadata"_s);
    else
        state.insert(u"metadata"_s, metadata);
}

QJsonArray changes(const QJsonObject& input, const QJsonObject& structured)
{
    QJsonArray files;
    for (const QJsonValue& file : structured["files"_L1].toArray()) {
        if (!file["file"_L1].toString().isEmpty())
            files.append(file);
    }
    if (structured["operation"_L1].toString() != "write"_L1)
        return files;
    // A file that is written whole has no patch; of a new one the lines are known.
    const bool existed = structured["existed"_L1].toBool();
    const QString content = input["content"_L1].toString();
    const bool rest = !content.isEmpty() && !content.endsWith(u'\n');
    const qsizetype lines = content.count(u'\n') + (rest ? 1 : 0);
    files.append(QJsonObject{{u"file"_s, structured["resource"_L1]},
        {u"status"_s, existed ? u"modified"_s : u"added"_s}, {u"additions"_s, existed ? 0 : lines},
        {u"deletions"_s, 0}});
    return files;
}

QJsonObject inputOf(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

bool wasInterrupted(const QJsonObject& error)
{
    const QString words = error["message"_L1].toString();
    return words == "Provider turn interrupted"_L1 || words == "Tool execution interrupted"_L1;
}

QJsonObject error(const QJsonObject& told)
{
    const QString name = wasInterrupted(told) ? u"MessageAbortedError"_s : u"UnknownError"_s;
    return {{u"name"_s, name}, {u"data"_s, QJsonObject{{u"message"_s, told["message"_L1]}}}};
}

} // namespace headgate::opencode::next

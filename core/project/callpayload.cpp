// SPDX-License-Identifier: MIT
#include "core/project/callpayload.h"

#include <QJsonDocument>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Each line with `sign` before it. */
QString signedLines(const QString& text, QChar sign)
{
    if (text.isEmpty())
        return {};
    QString out;
    const bool ends = text.endsWith(u'\n');
    const QStringList lines = (ends ? text.chopped(1) : text).split(u'\n');
    for (const QString& line : lines)
        out += sign + line + u'\n';
    return out;
}

/** A hunk without numbers: where the lines stand is not said. */
QString hunk(const QString& file, const QJsonObject& input)
{
    const bool edits = input.contains("newString"_L1);
    const QString after = input[edits ? "newString"_L1 : "content"_L1].toString();
    const QString note = input["replaceAll"_L1].toBool() ? u" everywhere in the file"_s : QString();
    return "--- "_L1 + file + "\n+++ "_L1 + file + "\n@@ @@"_L1 + note + u'\n'
        + signedLines(input["oldString"_L1].toString(), u'-') + signedLines(after, u'+');
}

} // namespace

bool lacksPayload(const Checkpoint& checkpoint)
{
    return checkpoint.permission == "edit"_L1 && !checkpoint.isDiff && !checkpoint.message.isEmpty()
        && checkpoint.text == checkpoint.patterns.join(u'\n');
}

void takePayload(Checkpoint& checkpoint, const ToolCall& call)
{
    const QJsonObject& input = call.input;
    if (!lacksPayload(checkpoint) || input.isEmpty())
        return;
    checkpoint.file = input["path"_L1].toString(input["filePath"_L1].toString());
    if (input["content"_L1].isString() || input["newString"_L1].isString()) {
        checkpoint.text = hunk(checkpoint.file, input);
        checkpoint.isDiff = true;
    } else {
        checkpoint.text =
            QString::fromUtf8(QJsonDocument(input).toJson(QJsonDocument::Indented)).trimmed();
    }
}

} // namespace headgate

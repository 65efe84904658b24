// SPDX-License-Identifier: MIT
#include "core/project/markdownexport.h"

#include "core/project/panelines.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** A fence longer than any run of backticks inside. */
QString fenced(const QString& text, const QString& language)
{
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString end = text.endsWith(u'\n') ? QString() : u"\n"_s;
    return fence + language + u'\n' + text + end + fence + u'\n';
}

QString withGaps(const Part& part)
{
    QString text = part.text;
    for (auto gap = part.gaps.rbegin(); gap != part.gaps.rend(); ++gap)
        text.insert(std::min(*gap, text.size()), u" […] "_s);
    return text;
}

QString toolText(const ToolCall& call)
{
    QString text = "**"_L1 + call.tool + "**"_L1;
    if (!call.title.isEmpty())
        text += u' ' + call.title;
    if (call.status == ToolStatus::Failed)
        text += " (failed)"_L1;
    else if (call.status != ToolStatus::Completed)
        text += " (not finished)"_L1;
    text += "\n\n"_L1;
    const QString command = call.input["command"_L1].toString();
    if (!command.isEmpty())
        text += fenced(command, u"sh"_s);
    else if (!call.input.isEmpty())
        text += fenced(QString::fromUtf8(QJsonDocument(call.input).toJson()), u"json"_s);
    if (!call.diff.isEmpty())
        text += fenced(call.diff, u"diff"_s);
    if (!call.output.isEmpty())
        text += fenced(call.output, {});
    if (!call.error.isEmpty())
        text += fenced(call.error, {});
    for (const Attachment& file : call.attachments)
        text += "Attached: "_L1 + (file.fileName.isEmpty() ? file.mime : file.fileName) + u'\n';
    return text;
}

QString partText(const Part& part)
{
    switch (part.kind) {
    case PartKind::Text:
        return part.verbatim ? fenced(withoutEscapes(part.text), {})
                             : QString(withGaps(part) + u'\n');
    case PartKind::Reasoning:
        return "> "_L1 + withGaps(part).replace(u'\n', "\n> "_L1) + u'\n';
    case PartKind::Tool:
        return toolText(part.tool);
    case PartKind::File:
        return "Attached: "_L1 + (part.fileName.isEmpty() ? part.mime : part.fileName) + u'\n';
    case PartKind::Agent:
    case PartKind::Subtask:
    case PartKind::Retry:
        return u'*' + part.text + "*\n"_L1;
    case PartKind::Compaction:
        return u"*Compacted.*\n"_s;
    case PartKind::Patch:
    case PartKind::StepStart:
    case PartKind::StepFinish:
    case PartKind::Snapshot:
        return {};
    case PartKind::Unknown:
        return fenced(part.text, {});
    }
    return {};
}

} // namespace

QString markdownExport(const Session& session, const std::vector<MessageWithParts>& messages)
{
    QStringList blocks{
        "# "_L1 + (session.title.isEmpty() ? session.id.value() : session.title) + u'\n'};
    for (const MessageWithParts& message : messages) {
        blocks.append(message.message.role == Role::User ? u"## User\n"_s : u"## Assistant\n"_s);
        for (const Part& part : message.parts) {
            if (const QString text = partText(part); !text.isEmpty())
                blocks.append(text);
        }
        if (!message.message.errorText.isEmpty())
            blocks.append("**Error:** "_L1 + message.message.errorText + u'\n');
    }
    return blocks.join(u'\n').trimmed();
}

} // namespace headgate

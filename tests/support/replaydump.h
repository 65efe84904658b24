// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/replay.h"

#include <QFile>
#include <QString>
#include <QStringList>

/** Replays as text, for golden files. */
namespace headgate::test {

inline QString kindName(ReplayKind kind)
{
    using namespace Qt::StringLiterals;
    const QStringList names{
        u"other"_s, u"message"_s, u"text"_s, u"tool"_s, u"asked"_s, u"answered"_s, u"gap"_s};
    return names.value(int(kind));
}

inline QString toolName(ToolStatus status)
{
    using namespace Qt::StringLiterals;
    const QStringList names{u"pending"_s, u"running"_s, u"completed"_s, u"failed"_s};
    return names.value(int(status));
}

/** Everything a person sees at a moment. */
inline QStringList sceneLines(const ReplayScene& scene)
{
    using namespace Qt::StringLiterals;
    QStringList lines;
    const auto quoted = [](QString text) {
        const qsizetype length = text.size();
        text.replace(u'\n', u"\\n"_s);
        return length > 60 ? u"\"%1\" (%2)"_s.arg(text.left(60)).arg(length) : u'"' + text + u'"';
    };
    for (const MessageWithParts& m : scene.messages) {
        lines += u"    %1 %2%3%4"_s.arg(m.message.role == Role::User ? u"user"_s : u"agent"_s,
            m.message.id.value(), m.message.completed ? u" done"_s : QString(),
            scene.unkeptMessages.contains(m.message.id) ? u" (not kept)"_s : QString());
        for (const Part& part : m.parts) {
            const QString unkept = scene.unkept.contains(part.id) ? u" (not kept)"_s : QString();
            lines += part.kind == PartKind::Tool
                ? u"      tool %1 %2 %3%4"_s.arg(
                    part.tool.tool, toolName(part.tool.status), quoted(part.tool.output), unkept)
                : u"      %1 %2%3"_s.arg(part.type, quoted(part.text), unkept);
        }
    }
    for (const Mark& mark : scene.marks)
        lines += u"    mark %1 %2"_s.arg(int(mark.kind)).arg(mark.detail);
    for (const Checkpoint& c : scene.waiting)
        lines += u"    waits %1 %2%3"_s.arg(c.key.request.value(), quoted(c.text),
            scene.unkeptRequests.contains(c.key.request) ? u" (not kept)"_s : QString());
    for (const Todo& todo : scene.todos)
        lines += u"    todo %1 %2"_s.arg(todo.status, todo.content);
    for (const ReplayLine& line : scene.terminal)
        lines += u"    %1> %2"_s.arg(line.stream, line.text);
    return lines;
}

/** Like matchesGolden() of the models; HEADGATE_UPDATE_GOLDEN set, it writes the file instead. */
inline bool matchesFile(const QByteArray& text, const QString& name)
{
    QFile golden(QString(QLatin1StringView(HEADGATE_TEST_DATA) + u'/' + name));
    if (qEnvironmentVariableIsSet("HEADGATE_UPDATE_GOLDEN"))
        return golden.open(QFile::WriteOnly) && golden.write(text) == text.size();
    if (!golden.open(QFile::ReadOnly)) {
        qWarning("no golden file %s", qPrintable(golden.fileName()));
        return false;
    }
    const QByteArrayList expected = golden.readAll().split('\n');
    const QByteArrayList actual = text.split('\n');
    for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i) {
        if (expected.value(i) == actual.value(i))
            continue;
        qWarning("%s line %lld\n  expected %s\n  actual   %s", qPrintable(name),
            static_cast<long long>(i + 1), expected.value(i).constData(),
            actual.value(i).constData());
        return false;
    }
    return true;
}

} // namespace headgate::test

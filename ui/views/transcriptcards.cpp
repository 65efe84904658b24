// SPDX-License-Identifier: MIT
#include "ui/views/transcriptcards.h"

#include "ui/views/transcriptwords.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxSubject = 400;
constexpr int maxDiffRows = 20'000;

QString oneLine(const QString& text)
{
    return visibleText(QStringView(text).left(maxSubject)).simplified();
}

QString firstOf(const QJsonObject& input, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        const QString value = input.value(key).toString();
        if (!value.isEmpty())
            return value;
    }
    return {};
}

QString subjectOf(const ToolCall& call, const QString& verb)
{
    const QJsonObject& in = call.input;
    if (verb == TranscriptWords::verb(u"bash"_s))
        return firstOf(in, {"command"_L1, "description"_L1});
    if (verb == TranscriptWords::verb(u"task"_s))
        return firstOf(in, {"description"_L1, "prompt"_L1});
    if (verb == TranscriptWords::verb(u"grep"_s)) {
        const QString what = firstOf(in, {"pattern"_L1, "query"_L1, "path"_L1});
        const QString where = firstOf(in, {"path"_L1, "include"_L1});
        return where.isEmpty() || where == what ? what : what + u"  " + where;
    }
    if (verb == TranscriptWords::verb(u"webfetch"_s))
        return firstOf(in, {"url"_L1});
    if (verb == TranscriptWords::verb(u"question"_s)) {
        const QJsonObject q = in.value("questions"_L1).toArray().first().toObject();
        return firstOf(q, {"question"_L1, "header"_L1});
    }
    if (!call.title.isEmpty())
        return call.title;
    return firstOf(in, {"filePath"_L1, "path"_L1, "file"_L1, "description"_L1, "name"_L1});
}

/** Input as lines a person can read: one key a line, long strings below their key. */
QString inputText(const QJsonObject& input)
{
    QString out;
    for (auto it = input.begin(); it != input.end(); ++it) {
        if (!out.isEmpty())
            out += u'\n';
        if (it->isString()) {
            const QString value = it->toString();
            out += it.key() + u':' + (value.contains(u'\n') ? u'\n' : u' ') + value;
        } else if (it->isObject() || it->isArray()) {
            const QJsonDocument doc =
                it->isObject() ? QJsonDocument(it->toObject()) : QJsonDocument(it->toArray());
            out +=
                it.key() + u": " + QString::fromUtf8(doc.toJson(QJsonDocument::Indented)).trimmed();
        } else {
            out += it.key() + u": " + it->toVariant().toString();
        }
    }
    return out;
}

void addLabel(BlockText& out, const QString& words)
{
    out.add(BlockKind::CardLabel, words).gap = 0;
}

void addText(BlockText& out, const QString& text, quint16 flags = 0)
{
    const size_t first = out.size();
    out.addLines(BlockKind::CardText, text.toUtf8(), flags);
    out.blocks[first].gap = 0;
    if (first > 0 && out.blocks[first - 1].kind == BlockKind::CardLabel)
        out.blocks[first].flags |= AfterLabel;
}

void addAction(BlockText& out, CardActionKind kind, const QString& words)
{
    Block& b = out.add(BlockKind::CardAction, words);
    b.aux = static_cast<quint32>(kind);
    b.gap = 0;
}

/** The begin of the last `lines` lines; sets the number of lines before it. */
qsizetype tailBegin(QStringView text, int lines, int* before)
{
    qsizetype at = text.endsWith(u'\n') ? text.size() - 1 : text.size();
    for (int i = 0; i < lines && at > 0; ++i)
        at = text.lastIndexOf(u'\n', at - 1);
    *before = at > 0 ? static_cast<int>(text.first(at + 1).count(u'\n')) : 0;
    return at > 0 ? at + 1 : 0;
}

void addBounded(BlockText& out, const QString& text, bool all, quint16 flags = 0)
{
    int before = 0;
    const qsizetype at = all ? 0 : tailBegin(text, outputTailLines, &before);
    if (before > 0) {
        const QStringView tail = QStringView(text).sliced(at);
        const auto shown = static_cast<int>(tail.count(u'\n')) + (tail.endsWith(u'\n') ? 0 : 1);
        addAction(out, CardActionKind::ShowAll, TranscriptWords::showAll(before + shown));
    }
    addText(out, plainOutput(QStringView(text).sliced(at)), flags);
}

void addTodos(BlockText& out, const QJsonArray& todos)
{
    QString text;
    for (const QJsonValue& value : todos) {
        const QJsonObject todo = value.toObject();
        const QString status = todo.value("status"_L1).toString();
        const QString box = status == "completed"_L1 ? u"[x] "_s
            : status == "in_progress"_L1             ? u"[>] "_s
            : status == "cancelled"_L1               ? u"[-] "_s
                                                     : u"[ ] "_s;
        text += box + oneLine(todo.value("content"_L1).toString()) + u'\n';
    }
    addText(out, text);
}

void addHead(BlockText& out, const CardFacts& facts)
{
    QString words = facts.verb;
    if (!facts.subject.isEmpty())
        words += u' ' + facts.subject;
    if (facts.wait != CardWait::None)
        words += u" \u00B7 " + TranscriptWords::waits(facts.wait);
    Block& head = out.add(BlockKind::CardHead, words);
    head.units = static_cast<quint32>(words.size());
}

void addInput(BlockText& out, const ToolCall& call, const CardFacts& facts)
{
    const QJsonArray todos = call.input.value("todos"_L1).toArray();
    if (!todos.isEmpty()) {
        addTodos(out, todos);
        return;
    }
    if (call.input.isEmpty())
        return;
    const QString command = call.input.value("command"_L1).toString();
    const QString content = call.input.value("content"_L1).toString();
    addLabel(out, TranscriptWords::input());
    if (facts.verb == TranscriptWords::verb(u"write"_s) && !content.isEmpty())
        addText(out, visibleText(content)); // the path stands in the head
    else if (facts.verb == TranscriptWords::verb(u"bash"_s) && !command.isEmpty())
        addText(out, visibleText(command));
    else
        addText(out, visibleText(inputText(call.input)));
}

} // namespace

QString plainOutput(QStringView output)
{
    QString out;
    out.reserve(output.size());
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < output.size(); ++i) {
        const char16_t c = output[i].unicode();
        if (c == 0x1B && i + 1 < output.size()) {
            const char16_t kind = output[++i].unicode();
            if (kind == u'[') {
                while (i + 1 < output.size() && (output[++i] < u'@' || output[i] > u'~')) { }
            } else if (kind == u']') {
                while (i + 1 < output.size() && output[i + 1] != u'\n' && output[++i] != QChar(7)) {
                }
            }
        } else if (c == u'\r') {
            const bool lineEnd = i + 1 >= output.size() || output[i + 1] == u'\n';
            if (!lineEnd)
                out.truncate(lineStart);
        } else {
            out += QChar(c);
            if (c == u'\n')
                lineStart = out.size();
        }
    }
    return visibleText(out);
}

bool startsOpen(const ToolCall& call)
{
    return !call.diff.isEmpty() && countDiff(call.diff).rows <= openDiffRows;
}

CardFacts cardFacts(const ToolCall& call)
{
    CardFacts facts;
    facts.verb = TranscriptWords::verb(call.tool);
    facts.subject = oneLine(subjectOf(call, facts.verb));
    facts.monoSubject =
        call.tool != "task"_L1 && call.tool != "question"_L1 && !call.tool.startsWith("todo"_L1);
    if (call.started && call.ended)
        facts.duration = TranscriptWords::duration(*call.ended - *call.started);
    if (!call.diff.isEmpty())
        facts.diff = countDiff(call.diff);
    facts.status = call.status;
    facts.hasStatus = true;
    return facts;
}

BlockText toolCard(const ToolCall& call, const CardFacts& facts, CardFold fold)
{
    BlockText out;
    addHead(out, facts);
    if (fold.open) {
        if (!call.child.value().isEmpty())
            addAction(out, CardActionKind::OpenChild, TranscriptWords::openChild());
        if (!call.diff.isEmpty())
            appendDiff(out, call.diff, maxDiffRows);
        else
            addInput(out, call, facts);
        const bool todos = call.input.contains("todos"_L1);
        if (!call.output.isEmpty() && call.diff.isEmpty() && !todos) {
            addLabel(out, TranscriptWords::output());
            addBounded(out, call.output, fold.all);
        }
        if (!call.error.isEmpty()) {
            addLabel(out, TranscriptWords::error());
            addBounded(out, call.error, fold.all, Failing);
        }
        if (out.size() == 1)
            addLabel(out, TranscriptWords::noContent());
    }
    out.blocks.back().flags |= CardEnd;
    return out;
}

BlockText changesCard(const CardFacts& facts, const std::vector<FileDiff>& files, bool open)
{
    BlockText out;
    addHead(out, facts);
    for (const FileDiff& file : files) {
        if (!open)
            break;
        addLabel(out, oneLine(file.file));
        if (file.patch.isEmpty())
            addText(out, TranscriptWords::noContent());
        else
            appendDiff(out, file.patch, maxDiffRows);
    }
    out.blocks.back().flags |= CardEnd;
    return out;
}

BlockText genericCard(const CardFacts& facts, const QString& body, CardFold fold)
{
    BlockText out;
    addHead(out, facts);
    if (fold.open) {
        if (body.isEmpty())
            addLabel(out, TranscriptWords::noContent());
        else
            addBounded(out, body, fold.all);
    }
    out.blocks.back().flags |= CardEnd;
    return out;
}

} // namespace headgate

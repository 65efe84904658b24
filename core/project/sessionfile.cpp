// SPDX-License-Identifier: MIT
#include "core/project/sessionfile.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace headgate::sessionfile {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 60;

QString iso(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray lineOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject countsOf(const std::vector<RedactionFound>& found)
{
    QJsonObject counts;
    for (const RedactionFound& one : found)
        counts.insert(redactionName(one.rule), one.count);
    return counts;
}

QString redactedWords(const std::vector<RedactionFound>& found)
{
    QStringList words;
    for (const RedactionFound& one : found)
        words += u"%1 × %2"_s.arg(one.count).arg(redactionName(one.rule));
    return words.isEmpty() ? u"nothing was found"_s : words.join(u", "_s);
}

/** Windows does not open files so named, whatever their suffix. */
bool isReserved(const QString& name)
{
    static const QStringList names{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    const bool numbered = name.size() == 4 && name[3].isDigit()
        && (name.startsWith("com"_L1) || name.startsWith("lpt"_L1));
    return numbered || names.contains(name);
}

QString slug(const QString& text)
{
    QString out;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.isLetterOrNumber())
            out += c.toLower();
        else if (!c.isMark() && !out.isEmpty() && !out.endsWith(u'-'))
            out += u'-';
        if (out.size() >= longestName)
            break;
    }
    while (out.endsWith(u'-'))
        out.chop(1);
    return out;
}

} // namespace

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Markdown:
        return u"md"_s;
    case ExportFormat::Lines:
        return u"jsonl"_s;
    case ExportFormat::Html:
        return u"html"_s;
    }
    return {};
}

QString safeName(const QString& title, const SessionId& session, ExportFormat format)
{
    QString name = slug(title);
    if (name.isEmpty())
        name = slug(session.value());
    if (name.isEmpty())
        name = u"session"_s;
    if (isReserved(name))
        name = "session-"_L1 + name;
    return name + u'.' + suffixOf(format);
}

QString markdownEnd(const SessionFileHead& head, const SessionFileTail& tail)
{
    QString text = u"\n\n---\n\n"_s;
    text += u"- Source: `%1`\n- Session: `%2`\n- Written: %3\n- Events held: %4"_s.arg(
        head.key.source.value(), head.key.session.value(), iso(head.written),
        QString::number(tail.events));
    if (tail.unkept > 0)
        text += u", of %1 of them not what they said"_s.arg(tail.unkept);
    text += u'\n';
    if (!head.rules.isEmpty())
        text += u"- Redacted: %1 (rules: %2)\n"_s.arg(
            redactedWords(tail.redacted), head.rules.join(u", "_s));
    return text;
}

QByteArray firstLine(const SessionFileHead& head)
{
    QJsonObject object{{u"headgate"_s, u"session"_s}, {u"version"_s, 1},
        {u"source"_s, head.key.source.value()}, {u"session"_s, head.key.session.value()},
        {u"title"_s, head.title}, {u"written"_s, iso(head.written)}, {u"events"_s, head.events}};
    if (!head.rules.isEmpty())
        object.insert(u"rules"_s, QJsonArray::fromStringList(head.rules));
    return lineOf(object);
}

QByteArray eventLine(const HeldEvent& event, const QJsonValue& data, bool redacted)
{
    const EventRow& row = event.row;
    QJsonObject object{{u"row"_s, row.row}, {u"at"_s, iso(row.time)}, {u"type"_s, row.type},
        {u"origin"_s, originName(row.origin)}, {u"kept"_s, !row.data.isEmpty()}};
    if (!row.id.isEmpty())
        object.insert(u"id"_s, row.id.value());
    if (row.seq)
        object.insert(u"offset"_s, *row.seq);
    if (event.at >= 0) {
        object.insert(u"offset"_s, event.at);
        object.insert(u"file"_s, event.file);
    }
    if (redacted)
        object.insert(u"redacted"_s, true);
    else if (!event.sha256.isEmpty())
        object.insert(u"sha256"_s, QString::fromLatin1(event.sha256));
    else if (!event.print.isEmpty())
        object.insert(u"fingerprint"_s, QString::fromLatin1(event.print));
    if (!row.data.isEmpty())
        object.insert(u"data"_s, data);
    return lineOf(object);
}

QByteArray lastLine(const SessionFileTail& tail, const QByteArray& sha256)
{
    QJsonObject object{{u"end"_s, true}, {u"events"_s, tail.events}, {u"unkept"_s, tail.unkept},
        {u"sha256"_s, QString::fromLatin1(sha256)}};
    if (!tail.redacted.empty())
        object.insert(u"redacted"_s, countsOf(tail.redacted));
    return lineOf(object);
}

} // namespace headgate::sessionfile

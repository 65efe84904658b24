// SPDX-License-Identifier: MIT
// The HTML of sessionfile: no script, nothing from elsewhere, every text escaped.
#include "core/project/sessionfile.h"

#include "core/project/panelines.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace headgate::sessionfile {

using namespace Qt::StringLiterals;

namespace {

/** Longer output is folded. */
constexpr qsizetype longOutput = 1200;

constexpr auto style = R"(
:root{color-scheme:light dark;--ground:#fff;--card:#f6f7f9;--line:#d9dde3;--text:#1c2127;--dim:#5b6572;--accent:#1f5fbf;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1d2228;--line:#343b45;--text:#e6e9ee;--dim:#9aa5b3;--accent:#7fb0ff;--bad:#ff8a80}}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:2rem 0 .4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0 0 1rem;color:var(--dim)}
dd{margin:0;overflow-wrap:anywhere}
.meta,.mark,summary{color:var(--dim);font-size:.85rem}
.user{border-left:3px solid var(--accent);padding-left:1rem}
.words{white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
.thought{color:var(--dim);font-style:italic}
.tool{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.6rem .9rem;margin:.6rem 0}
.failed{color:var(--bad)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0;font:13px/1.45 ui-monospace,monospace}
table{border-collapse:collapse;width:100%;font:12px/1.4 ui-monospace,monospace}
th,td{text-align:left;padding:.15rem .6rem .15rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td.hash{word-break:break-all;color:var(--dim)}
.scroll{overflow-x:auto}
@media print{details{display:block}}
)";

QString iso(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs);
}

/** As text between tags or in an attribute; what no HTML may hold is shown as U+FFFD. */
QString escaped(const QString& text)
{
    QString out = text.toHtmlEscaped();
    for (QChar& c : out) {
        const bool control = c < u' ' && c != u'\n' && c != u'\t';
        // Marks that turn the direction of writing hide what a line says.
        const bool turns = (c >= QChar(0x202a) && c <= QChar(0x202e))
            || (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x7f);
        if (control || turns)
            c = QChar::ReplacementCharacter;
    }
    return out;
}

QString block(const QString& kind, const QString& text)
{
    return u"<div class=\"%1\">%2</div>\n"_s.arg(kind, escaped(text));
}

QString code(const QString& text, const QString& title)
{
    if (text.isEmpty())
        return {};
    const QString pre = u"<pre>%1</pre>"_s.arg(escaped(text));
    if (text.size() < longOutput)
        return pre + u'\n';
    return u"<details><summary>%1, %2 characters</summary>%3</details>\n"_s.arg(
        title, QString::number(text.size()), pre);
}

QString withGaps(const Part& part)
{
    QString text = part.text;
    for (auto gap = part.gaps.rbegin(); gap != part.gaps.rend(); ++gap)
        text.insert(std::min(*gap, text.size()), u" […] "_s);
    return text;
}

QString toolHtml(const ToolCall& call)
{
    QString state;
    if (call.status == ToolStatus::Failed)
        state = u" <span class=\"failed\">failed</span>"_s;
    else if (call.status != ToolStatus::Completed)
        state = u" <span class=\"meta\">not finished</span>"_s;
    QString text = u"<div class=\"tool\"><strong>%1</strong> %2%3\n"_s.arg(
        escaped(call.tool), escaped(call.title), state);
    const QString command = call.input["command"_L1].toString();
    if (!command.isEmpty())
        text += code(command, u"Command"_s);
    else if (!call.input.isEmpty())
        text += code(QString::fromUtf8(QJsonDocument(call.input).toJson()).trimmed(), u"Input"_s);
    text += code(call.diff, u"Changes"_s) + code(call.output, u"Output"_s);
    if (!call.error.isEmpty())
        text += u"<pre class=\"failed\">%1</pre>\n"_s.arg(escaped(call.error));
    for (const Attachment& file : call.attachments)
        text += block(
            u"meta"_s, "Attached: "_L1 + (file.fileName.isEmpty() ? file.mime : file.fileName));
    return text + "</div>\n"_L1;
}

QString partHtml(const Part& part)
{
    switch (part.kind) {
    case PartKind::Text:
        if (part.verbatim)
            return code(withoutEscapes(part.text), u"Terminal"_s);
        return part.text.isEmpty() ? QString() : block(u"words"_s, withGaps(part));
    case PartKind::Reasoning:
        return part.text.isEmpty() ? QString() : block(u"words thought"_s, withGaps(part));
    case PartKind::Tool:
        return toolHtml(part.tool);
    case PartKind::File:
        return block(
            u"meta"_s, "Attached: "_L1 + (part.fileName.isEmpty() ? part.mime : part.fileName));
    case PartKind::Agent:
    case PartKind::Subtask:
    case PartKind::Retry:
        return block(u"meta"_s, part.text);
    case PartKind::Compaction:
        return block(u"meta"_s, u"Compacted."_s);
    case PartKind::Patch:
    case PartKind::StepStart:
    case PartKind::StepFinish:
    case PartKind::Snapshot:
        return {};
    case PartKind::Unknown:
        return code(part.text, part.type.isEmpty() ? u"Part"_s : escaped(part.type));
    }
    return {};
}

QString term(const QString& name, const QString& value)
{
    return u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(name, escaped(value));
}

QString markWords(const Mark& mark)
{
    switch (mark.kind) {
    case Mark::Kind::Repaired:
        return u"The connection was cut here; %1 events were caught up."_s.arg(mark.count);
    case Mark::Kind::Decision:
        return u"Answered: %1"_s.arg(mark.detail);
    case Mark::Kind::Compacted:
        return u"Compacted."_s;
    case Mark::Kind::Error:
        return u"Error: %1"_s.arg(mark.detail);
    case Mark::Kind::Stopped:
        return u"Stopped by a person."_s;
    }
    return {};
}

} // namespace

QByteArray htmlBegin(const SessionFileHead& head)
{
    const QString title = head.title.isEmpty() ? head.key.session.value() : head.title;
    QString text =
        u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"_s;
    text +=
        u"<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<main>\n<h1>%1</h1>\n<dl>\n"_s.arg(
            escaped(title), QLatin1StringView(style));
    text += term(u"Source"_s, head.key.source.value())
        + term(u"Session"_s, head.key.session.value()) + term(u"Written"_s, iso(head.written))
        + term(u"Events held"_s, QString::number(head.events));
    if (!head.rules.isEmpty())
        text += term(u"Redacted by"_s, head.rules.join(u", "_s));
    return (text + "</dl>\n"_L1).toUtf8();
}

QByteArray htmlMessage(const MessageWithParts& message, const QString& offsets)
{
    const Message& m = message.message;
    const bool user = m.role == Role::User;
    QString meta = isKnown(m.created) ? iso(m.created) : QString();
    if (!m.model.isEmpty())
        meta += u" · "_s + m.model;
    if (!offsets.isEmpty())
        meta += u" · offsets "_s + offsets;
    QString text =
        u"<section class=\"%1\" id=\"%2\">\n<h2>%3</h2>\n<div class=\"meta\">%4</div>\n"_s.arg(
            user ? u"user"_s : u"agent"_s, escaped(m.id.value()), user ? u"User"_s : u"Assistant"_s,
            escaped(meta));
    for (const Part& part : message.parts)
        text += partHtml(part);
    if (!m.errorText.isEmpty())
        text += u"<div class=\"words failed\">Error: %1</div>\n"_s.arg(escaped(m.errorText));
    return (text + "</section>\n"_L1).toUtf8();
}

QByteArray htmlMark(const Mark& mark)
{
    return u"<p class=\"mark\">%1 · %2</p>\n"_s.arg(iso(mark.at), escaped(markWords(mark)))
        .toUtf8();
}

QByteArray htmlEvents()
{
    return "<h2>Events</h2>\n<p class=\"meta\">What the text above was made of: where each event "
           "stands in its source, and the SHA-256 of what it said. Of what a later event replaced "
           "only the fingerprint that the history keeps is left.</p>\n"
           "<details><summary>All events</summary><div class=\"scroll\"><table>\n<thead><tr>"
           "<th>Row</th><th>Offset</th><th>Time</th><th>Type</th><th>Id</th><th>Hash</th>"
           "</tr></thead>\n<tbody>\n";
}

QByteArray htmlEvent(const HeldEvent& event, bool redacted)
{
    const EventRow& row = event.row;
    QString offset = row.seq ? QString::number(*row.seq) : QString();
    if (event.at >= 0)
        offset = event.file + u':' + QString::number(event.at);
    QString hash = QString::fromLatin1(event.sha256);
    if (redacted)
        hash = u"redacted"_s;
    else if (hash.isEmpty())
        hash = event.print.isEmpty() ? u"not held"_s
                                     : u"fingerprint "_s + QString::fromLatin1(event.print);
    return u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td><td class=\"hash\">%6</td></tr>\n"_s
        .arg(QString::number(row.row), escaped(offset), iso(row.time), escaped(row.type),
            escaped(row.id.value()), escaped(hash))
        .toUtf8();
}

QByteArray htmlEnd(const SessionFileTail& tail)
{
    QString text =
        u"</tbody></table></div></details>\n<p class=\"meta\">%1 events"_s.arg(tail.events);
    if (tail.unkept > 0)
        text += u", of %1 of them not what they said"_s.arg(tail.unkept);
    text += u'.';
    if (!tail.redacted.empty()) {
        QStringList words;
        for (const RedactionFound& one : tail.redacted)
            words += u"%1 × %2"_s.arg(one.count).arg(redactionName(one.rule));
        text += u" Taken out: %1."_s.arg(words.join(u", "_s));
    }
    return (text + "</p>\n</main>\n</body>\n</html>\n"_L1).toUtf8();
}

} // namespace headgate::sessionfile

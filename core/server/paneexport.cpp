// SPDX-License-Identifier: MIT
#include "core/server/paneexport.h"

#include "core/project/csv.h"
#include "core/server/paneanswers.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 200;

QString dateText(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QString textOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QString::fromUtf8(paneanswers::compact(value.toObject()));
    return value.isUndefined() || value.isNull() ? QString() : value.toVariant().toString();
}

/** What an event says, wherever its channel keeps it. */
QString contentOf(const QJsonObject& data)
{
    for (const QLatin1StringView key :
        {"text"_L1, "delta"_L1, "data"_L1, "content"_L1, "output"_L1, "result"_L1, "input"_L1,
            "message"_L1, "error"_L1, "plan"_L1, "reason"_L1, "status"_L1}) {
        if (const QString text = textOf(data[key]); !text.isEmpty())
            return text;
    }
    return {};
}

QString toolOf(const QJsonObject& data)
{
    for (const QLatin1StringView key : {"tool"_L1, "toolName"_L1, "name"_L1}) {
        if (const QString name = data[key].toString(); !name.isEmpty())
            return name;
    }
    return {};
}

QString roleOf(const StoredPaneEvent& event)
{
    if (const QString role = event.data["role"_L1].toString(); !role.isEmpty())
        return role;
    if (event.channel == "terminal"_L1)
        return event.data["source"_L1].toString(
            event.type == "terminal:input"_L1 ? u"user"_s : u"system"_s);
    if (event.channel == "presence"_L1)
        return u"user"_s;
    return event.channel == "workflow"_L1 ? u"system"_s : u"agent"_s;
}

QString fenced(const QString& text)
{
    QString fence = u"```"_s;
    while (text.contains(fence))
        fence += u'`';
    return fence + u'\n' + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s) + fence + u"\n\n"_s;
}

QString fileName(const QString& title, PaneExport::Format format, Timestamp now)
{
    QString name = title.isEmpty() ? u"session"_s : title;
    for (QChar& c : name) {
        const bool plain = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
        if (!plain)
            c = u'_';
    }
    name.truncate(50);
    const QString date =
        QDateTime::fromMSecsSinceEpoch(toMs(now), Qt::UTC).toString(u"yyyy-MM-dd"_s);
    switch (format) {
    case PaneExport::Format::Json:
        return name + u'_' + date + ".json"_L1;
    case PaneExport::Format::Markdown:
        return name + u'_' + date + ".md"_L1;
    case PaneExport::Format::Csv:
        break;
    }
    return name + "_events_"_L1 + date + ".csv"_L1;
}

} // namespace

std::optional<PaneExport::Format> PaneExport::formatNamed(const QString& name)
{
    if (name == "json"_L1)
        return Format::Json;
    if (name == "markdown"_L1)
        return Format::Markdown;
    if (name == "csv"_L1)
        return Format::Csv;
    return {};
}

PaneExport::PaneExport(Format format, const QJsonObject& session, Timestamp now)
    : m_format(format)
    , m_session(session)
    , m_now(now)
{
    if (format == Format::Csv) {
        m_content = csvRecord({u"timestamp"_s, u"type"_s, u"role"_s, u"tool"_s, u"content"_s});
    } else if (format == Format::Json) {
        m_content = "{\"session\":" + paneanswers::compact(session)
            + ",\"exportedAt\":" + QByteArray::number(toMs(now)) + ",\"events\":[";
    } else {
        const QString title = session["title"_L1].toString();
        m_content = "# " + (title.isEmpty() ? session["id"_L1].toString() : title).toUtf8()
            + "\n\n- Session: " + session["id"_L1].toString().toUtf8()
            + "\n- Status: " + session["status"_L1].toString().toUtf8() + "\n- Created: "
            + dateText(timestampFromMs(session["createdAt"_L1].toInteger())).toUtf8() + "\n\n";
    }
}

void PaneExport::add(const StoredPaneEvent& event, QByteArrayView stored, qint64 offset)
{
    if (m_format == Format::Json)
        m_content += (std::exchange(m_any, true) ? ",\n" : "\n") + toldText(stored, offset);
    else if (m_format == Format::Csv)
        addCsv(event);
    else
        addMarkdown(event);
}

void PaneExport::addCsv(const StoredPaneEvent& event)
{
    m_content += csvRecord({dateText(event.time), event.type, roleOf(event), toolOf(event.data),
        contentOf(event.data).left(longestCell)});
}

/** One empty line below what stands there. */
void PaneExport::paragraph()
{
    while (m_content.endsWith('\n'))
        m_content.chop(1);
    m_content += "\n\n";
}

void PaneExport::say(const QString& who, const QString& text)
{
    if (std::exchange(m_speaker, who) != who) {
        paragraph();
        m_content += "## " + who.toUtf8() + "\n\n";
    }
    m_content += text.toUtf8();
}

void PaneExport::addMarkdown(const StoredPaneEvent& event)
{
    const QJsonObject& data = event.data;
    const QString what = event.type.section(u':', 1);
    const QString agent = data["agentId"_L1].toString(u"agent"_s);
    const QString id = data["id"_L1].toString(data["toolId"_L1].toString());
    if (event.channel == "presence"_L1)
        return;
    if (event.channel == "chunks"_L1 || what == "token"_L1) {
        say(agent, contentOf(data));
    } else if (what == "tool:start"_L1 || event.type == "tool:start"_L1) {
        m_tools.insert(id, toolOf(data));
        say(u"Tool: "_s + toolOf(data), fenced(textOf(data["input"_L1])));
    } else if (what == "tool:result"_L1 || event.type == "tool:result"_L1) {
        const QString tool = toolOf(data).isEmpty() ? m_tools.value(id) : toolOf(data);
        const QJsonValue output =
            data.contains("output"_L1) ? data["output"_L1] : data["result"_L1];
        say(u"Result: "_s + tool, fenced(textOf(output)));
    } else if (event.channel == "terminal"_L1) {
        say(event.type == "terminal:input"_L1 ? u"Input"_s : u"Terminal"_s,
            fenced(data["data"_L1].toString()));
    } else {
        if (std::exchange(m_speaker, u"-"_s) != "-"_L1)
            paragraph();
        const QString text = contentOf(data).left(longestCell).simplified();
        m_content += "- " + dateText(event.time).toUtf8() + " `" + event.type.toUtf8() + '`'
            + (text.isEmpty() ? "" : ": ") + text.toUtf8() + '\n';
    }
}

QJsonObject PaneExport::finish()
{
    if (m_format == Format::Json)
        m_content += "\n]}\n";
    else if (m_format == Format::Markdown && !m_content.endsWith('\n'))
        m_content += '\n';
    const QString type = m_format == Format::Json ? u"application/json"_s
        : m_format == Format::Csv                 ? u"text/csv"_s
                                                  : u"text/markdown"_s;
    return {{u"content"_s, QString::fromUtf8(m_content)}, {u"contentType"_s, type},
        {u"filename"_s, fileName(m_session["title"_L1].toString(), m_format, m_now)}};
}

} // namespace headgate

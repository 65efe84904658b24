// SPDX-License-Identifier: MIT
#include "tests/support/panecollections.h"

#include "core/project/panelines.h"

#include <QJsonDocument>

namespace headgate::test {

using namespace Qt::StringLiterals;

void PaneCollections::take(const PaneEvent& event)
{
    const QJsonObject& data = event.data;
    reduce(m_company, event);
    reduce(m_agents, SessionId(u"s"_s), event);
    for (const PaneLine& line : linesOf(event))
        m_lines += line.id + u' ' + line.source + u' ' + line.text;
    if (event.type == "chunk"_L1)
        m_chunks += data["id"_L1].toString() + u' ' + data["text"_L1].toString();
    if (!event.type.startsWith("tool:"_L1))
        return;
    QJsonObject& call = m_calls[data["id"_L1].toString()];
    for (auto it = data.begin(); it != data.end(); ++it)
        call.insert(it.key(), it.value());
}

void PaneCollections::take(const Checkpoint& request)
{
    m_workflow.insert(request.key.request.value(),
        u"%1 %2 %3 "_s.arg(request.permission)
                .arg(int(request.state))
                .arg(request.reply ? int(*request.reply) : -1)
            + request.text);
}

QMap<QString, QStringList> PaneCollections::all() const
{
    QMap<QString, QStringList> all;
    const auto add = [&all](const QString& name, const QString& text) { all[name] += text; };
    for (const QString& one : m_chunks)
        add(u"chunks"_s, one);
    for (const QString& one : m_lines)
        add(u"terminal"_s, one);
    for (const QJsonObject& call : m_calls)
        add(u"toolCalls"_s, QString::fromUtf8(QJsonDocument(call).toJson(QJsonDocument::Compact)));
    for (const Person& one : m_company.people) {
        const QPointF cursor = one.cursor.value_or(QPointF());
        add(u"presence"_s, u"%1 %2 %3,%4"_s.arg(one.id, one.name).arg(cursor.x()).arg(cursor.y()));
    }
    for (const Happening& one : m_company.feed)
        add(u"activity"_s, u"%1 %2 %3"_s.arg(int(one.kind)).arg(one.who, one.what));
    for (const PaneAgent& one : m_agents)
        add(u"agentState"_s,
            QStringList{one.id, one.status, one.message, one.tool, one.text,
                QString::number(one.turn.value_or(-1)), QString::number(one.progress.value_or(-1))}
                .join(u'|'));
    for (const QString& one : m_workflow)
        add(u"workflow"_s, one);
    return all;
}

} // namespace headgate::test

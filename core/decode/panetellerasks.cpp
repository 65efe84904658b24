// SPDX-License-Identifier: MIT
// What waits for a person, as Teller tells it.
#include "core/decode/paneteller.h"

#include <QJsonArray>

namespace headgate::pane {

using namespace Qt::StringLiterals;

void Teller::ask(const QString& of, const QString& type, const QString& request, QJsonObject body)
{
    m_story.waiting.insert(of, request);
    body.insert("id"_L1, request);
    add(type, std::move(body));
}

void Teller::answered(const QString& of, const QString& reply)
{
    const QString request = m_story.waiting.take(of);
    if (request.isEmpty())
        return;
    m_story.questions.remove(request);
    QJsonObject body{{u"requestID"_s, request}};
    if (!reply.isEmpty())
        body.insert("reply"_L1, reply);
    add(u"permission.replied"_s, body);
}

void Teller::approval(const QString& what, const QJsonObject& payload)
{
    const QString task = firstText(payload, {"taskId"_L1});
    // Some servers tell what became of a plan in the same words.
    const bool plan = payload["plan"_L1].toBool();
    const QString of = (plan ? "plan:"_L1 : "approval:"_L1)
        + (task.isEmpty() ? data()["taskId"_L1].toString() : task);
    if (what == "approval:requested"_L1) {
        answered(of, {}); // asked again: nobody waits on the older one
        QJsonObject body{{u"permission"_s, u"approval"_s}, {u"patterns"_s, QJsonArray{task}}};
        if (const QString diff = payload["diff"_L1].toString(); !diff.isEmpty())
            body.insert("metadata"_L1, QJsonObject{{u"diff"_s, diff}});
        ask(of, u"permission.asked"_s, of + u'@' + tag(), body);
    } else if (what == "approval:approved"_L1) {
        answered(of, u"once"_s);
    } else if (what == "approval:rejected"_L1) {
        answered(of, u"reject"_s);
    }
}

void Teller::planReady()
{
    const QString of = "plan:"_L1 + firstText(data(), {"taskId"_L1, "agentId"_L1});
    if (m_story.waiting.contains(of))
        return;
    // What it would be let to do with it is part of what is approved.
    QJsonArray covered{textOf(data()["plan"_L1])};
    for (const QJsonValue& one : data()["allowedPrompts"_L1].toArray())
        covered.append(QString(one["tool"_L1].toString() + ": "_L1 + one["prompt"_L1].toString()));
    ask(of, u"permission.asked"_s, of + u'@' + tag(),
        {{u"permission"_s, u"plan"_s}, {u"patterns"_s, covered}});
}

/** Whoever begins to work was let. */
void Teller::planDecided()
{
    answered("plan:"_L1 + firstText(data(), {"taskId"_L1, "agentId"_L1}), u"once"_s);
}

void Teller::question(const QString& of)
{
    QJsonArray questions;
    std::vector<AskedQuestion> named;
    const QJsonArray asked = data()["questions"_L1].toArray();
    for (const QJsonValue& one : asked) {
        questions.append(QJsonObject{{u"header"_s, one["header"_L1]},
            {u"question"_s, one.isString() ? one : one["question"_L1]},
            {u"options"_s, one["options"_L1].toArray()},
            {u"multiple"_s, one["multiSelect"_L1].toBool()}});
        const QString words = one.isString() ? one.toString() : one["question"_L1].toString();
        AskedQuestion kept{one["header"_L1].toString(words), {}};
        for (const QJsonValue& option : one["options"_L1].toArray())
            kept.labels.append(option["label"_L1].toString());
        named.push_back(std::move(kept));
    }
    const QString id = firstText(data(), {"interactionId"_L1, "id"_L1});
    answered(of, {});
    const QString request = id.isEmpty() ? QString(of + u'@' + tag()) : id;
    m_story.questions.insert(request, std::move(named));
    ask(of, u"question.asked"_s, request, {{u"questions"_s, questions}});
}

} // namespace headgate::pane

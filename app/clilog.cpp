// SPDX-License-Identifier: MIT
#include "app/clilog.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"

#include <QJsonArray>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

QString statusOf(const LogCheckpoint& checkpoint, Timestamp at)
{
    if (checkpoint.decision)
        return checkpoint.decision->approved ? u"approved"_s : u"rejected"_s;
    return checkpoint.hasExpired(at) ? u"expired"_s : u"pending"_s;
}

QString expiry(const LogCheckpoint& checkpoint, Timestamp at)
{
    if (!checkpoint.expiresAt)
        return {};
    return checkpoint.hasExpired(at)
        ? u", expired %1 ago"_s.arg(words::longSpan(at - *checkpoint.expiresAt))
        : u", expires in %1"_s.arg(words::longSpan(*checkpoint.expiresAt - at));
}

} // namespace

void addLogOptions(QCommandLineParser& parser)
{
    addHelp(parser);
    parser.addOption({u"json"_s, u"Print one JSON object a line."_s});
    parser.addOption({u"log"_s, u"The log; default: %1."_s.arg(EventLog::defaultPath()), u"file"_s,
        EventLog::defaultPath()});
}

QString logPath(const QCommandLineParser& parser)
{
    return parser.value(u"log"_s);
}

Timestamp now()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

QString safe(const QString& text)
{
    return makeVisible(QString(text).replace(u'\n', u' ').replace(u'\t', u' ')).text;
}

QJsonObject toJson(const LogCheckpoint& checkpoint, Timestamp at)
{
    QJsonArray options;
    for (const LogOption& option : checkpoint.options) {
        QJsonObject one{{u"id"_s, option.id}, {u"label"_s, option.label}};
        if (!option.description.isEmpty())
            one.insert(u"description"_s, option.description);
        options.append(one);
    }
    const QString id = checkpoint.isIntervention() ? checkpoint.event.value() : checkpoint.id;
    QJsonObject json{{u"checkpoint_id"_s, id}, {u"status"_s, statusOf(checkpoint, at)},
        {u"decision_point"_s, checkpoint.decisionPoint}, {u"options"_s, options},
        {u"requested_by"_s, checkpoint.requestedBy},
        {u"requested_at"_s, toMs(checkpoint.requestedAt)},
        {u"template"_s, templateName(checkpoint.kind)}, {u"stream"_s, checkpoint.streamId},
        {u"event"_s, checkpoint.event.value()}};
    if (checkpoint.expiresAt)
        json.insert(u"expires_at"_s, toMs(*checkpoint.expiresAt));
    if (!checkpoint.decision)
        return json;
    const LogDecision& decision = *checkpoint.decision;
    json.insert(u"decided_by"_s, decision.by);
    json.insert(u"decided_at"_s, toMs(decision.at));
    if (!decision.option.isEmpty())
        json.insert(u"selected_option"_s, decision.option);
    if (!decision.reason.isEmpty())
        json.insert(u"reason"_s, decision.reason);
    if (decision.expired)
        json.insert(u"expired"_s, true);
    return json;
}

QString describe(const LogCheckpoint& checkpoint, Timestamp at)
{
    const bool intervention = checkpoint.isIntervention();
    QString text = (intervention ? checkpoint.event.value() : checkpoint.id) + u"  "_s
        + (intervention ? u"intervention requested: "_s : QString())
        + safe(checkpoint.decisionPoint)
        + u"\n    asked by %1 %2 ago%3"_s.arg(safe(checkpoint.requestedBy),
            words::longSpan(at - checkpoint.requestedAt), expiry(checkpoint, at));
    if (checkpoint.kind == LogCheckpoint::Template::DangerousOperation)
        text += u"\n    dangerous: approving it is asked twice"_s;
    for (size_t i = 0; i < checkpoint.options.size(); ++i) {
        const LogOption& option = checkpoint.options[i];
        text +=
            u"\n    %1  %2  %3"_s.arg(QString::number(i + 1), safe(option.id), safe(option.label));
        if (!option.description.isEmpty())
            text += ": "_L1 + safe(option.description);
    }
    return text;
}

} // namespace headgate::cli

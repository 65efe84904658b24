// SPDX-License-Identifier: MIT
#include "core/decode/opencodenext.h"
#include "core/decode/opencodenextparts.h"

namespace headgate::opencode {

using namespace Qt::StringLiterals;

namespace {

struct Listed
{
    next::Place place;
    QJsonObject message;
    qint64 created = 0;

    QJsonObject info(QLatin1StringView role) const { return next::message(place, role, created); }
};

QJsonObject whole(const QJsonObject& info, const QJsonArray& parts)
{
    return {{u"info"_s, info}, {u"parts"_s, parts}};
}

void setCompleted(QJsonObject& info, qint64 at)
{
    QJsonObject time = info["time"_L1].toObject();
    time.insert(u"completed"_s, at);
    info.insert(u"time"_s, time);
}

QJsonObject reasoning(const Listed& from, const QJsonValue& told, qint64 completed)
{
    QJsonObject part =
        next::part(from.place, from.place.part(told["id"_L1].toString()), "reasoning"_L1);
    part.insert(u"text"_s, told["text"_L1].toString());
    QJsonObject time{{u"start"_s, told["time"_L1]["created"_L1].toInteger(from.created)}};
    if (const qint64 end = told["time"_L1]["completed"_L1].toInteger(completed); end > 0)
        time.insert(u"end"_s, end);
    part.insert(u"time"_s, time);
    return part;
}

QJsonObject tool(const Listed& from, const QJsonValue& told)
{
    QJsonObject part =
        next::toolPart(from.place, told["id"_L1].toString(), told["name"_L1].toString());
    const QJsonObject result = told["state"_L1].toObject();
    QJsonObject state = part["state"_L1].toObject();
    const QJsonValue input = result["input"_L1];
    state.insert(u"input"_s, input.isString() ? next::inputOf(input.toString()) : input.toObject());
    next::setResult(state, result["status"_L1].toString(), result);
    QJsonObject time;
    if (const qint64 ran = told["time"_L1]["ran"_L1].toInteger(); ran > 0)
        time.insert(u"start"_s, ran);
    if (const qint64 end = told["time"_L1]["completed"_L1].toInteger(); end > 0)
        time.insert(u"end"_s, end);
    if (!time.isEmpty())
        state.insert(u"time"_s, time);
    part.insert(u"state"_s, state);
    return part;
}

QJsonObject assistant(const Listed& from)
{
    QJsonObject info = from.info("assistant"_L1);
    const QJsonObject& told = from.message;
    info.insert(u"agent"_s, told["agent"_L1]);
    info.insert(u"providerID"_s, told["model"_L1]["providerID"_L1]);
    info.insert(u"modelID"_s, told["model"_L1]["id"_L1]);
    for (const auto& key : {u"finish"_s, u"cost"_s, u"tokens"_s}) {
        if (told.contains(key))
            info.insert(key, told[key]);
    }
    const qint64 completed = told["time"_L1]["completed"_L1].toInteger();
    if (completed > 0)
        setCompleted(info, completed);
    if (const QJsonObject error = told["error"_L1].toObject(); !error.isEmpty())
        info.insert(u"error"_s, next::error(error));
    QJsonArray parts;
    QJsonArray files;
    for (const QJsonValue& piece : told["content"_L1].toArray()) {
        const QString type = piece["type"_L1].toString();
        if (type == "text"_L1) {
            const QString words = piece["text"_L1].toString();
            // An empty text is one that streams: its words are listed once it ended.
            const bool streams = words.isEmpty() && completed <= 0;
            parts.append(next::text(
                from.place, piece["id"_L1].toString(), words, streams ? from.created : 0));
        } else if (type == "reasoning"_L1) {
            parts.append(reasoning(from, piece, completed));
        } else if (type == "tool"_L1) {
            const QJsonObject part = tool(from, piece);
            parts.append(part);
            const QJsonObject state = piece["state"_L1].toObject();
            if (next::wasInterrupted(state["error"_L1].toObject()))
                info.insert(u"stopped"_s, true);
            if (state["status"_L1].toString() != "completed"_L1)
                continue;
            for (const QJsonValue& file : next::changes(
                     part["state"_L1]["input"_L1].toObject(), state["structured"_L1].toObject()))
                files.append(file);
        }
    }
    if (!files.isEmpty())
        info.insert(u"summary"_s, QJsonObject{{u"diffs"_s, files}});
    return whole(info, parts);
}

QJsonObject shell(const Listed& from)
{
    const QJsonObject& told = from.message;
    const QString call = told["callID"_L1].toString();
    QJsonObject info = from.info("assistant"_L1);
    QJsonObject part = next::toolPart(from.place, call, u"bash"_s);
    part.insert(u"id"_s, next::shellPart(call));
    QJsonObject state{
        {u"status"_s, u"running"_s}, {u"input"_s, QJsonObject{{u"command"_s, told["command"_L1]}}}};
    QJsonObject time{{u"start"_s, from.created}};
    if (const qint64 completed = told["time"_L1]["completed"_L1].toInteger(); completed > 0) {
        setCompleted(info, completed);
        time.insert(u"end"_s, completed);
        state.insert(u"status"_s, u"completed"_s);
        state.insert(u"output"_s, told["output"_L1]);
    }
    state.insert(u"time"_s, time);
    part.insert(u"state"_s, state);
    return whole(info, {part});
}

QJsonObject compaction(const Listed& from)
{
    QJsonObject info = from.info("assistant"_L1);
    info.insert(u"summary"_s, true);
    setCompleted(info, from.created);
    QJsonObject divider = next::part(from.place, from.place.part(u"compaction"_s), "compaction"_L1);
    divider.insert(u"auto"_s, from.message["reason"_L1].toString() == "auto"_L1);
    return whole(info,
        {divider, next::text(from.place, u"summary"_s, from.message["summary"_L1].toString())});
}

} // namespace

QJsonArray nextPage(const SessionId& session, const QJsonArray& messages)
{
    QJsonArray page;
    for (const QJsonValue& value : messages) {
        const QJsonObject message = value.toObject();
        const Listed from{{session.value(), message["id"_L1].toString()}, message,
            message["time"_L1]["created"_L1].toInteger()};
        const QString type = message["type"_L1].toString();
        if (from.place.message.isEmpty())
            continue;
        if (type == "assistant"_L1)
            page.append(assistant(from));
        else if (type == "user"_L1)
            page.append(whole(from.info("user"_L1), next::promptParts(from.place, message)));
        else if (type == "synthetic"_L1 || type == "system"_L1)
            page.append(whole(from.info("user"_L1),
                {next::synthetic(from.place, message["text"_L1].toString())}));
        else if (type == "shell"_L1)
            page.append(shell(from));
        else if (type == "compaction"_L1)
            page.append(compaction(from));
    }
    return page;
}

bool isNextMessage(const QJsonObject& info)
{
    return info["next"_L1].toBool();
}

} // namespace headgate::opencode

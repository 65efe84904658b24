// SPDX-License-Identifier: MIT
#include "core/decode/opencodenextstep.h"

namespace headgate::opencode::next {

namespace {

/** A call as it is known, and its state. */
struct Call
{
    explicit Call(Step& step)
        : s(step)
        , part(step.knownPart(step.string("callID"_L1)))
    {
        if (part.isEmpty())
            part = toolPart(s.place, s.string("callID"_L1), {});
        state = part["state"_L1].toObject();
    }
    bool ended() const
    {
        const QString status = state["status"_L1].toString();
        return status == "completed"_L1 || status == "error"_L1;
    }
    void name(QLatin1StringView key)
    {
        if (const QString tool = s.string(key); !tool.isEmpty())
            part.insert(u"tool"_s, tool);
    }
    void tell()
    {
        part.insert(u"state"_s, state);
        s.tellPart(part);
    }

    Step& s;
    QJsonObject part;
    QJsonObject state;
};

} // namespace

void shellStarted(Step& s)
{
    const QString call = s.string("callID"_L1);
    QJsonObject part = toolPart(s.place, call, u"bash"_s);
    part.insert(u"id"_s, shellPart(call));
    QJsonObject state{{u"status"_s, u"running"_s},
        {u"input"_s, QJsonObject{{u"command"_s, s.string("command"_L1)}}}};
    setTime(state, u"start"_s, s.at);
    part.insert(u"state"_s, state);
    s.tellMessage(message(s.place, "assistant"_L1, s.at));
    s.tellPart(part);
}

void shellEnded(Step& s)
{
    QJsonObject part = s.known("p:"_L1 + shellPart(s.string("callID"_L1)));
    if (part.isEmpty()) // nobody knows which message it belongs to; the list will say
        return;
    s.place.message = part["messageID"_L1].toString();
    QJsonObject state = part["state"_L1].toObject();
    state.insert(u"status"_s, u"completed"_s);
    state.insert(u"output"_s, s.string("output"_L1));
    setTime(state, u"end"_s, s.at);
    part.insert(u"state"_s, state);
    s.tellPart(part);
    QJsonObject info = s.message("assistant"_L1);
    setTime(info, u"completed"_s, s.at);
    s.tellMessage(info);
}

void toolInputStarted(Step& s)
{
    s.workGoesOn();
    Call call(s);
    call.name("name"_L1);
    call.tell();
}

void toolInputEnded(Step& s)
{
    Call call(s);
    if (call.state["status"_L1].toString() != "pending"_L1)
        return;
    call.state.insert(u"input"_s, inputOf(s.string("text"_L1)));
    call.tell();
}

void toolCalled(Step& s)
{
    Call call(s);
    call.name("tool"_L1);
    call.state.insert(u"input"_s, s.object("input"_L1));
    setTime(call.state, u"start"_s, s.at);
    if (!call.ended())
        call.state.insert(u"status"_s, u"running"_s);
    call.tell();
}

void toolProgress(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    setResult(call.state, u"running"_s, s.body);
    call.tell();
}

void toolSucceeded(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    setResult(call.state, u"completed"_s, s.body);
    setTime(call.state, u"end"_s, s.at);
    call.tell();
    const QJsonArray files = changes(call.state["input"_L1].toObject(), s.object("structured"_L1));
    if (files.isEmpty())
        return;
    QJsonObject info = s.message("assistant"_L1);
    QJsonArray diffs = info["summary"_L1]["diffs"_L1].toArray();
    for (const QJsonValue& file : files)
        diffs.append(file);
    info.insert(u"summary"_s, QJsonObject{{u"diffs"_s, diffs}});
    s.tellMessage(info);
}

void toolFailed(Step& s)
{
    Call call(s);
    if (call.ended())
        return;
    setResult(call.state, u"error"_s, s.body);
    setTime(call.state, u"end"_s, s.at);
    call.tell();
    if (!wasInterrupted(s.object("error"_L1)))
        return;
    QJsonObject info = s.message("assistant"_L1);
    info.insert(u"stopped"_s, true);
    s.tellMessage(info);
}

} // namespace headgate::opencode::next

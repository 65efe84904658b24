// SPDX-License-Identifier: MIT
#include "core/decode/panerequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace headgate::pane {

using namespace Qt::StringLiterals;

namespace {

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

/** As its form gives it: by the question's name; a person's own words are marked as such. */
QJsonObject answersOf(const Answers& answers, const std::vector<AskedQuestion>& questions)
{
    QJsonObject object;
    for (size_t i = 0; i < questions.size() && qsizetype(i) < answers.size(); ++i) {
        QStringList said;
        for (const QString& one : answers[qsizetype(i)])
            said += questions[i].labels.contains(one) ? one : QString("Other: "_L1 + one);
        object.insert(questions[i].name, said.join(", "_L1));
    }
    return object;
}

/** What was decided, as an event; `type`: of the workflow channel. */
Request announced(const Decision& decision, const QString& task, const QString& by, Timestamp now)
{
    const bool approved = decision.reply == Reply::Once;
    QJsonObject payload{{u"taskId"_s, task}};
    const QString words = decision.message.trimmed();
    if (approved)
        payload.insert("approver"_L1, by);
    else
        payload.insert("reason"_L1, words);
    if (approved && !words.isEmpty())
        payload.insert("feedback"_L1, words);
    const SessionId& session = decision.key.session;
    return publication(session, Channel::Workflow,
        {{u"id"_s, QString("decision-"_L1 + decision.key.request.value())},
            {u"sessionId"_s, session.value()}, {u"taskId"_s, task},
            {u"type"_s, approved ? u"approval:approved"_s : u"approval:rejected"_s},
            {u"payload"_s, payload}, {u"actor"_s, by}, {u"timestamp"_s, toMs(now)}});
}

} // namespace

Request publication(const SessionId& session, Channel channel, const QJsonObject& data)
{
    return {"/api/streams?sessionId="_L1 + encoded(session.value()),
        {{u"channel"_s, channelName(channel)}, {u"data"_s, data}}};
}

Request inputRequest(const Prompt& prompt)
{
    return publication(prompt.key.session, Channel::Terminal,
        {{u"id"_s, prompt.id}, {u"sessionId"_s, prompt.key.session.value()},
            {u"type"_s, u"input"_s}, {u"data"_s, prompt.text}, {u"source"_s, u"user"_s},
            {u"timestamp"_s, toMs(prompt.at)}});
}

Answering answering(const Decision& decision, const Story& story, const QString& by, Timestamp now)
{
    const QString request = decision.key.request.value();
    const auto waiting = std::find(story.waiting.cbegin(), story.waiting.cend(), request);
    if (waiting == story.waiting.cend())
        return {{}, false, {Issue::Code::RequestNotFound, decision.key.source, {request}}};
    Answering out;
    if (decision.reply == Reply::Answer) {
        out.settles = true;
        const QJsonObject answers = answersOf(decision.answers, story.questions.value(request));
        QJsonObject body{{u"answers"_s, answers}};
        body.insert("interactionId"_L1, request);
        out.ways = {{u"/api/sessions/%1/input"_s.arg(encoded(decision.key.session.value())), body}};
        return out;
    }
    const bool approved = decision.reply == Reply::Once;
    const QString task = waiting.key().section(u':', 1);
    const QString tasks = u"/api/tasks/%1/"_s.arg(encoded(task));
    const QString words = decision.message.trimmed();
    QJsonObject body;
    if (!approved && !words.isEmpty())
        body.insert("reason"_L1, words);
    if (waiting.key().startsWith("plan:"_L1)) {
        out.settles = true;
        out.ways = {{tasks + (approved ? "approve-plan"_L1 : "reject-plan"_L1), body}};
        return out;
    }
    if (approved) {
        // Each server reads the names it knows.
        body = {{u"approvedBy"_s, by}, {u"approver"_s, by}, {u"createMergeCommit"_s, true},
            {u"mergeCommit"_s, true}};
        if (!words.isEmpty())
            body.insert("feedback"_L1, words);
    }
    out.ways = {{tasks + (approved ? "approve"_L1 : "reject"_L1), body},
        announced(decision, task, by, now)};
    return out;
}

Request attendanceRequest(const Attendance& attendance)
{
    QJsonObject body{{u"userId"_s, attendance.user}};
    if (!attendance.name.isEmpty())
        body.insert("displayName"_L1, attendance.name);
    if (attendance.act == Attendance::Act::Join)
        body.insert("action"_L1, u"join"_s);
    if (attendance.act == Attendance::Act::Leave)
        body.insert("action"_L1, u"leave"_s);
    if (attendance.cursor)
        body.insert("cursor"_L1, *attendance.cursor);
    return {attendancePath(attendance.session), body};
}

QString attendancePath(const SessionId& session)
{
    return u"/api/sessions/%1/presence"_s.arg(encoded(session.value()));
}

bool isNoRoute(int status, const QByteArray& body)
{
    if (status == 405 || status == 501)
        return true;
    const QString code = errorCode(body);
    return status == 404 && (code.isEmpty() || code == "NOT_FOUND"_L1);
}

Issue refusal(const SourceId& source, int status, const QByteArray& body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QString code = object["error"_L1]["code"_L1].toString();
    const bool refused = object["ok"_L1].isBool() && !object["ok"_L1].toBool();
    if (status >= 200 && status <= 299 && !refused)
        return {};
    if (code == "NOT_WAITING_APPROVAL"_L1)
        return {Issue::Code::RequestNotFound, source, {QString(), code}};
    if (code == "ALREADY_APPROVED"_L1 || code == "PLAN_INTERACTION_ALREADY_ANSWERED"_L1)
        return {Issue::Code::AlreadyAnswered, source, {QString(), code}};
    if (code == "SESSION_NOT_FOUND"_L1)
        return {Issue::Code::SessionNotFound, source, {}};
    if (code.isEmpty() && (status == 401 || status == 403))
        return {Issue::Code::NotAuthorised, source, {}};
    const QJsonValue error = object["error"_L1];
    QStringList args{QString::number(status),
        code.isEmpty() ? error["message"_L1].toString(error.toString()) : code};
    const QJsonObject details = error["details"_L1].toObject();
    for (const QJsonValue& file : details["files"_L1].toArray(error["files"_L1].toArray()))
        args.append(file.toString());
    if (code == "RATE_LIMITED"_L1) {
        const QJsonValue after =
            details.contains("retryAfter"_L1) ? details["retryAfter"_L1] : error["retryAfter"_L1];
        if (after.isDouble())
            args.append(QString::number(after.toInteger()));
    }
    return {Issue::Code::HttpError, source, args};
}

std::optional<qint64> offsetOf(const QByteArray& body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue offset =
        object["offset"_L1].isDouble() ? object["offset"_L1] : object["data"_L1]["offset"_L1];
    if (!offset.isDouble() || offset.toDouble() < 0)
        return {};
    return offset.toInteger();
}

} // namespace headgate::pane

// SPDX-License-Identifier: MIT
// The part of OpenCodeSource that a person's wishes leave by.
#include "core/decode/opencodeobjects.h"
#include "core/io/opencodesource.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr int tries = 3;

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString pathOf(const SessionId& session, QLatin1StringView tail = {})
{
    return "/session/"_L1 + encoded(session.value()) + tail;
}

} // namespace

void OpenCodeSource::send(
    const Wish& wish, std::function<void(const HttpAnswer&, const Issue&)> done)
{
    if (m_machine.phase == SyncState::Paused) {
        // Nothing leaves a paused source; it can be wished again once it is resumed.
        QTimer::singleShot(0, this, [this, done = std::move(done)] {
            done({}, {Issue::Code::Unreachable, m_id, {u"paused"_s}});
        });
        return;
    }
    m_client.sendJson(
        wish.method, wish.path, wish.directory.toUtf8(),
        QJsonDocument(wish.body).toJson(QJsonDocument::Compact), answerLimit,
        [this, done = std::move(done), unknown = wish.unknown](const HttpAnswer& answer) {
            Issue issue = answer.status == 404 ? unknown : answer.issue;
            if (issue.code != Issue::Code::None)
                issue.source = m_id;
            // The server says in its body what it did not like.
            if (issue.code == Issue::Code::HttpError) {
                const QString why =
                    opencode::errorText(QJsonDocument::fromJson(answer.body).object());
                if (!why.isEmpty())
                    issue.args = {issue.args.value(0), why};
            }
            done(answer, issue);
        },
        this);
}

void OpenCodeSource::decide(
    const Decision& decision, const QString& directory, std::function<void(DecisionAnswer)> done)
{
    const QString request = encoded(decision.key.request.value());
    const bool question = decision.key.request.value().startsWith("que"_L1);
    Wish wish{"POST", {}, directory, {},
        {Issue::Code::RequestNotFound, m_id, {decision.key.request.value()}}};
    const bool next = m_nextRequests.contains(decision.key.request);
    const QString place = next ? "/api"_L1 + pathOf(decision.key.session) : QString();
    if (decision.reply == Reply::Answer) {
        wish.path = place + u"/question/%1/reply"_s.arg(request);
        wish.body.insert(u"answers"_s, opencode::toJson(decision.answers));
    } else if (question) {
        wish.path = place + u"/question/%1/reject"_s.arg(request);
    } else {
        wish.path = place + u"/permission/%1/reply"_s.arg(request);
        wish.body.insert(u"reply"_s, replyName(decision.reply));
        if (!decision.message.isEmpty())
            wish.body.insert(u"message"_s, decision.message);
    }
    send(wish, [done = std::move(done)](const HttpAnswer&, const Issue& issue) { done({issue}); });
}

void OpenCodeSource::stop(
    const SessionId& session, const QString& directory, std::function<void(DecisionAnswer)> done)
{
    send({"POST", pathOf(session, "/abort"_L1), directory, {},
             {Issue::Code::SessionNotFound, m_id, {session.value()}}},
        [done = std::move(done)](const HttpAnswer&, const Issue& issue) { done({issue}); });
}

void OpenCodeSource::prompt(const Prompt& prompt, const QString& directory, const QString& agent,
    std::function<void(DecisionAnswer)> done)
{
    const QJsonObject text{{u"type"_s, u"text"_s}, {u"text"_s, prompt.text}};
    QJsonObject body{{u"parts"_s, QJsonArray{text}}};
    // Without one the server takes its own first agent, whatever the session worked with.
    if (!agent.isEmpty())
        body.insert(u"agent"_s, agent);
    const SessionId& session = prompt.key.session;
    send({"POST", pathOf(session, "/prompt_async"_L1), directory, body,
             {Issue::Code::SessionNotFound, m_id, {session.value()}}},
        [done = std::move(done)](const HttpAnswer&, const Issue& issue) { done({issue}); });
}

void OpenCodeSource::act(
    const SessionAct& act, const QString& directory, std::function<void(ActAnswer)> done)
{
    const SessionId& session = act.key.session;
    const Issue unknown{Issue::Code::SessionNotFound, m_id, {session.value()}};
    Wish wish{"DELETE", pathOf(session), directory, {}, unknown};
    if (act.kind == SessionAct::Kind::Rename) {
        wish.method = "PATCH";
        wish.body.insert(u"title"_s, act.text);
    } else if (act.kind == SessionAct::Kind::Create) {
        wish = {"POST", u"/session"_s, directory, {}, {Issue::Code::NotOffered, m_id, {}}};
        if (!act.text.isEmpty())
            wish.body.insert(u"title"_s, act.text);
    }
    const bool creates = act.kind == SessionAct::Kind::Create;
    send(wish,
        [this, done = std::move(done), creates](const HttpAnswer& answer, const Issue& issue) {
            ActAnswer result{issue, {}};
            if (creates && issue.code == Issue::Code::None) {
                const QJsonObject made = QJsonDocument::fromJson(answer.body).object();
                result.made = SessionId(made["id"_L1].toString());
                if (result.made.isEmpty())
                    result.issue = {Issue::Code::BadAnswer, m_id, {u"/session"_s, u"no id"_s}};
            }
            done(result);
        });
}

void OpenCodeSource::learnLimits(const QString& directory)
{
    m_limitsWanted.insert(directory);
    if (live())
        fetchLimits();
}

void OpenCodeSource::fetchLimits()
{
    for (const QString& directory : std::as_const(m_limitsWanted)) {
        if (m_limitsAsked.contains(directory))
            continue;
        m_limitsAsked.insert(directory);
        m_client.get(
            u"/config/providers"_s, directory.toUtf8(), answerLimit, tries,
            [this](const HttpAnswer& answer) {
                // Without it no limit is shown; nothing else depends on it.
                if (answer.ok())
                    m_host.take(m_id,
                        {LimitsListed{
                            opencode::limits(QJsonDocument::fromJson(answer.body).object())}});
            },
            m_reads.get());
    }
}

} // namespace headgate

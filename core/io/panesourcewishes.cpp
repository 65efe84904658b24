// SPDX-License-Identifier: MIT
// The part of PaneSource that a person's wishes leave by.
#include "core/decode/opencode.h"
#include "core/decode/opencodeobjects.h"
#include "core/io/httprules.h"
#include "core/io/panesource.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;

} // namespace

/** Later, as every answer comes. */
void PaneSource::refuse(const std::function<void(DecisionAnswer)>& done, Issue issue)
{
    QTimer::singleShot(0, this, [done, issue = std::move(issue)] { done({issue}); });
}

/** As others read it. */
QString PaneSource::personName() const
{
    const QString someone = m_presence.someone();
    if (!someone.isEmpty())
        return someone;
    const QString& user = m_server.config.user;
    return user.isEmpty() || user == http::tokenBearer ? u"headgate"_s : user;
}

void PaneSource::decide(
    const Decision& decision, const QString&, std::function<void(DecisionAnswer)> done)
{
    if (m_machine.phase == SyncState::Paused) {
        refuse(done, {Issue::Code::Unreachable, m_server.source, {u"paused"_s}});
        return;
    }
    const auto stream = m_streams.find(decision.key.session);
    const pane::Story story = stream != m_streams.end()
        ? stream->second->story()
        : pane::Story::fromJson(m_stories[decision.key.session.value()].toObject());
    pane::Answering answer = pane::answering(decision, story, personName(), now());
    if (answer.ways.empty()) {
        refuse(done, answer.issue);
        return;
    }
    m_writes.answer(std::move(answer.ways),
        [this, decision, settles = answer.settles, done = std::move(done)](const Issue& issue) {
            done({issue});
            if (settles && issue.code == Issue::Code::None)
                tellAnswered(decision);
        });
}

/** No event tells of it: the server's own answer is kept in its place. */
void PaneSource::tellAnswered(const Decision& decision)
{
    QJsonObject body{{u"sessionID"_s, decision.key.session.value()},
        {u"requestID"_s, decision.key.request.value()}};
    const bool question = decision.reply == Reply::Answer;
    if (question)
        body.insert("answers"_L1, opencode::toJson(decision.answers));
    else
        body.insert("reply"_L1, replyName(decision.reply));
    Event event = opencode::makeEvent(m_server.source, {},
        question ? u"question.replied"_s : u"permission.replied"_s, body, now());
    event.origin = Origin::Live;
    event.id =
        EventId(u"%1#answer/%2"_s.arg(decision.key.session.value(), decision.key.request.value()));
    m_host.take(m_server.source, {std::move(event)});
}

void PaneSource::listRequests(const QString&)
{
    for (auto& [session, stream] : m_streams) {
        if (!stream->story().waiting.isEmpty())
            stream->lookAgain();
    }
}

void PaneSource::prompt(
    const Prompt& prompt, const QString&, const QString&, std::function<void(DecisionAnswer)> done)
{
    if (m_machine.phase != SyncState::Live) {
        refuse(done, {Issue::Code::Unreachable, m_server.source, {u"offline"_s}});
        return;
    }
    m_writes.type(prompt, [done = std::move(done)](const Issue& issue) { done({issue}); });
}

void PaneSource::act(const SessionAct& act, const QString&, std::function<void(ActAnswer)> done)
{
    const bool creates = act.kind == SessionAct::Kind::Create;
    if (act.kind == SessionAct::Kind::Rename || m_machine.phase != SyncState::Live) {
        const auto code = act.kind == SessionAct::Kind::Rename ? Issue::Code::NotOffered
                                                               : Issue::Code::Unreachable;
        refuse(
            [done](const DecisionAnswer& answer) {
                done({answer.issue, {}});
            },
            {code, m_server.source, {u"offline"_s}});
        return;
    }
    QJsonObject body;
    if (creates && !act.text.isEmpty())
        body.insert("title"_L1, act.text);
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(act.key.session.value()));
    m_client.sendJson(
        creates ? "POST" : "DELETE", creates ? u"/api/sessions"_s : "/api/sessions/"_L1 + name, {},
        creates ? QJsonDocument(body).toJson(QJsonDocument::Compact) : QByteArray(), answerLimit,
        [this, creates, done = std::move(done)](const HttpAnswer& answer) {
            ActAnswer result{answer.issue, {}};
            if (answer.status != 0)
                result.issue = pane::refusal(m_server.source, answer.status, answer.body);
            result.issue.source = m_server.source;
            if (creates && result.issue.code == Issue::Code::None) {
                const QJsonObject made = QJsonDocument::fromJson(answer.body).object();
                const QString id = made["data"_L1]["id"_L1].toString(made["id"_L1].toString());
                result.made = SessionId(id);
                if (id.isEmpty())
                    result.issue = {
                        Issue::Code::BadAnswer, m_server.source, {u"/api/sessions"_s, u"no id"_s}};
            }
            done(result);
            if (m_machine.phase == SyncState::Live)
                m_nextList.start(0ms); // what it changed stands in the list
        },
        this);
}

void PaneSource::lookUp(const Lookup& lookup, std::function<void(Finding)> done)
{
    if (const auto* wish = std::get_if<Lookup::Attend>(&lookup.what))
        m_presence.attend(*wish, std::move(done));
    else
        EventSource::lookUp(lookup, std::move(done));
}

void PaneSource::openSession(const SessionId& session)
{
    if (!m_everListed)
        return; // once the list is there
    const bool listed = std::any_of(m_listed.begin(), m_listed.end(),
        [&](const Listed& one) { return one.session == session; });
    if (!listed) {
        m_host.take(m_server.source,
            {Issue{Issue::Code::SessionNotFound, m_server.source, {session.value()}}});
        return;
    }
    m_opened.insert(session);
    PaneStream& stream = follow(session);
    if (!stream.isWhole())
        return;
    // What was sent there and not told may be told by the list.
    m_looks.insert(session, m_host.fence());
    stream.lookAgain();
}

void PaneSource::lookedAt(const SessionId& session)
{
    if (m_looks.contains(session))
        tellOpened(session, m_looks.take(session));
}

/** What is opened is whole: all that there was at `fence` was told. */
void PaneSource::tellOpened(const SessionId& session, qint64 fence)
{
    if (!m_opened.remove(session))
        return;
    MessagesListed nothingNewer;
    nothingNewer.session = {m_server.source, session};
    nothingNewer.newest = true;
    nothingNewer.fence = fence;
    m_host.take(m_server.source, {std::move(nothingNewer)});
}

} // namespace headgate

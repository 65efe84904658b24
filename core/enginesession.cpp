// SPDX-License-Identifier: MIT
// What a person does to sessions: words sent, turns ended, titles, and sessions made and deleted.
#include "core/engineworker.h"
#include "core/store/historyreader.h"

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Words the server took and does not show are looked for after this. */
constexpr auto keptWithin = 5s;

QString actName(SessionAct::Kind kind)
{
    switch (kind) {
    case SessionAct::Kind::Create:
        return u"create"_s;
    case SessionAct::Kind::Rename:
        return u"rename"_s;
    case SessionAct::Kind::Delete:
        return u"delete"_s;
    }
    return {};
}

const Session* find(const Follower& follower, const SessionId& session)
{
    const auto entry = follower.sessions().entries.constFind(session);
    return entry == follower.sessions().entries.cend() ? nullptr : &entry->session;
}

} // namespace

void EngineWorker::execute(const StopSession& command)
{
    flush();
    Followed* of = followed(command.key.source);
    if (!of)
        return;
    std::vector<Session> running = runningFrom(of->follower->sessions(), command.key.session);
    std::reverse(running.begin(), running.end());
    stopNext(command, std::move(running), {});
}

/** The last of them first; then, once the server took it, those above. */
void EngineWorker::stopNext(
    const StopSession& wish, std::vector<Session> running, std::function<void()> then)
{
    Followed* of = followed(wish.key.source);
    if (!of || m_stopped)
        return;
    if (running.empty()) {
        if (then)
            then();
        return;
    }
    const Session session = running.back();
    running.pop_back();
    of->source->stop(session.id, session.directory,
        [this, wish, session, running = std::move(running), then = std::move(then)](
            const DecisionAnswer& answer) {
            flush();
            if (m_stopped)
                return;
            if (answer.issue.code != Issue::Code::None) {
                Issue issue = answer.issue;
                issue.source = wish.key.source;
                post({IssueRaised{issue, 1}}, 0);
                return;
            }
            noteStopped(wish, session);
            stopNext(wish, running, then);
        });
}

void EngineWorker::noteStopped(const StopSession& wish, const Session& session)
{
    Followed* of = followed(wish.key.source);
    if (!of)
        return;
    Mark mark;
    mark.kind = Mark::Kind::Stopped;
    mark.at = now();
    mark.id = u"stop-%1"_s.arg(toMs(mark.at));
    mark.own = true;
    ChangeBatch changes;
    m_history->begin();
    of->follower->note(session.id, mark, changes);
    m_journal->note(session.key(), session.directory, u"stop"_s, wish.actor, mark.at);
    if (!commit(&changes))
        return;
    m_journal->flush();
    post(std::move(changes), m_history->lastRow());
}

void EngineWorker::execute(const SendPrompt& command)
{
    flush();
    Prompt prompt{command.key, command.id, command.text, now(), Prompt::State::Sending, {}, {}};
    Followed* of = followed(command.key.source);
    const Session* session = of ? find(*of->follower, command.key.session) : nullptr;
    if (!session || session->readOnly) {
        prompt.state = Prompt::State::Failed;
        prompt.issue = {session ? Issue::Code::NotOffered : Issue::Code::SessionNotFound,
            command.key.source, {command.key.session.value()}};
        post({PromptChanged{prompt}}, 0);
        return;
    }
    const QString directory = session->directory;
    const QString agent = session->agent;
    // A copy stands behind all that the server is known to have.
    const SessionPage newest = historyreader::loadPage(m_history->database(), command.key, {}, 1);
    const Timestamp behind =
        newest.messages.empty() ? Timestamp() : newest.messages.back().message.created;
    ChangeBatch changes;
    m_history->begin();
    m_journal->begin(prompt, directory, command.actor, behind);
    of->follower->expect(prompt, behind, changes);
    if (!commit(&changes))
        return;
    post(std::move(changes), m_history->lastRow());
    of->source->prompt(prompt, directory, agent,
        [this, key = command.key, id = command.id](
            const DecisionAnswer& answer) { promptAnswered(key, id, answer.issue); });
}

void EngineWorker::promptAnswered(const SessionKey& key, const QString& id, const Issue& issue)
{
    flush();
    Followed* of = followed(key.source);
    if (!of || m_stopped)
        return;
    ChangeBatch changes;
    m_history->begin();
    of->follower->promptAnswered(id, issue, changes);
    settleJournal(changes);
    if (!commit(&changes))
        return;
    m_journal->flush();
    post(std::move(changes), m_history->lastRow());
    if (issue.code == Issue::Code::SendUnknown)
        lookFor(key, id);
    else if (issue.code == Issue::Code::None)
        QTimer::singleShot(keptWithin, this, [this, key, id] { lookFor(key, id); });
}

/** Nobody knows whether the words arrived: the session does. */
void EngineWorker::lookFor(const SessionKey& key, const QString& id)
{
    flush();
    Followed* of = followed(key.source);
    if (!of || m_stopped)
        return;
    ChangeBatch changes;
    m_history->begin();
    const bool missing = of->follower->lookFor(id, changes);
    if (!commit(&changes))
        return;
    post(std::move(changes), m_history->lastRow());
    if (!missing)
        return;
    of->source->openSession(key.session);
    // It asks for nothing while it is not live, or while an older answer is under way.
    QTimer::singleShot(keptWithin, this, [this, key, id] { lookFor(key, id); });
}

void EngineWorker::execute(const SessionAct& command)
{
    flush();
    Followed* of = followed(command.key.source);
    if (!of)
        return;
    if (command.kind != SessionAct::Kind::Delete) {
        send(command);
        return;
    }
    // A turn would run on after its session is gone (opencode.md 4).
    std::vector<Session> running = runningFrom(of->follower->sessions(), command.key.session);
    std::reverse(running.begin(), running.end());
    stopNext({command.key, command.actor}, std::move(running), [this, command] { send(command); });
}

void EngineWorker::send(const SessionAct& act)
{
    Followed* of = followed(act.key.source);
    if (!of || m_stopped)
        return;
    QString directory = act.directory;
    if (const Session* session = find(*of->follower, act.key.session))
        directory = session->directory;
    of->source->act(act, directory,
        [this, act, directory](const ActAnswer& answer) { actAnswered(act, directory, answer); });
}

/** Written down once the server did it, and only then (DS-64). What it changed is told by its
 * stream. */
void EngineWorker::actAnswered(
    const SessionAct& act, const QString& directory, const ActAnswer& answer)
{
    flush();
    if (m_stopped || !followed(act.key.source))
        return;
    ActSettled settled{act.kind, act.key, answer.issue};
    if (answer.issue.code == Issue::Code::None) {
        if (act.kind == SessionAct::Kind::Create)
            settled.key.session = answer.made;
        m_history->begin();
        m_journal->note(settled.key, directory, actName(act.kind), act.actor, now(), act.text);
        if (!commit(nullptr))
            return;
        m_journal->flush();
    } else {
        settled.issue.source = act.key.source;
    }
    post({settled}, 0);
}

void EngineWorker::execute(const ShowArchived& command)
{
    flush();
    m_showArchived = command.on;
    ChangeBatch changes;
    for (auto& [id, followed] : m_sources)
        followed.follower->showArchived(command.on, changes);
    post(std::move(changes), 0);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/engineworker.h"
#include "core/io/logfiles.h"
#include "core/logpages.h"
#include "core/project/answers.h"
#include "core/sourcekinds.h"
#include "core/store/historyreader.h"

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A decision the server took and the stream does not mention is looked up after this. */
constexpr auto confirmWithin = 5s;
/** Events read at once for a caller that fell behind. */
constexpr int eventsPerPage = 500;

} // namespace

void EngineWorker::execute(const AddSource& command)
{
    const SourceId id = command.config.id();
    if (Followed* known = followed(id)) {
        // Named again: with other credentials, after the server asked for them.
        known->source = makeSource(command.config, *this);
        known->source->start();
        if (known->terminals)
            known->terminals->reconfigure(command.config);
        // What the one before was asked is never answered; who waits for it asks again.
        postFinding(id, {HeldFound{{{}, true}, true, {}}, {Issue::Code::ConnectionLost, id, {}}});
        return;
    }
    Followed fresh;
    fresh.source = makeSource(command.config, *this);
    fresh.follower = std::make_unique<Follower>(command.config, *m_history, m_options.feed);
    fresh.terminals = makeTerminals(command.config);
    recallHealth(id);
    ChangeBatch changes;
    m_history->begin();
    // Each showing of the recording brings the same ids again.
    if (command.config.kind == SourceKind::Demo)
        m_history->forget(id);
    fresh.follower->showArchived(m_showArchived, changes);
    fresh.follower->restore(now(), changes);
    for (const Journal::OpenPrompt& open : m_journal->openPrompts(id)) {
        fresh.follower->expect(open.prompt, open.behind, changes);
        const SessionKey key = open.prompt.key;
        QTimer::singleShot(0, this, [this, key, prompt = open.prompt.id] { lookFor(key, prompt); });
    }
    if (!commit(&changes))
        return;
    EventSource* source = fresh.source.get();
    m_sources.emplace(id, std::move(fresh));
    post(std::move(changes), m_history->lastRow());
    source->start();
    // Ledger and lineage are for who looks at them: the window.
    const bool shown = m_options.feed == Engine::EventFeed::Newest;
    if (command.config.kind == SourceKind::Log && shown && m_reader)
        m_reader->survey(id, logPath(command.config.url.toLocalFile()));
}

void EngineWorker::execute(const RenameSource& command)
{
    flush();
    Followed* of = followed(command.source);
    if (!of)
        return;
    ChangeBatch changes;
    of->follower->rename(command.name, changes);
    post(std::move(changes), 0);
}

void EngineWorker::execute(const RemoveSource& command)
{
    flush();
    const auto it = m_sources.find(command.source);
    if (it == m_sources.end())
        return;
    m_open.closeAll(command.source);
    m_recorders.erase(command.source);
    m_sources.erase(it);
    keepHealth(true);
    m_health.erase(command.source);
    if (isLog(command.source) && m_reader)
        m_reader->endSurvey(command.source);
    post({SourceRemoved{command.source}}, 0);
}

void EngineWorker::execute(const PauseSource& command)
{
    Followed* of = followed(command.source);
    if (!of)
        return;
    of->source->pause();
    if (of->terminals)
        of->terminals->pause();
}

void EngineWorker::execute(const ResumeSource& command)
{
    Followed* of = followed(command.source);
    if (!of)
        return;
    of->source->start();
    if (of->terminals)
        of->terminals->resume();
}

void EngineWorker::execute(const RetrySource& command)
{
    if (Followed* of = followed(command.source))
        of->source->retryNow();
}

void EngineWorker::execute(const SystemResumed&)
{
    for (auto& [id, of] : m_sources) {
        of.follower->slept();
        of.source->systemResumed();
        if (of.terminals)
            of.terminals->retryNow();
    }
}

void EngineWorker::execute(const OpenSession& command)
{
    flush();
    Followed* of = followed(command.key.source);
    if (!of || !m_open.open(command.key))
        return;
    of->follower->setOpen(command.key.session, true);
    ask(m_open.newestPage(command.key));
    of->source->openSession(command.key.session);
    ChangeBatch changes;
    for (const Prompt& prompt : of->follower->promptsOf(command.key.session))
        changes.push_back(PromptChanged{prompt});
    of->follower->tellRoom(command.key, changes);
    post(std::move(changes), 0);
}

void EngineWorker::execute(const CloseSession& command)
{
    m_open.close(command.key);
    if (Followed* of = followed(command.key.source))
        of->follower->setOpen(command.key.session, false);
}

void EngineWorker::execute(const LoadOlder& command)
{
    const auto oldest = m_open.oldest(command.key);
    Followed* of = followed(command.key.source);
    if (!of || !oldest)
        return;
    flush();
    m_history->begin();
    const bool held = m_history->hasMessageBefore(command.key, timestampFromMs(oldest->order));
    (void)commit(nullptr);
    if (held || !hasOlder(*of, command.key)) {
        ask(m_open.olderPage(command.key));
        return;
    }
    m_open.awaitOlder(command.key);
    of->source->loadOlder(command.key.session);
}

void EngineWorker::recordStep(Followed& followed, const DecisionStep& step)
{
    ChangeBatch changes;
    followed.follower->decide(step, now(), changes);
    settleJournal(changes);
    if (!commit(&changes))
        return;
    m_journal->flush();
    post(std::move(changes), m_history->lastRow());
}

void EngineWorker::execute(const Decide& command)
{
    flush();
    const Decision& decision = command.decision;
    Followed* of = followed(decision.key.source);
    const Checkpoint* checkpoint = of ? of->follower->checkpoint(decision.key) : nullptr;
    if (!checkpoint) {
        m_history->begin();
        const bool answered = m_history->wasAnswered(decision.key.source, decision.key.request);
        (void)commit(nullptr);
        Issue issue{Issue::Code::AlreadyAnswered, decision.key.source, {}};
        if (!answered)
            issue = {
                Issue::Code::RequestNotFound, decision.key.source, {decision.key.request.value()}};
        post({IssueRaised{issue, 1}}, 0);
        return;
    }
    // Refused before anything is written: nothing may look as if it had been sent.
    if (!checkpoint->answerable) {
        const Issue issue{Issue::Code::NotAnswerable, decision.key.source, {}};
        post({IssueRaised{issue, 1}, CheckpointChanged{*checkpoint}}, 0);
        return;
    }
    // One answer in flight per request: a second press, or a notification beside the dialog,
    // changes nothing (H22).
    if (!checkpoint->waits()) {
        post({CheckpointChanged{*checkpoint}}, 0);
        return;
    }
    if (const Outcome fit = fits(decision, *checkpoint); !fit) {
        Issue issue = fit.error();
        issue.source = decision.key.source;
        post({IssueRaised{issue, 1}, CheckpointChanged{*checkpoint}}, 0);
        return;
    }
    const QString directory = checkpoint->directory;
    m_history->begin();
    m_journal->begin(decision, *checkpoint, now());
    recordStep(*of, {decision.key, CheckpointState::Sending, decision.reply, {}, decision.answers});
    if (m_stopped)
        return;
    of->source->decide(decision, directory,
        [this, decision](const DecisionAnswer& answer) { answered(decision, answer); });
}

void EngineWorker::execute(const ReadEvents& command)
{
    flush();
    const auto load = isLog(command.source) ? logpages::loadEvents : historyreader::loadEvents;
    EventsLogged page = load(m_history->database(), command.source, command.after, eventsPerPage);
    // Committed and told in one order: what comes after the last page is in the feed again.
    if (!page.readOnAfter)
        m_outbox.resumeFeed();
    if (m_outbox.answer(std::move(page)))
        emit changed();
}

void EngineWorker::execute(const Serve& command)
{
    m_publisher->serve(command);
}

void EngineWorker::execute(const StopServing&)
{
    flush();
    m_publisher->stop();
}

void EngineWorker::execute(const PublishSession& command)
{
    flush();
    m_publisher->publish(command.key, command.on);
}

void EngineWorker::execute(const PublishSource& command)
{
    flush();
    m_publisher->publish(command.source);
}

void EngineWorker::answered(const Decision& decision, const DecisionAnswer& answer)
{
    flush();
    Followed* of = followed(decision.key.source);
    const Checkpoint* checkpoint = of ? of->follower->checkpoint(decision.key) : nullptr;
    if (!checkpoint || m_stopped)
        return;
    const QString directory = checkpoint->directory;
    DecisionStep step{
        decision.key, CheckpointState::Sent, decision.reply, answer.issue, decision.answers};
    const bool another = answer.issue.code == Issue::Code::RequestNotFound
        || answer.issue.code == Issue::Code::AlreadyAnswered;
    if (another)
        step.state = CheckpointState::AnsweredElsewhere;
    else if (answer.issue.code != Issue::Code::None)
        step.state = CheckpointState::Failed;
    m_history->begin();
    recordStep(*of, step);
    if (step.state == CheckpointState::Sent) {
        const SourceId source = decision.key.source;
        QTimer::singleShot(confirmWithin, this, [this, source, directory, key = decision.key] {
            Followed* later = followed(source);
            const Checkpoint* known = later ? later->follower->checkpoint(key) : nullptr;
            if (known && known->state == CheckpointState::Sent)
                later->source->listRequests(directory);
        });
    } else {
        // Nobody knows whether it arrived, or who was first: the list does.
        of->source->listRequests(directory);
    }
}

std::unique_ptr<Terminals> EngineWorker::makeTerminals(const SourceConfig& config)
{
    if (config.kind != SourceKind::OpenCode)
        return nullptr;
    return std::make_unique<Terminals>(config, [this, id = config.id()](TerminalNews news) {
        post({TerminalTold{id, std::make_shared<const TerminalNews>(std::move(news))}}, 0);
    });
}

void EngineWorker::execute(const UseTerminal& command)
{
    Followed* of = followed(command.source);
    if (of && of->terminals)
        of->terminals->use(*command.wish);
}

} // namespace headgate

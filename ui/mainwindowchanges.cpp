// SPDX-License-Identifier: MIT
// What happens in MainWindow when changes or a person come.
#include "core/engine.h"
#include "ui/announcement.h"
#include "ui/finders.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/marking.h"
#include "ui/panels/composer.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/noticebar.h"
#include "ui/panels/replaypage.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/topbar.h"
#include "ui/panels/wallpage.h"
#include "ui/panes.h"
#include "ui/sessioncommands.h"
#include "ui/sessionnavigator.h"
#include "ui/sessionreplay.h"
#include "ui/sessionwall.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"
#include "ui/words/checkpointwords.h"

#include <QStackedWidget>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

void MainWindow::follow(Engine* engine)
{
    m_engine = engine;
    connect(engine, &Engine::changesReady, this, [this] {
        if (m_frame.isActive())
            m_more = true;
        else
            takeFrame();
    });
}

void MainWindow::expectSources(bool expected)
{
    m_expecting = expected;
    refreshMiddle();
}

void MainWindow::takeFrame()
{
    m_more = false;
    if (!m_engine)
        return;
    apply(m_engine->takeChanges());
    m_frame.start();
}

void MainWindow::apply(const ChangeBatch& batch)
{
    if (batch.empty())
        return;
    const Timestamp now = m_ports.now();
    m_models.begin(batch, now);
    m_wall->tick(now);
    bool urgent = false;
    for (const Change& change : batch) {
        urgent = urgent || isUrgent(change);
        applyOne(change);
    }
    m_transcript->showApplied();
    if (isOnWall() && isVisible() && !isMinimized())
        m_wall->page()->changed();
    if (isActiveWindow())
        markSeen();
    m_sessionCommands->tellMade();
    m_navigator->selectRevealed();
    selectFirst();
    m_navigator->goOn();
    emit applied(batch);
    if (urgent)
        refresh();
    else if (!m_soon.isActive())
        m_soon.start();
}

/** False for what a busy stream brings with each event: the words about it may wait a moment. */
bool MainWindow::isUrgent(const Change& change) const
{
    if (const auto* session = std::get_if<SessionChanged>(&change)) {
        const Session* known = m_models.sessions.session(session->session.key());
        return !known || known->status != session->session.status
            || known->title != session->session.title;
    }
    if (const auto* source = std::get_if<SourceChanged>(&change)) {
        const SourceStatus* known = m_models.sources.find(source->status.id);
        return !known || known->state != source->status.state
            || known->issue != source->status.issue;
    }
    return !std::holds_alternative<EventsLogged>(change)
        && !std::holds_alternative<MessageChanged>(change)
        && !std::holds_alternative<PartChanged>(change)
        && !std::holds_alternative<StateRowChanged>(change)
        && !std::holds_alternative<TerminalTold>(change)
        && !std::holds_alternative<TimelineCounted>(change)
        && !std::holds_alternative<ProgressChanged>(change)
        && !std::holds_alternative<TimelineRead>(change)
        && !std::holds_alternative<WorkChanged>(change)
        && !std::holds_alternative<PartAppended>(change);
}

/** What somebody would see at a glance: that it waits for them, and that a turn is over. */
QString MainWindow::announcement(const Change& change) const
{
    if (const auto* asked = std::get_if<CheckpointChanged>(&change)) {
        const Checkpoint* known = m_models.requests.find(asked->checkpoint.key);
        return known && known->waits() ? QString() : announcementOf(asked->checkpoint);
    }
    if (const auto* told = std::get_if<SessionChanged>(&change)) {
        const Session* known = m_models.sessions.session(told->session.key());
        if (known && known->status == SessionStatus::Running)
            return announcementOf(told->session);
    }
    return {};
}

void MainWindow::applyOne(const Change& change)
{
    const QString news = announcement(change);
    m_models.apply(change);
    m_finders->apply(change);
    m_wall->apply(change);
    m_replay->apply(change);
    m_transcript->apply(change);
    announce(this, news);
    if (const auto* issue = std::get_if<IssueRaised>(&change))
        m_notice->add(issue->issue, issue->count);
    const auto* words = std::get_if<PromptChanged>(&change);
    if (words && words->prompt.state == Prompt::State::Failed)
        m_composer->putBack(words->prompt);
    if (const auto* done = std::get_if<ActSettled>(&change))
        m_sessionCommands->settle(*done);
    // Where its own panel is not in sight, nobody would know.
    const auto* recording = std::get_if<RecordingChanged>(&change);
    if (recording && recording->recording.state == Recording::State::Failed
        && !m_inspector->isShown(u"serve"_s))
        m_notice->add(recording->recording.issue, 1);
    const auto* serving = std::get_if<ServingChanged>(&change);
    if (serving && serving->serving.state == Serving::State::Failed
        && !m_inspector->isShown(u"serve"_s))
        m_notice->add(serving->serving.issue, 1);
    if (const auto* gone = std::get_if<SourceRemoved>(&change))
        emit sourceForgotten(gone->source);
    if (!m_selected.isEmpty() && !m_models.sessions.session(m_selected)) {
        endReplay();
        m_selected = {};
        m_transcript->openSession({});
        m_composer->setSession({});
        m_models.clearSession();
    }
}

void MainWindow::tick()
{
    m_models.tick(m_ports.now());
    if (isOnWall())
        m_wall->page()->tick();
    refresh();
}

void MainWindow::refresh()
{
    m_soon.stop();
    const Timestamp now = m_ports.now();
    m_top->setWaiting(m_models.requests.waiting());
    m_strip->show(shownSource(), now);
    showTerminalsOf(m_models.sessions.session(m_selected));
    m_inspector->refresh(now);
    refreshMiddle();
    refreshHead();
    m_requestDialogs.refresh();
    const int waiting = m_models.requests.waiting();
    setWindowTitle(waiting > 0 ? tr("%n waiting", nullptr, waiting) : u"Headgate"_s);
    emit refreshed();
}

/** Of its server and directory. */
void MainWindow::showTerminalsOf(const Session* session)
{
    const SourceStatus* source = session ? m_models.sources.find(session->source) : nullptr;
    if (source && source->kind == SourceKind::OpenCode)
        m_models.terminals.setPlace(source->id, session->directory);
    else
        m_models.terminals.setPlace({}, {});
}

void MainWindow::refreshMiddle()
{
    QWidget* page = m_page;
    m_expecting = m_expecting && m_models.sources.usable() == 0;
    if (m_expecting)
        page = m_blank;
    else if (isOnWall())
        page = m_wall->page();
    else if (m_models.sources.usable() == 0)
        page = m_firstRun;
    else if (m_selected.isEmpty())
        page = m_none;
    else if (isReplaying())
        page = m_replay->page();
    if (page == m_none && m_models.sessions.sessionsInOrder().empty())
        m_none->say(tr("No session here yet"),
            tr("Sessions appear at the left as soon as a source tells of one. Everything that "
               "comes is listed under Events (%1).")
                .arg(keysOrName(ActionId::ShowEvents)));
    else if (page == m_none)
        m_none->say(tr("No session selected"),
            tr("Choose a session at the left, or press %1.")
                .arg(keysOrName(ActionId::NextSession)));
    if (m_middle->currentWidget() != page)
        m_middle->setCurrentWidget(page);
}

void MainWindow::refreshHead()
{
    const Session* session = m_models.sessions.session(m_selected);
    m_sessionCommands->refresh(isReplaying());
    action(ActionId::ToggleSide)->setEnabled(!isReplaying() && !isOnWall());
    refreshComposer(session);
    if (!session)
        return;
    const SourceStatus* source = m_models.sources.find(session->source);
    SessionHead::Facts facts;
    facts.source = m_models.sources.nameOf(session->source);
    facts.live =
        source && (source->state == SyncState::Live || source->state == SyncState::CatchUp);
    facts.waiting = m_models.requests.waitingInSession(m_selected) > 0;
    facts.subagents = m_models.sessions.hasSubagents(m_selected);
    facts.tokens = m_models.sessions.tokensWithSubagents(m_selected);
    facts.changeable = m_sessionCommands->isChangeable(m_selected);
    facts.company = m_models.room.avatars();
    facts.cost = m_models.sessions.costWithSubagents(m_selected);
    facts.stoppable = m_sessionCommands->isStoppable(*session);
    if (source)
        facts.proof = words::shortProof(*source);
    m_head->show(*session, facts, m_ports.now());
    m_transcript->setRunning(session->status == SessionStatus::Running);
    m_transcript->setReverted(session->revertedTo);
    refreshWaiting();
}

void MainWindow::refreshComposer(const Session* session)
{
    const bool takes = session && m_sessionCommands->takesWords(*session);
    if (m_composer->isHidden() == takes)
        m_composer->setVisible(takes);
    if (!session)
        return;
    const SourceStatus* source = m_models.sources.find(session->source);
    const bool pane = source && source->kind == SourceKind::AgentPane;
    const bool live = m_sessionCommands->isChangeable(m_selected);
    const bool running =
        session->status == SessionStatus::Running || session->status == SessionStatus::Retrying;
    const bool ready = !m_transcript->document().isLoading();
    using Reader = Composer::Facts::Reader;
    const Reader reader = !pane ? Reader::Agent
        : session->readOnly     ? Reader::Closed
        : running               ? Reader::Session
                                : Reader::Nobody;
    m_composer->show({running && !pane, live, ready, session->agent, reader});
}

/** Tools of the session in the middle that wait, and those whose subagent does, at any depth. */
void MainWindow::refreshWaiting()
{
    WaitingCalls waiting;
    for (int row = 0; row < m_models.requests.rowCount(); ++row) {
        const Checkpoint& c = m_models.requests.at(row);
        if (!c.waits() || c.key.source != m_selected.source)
            continue;
        if (c.key.session == m_selected.session) {
            if (!c.callId.isEmpty())
                waiting.calls.insert(c.callId, c.key);
            continue;
        }
        const auto path = m_models.sessions.lineage({c.key.source, c.key.session});
        for (size_t i = 1; i < path.size(); ++i) {
            // Who waits longest stands first in the list.
            if (path[i] == m_selected && !waiting.children.contains(path[i - 1].session))
                waiting.children.insert(path[i - 1].session, c.key);
        }
    }
    m_transcript->setWaiting(waiting);
}

void MainWindow::sessionMenu(const SessionKey& key, const QPoint& at)
{
    if (!(key == m_selected))
        select(key);
    m_sessionCommands->popMenu(at);
}

bool MainWindow::isReplaying() const
{
    return m_replay->isOn();
}

void MainWindow::endReplay()
{
    m_replay->end();
}

FindBar* MainWindow::shownFindBar() const
{
    return isReplaying() ? m_replay->findBar() : m_findBar;
}

bool MainWindow::isOnWall() const
{
    return m_wall->isOn();
}

void MainWindow::endWall()
{
    m_wall->end();
}

/** Of the row that has the keys, else of the session in the middle. */
SourceId MainWindow::chosenSource() const
{
    const SourceId current = m_side->tree()->currentSource();
    return current.isEmpty() ? m_selected.source : current;
}

const SourceStatus* MainWindow::shownSource() const
{
    if (const SourceStatus* source = m_models.sources.find(m_selected.source))
        return source;
    const auto& all = m_models.sources.all();
    const auto usable =
        std::ranges::find_if(all, [](const SourceStatus& one) { return !isUnusable(one.id); });
    return usable == all.end() ? nullptr : &*usable;
}

void MainWindow::select(const SessionKey& key)
{
    m_side->tree()->select(key);
}

void MainWindow::sessionChosen(const SessionKey& key)
{
    if (key == m_selected)
        return;
    markSeen();
    endReplay();
    endWall();
    if (!m_selected.isEmpty()) {
        m_sessionCommands->attend(m_selected, false);
        m_ports.submit(CloseSession{m_selected});
    }
    m_selected = key;
    m_navigator->arrive();
    m_transcript->openSession(key);
    m_marking->refresh();
    m_composer->setSession(key);
    m_models.setSession(key);
    m_ports.submit(OpenSession{key});
    if (isVisible())
        m_sessionCommands->attend(key, true);
    markSeen();
    refresh();
}

/** What was selected last time, or asked for at the start; else the newest, once there is one. */
void MainWindow::selectFirst()
{
    if (!m_selected.isEmpty() || isOnWall())
        return;
    if (const auto wanted = m_navigator->wanted()) {
        select(*wanted);
        return;
    }
    const auto keys = m_models.sessions.sessionsInOrder();
    // A source that still catches up may yet bring what is wanted.
    const bool settled = std::ranges::none_of(m_models.sources.all(), [](const SourceStatus& s) {
        return s.state == SyncState::Idle || s.state == SyncState::CatchUp;
    });
    if (settled && !keys.empty())
        select(keys.front());
}

void MainWindow::markSeen()
{
    if (m_selected.isEmpty() || isReplaying() || isOnWall())
        return;
    m_memory->see(m_selected, m_ports.now());
}

/** In the timeline of the log that is looked at. */
void MainWindow::showLogEvent(const EventId& id)
{
    action(ActionId::ShowTimeline)->trigger();
    m_models.timeline.readEvent(0, id);
}

void MainWindow::openRequest(const CheckpointKey& key)
{
    m_requestDialogs.open(key);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// Which session stands in the middle of MainWindow, and what is shown around it.
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/marking.h"
#include "ui/panels/composer.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/replaypage.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/topbar.h"
#include "ui/panels/wallpage.h"
#include "ui/sessioncommands.h"
#include "ui/sessionnavigator.h"
#include "ui/sessionreplay.h"
#include "ui/sessionwall.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/words/sourcewords.h"

#include <QStackedWidget>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

void MainWindow::refresh()
{
    m_soon.stop();
    const Timestamp now = m_ports.now();
    m_top->setWaiting(m_models.requests.waiting());
    m_strip->show(shownSource(), now);
    m_models.showTerminalsOf(m_selected);
    m_inspector->refresh(now);
    refreshMiddle();
    refreshHead();
    m_requestDialogs.refresh();
    const int waiting = m_models.requests.waiting();
    setWindowTitle(waiting > 0 ? tr("%n waiting", nullptr, waiting) : u"Headgate"_s);
    emit refreshed();
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
    m_transcript->setWaiting(m_models.waitingCalls(m_selected));
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

void MainWindow::selectWhenKnown(const SessionKey& key)
{
    m_navigator->want(key);
}

void MainWindow::reveal(const SessionKey& key, const MessageId& message, const PartId& part)
{
    m_navigator->reveal(key, message, part);
}

void MainWindow::openRequest(const CheckpointKey& key)
{
    m_requestDialogs.open(key);
}

ApprovalDialog* MainWindow::approval() const
{
    return m_requestDialogs.dialog();
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

} // namespace headgate

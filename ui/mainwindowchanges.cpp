// SPDX-License-Identifier: MIT
// What happens in MainWindow when changes or a person come.
#include "core/engine.h"
#include "ui/approvaldialog.h"
#include "ui/connectdialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/noticebar.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/topbar.h"
#include "ui/panes.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/sessionwords.h"

#include <QMessageBox>
#include <QPushButton>
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
    m_sessions.tick(now);
    m_sources.tick(now);
    m_requests.tick(now);
    for (const Change& change : batch)
        applyOne(change);
    m_transcript->showApplied();
    if (isActiveWindow())
        markSeen();
    selectFirst();
    refresh();
}

void MainWindow::applyOne(const Change& change)
{
    m_sources.apply(change);
    m_sessions.apply(change);
    m_requests.apply(change);
    m_events.apply(change);
    m_transcript->apply(change);
    if (const auto* issue = std::get_if<IssueRaised>(&change))
        m_notice->add(issue->issue, issue->count);
    if (const auto* gone = std::get_if<SourceRemoved>(&change))
        emit sourceForgotten(gone->source);
    if (!m_selected.isEmpty() && !m_sessions.session(m_selected)) {
        m_selected = {};
        m_transcript->openSession({});
    }
}

void MainWindow::tick()
{
    const Timestamp now = m_ports.now();
    m_sessions.tick(now);
    m_sources.tick(now);
    m_requests.tick(now);
    refresh();
}

void MainWindow::refresh()
{
    const Timestamp now = m_ports.now();
    m_top->setWaiting(m_requests.waiting());
    m_strip->show(shownSource(), now);
    m_inspector->refresh(now);
    refreshMiddle();
    refreshHead();
    if (m_approval)
        m_approval->refresh();
    const int waiting = m_requests.waiting();
    setWindowTitle(waiting > 0 ? tr("%n waiting", nullptr, waiting) : u"Headgate"_s);
}

void MainWindow::refreshMiddle()
{
    QWidget* page = m_middle->widget(2);
    if (m_sources.rowCount() == 0)
        page = m_firstRun;
    else if (m_selected.isEmpty())
        page = m_none;
    if (m_middle->currentWidget() != page)
        m_middle->setCurrentWidget(page);
}

void MainWindow::refreshHead()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session)
        return;
    const SourceStatus* source = m_sources.find(session->source);
    const QString name = source ? words::sourceName(*source) : session->source.value();
    m_head->show(*session, name, m_requests.waitingInSession(m_selected) > 0,
        m_sessions.costWithSubagents(m_selected), m_sessions.hasSubagents(m_selected),
        m_ports.now());
    m_transcript->setRunning(session->status == SessionStatus::Running);
}

const SourceStatus* MainWindow::shownSource() const
{
    if (const SourceStatus* source = m_sources.find(m_selected.source))
        return source;
    return m_sources.all().empty() ? nullptr : &m_sources.all().front();
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
    if (!m_selected.isEmpty())
        m_ports.submit(CloseSession{m_selected});
    m_selected = key;
    m_wanted = {};
    m_transcript->openSession(key);
    m_ports.submit(OpenSession{key});
    m_ports.state->setSelected(key);
    markSeen();
    refresh();
}

/** What was selected last time, or asked for at the start; else the newest, once there is one. */
void MainWindow::selectFirst()
{
    if (!m_selected.isEmpty())
        return;
    const auto keys = m_sessions.sessionsInOrder();
    const auto wanted = std::ranges::find_if(keys, [this](const SessionKey& key) {
        return key.session == m_wanted.session
            && (m_wanted.source.isEmpty() || key.source == m_wanted.source);
    });
    if (wanted != keys.end()) {
        select(*wanted);
        return;
    }
    // A source that still catches up may yet bring what is wanted.
    const bool settled = std::ranges::none_of(m_sources.all(), [](const SourceStatus& s) {
        return s.state == SyncState::Idle || s.state == SyncState::CatchUp;
    });
    if (settled && !keys.empty())
        select(keys.front());
}

void MainWindow::markSeen()
{
    if (m_selected.isEmpty())
        return;
    const Timestamp now = m_ports.now();
    m_lastSeen.insert(m_selected, now);
    m_sessions.setLastSeen(m_selected, now);
}

void MainWindow::nextWaiting()
{
    std::optional<CheckpointKey> shown;
    if (m_approval)
        shown = m_approval->key();
    if (const auto next = m_requests.next(shown)) {
        openRequest(*next);
        return;
    }
    m_panes->showInspector();
    m_inspector->showTab(u"waiting"_s);
}

void MainWindow::openRequest(const CheckpointKey& key)
{
    if (!m_requests.find(key))
        return;
    if (!m_approval) {
        ApprovalDialog::Ports ports;
        ports.submit = m_ports.submit;
        ports.now = m_ports.now;
        ports.requests = &m_requests;
        ports.sessions = &m_sessions;
        ports.sources = &m_sources;
        ports.keys = &m_keys;
        m_approval = new ApprovalDialog(std::move(ports), this);
        m_approval->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_approval, &ApprovalDialog::nextWanted, this, &MainWindow::nextWaiting);
        connect(m_approval, &ApprovalDialog::sessionWanted, this, &MainWindow::select);
    }
    m_approval->present(key);
    m_approval->show();
    m_approval->raise();
    m_approval->activateWindow();
}

QString MainWindow::lineageWords(const CheckpointKey& key) const
{
    QStringList names;
    for (const SessionKey& one : m_sessions.lineage({key.source, key.session}))
        names += words::sessionTitle(*m_sessions.session(one));
    if (names.isEmpty())
        return tr("A session not described yet");
    return names.join(u" ‹ "_s);
}

void MainWindow::retryAll()
{
    for (const SourceStatus& source : m_sources.all()) {
        if (source.state == SyncState::Waiting)
            m_ports.submit(RetrySource{source.id});
    }
}

void MainWindow::addSource()
{
    auto* dialog = new ConnectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void MainWindow::askPassword(const SourceId& id)
{
    const SourceStatus* source = m_sources.find(id);
    if (!source)
        return;
    auto* dialog = new ConnectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->askAgain(*source);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { emit sourceWanted(dialog->config(), dialog->remember()); });
    dialog->open();
}

void MainWindow::sourceMenu(const SourceId& id, const QPoint& at)
{
    const SourceStatus* source = m_sources.find(id);
    if (!source)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, Command command) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [this, command] { m_ports.submit(command); });
    };
    if (source->state == SyncState::Denied)
        connect(menu->addAction(tr("Enter the password…")), &QAction::triggered, this,
            [this, id] { askPassword(id); });
    const bool paused = source->state == SyncState::Paused;
    if (!paused)
        add(tr("Reconnect now"), RetrySource{id});
    if (paused)
        add(tr("Resume"), ResumeSource{id});
    else
        add(tr("Pause: send nothing to it"), PauseSource{id});
    menu->addSeparator();
    connect(menu->addAction(tr("Remove…")), &QAction::triggered, this,
        [this, status = *source] { confirmRemoval(status); });
    menu->popup(at);
}

void MainWindow::confirmRemoval(const SourceStatus& source)
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Remove a server"));
    box->setText(tr("Stop following %1?").arg(words::sourceName(source)));
    box->setInformativeText(
        tr("It leaves this list. The server and its sessions are not touched."));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    remove->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(remove, &QPushButton::clicked, this,
        [this, id = source.id] { m_ports.submit(RemoveSource{id}); });
    box->open();
}

} // namespace headgate

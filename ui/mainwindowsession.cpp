// SPDX-License-Identifier: MIT
// What a person does with the session in MainWindow: write to it, stop, rename and delete it, begin
// another one.
#include "ui/exportdialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/panels/noticebar.h"
#include "ui/preferences.h"
#include "ui/sessionreplay.h"
#include "ui/views/transcriptview.h"
#include "ui/words/issuetext.h"
#include "ui/words/panewords.h"
#include "ui/words/sessionwords.h"

#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QUuid>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** So many are named before the rest is counted. */
constexpr size_t mostNamed = 5;

} // namespace

/** Whether its server takes wishes about it at all, now. */
bool MainWindow::isChangeable(const SessionKey& key) const
{
    const SourceStatus* source = m_sources.find(key.source);
    const bool takes =
        source && (source->kind == SourceKind::OpenCode || source->kind == SourceKind::AgentPane);
    return takes && source->state == SyncState::Live && m_sessions.session(key);
}

void MainWindow::refreshSession(const Session* session)
{
    const SourceStatus* source = session ? m_sources.find(session->source) : nullptr;
    const bool pane = source && source->kind == SourceKind::AgentPane;
    // One that is closed says so where words would be written.
    const bool takes =
        source && (pane || (source->kind == SourceKind::OpenCode && !session->readOnly));
    if (m_composer->isHidden() == takes)
        m_composer->setVisible(takes);
    const bool live = session && isChangeable(m_selected);
    for (const ActionId id : {ActionId::FindInSession, ActionId::FindNext, ActionId::FindPrevious})
        action(id)->setEnabled(session != nullptr);
    action(ActionId::WriteMessage)->setEnabled(takes);
    action(ActionId::RenameSession)->setEnabled(live && !pane);
    action(ActionId::DeleteSession)->setEnabled(live);
    action(ActionId::NewSession)->setEnabled(live);
    if (!session)
        return;
    const bool running =
        session->status == SessionStatus::Running || session->status == SessionStatus::Retrying;
    const bool ready = !m_transcript->document().isLoading();
    using Reader = Composer::Facts::Reader;
    const Reader reader = !pane ? Reader::Agent
        : session->readOnly     ? Reader::Closed
        : running               ? Reader::Session
                                : Reader::Nobody;
    m_composer->show({running && !pane, live, ready, session->agent, reader});
    m_transcript->setReverted(session->revertedTo);
    refreshWaiting();
}

/** Tools of the session in the middle that wait, and those whose subagent does, at any depth. */
void MainWindow::refreshWaiting()
{
    WaitingCalls waiting;
    for (int row = 0; row < m_requests.rowCount(); ++row) {
        const Checkpoint& c = m_requests.at(row);
        if (!c.waits() || c.key.source != m_selected.source)
            continue;
        if (c.key.session == m_selected.session) {
            if (!c.callId.isEmpty())
                waiting.calls.insert(c.callId, c.key);
            continue;
        }
        const auto path = m_sessions.lineage({c.key.source, c.key.session});
        for (size_t i = 1; i < path.size(); ++i) {
            // Who waits longest stands first in the list.
            if (path[i] == m_selected && !waiting.children.contains(path[i - 1].session))
                waiting.children.insert(path[i - 1].session, c.key);
        }
    }
    m_transcript->setWaiting(waiting);
}

/** Others in an AgentPane session see that it is looked at, and where: x characters into the y-th
 * message, from 0. */
void MainWindow::attend(const SessionKey& key, bool here, std::optional<QPointF> cursor)
{
    const SourceStatus* source = m_sources.find(key.source);
    if (!source || source->kind != SourceKind::AgentPane)
        return;
    if (here && !m_ports.preferences->tellsPresence())
        return;
    const Lookup::Attend wish{key.session, here, words::ownId(), words::ownName(), cursor};
    m_ports.submit(LookUp{key.source, std::make_shared<const Lookup>(Lookup{wish})});
}

void MainWindow::sendPrompt(const QString& text)
{
    m_ports.submit(SendPrompt{
        m_selected, "prompt-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces), text});
    m_transcript->goToEnd();
}

void MainWindow::applyAct(const ActSettled& done)
{
    if (done.issue.code != Issue::Code::None)
        m_notice->add(done.issue, 1);
    else if (done.kind == SessionAct::Kind::Create)
        m_made = done.key;
}

/** A session that was asked for here is shown as soon as the server tells of it. */
void MainWindow::selectMade()
{
    if (m_made.isEmpty() || !m_sessions.session(m_made))
        return;
    select(std::exchange(m_made, {}));
    m_composer->write();
}

void MainWindow::sessionMenu(const SessionKey& key, const QPoint& at)
{
    if (!(key == m_selected))
        select(key);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ActionId id : {ActionId::WriteMessage, ActionId::RenameSession,
             ActionId::StopSession, ActionId::NewSession})
        menu->addAction(action(id));
    menu->addSeparator();
    menu->addAction(action(ActionId::ReplaySession));
    menu->addAction(action(ActionId::ExportSession));
    menu->addSeparator();
    menu->addAction(action(ActionId::DeleteSession));
    menu->popup(at);
}

void MainWindow::newSession()
{
    const Session* session = m_sessions.session(m_selected);
    if (session && isChangeable(m_selected))
        m_ports.submit(SessionAct{SessionAct::Kind::Create, {m_selected.source, {}}, {},
            session->directory, Decision::Actor::Window});
}

void MainWindow::renameSession()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session || !isChangeable(m_selected))
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the session"));
    dialog->setLabelText(tr("Its new title:"));
    dialog->setTextValue(session->title);
    dialog->setOkButtonText(tr("Rename"));
    dialog->resize(420, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, key = m_selected](const QString& text) {
            const QString title = text.simplified();
            const Session* known = m_sessions.session(key);
            if (!title.isEmpty() && known && known->title != title)
                m_ports.submit(SessionAct{SessionAct::Kind::Rename, key, title});
        });
    dialog->open();
}

QString MainWindow::whatIsLost(const SessionKey& key) const
{
    QString text = tr("Its transcript is deleted on the server, for everybody and for good.");
    const auto below = m_sessions.below(key);
    if (!below.empty()) {
        QStringList names;
        for (const SessionKey& one : below) {
            if (size_t(names.size()) < mostNamed)
                names << tr("“%1”").arg(words::sessionTitle(*m_sessions.session(one)));
        }
        if (below.size() > mostNamed)
            names << tr("%Ln more", nullptr, int(below.size() - mostNamed));
        text += u'\n'
            + tr("With it go its %Ln subagent(s): %1.", nullptr, int(below.size()))
                  .arg(names.join(u", "_s));
    }
    int waiting = m_requests.waitingInSession(key);
    for (const SessionKey& one : below)
        waiting += m_requests.waitingInSession(one);
    if (waiting > 0)
        text += u'\n'
            + tr("%Ln request(s) of it that wait for you end without an answer.", nullptr, waiting);
    const SessionStatus status = m_sessions.session(key)->status;
    if (status == SessionStatus::Running || status == SessionStatus::Retrying)
        text += u'\n' + tr("Its running turn is ended first.");
    return text + u'\n' + tr("Files that it changed stay as they are.");
}

void MainWindow::confirmDelete()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session || !isChangeable(m_selected))
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Delete the session"));
    box->setText(tr("Delete “%1”?").arg(words::sessionTitle(*session)));
    box->setInformativeText(whatIsLost(m_selected));
    QPushButton* remove = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    remove->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(remove, &QPushButton::clicked, this, [this, key = m_selected] {
        m_ports.submit(SessionAct{SessionAct::Kind::Delete, key});
    });
    box->open();
}

/** A turn that is ended cannot be taken up where it was: it asks first. */
void MainWindow::confirmStop()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session || !action(ActionId::StopSession)->isEnabled())
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Stop the session"));
    box->setText(tr("Stop “%1”?").arg(words::sessionTitle(*session)));
    box->setInformativeText(m_sessions.hasSubagents(m_selected)
            ? tr("Its running turn ends, and first those of its subagents. What they wrote stays.")
            : tr("Its running turn ends. What it wrote stays."));
    QPushButton* stop = box->addButton(tr("Stop"), QMessageBox::DestructiveRole);
    stop->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Let it run"), QMessageBox::RejectRole));
    connect(stop, &QPushButton::clicked, this,
        [this, key = m_selected] { m_ports.submit(headgate::StopSession{key}); });
    box->open();
}

bool MainWindow::isReplaying() const
{
    return m_replay->isOn();
}

void MainWindow::endReplay()
{
    m_replay->end();
}

void MainWindow::refreshReplay()
{
    const bool replaying = isReplaying();
    const bool known = m_sessions.session(m_selected) != nullptr;
    action(ActionId::ReplaySession)->setEnabled(known);
    action(ActionId::ExportSession)->setEnabled(known);
    action(ActionId::ToggleSide)->setEnabled(!replaying && !isOnWall());
    if (!replaying)
        return;
    for (const ActionId id : {ActionId::StopSession, ActionId::WriteMessage,
             ActionId::RenameSession, ActionId::DeleteSession, ActionId::NewSession})
        action(id)->setEnabled(false);
}

FindBar* MainWindow::shownFindBar() const
{
    return isReplaying() ? m_replay->findBar() : m_findBar;
}

/** One dialog for a session, beside which everything goes on. */
void MainWindow::exportSession()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session)
        return;
    for (auto* open : findChildren<ExportDialog*>()) {
        if (open->isVisible() && open->session() == m_selected) {
            open->raise();
            open->activateWindow();
            return;
        }
    }
    auto* dialog = new ExportDialog(*session, m_ports.submit, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(this, &MainWindow::applied, dialog, [dialog](const ChangeBatch& batch) {
        for (const Change& change : batch)
            dialog->apply(change);
    });
    dialog->show();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/sessioncommands.h"

#include "ui/actions.h"
#include "ui/exportdialog.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/preferences.h"
#include "ui/words/panewords.h"
#include "ui/words/sessionwords.h"

#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QUuid>

#include <memory>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** So many are named before the rest is counted. */
constexpr size_t mostNamed = 5;

} // namespace

SessionCommands::SessionCommands(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
    const auto on = [this](ActionId id, void (SessionCommands::*what)()) {
        connect(action(id), &QAction::triggered, this, what);
    };
    on(ActionId::StopSession, &SessionCommands::confirmStop);
    on(ActionId::NewSession, &SessionCommands::create);
    on(ActionId::RenameSession, &SessionCommands::rename);
    on(ActionId::DeleteSession, &SessionCommands::confirmDelete);
    on(ActionId::ExportSession, &SessionCommands::exportToFile);
}

QAction* SessionCommands::action(ActionId id) const
{
    return (*m_ports.actions)[id];
}

bool SessionCommands::isChangeable(const SessionKey& key) const
{
    const SourceStatus* source = m_ports.sources->find(key.source);
    const bool takes =
        source && (source->kind == SourceKind::OpenCode || source->kind == SourceKind::AgentPane);
    return takes && source->state == SyncState::Live && m_ports.sessions->session(key);
}

bool SessionCommands::isStoppable(const Session& session) const
{
    const SourceStatus* source = m_ports.sources->find(session.source);
    const bool running =
        session.status == SessionStatus::Running || session.status == SessionStatus::Retrying;
    return running && !session.readOnly && source && source->kind == SourceKind::OpenCode
        && source->state == SyncState::Live;
}

bool SessionCommands::takesWords(const Session& session) const
{
    const SourceStatus* source = m_ports.sources->find(session.source);
    // One that is closed says so where words would be written.
    return source
        && (source->kind == SourceKind::AgentPane
            || (source->kind == SourceKind::OpenCode && !session.readOnly));
}

void SessionCommands::refresh(bool replaying)
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    const SourceStatus* source = session ? m_ports.sources->find(session->source) : nullptr;
    const bool pane = source && source->kind == SourceKind::AgentPane;
    const bool present = session && !replaying;
    const bool live = present && isChangeable(m_ports.selected());
    for (const ActionId id : {ActionId::FindInSession, ActionId::FindNext, ActionId::FindPrevious,
             ActionId::ReplaySession, ActionId::ExportSession})
        action(id)->setEnabled(session != nullptr);
    action(ActionId::StopSession)->setEnabled(present && isStoppable(*session));
    action(ActionId::WriteMessage)->setEnabled(present && takesWords(*session));
    action(ActionId::RenameSession)->setEnabled(live && !pane);
    action(ActionId::DeleteSession)->setEnabled(live);
    action(ActionId::NewSession)->setEnabled(live);
}

void SessionCommands::attend(const SessionKey& key, bool here, std::optional<QPointF> cursor)
{
    const SourceStatus* source = m_ports.sources->find(key.source);
    if (!source || source->kind != SourceKind::AgentPane)
        return;
    if (here && !m_ports.preferences->tellsPresence())
        return;
    const Lookup::Attend wish{key.session, here, words::ownId(), words::ownName(), cursor};
    m_ports.submit(LookUp{key.source, std::make_shared<const Lookup>(Lookup{wish})});
}

void SessionCommands::send(const QString& text)
{
    m_ports.submit(SendPrompt{m_ports.selected(),
        "prompt-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces), text});
}

void SessionCommands::popMenu(const QPoint& at)
{
    auto* menu = new QMenu(m_ports.window);
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

void SessionCommands::create()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    if (session && isChangeable(m_ports.selected()))
        m_ports.submit(SessionAct{SessionAct::Kind::Create, {m_ports.selected().source, {}}, {},
            session->directory, Decision::Actor::Window});
}

void SessionCommands::rename()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    if (!session || !isChangeable(m_ports.selected()))
        return;
    auto* dialog = new QInputDialog(m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the session"));
    dialog->setLabelText(tr("Its new title:"));
    dialog->setTextValue(session->title);
    dialog->setOkButtonText(tr("Rename"));
    dialog->resize(420, dialog->sizeHint().height());
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, key = m_ports.selected()](const QString& text) {
            const QString title = text.simplified();
            const Session* known = m_ports.sessions->session(key);
            if (!title.isEmpty() && known && known->title != title)
                m_ports.submit(SessionAct{SessionAct::Kind::Rename, key, title});
        });
    dialog->open();
}

QString SessionCommands::whatIsLost(const SessionKey& key) const
{
    QString text = tr("Its transcript is deleted on the server, for everybody and for good.");
    const auto below = m_ports.sessions->below(key);
    if (!below.empty()) {
        QStringList names;
        for (const SessionKey& one : below) {
            if (size_t(names.size()) < mostNamed)
                names << tr("“%1”").arg(words::sessionTitle(*m_ports.sessions->session(one)));
        }
        if (below.size() > mostNamed)
            names << tr("%Ln more", nullptr, int(below.size() - mostNamed));
        text += u'\n'
            + tr("With it go its %Ln subagent(s): %1.", nullptr, int(below.size()))
                  .arg(names.join(u", "_s));
    }
    int waiting = m_ports.requests->waitingInSession(key);
    for (const SessionKey& one : below)
        waiting += m_ports.requests->waitingInSession(one);
    if (waiting > 0)
        text += u'\n'
            + tr("%Ln request(s) of it that wait for you end without an answer.", nullptr, waiting);
    const SessionStatus status = m_ports.sessions->session(key)->status;
    if (status == SessionStatus::Running || status == SessionStatus::Retrying)
        text += u'\n' + tr("Its running turn is ended first.");
    return text + u'\n' + tr("Files that it changed stay as they are.");
}

void SessionCommands::confirmDelete()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    if (!session || !isChangeable(m_ports.selected()))
        return;
    auto* box = new QMessageBox(m_ports.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Delete the session"));
    box->setText(tr("Delete “%1”?").arg(words::sessionTitle(*session)));
    box->setInformativeText(whatIsLost(m_ports.selected()));
    QPushButton* remove = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    remove->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(remove, &QPushButton::clicked, this, [this, key = m_ports.selected()] {
        m_ports.submit(SessionAct{SessionAct::Kind::Delete, key});
    });
    box->open();
}

/** A turn that is ended cannot be taken up where it was: it asks first. */
void SessionCommands::confirmStop()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    if (!session || !action(ActionId::StopSession)->isEnabled())
        return;
    auto* box = new QMessageBox(m_ports.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Stop the session"));
    box->setText(tr("Stop “%1”?").arg(words::sessionTitle(*session)));
    box->setInformativeText(m_ports.sessions->hasSubagents(m_ports.selected())
            ? tr("Its running turn ends, and first those of its subagents. What they wrote stays.")
            : tr("Its running turn ends. What it wrote stays."));
    QPushButton* stop = box->addButton(tr("Stop"), QMessageBox::DestructiveRole);
    stop->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Let it run"), QMessageBox::RejectRole));
    connect(stop, &QPushButton::clicked, this,
        [this, key = m_ports.selected()] { m_ports.submit(headgate::StopSession{key}); });
    box->open();
}

void SessionCommands::settle(const ActSettled& done)
{
    if (done.issue.code != Issue::Code::None)
        emit issueFound(done.issue);
    else if (done.kind == SessionAct::Kind::Create)
        m_made = done.key;
}

void SessionCommands::tellMade()
{
    if (!m_made.isEmpty() && m_ports.sessions->session(m_made))
        emit made(std::exchange(m_made, {}));
}

/** One dialog for a session, beside which everything goes on. */
void SessionCommands::exportToFile()
{
    const Session* session = m_ports.sessions->session(m_ports.selected());
    if (!session)
        return;
    std::erase_if(m_exports, [](const QPointer<ExportDialog>& one) { return one.isNull(); });
    for (ExportDialog* open : m_exports) {
        if (open->isVisible() && open->session() == m_ports.selected()) {
            open->raise();
            open->activateWindow();
            return;
        }
    }
    auto* dialog = new ExportDialog(*session, m_ports.submit, m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_exports.emplace_back(dialog);
    dialog->show();
}

void SessionCommands::tellExports(const ChangeBatch& batch)
{
    for (const QPointer<ExportDialog>& dialog : m_exports) {
        for (const Change& change : batch) {
            if (dialog)
                dialog->apply(change);
        }
    }
}

} // namespace headgate

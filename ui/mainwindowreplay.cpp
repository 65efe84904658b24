// SPDX-License-Identifier: MIT
// The past of a session in MainWindow: playing it back, and writing it into a file.
#include "ui/exportdialog.h"
#include "ui/mainwindow.h"
#include "ui/models/replayplayer.h"
#include "ui/panels/inspector.h"
#include "ui/panels/replaynow.h"
#include "ui/panels/replaypage.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/views/transcriptview.h"

#include <QStackedWidget>

#include <utility>

namespace headgate {

void MainWindow::connectReplay()
{
    connect(action(ActionId::ReplaySession), &QAction::triggered, this, [this] {
        if (isReplaying())
            endReplay();
        else
            beginReplay();
    });
    connect(action(ActionId::ExportSession), &QAction::triggered, this, &MainWindow::exportSession);
}

/** The page of the present stays as it is behind that of the past. */
void MainWindow::beginReplay()
{
    const Session* session = m_sessions.session(m_selected);
    if (!session)
        return;
    endWall();
    m_past = new ReplayPage(m_ports.submit, m_ports.now, m_middle);
    m_past->transcript()->setMotion(m_motion);
    m_past->transcript()->setReading(m_ports.preferences->reading());
    m_middle->addWidget(m_past);
    connect(m_past, &ReplayPage::closeWanted, this, &MainWindow::endReplay);
    connect(m_past, &ReplayPage::shown, this, &MainWindow::showReplayNow);
    connect(m_past->player(), &ReplayPlayer::moved, this, &MainWindow::showReplayNow);
    connect(m_past, &ReplayPage::refused, this, [this](const QString& why) {
        endReplay();
        say(why);
    });
    connect(
        m_past->transcript(), &TranscriptView::sessionActivated, this, [this](const SessionId& id) {
            select({m_selected.source, id});
        });
    m_pastNow->show(nullptr, {}, {});
    m_right->setCurrentWidget(m_pastNow);
    m_panes->setSideAway(true);
    m_past->begin(*session);
    refresh();
    m_past->takeFocus();
}

void MainWindow::endReplay()
{
    if (!isReplaying())
        return;
    ReplayPage* past = std::exchange(m_past, nullptr);
    past->end();
    m_right->setCurrentWidget(m_inspector);
    m_panes->setSideAway(false);
    refresh();
    past->giveFocusBack();
    m_middle->removeWidget(past);
    past->deleteLater(); // it may be at work
}

/** Sessions around it, as far as it is known when each began. */
void MainWindow::showReplayNow()
{
    if (!isReplaying())
        return;
    ReplayNow::Family family;
    if (isLog(m_selected.source))
        family.unknown = tr("Who comes from whom in a log is known as it is now alone, and is not "
                            "shown.");
    // From the session upwards.
    const std::vector<SessionKey> above = m_sessions.lineage(m_selected);
    for (size_t i = above.size(); i-- > 0;)
        family.relatives.push_back(
            {*m_sessions.session(above[i]), int(above.size() - 1 - i), i == 0});
    for (const SessionKey& key : m_sessions.below(m_selected))
        family.relatives.push_back(
            {*m_sessions.session(key), int(m_sessions.lineage(key).size()) - 1, false});
    const ReplayScene* scene = m_past->player()->scene();
    m_pastNow->show(scene, family, m_past->player()->clock().at());
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
    return isReplaying() ? m_past->findBar() : m_findBar;
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

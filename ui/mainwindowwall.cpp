// SPDX-License-Identifier: MIT
// The wall of sessions in MainWindow: it stands in the middle, over the session that is selected.
#include "ui/mainwindow.h"
#include "ui/motion.h"
#include "ui/panels/sidepanel.h"
#include "ui/panels/wallpage.h"
#include "ui/panes.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/views/wallview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QStackedWidget>

namespace headgate {

WallModel::Ports MainWindow::wallPorts()
{
    WallModel::Ports ports;
    ports.sessions = &m_sessions;
    ports.requests = &m_requests;
    ports.sources = &m_sources;
    // The session in the middle is open anyway, and must not be read again: its place would go.
    ports.open = [this](const SessionKey& key, WallTail& tail, WallTrack& track) {
        if (key == m_selected)
            tail.take(m_transcript->document(), track);
        else
            m_ports.submit(OpenSession{key});
    };
    ports.close = [this](const SessionKey& key) {
        if (!(key == m_selected))
            m_ports.submit(CloseSession{key});
    };
    return ports;
}

void MainWindow::connectWall()
{
    connect(action(ActionId::ShowWall), &QAction::triggered, this, [this] {
        if (isOnWall())
            endWall();
        else
            beginWall();
    });
    m_wallModel.setPins(m_ports.state->wallPins());
    m_wallModel.setOrder(WallOrder(m_ports.state->wallOrder()));
}

void MainWindow::beginWall()
{
    endReplay();
    if (!m_wall) {
        m_wall = new WallPage(
            &m_wallModel, m_ports.now, [this](const SourceId& id) { return m_sources.nameOf(id); },
            m_middle);
        m_middle->addWidget(m_wall);
        m_wall->setMotion(m_motion);
        connect(m_wall, &WallPage::leaveWanted, this, &MainWindow::endWall);
        connect(m_wall, &WallPage::requestWanted, this, &MainWindow::openRequest);
        connect(m_wall, &WallPage::sessionWanted, this, [this](const SessionKey& key) {
            endWall();
            select(key);
            m_side->tree()->setFocus(Qt::OtherFocusReason);
        });
    }
    m_onWall = true;
    m_focusBefore = QApplication::focusWidget();
    refreshMiddle();
    m_wall->begin(m_selected);
    m_panes->setSideAway(true); // now that the keys are on the wall: they go to nobody else
    refresh();
}

void MainWindow::endWall()
{
    if (!isOnWall())
        return;
    m_onWall = false;
    const QWidget* focus = QApplication::focusWidget();
    const bool here = !focus || m_wall->isAncestorOf(focus);
    m_wall->end();
    m_panes->setSideAway(false);
    // Before the wall is hidden: the transcript would get them, go to a card and follow no longer.
    if (here)
        m_side->tree()->setFocus(Qt::OtherFocusReason);
    refreshMiddle();
    selectFirst();
    if (here && m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    refresh();
}

void MainWindow::rememberWall()
{
    m_ports.state->setWall(m_wallModel.pins(), int(m_wallModel.order()));
}

} // namespace headgate

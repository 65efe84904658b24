// SPDX-License-Identifier: MIT
// How MainWindow stands among the other windows: what is in view, how it comes forward and goes,
// and where its panels stand.
#include "ui/approvaldialog.h"
#include "ui/mainwindow.h"
#include "ui/motion.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelwindow.h"
#include "ui/panels/sidepanel.h"
#include "ui/panes.h"
#include "ui/sessioncommands.h"
#include "ui/sessionwall.h"
#include "ui/views/sessiontree.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QCloseEvent>
#include <QStackedWidget>

namespace headgate {

using namespace Qt::StringLiterals;

Attention MainWindow::attention() const
{
    Attention attention;
    // Also a dialog of this window is a place where the person is.
    const QWidget* active = QApplication::activeWindow();
    attention.active =
        active && ((isVisible() && !isMinimized()) || qobject_cast<const PanelWindow*>(active));
    attention.listed = m_inspector->isShown(u"waiting"_s);
    attention.session = isReplaying() || isOnWall() ? SessionKey() : m_selected;
    const ApprovalDialog* open = approval();
    if (open && open->isVisible())
        attention.request = open->key();
    return attention;
}

void MainWindow::comeForward(const QString& activationToken)
{
    // Qt 6.4: taken from the environment by the next activation, on Wayland.
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8());
    QApplication::setQuitOnLastWindowClosed(true);
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

/** Goes out of sight and on watching, if the person chose that. */
bool MainWindow::staysBehind(QCloseEvent* event)
{
    if (m_quitting || qApp->isSavingSession() || !m_staysOnClose || !m_staysOnClose())
        return false;
    event->ignore();
    // A dialog that is closed later must not be taken for the end of all.
    QApplication::setQuitOnLastWindowClosed(false);
    hide();
    return true;
}

void MainWindow::quit()
{
    m_quitting = true;
    close();
    // Closing a window that is out of sight already ends nothing.
    QCoreApplication::quit();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    endReplay();
    endWall();
    markSeen();
    m_ports.state->setGeometry(saveGeometry());
    m_ports.state->setPanes(m_panes->chosen());
    m_ports.state->setInspectorTab(m_inspector->tab());
    m_ports.state->setPanelLayout(m_inspector->panelLayout());
    m_ports.state->setSelected(m_selected);
    m_memory->store();
    m_wall->store();
    m_requestDialogs.close();
    if (!staysBehind(event))
        QWidget::closeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // Otherwise the first field would have the focus, and what a person types would go there.
    if (m_middle->currentWidget() != m_firstRun)
        m_side->tree()->setFocus(Qt::OtherFocusReason);
    tick();
    updateTimer();
    if (event->spontaneous())
        return;
    m_sessionCommands->attend(m_selected, true);
    // This event comes before the window itself does, which would then lie above its own panels.
    const auto withPanels = [this] {
        if (isVisible())
            m_inspector->setWindowsShown(true);
    };
    QMetaObject::invokeMethod(this, withPanels, Qt::QueuedConnection);
}

void MainWindow::hideEvent(QHideEvent* event)
{
    updateTimer();
    // Minimised it is still somebody's; closed it is not looked at.
    if (!event->spontaneous()) {
        m_sessionCommands->attend(m_selected, false);
        m_inspector->setWindowsShown(false);
    }
    QWidget::hideEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange) {
        tick();
        updateTimer();
    } else if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        markSeen();
    }
    QWidget::changeEvent(event);
}

void MainWindow::updateTimer()
{
    const bool seen = (isVisible() && !isMinimized()) || m_inspector->isWindowSeen();
    m_motion->setSeen(seen);
    if (seen && !m_clock.isActive())
        m_clock.start();
    else if (!seen)
        m_clock.stop();
}

void MainWindow::connectLayout()
{
    m_inspector->setLayoutActions({action(ActionId::MovePanelOut), action(ActionId::SplitPanels),
        action(ActionId::PanelsBack)});
    connect(action(ActionId::MovePanelOut), &QAction::triggered, this, [this] {
        if (qobject_cast<PanelWindow*>(QApplication::activeWindow()))
            return; // it is out already
        endReplay();
        m_panes->showInspector();
        m_inspector->moveOut(m_inspector->tab());
    });
    connect(action(ActionId::SplitPanels), &QAction::triggered, this, [this](bool split) {
        endReplay();
        m_panes->showInspector();
        m_inspector->setSplit(split);
    });
    connect(action(ActionId::PanelsBack), &QAction::triggered, this, [this] {
        m_inspector->putAllBack();
        m_panes->showInspector();
    });
    connect(m_inspector, &Inspector::layoutChanged, this, &MainWindow::refreshLayout);
    refreshLayout();
}

void MainWindow::refreshLayout()
{
    const bool split = m_inspector->isSplit();
    action(ActionId::SplitPanels)->setChecked(split);
    action(ActionId::PanelsBack)->setEnabled(split || !m_inspector->windows().empty());
    updateTimer();
}

/** Wherever it stands. */
void MainWindow::showPanel(const QString& name)
{
    if (m_inspector->raiseWindow(name))
        return;
    endReplay();
    m_panes->showInspector();
    m_inspector->showTab(name);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
// Where the panels of the inspector stand in MainWindow: in front, two at once, in own windows.
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelwindow.h"
#include "ui/panes.h"

#include <QApplication>

namespace headgate {

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

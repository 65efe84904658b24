// SPDX-License-Identifier: MIT
// How MainWindow stands among the other windows: what is in view, how it comes forward and goes.
#include "ui/approvaldialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelwindow.h"
#include "ui/sessionnavigator.h"
#include "ui/sourcecommands.h"

#include <QApplication>
#include <QCloseEvent>

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

void MainWindow::selectWhenKnown(const SessionKey& key)
{
    m_navigator->want(key);
}

void MainWindow::reveal(const SessionKey& key, const MessageId& message, const PartId& part)
{
    m_navigator->reveal(key, message, part);
}

void MainWindow::askToRename(const SourceId& source)
{
    m_sourceCommands->rename(source);
}

void MainWindow::askToRemove(const SourceId& source)
{
    m_sourceCommands->askToRemove(source);
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

} // namespace headgate

// SPDX-License-Identifier: MIT
// How MainWindow stands among the other windows: what is in view, how it comes forward and goes.
#include "ui/approvaldialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/panelwindow.h"
#include "ui/views/sessiontree.h"

#include <QApplication>
#include <QCloseEvent>

#include <algorithm>

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
    if (m_approval && m_approval->isVisible())
        attention.request = m_approval->key();
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

void MainWindow::reveal(const SessionKey& key, const MessageId& message, const PartId& part)
{
    if (key.session.isEmpty())
        return;
    m_wanted = key;
    m_revealing = true;
    m_goal.reset();
    endReplay();
    endWall();
    if (!message.isEmpty())
        m_goal = Goal{key, message, part};
    selectRevealed();
    goOnToGoal();
}

/** Asked for by name while another session may be shown. */
void MainWindow::selectRevealed()
{
    if (!m_revealing)
        return;
    if (const auto wanted = wantedSession()) {
        m_revealing = false;
        if (m_goal)
            m_goal->key = *wanted;
        select(*wanted);
    }
}

std::optional<SessionKey> MainWindow::wantedSession() const
{
    const auto keys = m_sessions.sessionsInOrder();
    const auto wanted = std::ranges::find_if(keys, [this](const SessionKey& key) {
        return key.session == m_wanted.session
            && (m_wanted.source.isEmpty() || key.source == m_wanted.source);
    });
    return wanted == keys.end() ? std::nullopt : std::optional(*wanted);
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

// SPDX-License-Identifier: MIT
#include "ui/desktoppresence.h"

#include "ui/colourscheme.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/serverspage.h"
#include "ui/settingsdialog.h"
#include "ui/settingspages.h"
#include "ui/storagepage.h"
#include "ui/words/quantity.h"

#include <QGuiApplication>
#include <QPushButton>
#include <QWindow>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace std::chrono_literals;

DesktopPresence::DesktopPresence(Ports ports, MainWindow* window, const QDBusConnection& session,
    const QDBusConnection& system, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_window(window)
    , m_notifier({m_ports.submit, m_ports.now, [window] { return window->attention(); },
                     m_ports.preferences},
          session, system)
{
    connect(window, &MainWindow::applied, &m_notifier, &Notifier::apply);
    connect(window, &MainWindow::refreshed, this, [this] {
        m_tray.setWaiting(m_window->waiting());
        m_notifier.look();
    });
    // Dialogs of the window count as the window.
    connect(qApp, &QGuiApplication::focusWindowChanged, &m_notifier, &Notifier::look);
    connect(&m_notifier, &Notifier::openWanted, this,
        [this](const NoticeTag& tag, const QString& token) {
            m_window->comeForward(token);
            m_window->reveal(tag.sessionKey());
            if (tag.kind == NoticeKind::Blocked)
                m_window->openRequest(tag.checkpointKey());
        });
    connect(&m_notifier.bus(), &NotificationBus::serviceChanged, this, &DesktopPresence::follow);
    connect(window, &MainWindow::settingsWanted, this, &DesktopPresence::showSettings);
    connect(window, &MainWindow::wishesChanged, this, [this] {
        follow();
        if (!m_settings)
            return;
        delete m_settings; // its pages show what was wished before
        showSettings();
    });
    connect(m_ports.scheme, &ColourScheme::changed, &m_tray, &Tray::repaint);
    // Without a tray nobody would find it again.
    window->setStaysOnClose(
        [this] { return m_ports.preferences->staysInTray() && m_tray.isThere(); });
    connectTray();
    // A tray may be slow to answer: the first picture of the window does not wait for it.
    QTimer::singleShot(0, this, &DesktopPresence::follow);
}

void DesktopPresence::connectTray()
{
    connect(&m_tray, &Tray::openWanted, this, [this] { m_window->comeForward({}); });
    connect(&m_tray, &Tray::nextWaitingWanted, this, [this] {
        m_window->comeForward({});
        m_window->action(ActionId::NextWaiting)->trigger();
    });
    connect(&m_tray, &Tray::quitWanted, m_window->action(ActionId::Quit), &QAction::trigger);
    connect(&m_tray, &Tray::quietWanted, this, [this](bool on) {
        m_notifier.beQuietUntil(on ? m_ports.now() + 1h : Timestamp());
        showQuiet();
    });
    m_quietEnd.setSingleShot(true);
    connect(&m_quietEnd, &QTimer::timeout, this, &DesktopPresence::showQuiet);
    m_tray.setWaiting(m_window->waiting());
}

void DesktopPresence::showQuiet()
{
    const Timestamp now = m_ports.now();
    const milliseconds left = m_notifier.quietUntil() - now;
    m_tray.setQuiet(left > 0ms ? words::clockTime(m_notifier.quietUntil(), now) : QString());
    if (left > 0ms)
        m_quietEnd.start(left + 1ms);
    else
        m_quietEnd.stop();
}

void DesktopPresence::follow()
{
    m_tray.setShown(m_ports.preferences->trayShown());
    m_notifier.look();
    if (m_page)
        m_page->refresh();
}

NotificationPage::Desktop DesktopPresence::desktop() const
{
    const NotificationBus& bus = m_notifier.bus();
    return {bus.service() == NotificationBus::Service::Present, bus.takesActions(),
        bus.playsSound(), QSystemTrayIcon::isSystemTrayAvailable()};
}

SettingsDialog* DesktopPresence::settings() const
{
    return m_settings;
}

void DesktopPresence::addFileButton(const QString& words, ActionId id)
{
    auto* button = new QPushButton(words);
    button->setAutoDefault(false);
    button->setToolTip(KeyBindings::nameOf(id));
    connect(button, &QPushButton::clicked, m_window->action(id), &QAction::trigger);
    m_settings->addFootButton(button);
}

void DesktopPresence::showSettings()
{
    if (!m_settings) {
        m_settings = new SettingsDialog(m_window);
        m_settings->setAttribute(Qt::WA_DeleteOnClose);
        m_page = new NotificationPage(
            m_ports.preferences, m_window->sources(), [this] { return desktop(); });
        connect(m_page, &NotificationPage::changed, this, &DesktopPresence::follow);
        m_settings->addPage(tr("Appearance"), makeAppearancePage(m_window, m_ports.preferences));
        m_settings->addPage(tr("Reading"), makeReadingPage(m_window, m_ports.preferences));
        m_settings->addPage(tr("Notifications"), m_page);
        m_settings->addPage(tr("Servers"), new ServersPage(m_window));
        m_settings->addPage(tr("Shortcuts"), makeShortcutsPage());
        m_settings->addPage(tr("Storage"), m_window->makeStoragePage());
        m_settings->addPage(tr("Privacy"), makePrivacyPage(m_window, m_ports.preferences));
        addFileButton(tr("Import…"), ActionId::ImportSettings);
        addFileButton(tr("Export…"), ActionId::ExportSettings);
    }
    m_settings->show();
    m_settings->raise();
    m_settings->activateWindow();
}

} // namespace headgate

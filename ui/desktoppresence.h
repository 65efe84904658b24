// SPDX-License-Identifier: MIT
#pragma once

#include "ui/actions.h"
#include "ui/notificationpage.h"
#include "ui/notifier.h"
#include "ui/tray.h"

#include <QPointer>

namespace headgate {

class ColourScheme;
class MainWindow;
class SettingsDialog;

/** What the desktop has of the program beside its window: notifications, the tray, and the settings
 * of both. UI thread. It must end before the window does. */
class DesktopPresence : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        Preferences* preferences = nullptr;
        ColourScheme* scheme = nullptr;
    };

    DesktopPresence(Ports ports, MainWindow* window, const QDBusConnection& session,
        const QDBusConnection& system, QObject* parent = nullptr);

    Notifier& notifier() { return m_notifier; }
    Tray& tray() { return m_tray; }
    void showSettings();
    SettingsDialog* settings() const; ///< while it is open; else null

private:
    void connectTray();
    /** The person's wishes, and what the desktop offers, may be others now. */
    void follow();
    void showQuiet();
    void addFileButton(const QString& words, ActionId id);
    NotificationPage::Desktop desktop() const;

    Ports m_ports;
    MainWindow* m_window;
    Notifier m_notifier;
    Tray m_tray;
    QTimer m_quietEnd;
    QPointer<SettingsDialog> m_settings;
    QPointer<NotificationPage> m_page;
};

} // namespace headgate

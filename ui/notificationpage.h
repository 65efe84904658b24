// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QWidget>

#include <functional>

class QBoxLayout;

namespace headgate {

class Preferences;
class SourceList;
class Switch;
class TextLabel;

/** What a person is told of outside of the window, and how the tray behaves. Each change is kept at
 * once. UI thread. */
class NotificationPage : public QWidget
{
    Q_OBJECT

public:
    /** What the desktop offers, to be said once. */
    struct Desktop
    {
        bool service = false; ///< shows notifications
        bool actions = false; ///< takes answers in them
        bool sound = false;
        bool tray = false;
    };

    NotificationPage(Preferences* preferences, const SourceList& sources,
        std::function<Desktop()> desktop, QWidget* parent = nullptr);

    /** What the desktop offers may be something else now. */
    void refresh();

signals:
    void changed();

private:
    TextLabel* heading(const QString& text);
    TextLabel* note(const QString& text);
    Switch* addSwitch(const QString& words, bool on, std::function<void(bool)> set);
    void addKinds();
    void addQuiet();
    void addServers(const SourceList& sources);
    void addTray();
    template <typename Edit>
    void edit(Edit how);

    Preferences* m_preferences;
    std::function<Desktop()> m_desktop;
    QBoxLayout* m_column;
    TextLabel* m_service = nullptr;
    TextLabel* m_trayNote = nullptr;
    Switch* m_stays = nullptr;
};

} // namespace headgate

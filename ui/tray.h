// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace headgate {

/** The icon in the desktop's tray, with how many wait and a small menu. UI thread. */
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject* parent = nullptr);

    /** Where the desktop has a tray; it appears when one comes later. */
    void setShown(bool shown);
    /** Whether a person can get at it now. */
    bool isThere() const;
    void setWaiting(int waiting);
    /** "until 10:42"; empty: it is not quiet. */
    void setQuiet(const QString& until);
    /** Paints the icon in the colours in force. */
    void repaint();
    QMenu* menu() { return &m_menu; }

signals:
    void openWanted();
    void nextWaitingWanted();
    void quietWanted(bool on);
    void quitWanted();

private:
    QIcon picture() const;

    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction* m_next;
    QAction* m_quiet;
    int m_waiting = -1; ///< nothing is painted yet
};

} // namespace headgate

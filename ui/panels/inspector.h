// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/waitingpanel.h"

class QStackedWidget;
class QTabBar;

namespace headgate {

class EventsPanel;
class EventTableModel;

/** Right side: tabs over what waits and what happened. UI thread. */
class Inspector : public Ground
{
    Q_OBJECT

public:
    Inspector(CheckpointListModel* requests, EventTableModel* events, WaitingPanel::Who who,
        QWidget* parent = nullptr);

    void refresh(Timestamp now);
    void themeChanged();
    void showTab(const QString& name); ///< "waiting" or "events"
    QString tab() const;

signals:
    void reviewWanted(const headgate::CheckpointKey& key);

private:
    CheckpointListModel* m_requests;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    WaitingPanel* m_waiting;
    EventsPanel* m_events;
};

} // namespace headgate

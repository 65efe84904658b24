// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QListView;
class QPushButton;

namespace headgate {

class EmptyNote;
class LedgerDelegate;

/** What the agents of a source planned, do and learnt. UI thread. */
class LedgerPanel : public Panel
{
    Q_OBJECT

public:
    LedgerPanel(const PanelPorts& ports, QWidget* parent);

    void themeChanged() override;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void showRows();
    void showActions();
    void turn();

    PanelPorts m_ports;
    LedgerModel* m_model;
    QListView* m_rows;
    LedgerDelegate* m_delegate;
    EmptyNote* m_empty;
    QWidget* m_foot; ///< what can be done with the row that is chosen
    QPushButton* m_copy;
    QPushButton* m_open;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QListView;
class QPushButton;

namespace headgate {

class EmptyNote;
class LedgerDelegate;
class RowListModel;

/** Rows of words under headings, and what can be done with the chosen one. UI thread. */
class RowsPanel : public Panel
{
    Q_OBJECT

public:
    /** `name`: for who hears it. `empty`: what is said while there is nothing. */
    struct Look
    {
        QString name;
        QString emptyTitle;
        QString emptyHint;
    };

    RowsPanel(const PanelPorts& ports, RowListModel* model, const Look& look, QWidget* parent);

    void themeChanged() override;

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void showRows();
    void showActions();
    void read();
    void turn();

    PanelPorts m_ports;
    RowListModel* m_model;
    QListView* m_rows;
    LedgerDelegate* m_delegate;
    EmptyNote* m_empty;
    QWidget* m_foot; ///< what can be done with the row that is chosen
    QPushButton* m_copy;
    QPushButton* m_open;
    QPushButton* m_event;
    QPushButton* m_read;
};

} // namespace headgate

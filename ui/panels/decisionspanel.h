// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

#include <QTimer>

class QLineEdit;
class QListView;
class QPushButton;

namespace headgate {

class DecisionListModel;
class EmptyNote;

/** The record of what was decided (approvals.md H36): newest first, with a filter, the verdict on
 * the record itself, and an export. It is read when the panel is looked at and something was
 * settled since. */
class DecisionsPanel : public Panel
{
    Q_OBJECT

public:
    DecisionsPanel(const PanelPorts& ports, QWidget* parent);

    DecisionListModel* model() const { return m_model; }
    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void read();
    void showRows();
    void openSession();
    void exportAll();

    PanelPorts m_ports;
    DecisionListModel* m_model;
    QLineEdit* m_filter = nullptr;
    QPushButton* m_export = nullptr;
    TextLabel* m_verdict = nullptr;
    QWidget* m_head;
    QListView* m_rows;
    TextLabel* m_none;
    EmptyNote* m_empty;
    QWidget* m_foot;
    QTimer m_soon; ///< several that settle at once are read once
    bool m_stale = true;
};

} // namespace headgate

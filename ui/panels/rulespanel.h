// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QListView;
class QPushButton;

namespace headgate {

class EmptyNote;
class RulesModel;

/** The approvals that servers keep, each of which can be revoked (approvals.md H37). They are read
 * when the panel is looked at. UI thread. */
class RulesPanel : public Panel
{
    Q_OBJECT

public:
    RulesPanel(const PanelPorts& ports, QWidget* parent);

    RulesModel* model() const { return m_model; }
    void refresh(Timestamp now) override;
    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showRows();
    void read();
    void confirmRevoke();

    PanelPorts m_ports;
    RulesModel* m_model;
    QListView* m_rows;
    EmptyNote* m_empty;
    QWidget* m_foot;
    QPushButton* m_revoke;
    QPushButton* m_read;
};

} // namespace headgate

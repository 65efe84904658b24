// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/connectioncard.h"
#include "ui/panels/panelkinds.h"

#include <map>

class QComboBox;
class QScrollArea;
class QVBoxLayout;

namespace headgate {

class EmptyNote;

/** How the connection of each source does and did, with what can be done about it, and all of it as
 * a report for others. Asks for what is new only while it can be seen. UI thread. */
class ConnectionsPanel : public Panel
{
    Q_OBJECT

public:
    ConnectionsPanel(const PanelPorts& ports, QWidget* parent);

    ConnectionCard* card(const SourceId& source) const;
    void refresh(Timestamp now) override;
    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void arrange();
    void askSometimes(Timestamp now);

    PanelPorts m_ports;
    QComboBox* m_span = nullptr;
    QComboBox* m_metric = nullptr;
    QWidget* m_head;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column = nullptr;
    EmptyNote* m_empty;
    QWidget* m_foot;
    std::map<SourceId, ConnectionCard*> m_cards;
    std::vector<SourceId> m_order;
    Timestamp m_asked;
    qint64 m_askedAt = -1; ///< what the sources counted then
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QListView;
class QPushButton;

namespace headgate {

class StreamListModel;
class Switch;
class TextLabel;

/** The embedded server: its switch and address, its streams, and the way to publish the session one
 * looks at. UI thread. */
class ServePanel : public Panel
{
    Q_OBJECT

public:
    ServePanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;

private:
    QWidget* makeHead();
    void showServing();
    void streamMenu(const QPoint& at);

    PanelPorts m_ports;
    StreamListModel* m_model;
    Switch* m_switch;
    TextLabel* m_words;
    QWidget* m_address;
    TextLabel* m_url;
    TextLabel* m_count;
    QPushButton* m_publish;
    QListView* m_list;
    TextLabel* m_empty;
    SessionKey m_session;
};

} // namespace headgate

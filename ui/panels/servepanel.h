// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QListView;
class QPushButton;

namespace headgate {

class RecordBox;
class StreamListModel;
class Switch;
class TextLabel;

/**
 * The embedded server: its switch, port and address, its streams, and the way to publish the
 * session one looks at. That it runs, and where, is kept for the next start. UI thread.
 */
class ServePanel : public Panel
{
    Q_OBJECT

public:
    ServePanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;

private:
    QWidget* makeHead();
    QWidget* makePort();
    void flip(bool on);
    void showServing();
    void streamMenu(const QPoint& at);

    PanelPorts m_ports;
    StreamListModel* m_model;
    Switch* m_switch;
    TextLabel* m_words;
    QWidget* m_portRow;
    QLineEdit* m_port;
    QWidget* m_address;
    TextLabel* m_url;
    TextLabel* m_count;
    QPushButton* m_publish;
    QListView* m_list;
    RecordBox* m_record;
    TextLabel* m_empty;
    SessionKey m_session;
    bool m_flipped = false; ///< by the person, and it has not been said what came of it
};

} // namespace headgate

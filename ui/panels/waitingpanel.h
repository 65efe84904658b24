// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/models/requestfilter.h"
#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

#include <QHash>

class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headgate {

class EmptyNote;
class LineageStrip;
class WaitingCard;

/**
 * All open requests of all sources, who waits longest on top. Cards are kept as long as their
 * request. With several of them there is a filter, and some may be chosen to be decided together.
 * Below them stands who waits for whom.
 */
class WaitingPanel : public Panel
{
    Q_OBJECT

public:
    WaitingPanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void showHead(int rows, int shown);
    void showFoot();
    void showFamily();
    void setChoosing(bool choosing);
    std::vector<CheckpointKey> chosen() const;
    void chooseAll();

    PanelPorts m_ports;
    QLineEdit* m_filter = nullptr;
    QPushButton* m_choose = nullptr;
    QWidget* m_head;
    TextLabel* m_none; ///< nothing fits the filter
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    EmptyNote* m_empty;
    TextLabel* m_count = nullptr;
    QPushButton* m_all = nullptr;
    QPushButton* m_together = nullptr;
    QWidget* m_foot;
    LineageStrip* m_family;
    QHash<CheckpointKey, WaitingCard*> m_cards;
    RequestFilter m_wanted;
    Timestamp m_now;
    bool m_choosing = false;
};

} // namespace headgate

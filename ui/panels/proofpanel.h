// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QBoxLayout;
class QListView;
class QPushButton;

namespace headgate {

class EmptyNote;
class LedgerDelegate;
class ProofModel;
class TextLabel;

/** How sources are connected, what is held of them, and the proof of it; asked for again against
 * the servers by one press (DG-13, DG-63). UI thread. */
class ProofPanel : public Panel
{
    Q_OBJECT

public:
    ProofPanel(const PanelPorts& ports, QWidget* parent);

    ProofModel* model() const { return m_model; }
    void refresh(Timestamp now) override;
    void themeChanged() override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    void readHeld(Timestamp now);
    void check();
    void copy();
    void openSession();
    void turn();

    PanelPorts m_ports;
    ProofModel* m_model;
    TextLabel* m_connected = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_check = nullptr;
    QBoxLayout* m_footRow = nullptr;
    QWidget* m_head;
    QListView* m_rows;
    LedgerDelegate* m_delegate;
    EmptyNote* m_empty;
    QWidget* m_foot;
    SessionKey m_read; ///< whose numbers were asked for last
    qint64 m_readEvents = -1; ///< that its source had then
    Timestamp m_readAt;
};

} // namespace headgate

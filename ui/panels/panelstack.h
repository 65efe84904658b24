// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QStackedWidget;

namespace headgate {

class PanelHead;

/** One place of the inspector: a row of tabs, and the panel in front. UI thread. */
class PanelStack : public QWidget
{
    Q_OBJECT

public:
    explicit PanelStack(const PanelPorts& ports, QWidget* parent = nullptr);

    PanelHead* head() const { return m_head; }
    int current() const; ///< index in panelKinds()
    /** The panel that belongs to current(). It may be another's so far. */
    void put(Panel* panel);

private:
    PanelHead* m_head;
    QStackedWidget* m_pages;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

#include <vector>

class QStackedWidget;

namespace headgate {

class PanelHead;

/** Right side: a tab for each kind of panel. A panel is made when it is first looked at. */
class Inspector : public Ground
{
    Q_OBJECT

public:
    explicit Inspector(PanelPorts ports, QWidget* parent = nullptr);

    /** Counts in the tabs, and the panel in front. */
    void refresh(Timestamp now);
    void themeChanged();
    void showTab(const QString& name); ///< the name of a PanelKind
    QString tab() const;

private:
    void showPanel(int index);

    PanelPorts m_ports;
    PanelHead* m_head;
    QStackedWidget* m_pages;
    std::vector<Panel*> m_panels; ///< in the order of panelKinds(); null: not made yet
};

} // namespace headgate

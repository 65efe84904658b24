// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

#include <vector>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace headgate {

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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showTabs();
    void showMore();
    bool hasContent(int index) const;
    int widthOf(int index) const;
    void showPanel(int index);

    PanelPorts m_ports;
    QTabBar* m_tabs;
    QPushButton* m_more; ///< opens the list of the tabs there is no room for
    QStackedWidget* m_pages;
    std::vector<Panel*> m_panels; ///< in the order of panelKinds(); null: not made yet
};

} // namespace headgate

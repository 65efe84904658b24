// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"

#include <QList>

#include <vector>

class QAction;
class QMenu;
class QPushButton;

namespace headgate {

class MoreButton;
class PanelTabs;

/**
 * The row above a panel: the tabs there is room for, a list of all of them, and the way out into a
 * window. The panel in front and the one with requests always have their tab; the list says what is
 * open in those it hides. UI thread.
 */
class PanelHead : public Ground
{
    Q_OBJECT

public:
    explicit PanelHead(const PanelPorts& ports, QWidget* parent = nullptr);

    /** Counts and what has anything to show. */
    void refresh();
    int current() const;
    void choose(int index);
    /** Kinds that stand in windows of their own have no tab here. */
    void setAway(const std::vector<bool>& away);
    /** What can be done with the panel in front; below the list, and at its tab. */
    void setLayoutActions(const QList<QAction*>& actions) { m_layout = actions; }

signals:
    void chosen(int index);
    /** One that stands in a window of its own. */
    void windowWanted(int index);
    void outWanted(int index, const QPoint& at); ///< `at` null: wherever
    /** A person is about to do something here. */
    void entered();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showTabs();
    void showKeys();
    void showMore();
    void showMenu(const QPoint& at);
    void addLayout(QMenu* menu);
    bool hasContent(int index) const;
    bool isAway(int index) const { return m_away[size_t(index)]; }
    std::vector<int> byImportance() const;
    bool isKept(const std::vector<int>& order, size_t i) const;

    const PanelPorts& m_ports;
    PanelTabs* m_tabs;
    MoreButton* m_more; ///< opens the list of all panels
    QPushButton* m_out;
    QList<QAction*> m_layout;
    std::vector<bool> m_away;
    std::vector<int> m_recent; ///< chosen by the person, the newest first
};

} // namespace headgate

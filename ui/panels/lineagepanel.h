// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace headgate {

class EmptyNote;
class LineageGraph;
class TextLabel;

/** Who comes from whom, and who waits for whom: as a tree or as a graph. UI thread. */
class LineagePanel : public Panel
{
    Q_OBJECT

public:
    LineagePanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;
    void themeChanged() override;

private:
    void showCount();
    void showRule();
    void showFound();
    void findNext();
    void choose(const QModelIndex& index);
    void open(const QModelIndex& index);
    void toggleGraph(bool graph);

    PanelPorts m_ports;
    LineageModel* m_model;
    QWidget* m_head;
    QLineEdit* m_search;
    QPushButton* m_shape;
    TextLabel* m_rule;
    QStackedWidget* m_pages;
    QTreeView* m_tree;
    LineageGraph* m_graph;
    EmptyNote* m_empty;
};

} // namespace headgate

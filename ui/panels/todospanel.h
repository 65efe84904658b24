// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QListView;

namespace headgate {

class EmptyNote;
class TextLabel;
class TodoDelegate;

/** What the agent of the selected session means to do, and how far it is (DG-44). UI thread. */
class TodosPanel : public Panel
{
    Q_OBJECT

public:
    TodosPanel(const PanelPorts& ports, QWidget* parent);

    void themeChanged() override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showCount();
    void turn();

    TodoListModel* m_model;
    Motion* m_motion;
    QWidget* m_head;
    TextLabel* m_count;
    QWidget* m_bar; ///< room for the bar, which is painted below the words
    QListView* m_rows;
    TodoDelegate* m_delegate;
    EmptyNote* m_empty;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QPlainTextEdit;
class QSplitter;
class QTreeView;

namespace headgate {

class EmptyNote;
class TextLabel;

/** What streams of state changes tell of: each thing by its type and key, a filter, and the whole
 * value of the chosen one (DG-69). UI thread. */
class StatePanel : public Panel
{
    Q_OBJECT

public:
    StatePanel(const PanelPorts& ports, QWidget* parent);

    void themeChanged() override;

private:
    void connectModel();
    void showCount();
    void showDetail();
    void thingMenu(const QPoint& at);

    StateTableModel* m_model;
    QLineEdit* m_filter;
    TextLabel* m_count;
    QTreeView* m_rows;
    QPlainTextEdit* m_detail;
    QSplitter* m_panes;
    EmptyNote* m_empty;
};

} // namespace headgate

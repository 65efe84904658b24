// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

class QLineEdit;
class QPlainTextEdit;
class QTreeView;

namespace headgate {

class TextLabel;

/** Raw events as they came, a filter, and the JSON of the chosen one. UI thread. */
class EventsPanel : public Panel
{
    Q_OBJECT

public:
    explicit EventsPanel(EventTableModel* model, QWidget* parent = nullptr);

    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showDetail();
    void showCount();

    EventTableModel* m_model;
    QLineEdit* m_filter;
    QTreeView* m_rows;
    QPlainTextEdit* m_detail;
    TextLabel* m_count;
    bool m_follow = true;
};

} // namespace headgate

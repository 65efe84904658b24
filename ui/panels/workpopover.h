// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/longwork.h"

#include <QFrame>
#include <QPointer>

class QVBoxLayout;

namespace headgate {

/** What is under way, each with how far it is and a way to end it where that means something.
 * Stands above the button it belongs to, until Escape or a press elsewhere. UI thread. */
class WorkPopover : public QFrame
{
    Q_OBJECT

public:
    WorkPopover(LongWork* work, std::function<void(Command)> submit, QWidget* parent = nullptr);

    /** With its lower right corner here, in the parent's window. */
    void openAbove(QWidget* button);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row;
    void refresh();
    Row* add(const LongWork::Item& item);

    LongWork* m_work;
    std::function<void(Command)> m_submit;
    QVBoxLayout* m_column;
    std::vector<Row*> m_rows;
    QPointer<QWidget> m_button;
};

} // namespace headgate

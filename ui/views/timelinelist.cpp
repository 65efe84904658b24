// SPDX-License-Identifier: MIT
#include "ui/views/timelinelist.h"

#include "ui/views/timelinedelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace headgate {

// A table and no list: QListView lays every row out anew when one comes, which takes 30 ms where
// there are 500,000.
TimelineList::TimelineList(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new TimelineDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(TimelineDelegate::rowHeight);
    verticalHeader()->setDefaultSectionSize(TimelineDelegate::rowHeight);
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(40);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    viewport()->setAutoFillBackground(false);
}

bool TimelineList::isAtTop() const
{
    return verticalScrollBar()->value() == 0;
}

void TimelineList::rowsInserted(const QModelIndex& parent, int first, int last)
{
    const int before = verticalScrollBar()->value();
    QTableView::rowsInserted(parent, first, last);
    if (before == 0 || first * verticalHeader()->defaultSectionSize() > before)
        return;
    executeDelayedItemsLayout(); // the scroll bar must know of them first
    verticalScrollBar()->setValue(
        before + (last - first + 1) * verticalHeader()->defaultSectionSize());
}

void TimelineList::keyPressEvent(QKeyEvent* event)
{
    const bool begin = event->key() == Qt::Key_Home;
    if ((begin || event->key() == Qt::Key_End) && model() && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(begin ? 0 : model()->rowCount() - 1, 0));
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TimelineList::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (model())
        setColumnWidth(0, viewport()->width());
}

} // namespace headgate

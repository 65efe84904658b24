// SPDX-License-Identifier: MIT
#pragma once

#include "ui/typography.h"

#include <QStyledItemDelegate>

namespace headgate {

/** Paints an event of a timeline in two lines: what happened and when, then what else it says; at
 * the left edge a stripe in the colour of its run. UI thread. */
class TimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 46;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return zoom::px({160, rowHeight});
    }
};

} // namespace headgate

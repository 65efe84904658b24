// SPDX-License-Identifier: MIT
#pragma once

#include "ui/typography.h"

#include <QStyledItemDelegate>

namespace headgate {

/** Paints a node of a lineage: its shape and name with its age, then how it stands. */
class LineageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int rowHeight = 44;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return zoom::px({160, rowHeight});
    }
};

} // namespace headgate

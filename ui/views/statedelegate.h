// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace headgate {

/** Paints a StateTableModel: a head for each type; of each thing its key and age, below them its
 * value. What changed just now has a bar at its side. */
class StateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace headgate

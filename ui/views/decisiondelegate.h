// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace headgate {

/** Paints a row of the record: what came of it and when, what was asked, where, and by whom. */
class DecisionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace headgate {

/** Paints a row of a FinderModel: its shape, title and detail with the letters that were typed
 * marked by weight and colour, and its note or chord at the right. */
class FinderDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int lineHeight = 32; ///< of a row without a detail
    static constexpr int pairHeight = 48; ///< with one

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace headgate

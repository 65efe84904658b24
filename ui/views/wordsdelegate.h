// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace headgate {

/** Rows of plain words with room around them, whose words stay dark on the soft ground of the
 * chosen one. UI thread. */
class WordsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int rowHeight = 32; ///< px of 100 %

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace headgate

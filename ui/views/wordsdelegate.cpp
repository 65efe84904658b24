// SPDX-License-Identifier: MIT
#include "ui/views/wordsdelegate.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

namespace headgate {

namespace {

constexpr int side = 12; ///< from the edge of a cell to its words

} // namespace

QSize WordsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetricsF words(theme::uiFont());
    Q_UNUSED(option)
    return zoom::px(
        QSize(int(words.horizontalAdvance(index.data().toString())) + 2 * side + 1, rowHeight));
}

void WordsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    using theme::tokens;
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRectF row(option.rect);
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen || (option.state & QStyle::State_MouseOver))
        painter->fillRect(row, chosen ? tokens().accentSoft : tokens().hover);
    if (chosen && (option.state & QStyle::State_HasFocus) && index.column() == 0)
        painter->fillRect(QRectF(row.left(), row.top(), 3, row.height()), tokens().accent);
    const QVariant ink = index.data(Qt::ForegroundRole);
    glyphs::drawText(*painter, {row.left() + side, row.top() + 21}, index.data().toString(),
        theme::uiFont(), ink.isValid() ? ink.value<QColor>() : tokens().text,
        row.width() - 2 * side);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/views/statedelegate.h"

#include "ui/glyphs.h"
#include "ui/models/statetablemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>

namespace headgate {

using Model = StateTableModel;
using theme::tokens;

namespace {

constexpr int rowHeight = 48; ///< of heads too: they keep their distance from what is above
constexpr double side = 12; ///< where words begin and end

double widthOf(const QString& text, const QFont& font)
{
    return text.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(text) + 1;
}

/** Two words on one line: the one at the right is whole, the other is cut where they would meet. */
void drawPair(QPainter& painter, const QRectF& row, double baseline, const QString& left,
    const QFont& leftFont, const QColor& leftColour, const QString& right, const QColor& colour)
{
    const QFont small = theme::uiFont(theme::smallSize);
    const double taken = widthOf(right, small);
    const double end = row.right() - side;
    const double gap = taken > 0 ? 12 : 0;
    glyphs::drawText(painter, {row.left() + side, row.top() + baseline}, left, leftFont, leftColour,
        end - taken - gap - row.left() - side);
    if (taken > 0)
        glyphs::drawText(painter, {end - taken, row.top() + baseline}, right, small, colour, taken);
}

void drawHead(QPainter& painter, const QRectF& row, const QModelIndex& index)
{
    const QFont font = theme::uiFont(theme::interfaceSize, QFont::DemiBold);
    const QString title = index.data().toString();
    const QString origin = index.data(Model::OriginRole).toString();
    drawPair(painter, row, 36, title, font, tokens().text, origin, tokens().faint);
    const double after = row.left() + side + widthOf(title, font) + 8;
    const double room =
        row.right() - side - widthOf(origin, theme::uiFont(theme::smallSize)) - 12 - after;
    if (room > 24)
        glyphs::drawText(painter, {after, row.top() + 36}, index.data(Model::CountRole).toString(),
            theme::uiFont(12), tokens().muted, room);
}

void drawThing(QPainter& painter, const QRectF& row, const QModelIndex& index)
{
    const bool fresh = index.data(Model::FreshRole).toBool();
    if (fresh)
        glyphs::drawBox(painter, QRectF(row.left() + 4, row.top() + 8, 3, row.height() - 16), 1.5,
            tokens().accent, {});
    QString when = index.data(Model::ChangesRole).toString();
    const QString age = index.data(Model::AgeRole).toString();
    if (!when.isEmpty() && !age.isEmpty())
        when += QStringLiteral(" · ");
    drawPair(painter, row, 20, index.data().toString(), theme::monoFont(), tokens().text,
        when + age, fresh ? tokens().accent : tokens().muted);
    glyphs::drawText(painter, {row.left() + side, row.top() + 38},
        index.data(Model::LineRole).toString(), theme::uiFont(12), tokens().muted,
        row.width() - 2 * side);
}

} // namespace

QSize StateDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return zoom::px({160, rowHeight});
}

void StateDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRectF row(option.rect);
    painter->save();
    const bool head = !index.parent().isValid();
    const bool chosen = option.state & QStyle::State_Selected;
    const bool focus = option.state & QStyle::State_HasFocus;
    if (chosen || focus || (!head && (option.state & QStyle::State_MouseOver)))
        glyphs::drawBox(*painter, row.adjusted(4, head ? 16 : 0, -4, 0), 6,
            chosen      ? tokens().accentSoft
                : focus ? QColor()
                        : tokens().hover,
            focus ? tokens().accent : QColor());
    if (head)
        drawHead(*painter, row, index);
    else
        drawThing(*painter, row, index);
    painter->restore();
}

} // namespace headgate

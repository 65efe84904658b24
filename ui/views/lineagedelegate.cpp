// SPDX-License-Identifier: MIT
#include "ui/views/lineagedelegate.h"

#include "ui/glyphs.h"
#include "ui/models/lineagemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>

namespace headgate {

using theme::tokens;

namespace {

constexpr int shapeRoom = 22;
constexpr int right = 12;

} // namespace

void LineageDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const auto& t = tokens();
    const QRectF row = QRectF(option.rect).adjusted(0, 1, -4, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected || (option.state & QStyle::State_MouseOver))
        glyphs::drawBox(*painter, row, 8, selected ? t.accentSoft : t.hover, QColor());
    if (index.data(LineageModel::FoundRole).toBool())
        glyphs::drawBox(*painter, row, 8, QColor(), t.accent);
    if (index.data(LineageModel::DescendsRole).toBool()) {
        painter->setPen(QPen(t.accent, 2, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(row.topLeft() + QPointF(2, 8), row.bottomLeft() + QPointF(2, -8));
    }
    const auto shape = RowShape(index.data(LineageModel::ShapeRole).toInt());
    double left = row.left() + 8;
    if (shape == RowShape::Permission) {
        glyphs::drawWaiting(*painter, {left + 7, row.top() + 14}, u'!');
        left += shapeRoom;
    } else if (shape != RowShape::None) {
        glyphs::drawShape(*painter, {left + 7, row.top() + 14}, shape);
        left += shapeRoom;
    }
    const QFont small = theme::uiFont(12);
    const QString age = index.data(LineageModel::AgeRole).toString();
    const double taken = QFontMetricsF(small).horizontalAdvance(age);
    const double end = row.right() - right;
    const bool described = shape != RowShape::None;
    glyphs::drawText(*painter, {left, row.top() + 18}, index.data().toString(),
        theme::uiFont(theme::interfaceSize, described ? QFont::Medium : QFont::Normal), t.text,
        end - left - taken - 8);
    glyphs::drawText(*painter, {end - taken, row.top() + 18}, age, small, t.faint, taken + 1);
    const QString figures = index.data(LineageModel::FiguresRole).toString();
    const double figuresWidth =
        figures.isEmpty() ? 0 : QFontMetricsF(small).horizontalAdvance(figures);
    glyphs::drawText(
        *painter, {end - figuresWidth, row.top() + 35}, figures, small, t.faint, figuresWidth + 1);
    const bool blocked = index.data(LineageModel::BlockedRole).toBool();
    glyphs::drawText(*painter, {left, row.top() + 35},
        index.data(LineageModel::StateRole).toString(), small, blocked ? t.amber : t.muted,
        end - left - (figures.isEmpty() ? 0 : figuresWidth + 8));
    painter->restore();
}

} // namespace headgate

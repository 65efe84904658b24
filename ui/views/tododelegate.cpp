// SPDX-License-Identifier: MIT
#include "ui/views/tododelegate.h"

#include "ui/glyphs.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/todolistmodel.h"
#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/words/todowords.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace headgate {

using theme::tokens;
using words::TodoState;

namespace {

constexpr int left = 40; ///< where the words begin
constexpr int right = 16;
constexpr int padding = 6; ///< above and below the words
constexpr int lineHeight = 20;

TodoState stateOf(const QModelIndex& index)
{
    return TodoState(index.data(TodoListModel::StateRole).toInt());
}

QFont fontOf(TodoState state)
{
    QFont font = theme::uiFont(
        theme::interfaceSize, state == TodoState::Doing ? QFont::DemiBold : QFont::Normal);
    font.setStrikeOut(state == TodoState::Dropped);
    return font;
}

/** The room that the word for an urgent row takes at the right; 0: there is none. */
double priorityWidth(const QModelIndex& index)
{
    const QString words = index.data(TodoListModel::PriorityRole).toString();
    return words.isEmpty()
        ? 0
        : std::ceil(QFontMetricsF(theme::uiFont(theme::smallSize)).horizontalAdvance(words)) + 8;
}

int breakLines(QTextLayout& layout, double width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    int lines = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, double(lines * lineHeight)});
        ++lines;
    }
    layout.endLayout();
    return std::max(1, lines);
}

double wordsWidth(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const double width =
        view ? zoom::logical(double(view->viewport()->width())) : option.rect.width();
    return std::max(40.0, width - left - right - priorityWidth(index));
}

void drawShape(QPainter& painter, QPointF centre, TodoState state, double angle)
{
    switch (state) {
    case TodoState::Open:
        glyphs::drawShape(painter, centre, RowShape::LastSeen);
        break;
    case TodoState::Doing:
        glyphs::drawShape(painter, centre, RowShape::Running, angle);
        break;
    case TodoState::Done:
        glyphs::drawShape(painter, centre, RowShape::Done);
        break;
    case TodoState::Dropped:
        painter.setPen(QPen(tokens().faint, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre - QPointF(3.5, 0), centre + QPointF(3.5, 0));
        break;
    }
}

} // namespace

QRect TodoDelegate::shapeRect(const QRect& row)
{
    return {row.left() + 14, row.top() + padding, lineHeight, lineHeight};
}

QSize TodoDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QTextLayout layout(index.data().toString(), fontOf(stateOf(index)));
    return zoom::px({0, breakLines(layout, wordsWidth(option, index)) * lineHeight + 2 * padding});
}

void TodoDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRect& row = option.rect;
    const TodoState state = stateOf(index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = (option.state & QStyle::State_HasFocus) != 0;
    if (current)
        glyphs::drawBox(
            *painter, QRectF(row).adjusted(8, 0, -8, 0), 8, tokens().surface, tokens().accent);
    else if (option.state & QStyle::State_MouseOver)
        glyphs::drawBox(*painter, QRectF(row).adjusted(8, 0, -8, 0), 8, tokens().hover, QColor());
    drawShape(*painter, QRectF(shapeRect(row)).center(), state, m_angle);
    if (state == TodoState::Doing && m_onRing)
        m_onRing();

    const bool over = state == TodoState::Done || state == TodoState::Dropped;
    const QFont font = fontOf(state);
    QTextLayout layout(index.data().toString(), font);
    breakLines(layout, wordsWidth(option, index));
    const double top = row.top() + padding + (lineHeight - QFontMetricsF(font).height()) / 2;
    painter->setPen(over ? tokens().muted : tokens().text);
    layout.draw(painter, {double(row.left() + left), std::round(top)});
    if (const double width = priorityWidth(index); width > 0)
        glyphs::drawText(*painter,
            {row.right() + 1 - right - width + 8, row.top() + padding + 14.0},
            index.data(TodoListModel::PriorityRole).toString(), theme::uiFont(theme::smallSize),
            tokens().faint, width);
    painter->restore();
}

} // namespace headgate

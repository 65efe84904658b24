// SPDX-License-Identifier: MIT
#include "ui/views/ledgerdelegate.h"

#include "ui/glyphs.h"
#include "ui/models/rowlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace headgate {

using theme::tokens;
using Kind = LedgerRow::Kind;
using Shape = LedgerRow::Shape;

namespace {

constexpr int margin = 16;
constexpr int shapeRoom = 24;
constexpr int taskIndent = 16;
constexpr int padding = 6; ///< above and below the words
constexpr int lineHeight = 20;
constexpr int detailLine = 17;
constexpr int barGap = 6;
constexpr int barHeight = 4;
constexpr int sectionHeight = 36;

Kind kindOf(const QModelIndex& index)
{
    return Kind(index.data(RowListModel::KindRole).toInt());
}

int leftOf(const QModelIndex& index)
{
    const bool shaped = Shape(index.data(RowListModel::ShapeRole).toInt()) != Shape::None;
    return margin + (kindOf(index) == Kind::Task ? taskIndent : 0) + (shaped ? shapeRoom : 0);
}

QFont titleFont(const QModelIndex& index)
{
    return theme::uiFont(
        theme::interfaceSize, kindOf(index) == Kind::Epic ? QFont::DemiBold : QFont::Normal);
}

QFont sideFont()
{
    return theme::uiFont(theme::smallSize);
}

double sideWidth(const QModelIndex& index)
{
    const QString side = index.data(RowListModel::SideRole).toString();
    if (side.isEmpty())
        return 0;
    return std::min(120.0, std::ceil(QFontMetricsF(sideFont()).horizontalAdvance(side))) + 12;
}

/** Lines of `text`, painted at `at` where there is a painter. */
int layOut(const QString& text, const QFont& font, int line, double width, QPointF at = {},
    QPainter* painter = nullptr)
{
    int lines = 0;
    for (const QString& paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        const int first = lines;
        layout.beginLayout();
        for (QTextLine one = layout.createLine(); one.isValid(); one = layout.createLine()) {
            one.setLineWidth(std::max(40.0, width));
            one.setPosition({0, double((lines - first) * line)});
            ++lines;
        }
        layout.endLayout();
        if (painter)
            layout.draw(painter, at + QPointF(0, first * line));
    }
    return lines;
}

double wordsWidth(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const double width =
        view ? zoom::logical(double(view->viewport()->width())) : option.rect.width();
    return width - leftOf(index) - margin;
}

void drawShape(QPainter& painter, QPointF centre, Shape shape, double angle)
{
    switch (shape) {
    case Shape::None:
        break;
    case Shape::Open:
        glyphs::drawShape(painter, centre, RowShape::LastSeen);
        break;
    case Shape::Running:
        glyphs::drawShape(painter, centre, RowShape::Running, angle);
        break;
    case Shape::Paused:
        painter.setPen(QPen(tokens().muted, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-2.5, -3.5), centre + QPointF(-2.5, 3.5));
        painter.drawLine(centre + QPointF(2.5, -3.5), centre + QPointF(2.5, 3.5));
        break;
    case Shape::Done:
        glyphs::drawShape(painter, centre, RowShape::Done);
        break;
    case Shape::Failed:
        glyphs::drawShape(painter, centre, RowShape::Failed);
        break;
    }
}

void drawBar(QPainter& painter, const QRectF& bar, double share)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().line);
    painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    if (share <= 0)
        return;
    painter.setBrush(tokens().green);
    painter.drawRoundedRect(
        QRectF(bar.topLeft(), QSizeF(std::max<double>(barHeight, bar.width() * share), barHeight)),
        barHeight / 2.0, barHeight / 2.0);
}

} // namespace

QRect LedgerDelegate::shapeRect(const QRect& row, const QModelIndex& index)
{
    return {
        row.left() + leftOf(index) - shapeRoom - 2, row.top() + padding, lineHeight, lineHeight};
}

QSize LedgerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (kindOf(index) == Kind::Section)
        return zoom::px({0, sectionHeight});
    const double width = wordsWidth(option, index);
    const QString detail = index.data(RowListModel::DetailRole).toString();
    int height = 2 * padding
        + lineHeight
            * layOut(
                index.data().toString(), titleFont(index), lineHeight, width - sideWidth(index));
    if (!detail.isEmpty())
        height += detailLine * layOut(detail, theme::uiFont(12), detailLine, width);
    if (index.data(RowListModel::ShareRole).toDouble() >= 0)
        height += barGap + barHeight;
    return zoom::px({0, height});
}

void LedgerDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRect& row = option.rect;
    const auto& t = tokens();
    const bool rest = kindOf(index) == Kind::Rest;
    const QString side = index.data(RowListModel::SideRole).toString();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (kindOf(index) == Kind::Section) {
        const QFont font = theme::uiFont(12, QFont::DemiBold);
        const double base = row.top() + 24;
        const double wide = glyphs::drawText(*painter, {row.left() + double(margin), base},
            index.data().toString(), font, t.muted, row.width() - 2 * margin - 30);
        glyphs::drawText(
            *painter, {row.left() + margin + wide + 8, base}, side, sideFont(), t.faint, 60);
        painter->restore();
        return;
    }
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected || (option.state & QStyle::State_MouseOver))
        glyphs::drawBox(*painter, QRectF(row).adjusted(8, 0, -8, 0), 8,
            selected ? t.accentSoft : t.hover, QColor());
    const auto shape = Shape(index.data(RowListModel::ShapeRole).toInt());
    drawShape(*painter, QRectF(shapeRect(row, index)).center(), shape, m_angle);
    if (shape == Shape::Running && m_onRing)
        m_onRing();

    const double left = row.left() + leftOf(index);
    const double width = wordsWidth(option, index);
    const QFont font = titleFont(index);
    const double lift = std::round((lineHeight - QFontMetricsF(font).height()) / 2);
    double y = row.top() + padding;
    painter->setPen(
        rest || (shape == Shape::Done && kindOf(index) == Kind::Task) ? t.muted : t.text);
    y += lineHeight
        * layOut(index.data().toString(), font, lineHeight, width - sideWidth(index),
            {left, y + lift}, painter);
    if (const double room = sideWidth(index); room > 0) {
        const double at = left + width - room + 12;
        glyphs::drawText(
            *painter, {at, row.top() + padding + 14.0}, side, sideFont(), t.muted, room - 11);
    }
    const QString detail = index.data(RowListModel::DetailRole).toString();
    if (!detail.isEmpty()) {
        painter->setPen(shape == Shape::Failed ? t.red : t.muted);
        y += detailLine * layOut(detail, theme::uiFont(12), detailLine, width, {left, y}, painter);
    }
    if (const double share = index.data(RowListModel::ShareRole).toDouble(); share >= 0)
        drawBar(*painter, {left, y + barGap - 2.0, width, double(barHeight)}, share);
    painter->restore();
}

} // namespace headgate

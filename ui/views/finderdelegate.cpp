// SPDX-License-Identifier: MIT
#include "ui/views/finderdelegate.h"

#include "ui/glyphs.h"
#include "ui/models/findermodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace headgate {

using Model = FinderModel;
using theme::tokens;

namespace {

constexpr double side = 12; ///< from the row's edge to its words
constexpr double shapeRoom = 24;

/** Marked letters are told by their weight and their colour. */
QList<QTextLayout::FormatRange> formatsOf(const QList<int>& marks, qsizetype length)
{
    QList<QTextLayout::FormatRange> formats;
    for (const int at : marks) {
        if (at >= length)
            break;
        if (!formats.isEmpty() && formats.last().start + formats.last().length == at) {
            ++formats.last().length;
            continue;
        }
        QTextLayout::FormatRange range{at, 1, {}};
        range.format.setFontWeight(QFont::Bold);
        range.format.setForeground(tokens().accent);
        formats.append(range);
    }
    return formats;
}

/** One line on a whole-pixel baseline, cut at `width`. */
void drawMarked(QPainter& painter, QPointF baseline, const QString& text, const QList<int>& marks,
    const QFont& font, const QColor& colour, double width)
{
    if (width <= 0)
        return;
    QFont widest = font;
    if (!marks.isEmpty())
        widest.setWeight(QFont::Bold);
    QString shown = text;
    if (QFontMetricsF(widest).horizontalAdvance(text) > width)
        shown = QFontMetricsF(widest).elidedText(text, Qt::ElideRight, width);
    // What was cut away is not marked, nor is the sign that stands for it.
    const qsizetype kept = shown == text ? text.size() : shown.size() - 1;
    QTextLayout layout(shown, font);
    layout.setFormats(formatsOf(marks, kept));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width + 1000); // it is one line, and fits
    layout.endLayout();
    painter.setPen(colour);
    layout.draw(&painter, {baseline.x(), std::round(baseline.y()) - line.ascent()});
}

/** A key cap around a chord, or plain words. Returns how much room it takes. */
double drawNote(QPainter& painter, const QRectF& row, const QModelIndex& index, double baseline)
{
    const QString note = index.data(Model::NoteRole).toString();
    if (note.isEmpty())
        return 0;
    const bool keys = index.data(Model::KeysRole).toBool();
    const QFont font = keys ? theme::monoFont(11) : theme::uiFont(theme::smallSize);
    const double pad = keys ? 6 : 0;
    const double wish = QFontMetricsF(font).horizontalAdvance(note) + 1;
    const double width = std::min(std::ceil(wish), row.width() * 0.55);
    const double left = row.right() - side - width - pad;
    if (keys)
        glyphs::drawBox(painter, QRectF(left - pad, row.center().y() - 10, width + 2 * pad, 20), 5,
            tokens().surface, tokens().line);
    glyphs::drawText(painter, {left, baseline}, note, font, tokens().muted, width);
    return width + 2 * pad + 12;
}

} // namespace

QSize FinderDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return zoom::px({160, index.data(Model::DetailRole).isNull() ? lineHeight : pairHeight});
}

void FinderDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& onScreen, const QModelIndex& index) const
{
    QStyleOptionViewItem option = onScreen;
    const zoom::Row scaled(*painter, option);
    const QRectF row(option.rect);
    painter->save();
    const bool enabled = index.flags() & Qt::ItemIsEnabled;
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen)
        glyphs::drawBox(*painter, row, 8, tokens().accentSoft, tokens().accent);
    else if (enabled && (option.state & QStyle::State_MouseOver))
        glyphs::drawBox(*painter, row, 8, tokens().hover, {});
    const QVariant shape = index.data(Model::ShapeRole);
    const bool pair = !index.data(Model::DetailRole).isNull();
    const double baseline = row.top() + (pair ? 20 : 21);
    double left = row.left() + side;
    if (!shape.isNull()) {
        glyphs::drawShape(*painter, {left + 7, row.top() + 16}, RowShape(shape.toInt()));
        left += shapeRoom;
    }
    const double right = row.right() - side;
    const double taken = drawNote(*painter, row, index, baseline);
    drawMarked(*painter, {left, baseline}, index.data().toString(),
        index.data(Model::MarksRole).value<QList<int>>(), theme::uiFont(),
        enabled ? tokens().text : tokens().faint, right - taken - left);
    if (pair)
        drawMarked(*painter, {left, row.top() + 38}, index.data(Model::DetailRole).toString(),
            index.data(Model::DetailMarksRole).value<QList<int>>(), theme::uiFont(theme::smallSize),
            tokens().muted, right - left);
    painter->restore();
}

} // namespace headgate

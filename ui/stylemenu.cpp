// SPDX-License-Identifier: MIT
#include "ui/stylemenu.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>

#include <cmath>

namespace headgate::menustyle {

using theme::tokens;

namespace {

constexpr int textLeft = 28;
constexpr int pad = 12;

} // namespace

QSize itemSize(const QStyleOption& option, const QSize& contents)
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(&option);
    if (!item)
        return contents;
    if (item->menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), zoom::px(9)};
    const QFontMetricsF text(theme::uiFont());
    const QFontMetricsF keys(theme::monoFont(11));
    const QString words = item->text.section(u'\t', 0, 0);
    const QString chord = item->text.section(u'\t', 1, 1);
    double width = textLeft + text.horizontalAdvance(words) + pad;
    if (!chord.isEmpty())
        width += 32 + keys.horizontalAdvance(chord);
    return zoom::px({int(std::ceil(width)), 29});
}

void drawItem(const QStyleOptionMenuItem& item, QPainter& painter)
{
    const auto& t = tokens();
    painter.save();
    painter.scale(zoom::factor(), zoom::factor());
    const QRect r(zoom::logical(item.rect.topLeft()), zoom::logical(item.rect.size()));
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(r.left() + 4, r.center().y(), r.width() - 8, 1), t.line);
        painter.restore();
        return;
    }
    const bool enabled = item.state & QStyle::State_Enabled;
    if (enabled && (item.state & QStyle::State_Selected))
        glyphs::drawBox(painter, r, 6, t.hover, QColor());
    const double middle = r.center().y() + 1;
    if (item.checked) {
        if (item.checkType == QStyleOptionMenuItem::Exclusive) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.accent);
            painter.drawEllipse(QPointF(r.left() + 14, middle), 3, 3);
        } else {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(t.accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF c(r.left() + 14, middle);
            const QPointF tick[] = {
                c + QPointF(-3.6, 0.3), c + QPointF(-1.2, 2.7), c + QPointF(3.6, -2.6)};
            painter.drawPolyline(tick, 3);
        }
    }
    painter.setFont(theme::uiFont());
    painter.setPen(enabled ? t.text : t.faint);
    const QRect text = r.adjusted(textLeft, 0, -pad, 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic,
        item.text.section(u'\t', 0, 0));
    const QString chord = item.text.section(u'\t', 1, 1);
    if (!chord.isEmpty()) {
        painter.setFont(theme::monoFont(11));
        painter.setPen(t.faint);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, chord);
    } else if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        painter.setPen(t.faint);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, QChar(u'›'));
    }
    painter.restore();
}

} // namespace headgate::menustyle

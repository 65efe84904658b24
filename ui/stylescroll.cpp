// SPDX-License-Identifier: MIT
#include "ui/stylescroll.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace headgate::scrollstyle {

QRect part(const QStyleOptionSlider& bar, QStyle::SubControl part)
{
    // No arrows: the whole length is the groove.
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? bar.rect.height() : bar.rect.width();
    const int thick = upright ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum + bar.pageStep;
    int thumb = range > 0 ? int(qint64(length) * bar.pageStep / range) : length;
    thumb = std::min(length, std::max(thumb, shortestThumb));
    const int start = QStyle::sliderPositionFromValue(
        bar.minimum, bar.maximum, bar.sliderPosition, length - thumb, bar.upsideDown);
    const auto piece = [&](int from, int size) {
        return upright ? QRect(0, from, thick, size) : QRect(from, 0, size, thick);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return piece(0, length);
    case QStyle::SC_ScrollBarSlider:
        return piece(start, thumb);
    case QStyle::SC_ScrollBarSubPage:
        return piece(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return piece(start + thumb, length - start - thumb);
    default:
        return {};
    }
}

void drawThumb(const QStyleOptionSlider& bar, QPainter& painter)
{
    const bool active = bar.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    QColor colour = theme::tokens().faint;
    colour.setAlphaF(theme::tokens().contrast ? 1.0F : active ? 0.75F : 0.4F);
    const bool upright = bar.orientation == Qt::Vertical;
    const QRectF pill =
        QRectF(part(bar, QStyle::SC_ScrollBarSlider))
            .adjusted(upright ? 2 : 1, upright ? 1 : 2, upright ? -2 : -1, upright ? -1 : -2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(pill, 3, 3);
    painter.restore();
}

} // namespace headgate::scrollstyle

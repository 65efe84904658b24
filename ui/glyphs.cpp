// SPDX-License-Identifier: MIT
#include "ui/glyphs.h"

#include "ui/models/sessiontreemodel.h"
#include "ui/theme.h"

#include <QFontMetricsF>

#include <cmath>

namespace headgate::glyphs {

using theme::tokens;

namespace {

QPen roundPen(const QColor& colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

} // namespace

void drawWaiting(QPainter& painter, QPointF centre, QChar sign, double size)
{
    const QRectF box(centre.x() - size / 2, centre.y() - size / 2, size, size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().amber);
    painter.drawRoundedRect(box, 3.5, 3.5);
    painter.setFont(theme::uiFont(size * 0.72, QFont::Bold));
    painter.setPen(tokens().surface);
    painter.drawText(box, Qt::AlignCenter, sign);
}

void drawDot(QPainter& painter, QPointF centre, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(centre, 4, 4);
}

void drawShape(QPainter& painter, QPointF centre, RowShape shape, double angle)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    switch (shape) {
    case RowShape::None:
        break;
    case RowShape::Running: {
        painter.setPen(QPen(tokens().accent, 2, Qt::SolidLine, Qt::FlatCap));
        const QRectF ring(centre.x() - 5.5, centre.y() - 5.5, 11, 11);
        painter.drawArc(ring, int((45 - angle) * 16), 270 * 16);
        break;
    }
    case RowShape::Done: {
        painter.setPen(roundPen(tokens().green, 1.8));
        const QPointF tick[] = {
            centre + QPointF(-3.6, 0.4), centre + QPointF(-1.2, 2.8), centre + QPointF(3.8, -2.6)};
        painter.drawPolyline(tick, 3);
        break;
    }
    case RowShape::Permission:
        drawWaiting(painter, centre, u'!');
        break;
    case RowShape::Question:
        drawWaiting(painter, centre, u'?');
        break;
    case RowShape::Failed:
        painter.setPen(roundPen(tokens().red, 1.7));
        painter.drawLine(centre + QPointF(-2.6, -2.6), centre + QPointF(2.6, 2.6));
        painter.drawLine(centre + QPointF(-2.6, 2.6), centre + QPointF(2.6, -2.6));
        break;
    case RowShape::LastSeen:
        painter.setPen(QPen(tokens().faint, 1.8));
        painter.drawEllipse(centre, 4.2, 4.2);
        break;
    }
    painter.restore();
}

void drawMark(QPainter& painter, const QRectF& rect)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    painter.drawRoundedRect(rect, rect.width() * 0.27, rect.width() * 0.27);
    QColor bar = tokens().dark ? tokens().bg : tokens().surface;
    const double unit = rect.width() / 22;
    for (int i = 0; i < 3; ++i) {
        if (i == 2)
            bar.setAlphaF(0.62F);
        painter.setBrush(bar);
        painter.drawRoundedRect(
            QRectF(rect.x() + 5 * unit, rect.y() + (6 + 4 * i) * unit, 12 * unit, 2 * unit),
            unit / 2, unit / 2);
    }
    painter.restore();
}

void drawBox(
    QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& line)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = line.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(
        rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
}

void drawCard(QPainter& painter, const QRectF& rect, double radius, const QColor& line, bool raised)
{
    if (raised && !tokens().dark) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 7));
        painter.drawRoundedRect(rect.translated(0, 1), radius, radius);
        painter.drawRoundedRect(rect.translated(0, 2), radius, radius);
    }
    drawBox(painter, rect, radius, tokens().surface, line);
}

double drawText(QPainter& painter, QPointF baseline, const QString& text, const QFont& font,
    const QColor& colour, double width, Qt::TextElideMode elide)
{
    if (width <= 0)
        return 0;
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, elide, width);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(baseline.x(), std::round(baseline.y())), shown);
    return metrics.horizontalAdvance(shown);
}

} // namespace headgate::glyphs

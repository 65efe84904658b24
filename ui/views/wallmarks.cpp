// SPDX-License-Identifier: MIT
#include "ui/views/wallmarks.h"

#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace headgate {

using theme::tokens;

WallMarks::WallMarks(const QRectF& area, Timestamp now)
    : m_area(area)
    , m_now(now)
{
    m_last.fill(-100);
}

double WallMarks::xOf(Timestamp at) const
{
    const double whole = double(milliseconds(WallTrack::span).count());
    const double ago = std::clamp(double((m_now - at).count()) / whole, 0., 1.);
    return m_area.right() - ago * m_area.width();
}

Timestamp WallMarks::timeAt(double x) const
{
    const double whole = double(milliseconds(WallTrack::span).count());
    const double ago = std::clamp((m_area.right() - x) / std::max(1., m_area.width()), 0., 1.);
    return m_now - milliseconds(qint64(ago * whole));
}

void WallMarks::drawLine(QPainter& painter) const
{
    painter.fillRect(
        QRectF(m_area.left(), m_area.center().y() - 0.5, m_area.width(), 1), tokens().line);
}

void WallMarks::draw(QPainter& painter, Timestamp at, WallMoment::Kind kind)
{
    if (m_now - at > WallTrack::span)
        return;
    using Kind = WallMoment::Kind;
    const double x = xOf(at);
    const double y = m_area.center().y();
    double& last = m_last[size_t(kind)];
    if (x - last < (kind == Kind::Called ? 4 : 2))
        return;
    last = x;
    switch (kind) {
    case Kind::Said:
        painter.fillRect(QRectF(std::round(x), y - 3.5, 1.5, 7), tokens().accent);
        break;
    case Kind::Called:
        painter.fillRect(QRectF(std::round(x) - 1, std::round(y) - 1, 2.5, 2.5), tokens().muted);
        break;
    case Kind::Asked: {
        const QPointF triangle[] = {{x - 4, y - 5}, {x + 4, y - 5}, {x, y + 3}};
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().amber);
        painter.drawPolygon(triangle, 3);
        break;
    }
    case Kind::Answered: {
        const QPointF triangle[] = {{x - 3.5, y + 4.5}, {x + 3.5, y + 4.5}, {x, y - 2.5}};
        painter.setPen(QPen(tokens().amber, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(triangle, 3);
        break;
    }
    case Kind::Failed:
        painter.setPen(QPen(tokens().red, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3));
        painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3));
        break;
    case Kind::Ended:
        painter.setPen(QPen(tokens().green, 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6));
        break;
    }
}

void WallMarks::drawCursor(QPainter& painter, Timestamp at) const
{
    painter.setPen(QPen(tokens().text, 1));
    const double x = std::round(xOf(at)) + 0.5;
    painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
}

} // namespace headgate

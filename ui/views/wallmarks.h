// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/walltrack.h"

#include <QPainter>

#include <array>

namespace headgate {

/** Moments on a stretch of time that ends now. Each kind has a shape of its own: words are short
 * ticks, calls are dots, requests triangles, errors crosses, ends tall lines. */
class WallMarks
{
public:
    /** `area` in px of 100 %: its left is `WallTrack::span` ago. */
    WallMarks(const QRectF& area, Timestamp now);

    double xOf(Timestamp at) const;
    Timestamp timeAt(double x) const;
    void drawLine(QPainter& painter) const;
    /** Those of one kind, oldest first: what would stand in the one before is left out. */
    void draw(QPainter& painter, Timestamp at, WallMoment::Kind kind);
    void drawCursor(QPainter& painter, Timestamp at) const;

private:
    QRectF m_area;
    Timestamp m_now;
    std::array<double, 6> m_last; ///< of each kind, px
};

} // namespace headgate

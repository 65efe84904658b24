// SPDX-License-Identifier: MIT
#pragma once

#include <QStyleOptionSlider>

class QPainter;

/** How a scroll bar looks, thin and without arrows; the rest of Style calls it. */
namespace headgate::scrollstyle {

inline constexpr int shortestThumb = 28; ///< px

QRect part(const QStyleOptionSlider& bar, QStyle::SubControl part);
void drawThumb(const QStyleOptionSlider& bar, QPainter& painter);

} // namespace headgate::scrollstyle

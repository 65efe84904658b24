// SPDX-License-Identifier: MIT
#pragma once

#include <QStyleOption>

class QPainter;

/** How a menu's rows look; the rest of Style calls it. */
namespace headgate::menustyle {

QSize itemSize(const QStyleOption& option, const QSize& contents);
void drawItem(const QStyleOptionMenuItem& item, QPainter& painter);

} // namespace headgate::menustyle

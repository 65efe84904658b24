// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>

namespace headgate {

enum class RowShape : quint8;

/** The few shapes that are drawn and not written. All take logical px and paint with tokens. */
namespace glyphs {

/** What stands before a session; `angle` in degrees turns the ring. */
void drawShape(QPainter& painter, QPointF centre, RowShape shape, double angle = 0);
/** The amber square with "!" or "?". */
void drawWaiting(QPainter& painter, QPointF centre, QChar sign, double size = 14);
void drawDot(QPainter& painter, QPointF centre, const QColor& colour);
/** The program's mark: a gate of three bars. */
void drawMark(QPainter& painter, const QRectF& rect);
/** A hairline box: the pen runs inside the pixel, so that it stays sharp. */
void drawBox(
    QPainter& painter, const QRectF& rect, double radius, const QColor& fill, const QColor& line);
/** A card with a breath of shadow below. */
void drawCard(
    QPainter& painter, const QRectF& rect, double radius, const QColor& line, bool raised = true);
/** One line of text on a whole-pixel baseline, cut at `width`. Returns its width. */
double drawText(QPainter& painter, QPointF baseline, const QString& text, const QFont& font,
    const QColor& colour, double width, Qt::TextElideMode elide = Qt::ElideRight);

} // namespace glyphs

} // namespace headgate

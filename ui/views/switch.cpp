// SPDX-License-Identifier: MIT
#include "ui/views/switch.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QPainter>
#include <QSignalBlocker>

namespace headgate {

using theme::tokens;

Switch::Switch(QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFixedSize(36, 20);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void Switch::setOn(bool on)
{
    const QSignalBlocker silent(this);
    setChecked(on);
    update();
}

void Switch::paintEvent(QPaintEvent*)
{
    zoom::Painter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(zoom::area(*this));
    const bool on = isChecked();
    glyphs::drawBox(painter, track, 10, on ? tokens().accent : tokens().code,
        on ? tokens().accent : tokens().faint);
    const QRectF knob(on ? track.width() - 17 : 3, 3, 14, 14);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? tokens().onAccent : tokens().muted);
    painter.drawEllipse(knob);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/focusring.h"

#include <QAbstractButton>
#include <QApplication>

namespace headgate {

FocusRing::FocusRing(QObject* parent)
    : QObject(parent)
{
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusRing::follow(QWidget* widget)
{
    // Lists show their current row, fields their border, text its caret: the ring is for buttons.
    const bool wanted = widget && qobject_cast<QAbstractButton*>(widget)
        && !widget->property("ownRing").toBool()
        && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (!wanted) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    // A frame belongs to one window; another window gets a new one.
    if (m_frame && m_frame->window() != widget->window())
        delete m_frame;
    if (!m_frame)
        m_frame = new QFocusFrame(widget->window());
    m_frame->setWidget(widget);
}

} // namespace headgate

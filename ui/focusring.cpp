// SPDX-License-Identifier: MIT
#include "ui/focusring.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace headgate {

namespace {

/** Lists show their current row, fields their border, text its caret. The ring is for buttons, and
 * for what has none of these. */
bool needsRing(const QWidget* widget)
{
    if (widget->property("ownRing").toBool())
        return false;
    if (qobject_cast<const QAbstractButton*>(widget) || widget->property("ring").toBool())
        return true;
    if (const auto* rows = qobject_cast<const QAbstractItemView*>(widget))
        return !rows->selectionModel() || !rows->selectionModel()->isSelected(rows->currentIndex());
    if (const auto* choice = qobject_cast<const QComboBox*>(widget))
        return !choice->isEditable();
    const auto* plain = qobject_cast<const QPlainTextEdit*>(widget);
    const auto* rich = qobject_cast<const QTextEdit*>(widget);
    const bool silent = (plain && plain->isReadOnly()) || (rich && rich->isReadOnly());
    const auto* frame = qobject_cast<const QFrame*>(widget);
    return silent && frame->frameShape() == QFrame::NoFrame;
}

} // namespace

FocusRing::FocusRing(QObject* parent)
    : QObject(parent)
{
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusRing::follow(QWidget* widget)
{
    const bool wanted =
        widget && needsRing(widget) && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
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

// SPDX-License-Identifier: MIT
#include "ui/keysdown.h"

#include <QGuiApplication>
#include <QKeyEvent>

namespace headgate {

namespace {

bool isModifier(int key)
{
    switch (key) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_unknown:
    case 0:
        return true;
    default:
        return false;
    }
}

} // namespace

KeysDown::KeysDown(QObject* parent)
    : QObject(parent)
{
    qGuiApp->installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](auto state) {
        if (state != Qt::ApplicationActive && !m_down.isEmpty()) {
            m_down.clear();
            emit changed();
        }
    });
}

bool KeysDown::anyBut(int key) const
{
    return m_down.size() > (m_down.contains(key) ? 1 : 0);
}

bool KeysDown::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    // A chord that is a shortcut never arrives as a press, only as the question before it.
    if (type == QEvent::KeyPress || type == QEvent::ShortcutOverride
        || type == QEvent::KeyRelease) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!key->isAutoRepeat() && !isModifier(key->key())) {
            const auto before = m_down.size();
            if (type == QEvent::KeyRelease)
                m_down.remove(key->key());
            else
                m_down.insert(key->key());
            if (before != m_down.size())
                emit changed();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace headgate

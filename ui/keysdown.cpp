// SPDX-License-Identifier: MIT
#include "ui/keysdown.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

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
    m_clock.start();
    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, this, &KeysDown::forget);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](auto state) {
        if (state != Qt::ApplicationActive && !m_down.isEmpty()) {
            m_down.clear();
            emit changed();
        }
    });
}

bool KeysDown::anyBut(int key) const
{
    return std::any_of(
        m_down.cbegin(), m_down.cend(), [key](const Held& held) { return held.key != key; });
}

/** Its place on the keyboard; where that is not known, what it means, apart from all places. */
quint64 KeysDown::placeOf(const QKeyEvent& event)
{
    constexpr quint64 meanings = quint64(1) << 32;
    const quint32 place = event.nativeScanCode();
    return place != 0 ? place : meanings + quint32(event.key());
}

void KeysDown::hear(const QKeyEvent& key)
{
    const auto before = m_down.size();
    const qint64 now = m_clock.elapsed();
    if (key.isAutoRepeat()) {
        if (const auto held = m_down.find(placeOf(key)); held != m_down.end())
            held->heardMs = now;
    } else if (key.type() == QEvent::KeyRelease) {
        m_down.remove(placeOf(key));
    } else {
        m_down.insert(placeOf(key), {key.key(), now});
        if (!m_forget.isActive())
            m_forget.start(silence);
    }
    if (before != m_down.size())
        emit changed();
}

/** Who is told that a key was let go is the window with the focus: where that was blocked meanwhile
 * by a dialog, nobody is. */
void KeysDown::forget()
{
    const qint64 now = m_clock.elapsed();
    const auto gone = m_down.removeIf(
        [now](const auto& held) { return held.value().heardMs + silence.count() <= now; });
    if (!m_down.isEmpty())
        m_forget.start(silence);
    if (gone > 0)
        emit changed();
}

bool KeysDown::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    // A chord that is a shortcut never arrives as a press, only as the question before it.
    if (type == QEvent::KeyPress || type == QEvent::ShortcutOverride
        || type == QEvent::KeyRelease) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!isModifier(key->key()))
            hear(*key);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QObject>

#include <functional>

namespace headgate {

/**
 * Whether the screen is locked, as login1 (LockedHint) or org.freedesktop.ScreenSaver tell. UI
 * thread. A desktop that tells neither counts as not locked: it cannot be known there.
 */
class ScreenLock : public QObject
{
    Q_OBJECT

public:
    ScreenLock(QDBusConnection session, QDBusConnection system, QObject* parent = nullptr);

    /** Asks now; answered later, within a second or two, unless this object is gone by then. */
    void ask(std::function<void(bool locked)> answered);

private:
    QDBusConnection m_session;
    QDBusConnection m_system;
};

} // namespace headgate

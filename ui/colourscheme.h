// SPDX-License-Identifier: MIT
#pragma once

#include "ui/preferences.h"
#include "ui/theme.h"

#include <QDBusVariant>
#include <QObject>

class QDBusPendingCallWatcher;

namespace headgate {

/**
 * Keeps tokens and palette what the person chose, or what the system says, live. UI thread; one in
 * a program, made after the QApplication.
 */
class ColourScheme : public QObject
{
    Q_OBJECT

public:
    explicit ColourScheme(ThemeChoice choice, QObject* parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /** What the system's portal says: 1 dark, 2 light, 0 no preference. */
    void setPortalValue(uint value);
    /** 1: the person asked the system for more contrast; 0 no preference. */
    void setPortalContrast(uint value);

    /** 1: the person asked the system that nothing moves by itself; 0 no preference. */
    void setPortalMotion(uint value);
    bool systemIsStill() const { return m_portalMotion == 1; }

signals:
    void changed();

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void followPortal();
    theme::Scheme systemScheme() const; ///< Light or Dark
    bool systemContrast() const;
    theme::Scheme wanted() const;
    void use();

    ThemeChoice m_choice;
    theme::Scheme m_palette; ///< of the palette found at the start
    bool m_paletteContrast; ///< that palette has nothing but black and white
    uint m_portal = 0;
    uint m_portalContrast = 0;
    uint m_portalMotion = 0;
};

} // namespace headgate

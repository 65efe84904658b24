// SPDX-License-Identifier: MIT
#include "ui/colourscheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QIcon>
#include <QStyleHints>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"org.freedesktop.portal.Desktop"_s;
const auto path = u"/org/freedesktop/portal/desktop"_s;
const auto interface = u"org.freedesktop.portal.Settings"_s;
const auto group = u"org.freedesktop.appearance"_s;
const auto schemeKey = u"color-scheme"_s;
const auto contrastKey = u"contrast"_s;
const auto motionKey = u"reduced-motion"_s;

uint unwrapped(QVariant value)
{
    // Read() wraps the value twice, ReadOne() and the signal once.
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

/**
 * Desktops without the portal tell of high contrast only by what they hand out: an icon theme of
 * that name, or pure black on pure white (or the reverse) for windows and fields alike.
 */
bool looksLikeHighContrast(const QPalette& palette)
{
    if (QIcon::themeName().startsWith("HighContrast"_L1))
        return true;
    const auto extreme = [&palette](QPalette::ColorRole ground, QPalette::ColorRole text) {
        const QRgb a = palette.color(ground).rgb();
        const QRgb b = palette.color(text).rgb();
        return (a == qRgb(0, 0, 0) && b == qRgb(255, 255, 255))
            || (a == qRgb(255, 255, 255) && b == qRgb(0, 0, 0));
    };
    return extreme(QPalette::Window, QPalette::WindowText)
        && extreme(QPalette::Base, QPalette::Text);
}

} // namespace

ColourScheme::ColourScheme(ThemeChoice choice, QObject* parent)
    : QObject(parent)
    , m_choice(choice)
    , m_palette(QApplication::palette().color(QPalette::Window).lightness() < 128
              ? theme::Scheme::Dark
              : theme::Scheme::Light)
    , m_paletteContrast(looksLikeHighContrast(QApplication::palette()))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(
        QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ColourScheme::use);
#endif
    followPortal();
    use();
}

void ColourScheme::followPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
    for (const QString& key : {schemeKey, contrastKey, motionKey}) {
        QDBusMessage ask = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
        ask << group << key;
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            if (!reply.isError())
                settingChanged(group, key, reply.value());
            watcher->deleteLater();
        });
    }
}

void ColourScheme::settingChanged(
    const QString& changedGroup, const QString& changedKey, const QDBusVariant& value)
{
    if (changedGroup != group)
        return;
    if (changedKey == schemeKey)
        setPortalValue(unwrapped(value.variant()));
    else if (changedKey == contrastKey)
        setPortalContrast(unwrapped(value.variant()));
    else if (changedKey == motionKey)
        setPortalMotion(unwrapped(value.variant()));
}

void ColourScheme::setPortalValue(uint value)
{
    m_portal = value;
    use();
}

void ColourScheme::setPortalContrast(uint value)
{
    m_portalContrast = value;
    use();
}

void ColourScheme::setPortalMotion(uint value)
{
    m_portalMotion = value;
    use();
}

void ColourScheme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    use();
}

theme::Scheme ColourScheme::systemScheme() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark ? theme::Scheme::Dark : theme::Scheme::Light;
#endif
    if (m_portal == 1)
        return theme::Scheme::Dark;
    return m_portal == 2 ? theme::Scheme::Light : m_palette;
}

bool ColourScheme::systemContrast() const
{
    return m_portalContrast == 1 || m_paletteContrast;
}

theme::Scheme ColourScheme::wanted() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return theme::Scheme::Light;
    case ThemeChoice::Dark:
        return theme::Scheme::Dark;
    case ThemeChoice::System:
        if (!systemContrast())
            return systemScheme();
        break;
    case ThemeChoice::Contrast:
        break;
    }
    return systemScheme() == theme::Scheme::Dark ? theme::Scheme::ContrastDark
                                                 : theme::Scheme::ContrastLight;
}

void ColourScheme::use()
{
    theme::setScheme(wanted());
    QApplication::setPalette(theme::palette(theme::tokens()));
    emit changed();
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/colourscheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStyleHints>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"org.freedesktop.portal.Desktop"_s;
const auto path = u"/org/freedesktop/portal/desktop"_s;
const auto interface = u"org.freedesktop.portal.Settings"_s;
const auto group = u"org.freedesktop.appearance"_s;
const auto key = u"color-scheme"_s;

uint unwrapped(QVariant value)
{
    // Read() wraps the value twice, ReadOne() and the signal once.
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

ColourScheme::ColourScheme(ThemeChoice choice, QObject* parent)
    : QObject(parent)
    , m_choice(choice)
    , m_palette(QApplication::palette().color(QPalette::Window).lightness() < 128
              ? theme::Scheme::Dark
              : theme::Scheme::Light)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(
        QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &ColourScheme::use);
#else
    askPortal();
#endif
    use();
}

void ColourScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service, path, interface, u"SettingChanged"_s, this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage ask = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    ask << group << key;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            setPortalValue(unwrapped(reply.value().variant()));
        watcher->deleteLater();
    });
}

void ColourScheme::settingChanged(
    const QString& changedGroup, const QString& changedKey, const QDBusVariant& value)
{
    if (changedGroup == group && changedKey == key)
        setPortalValue(unwrapped(value.variant()));
}

void ColourScheme::setPortalValue(uint value)
{
    m_portal = value;
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

void ColourScheme::use()
{
    const theme::Scheme scheme = m_choice == ThemeChoice::Light ? theme::Scheme::Light
        : m_choice == ThemeChoice::Dark                         ? theme::Scheme::Dark
                                                                : systemScheme();
    theme::setScheme(scheme);
    QApplication::setPalette(theme::palette(theme::tokens()));
    emit changed();
}

} // namespace headgate

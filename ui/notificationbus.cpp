// SPDX-License-Identifier: MIT
#include "ui/notificationbus.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>
#include <QVariantMap>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const auto serviceName = u"org.freedesktop.Notifications"_s;
const auto path = u"/org/freedesktop/Notifications"_s;

/** Some servers say that it closed before they say what was pressed. */
constexpr size_t mostKept = 256;
constexpr int never = 0;
constexpr int asTheDesktopLikes = -1;

} // namespace

NotificationBus::NotificationBus(QDBusConnection bus, QObject* parent)
    : QObject(parent)
    , m_bus(std::move(bus))
    , m_watcher(new QDBusServiceWatcher(
          serviceName, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this))
{
    if (!m_bus.isConnected()) {
        m_service = Service::Missing;
        return;
    }
    connect(m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
        [this](const QString&, const QString& before, const QString& now) {
            if (!before.isEmpty()) {
                m_sent.clear();
                m_capabilities.clear();
                setService(now.isEmpty() ? Service::Missing : Service::Asked);
                emit lost();
            }
            if (!now.isEmpty())
                askCapabilities();
        });
    // By the service's name: signals of other programs are not taken for its own.
    m_bus.connect(serviceName, path, serviceName, u"ActionInvoked"_s, this,
        SLOT(actionInvoked(uint, QString)));
    m_bus.connect(serviceName, path, serviceName, u"ActivationToken"_s, this,
        SLOT(activationToken(uint, QString)));
    m_bus.connect(serviceName, path, serviceName, u"NotificationClosed"_s, this,
        SLOT(notificationClosed(uint, uint)));
    askCapabilities();
}

QDBusMessage NotificationBus::call(const QString& method) const
{
    return QDBusMessage::createMethodCall(serviceName, path, serviceName, method);
}

void NotificationBus::askCapabilities()
{
    // The call itself starts a server where the desktop knows of one.
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (!reply.isError())
            m_capabilities = reply.value();
        setService(reply.isError() ? Service::Missing : Service::Present);
    });
}

void NotificationBus::setService(Service service)
{
    if (std::exchange(m_service, service) != service)
        emit serviceChanged();
}

NotificationBus::Post NotificationBus::show(const Notification& notification)
{
    const Post post = ++m_last;
    m_sent[post] = {};
    forgetOld();
    QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
        {u"urgency"_s, QVariant::fromValue(uchar(1))}};
    if (notification.sound)
        hints.insert(u"sound-name"_s, u"message-new-instant"_s);
    else
        hints.insert(u"suppress-sound"_s, true);
    const bool markup = m_capabilities.contains(u"body-markup"_s);
    QDBusMessage message = call(u"Notify"_s);
    message << QGuiApplication::applicationDisplayName() << uint(0) << u"headgate"_s
            << notification.title
            << (markup ? notification.body.toHtmlEscaped() : notification.body)
            << (takesActions() ? notification.actions : QStringList()) << hints
            << (notification.stays ? never : asTheDesktopLikes);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, post] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError()) {
            shown(post, reply.value());
        } else if (m_sent.erase(post) > 0) {
            emit refused(post);
        }
    });
    return post;
}

void NotificationBus::shown(Post post, uint id)
{
    const auto it = m_sent.find(post);
    if (it == m_sent.end())
        return;
    it->second.id = id;
    if (it->second.over) // withdrawn while it was on its way
        close(id);
}

void NotificationBus::withdraw(Post post)
{
    const auto it = m_sent.find(post);
    if (it == m_sent.end() || std::exchange(it->second.over, true) || it->second.id == 0)
        return;
    close(it->second.id);
}

void NotificationBus::close(uint id)
{
    QDBusMessage message = call(u"CloseNotification"_s);
    message << id;
    m_bus.send(message); // a server that does not know it any more may say so to nobody
}

NotificationBus::Post NotificationBus::postOf(uint id) const
{
    // From the end: the server may give the id of one that is over again.
    const auto it = std::find_if(m_sent.crbegin(), m_sent.crend(),
        [id](const auto& one) { return id != 0 && one.second.id == id; });
    return it == m_sent.crend() ? 0 : it->first;
}

void NotificationBus::forgetOld()
{
    for (auto it = m_sent.begin(); it != m_sent.end() && m_sent.size() > mostKept;)
        it = it->second.over ? m_sent.erase(it) : std::next(it);
}

void NotificationBus::activationToken(uint id, const QString& token)
{
    m_tokenOf = id;
    m_token = token;
}

void NotificationBus::actionInvoked(uint id, const QString& action)
{
    const QString token = m_tokenOf == id ? std::exchange(m_token, {}) : QString();
    // Signals are told to all: this may be another program's notification.
    if (const Post post = postOf(id))
        emit acted(post, action, token);
}

void NotificationBus::notificationClosed(uint id, uint)
{
    const Post post = postOf(id);
    if (post == 0)
        return;
    m_sent[post].over = true;
    emit closed(post);
}

} // namespace headgate

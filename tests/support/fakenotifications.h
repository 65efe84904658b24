// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <utility>
#include <vector>

namespace headgate::test {

/** org.freedesktop.Notifications as a desktop has it, and a person who presses what a test says. */
class FakeNotifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id = 0;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
        int timeout = 0;
        bool open = true;
    };

    explicit FakeNotifications(QDBusConnection bus)
        : m_bus(std::move(bus))
    {
    }
    ~FakeNotifications() override { leave(); }

    bool come()
    {
        return m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
            && m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    /** As when the desktop's shell crashes: what it showed is gone. */
    void leave()
    {
        m_bus.unregisterService(QStringLiteral("org.freedesktop.Notifications"));
        m_bus.unregisterObject(QStringLiteral("/org/freedesktop/Notifications"));
        for (Shown& one : shown)
            one.open = false;
    }

    std::vector<Shown> open() const
    {
        std::vector<Shown> found;
        for (const Shown& one : shown) {
            if (one.open)
                found.push_back(one);
        }
        return found;
    }
    void press(uint id, const QString& action, const QString& token = {})
    {
        if (!token.isEmpty())
            emit ActivationToken(id, token);
        emit ActionInvoked(id, action);
    }
    /** By the person: reason 2. */
    void dismiss(uint id) { close(id, 2); }

    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body"),
        QStringLiteral("body-markup"), QStringLiteral("sound")};
    std::vector<Shown> shown; ///< all that ever were, in order

public slots:
    QStringList GetCapabilities() { return capabilities; } // NOLINT: the interface's own names
    uint Notify(const QString&, uint, const QString&, const QString& title, const QString& body,
        const QStringList& actions, const QVariantMap& hints, int timeout) // NOLINT
    {
        shown.push_back({++m_last, title, body, actions, hints, timeout});
        return m_last;
    }
    void CloseNotification(uint id) { close(id, 3); } // NOLINT

signals:
    void ActionInvoked(uint id, const QString& action); // NOLINT
    void ActivationToken(uint id, const QString& token); // NOLINT
    void NotificationClosed(uint id, uint reason); // NOLINT

private:
    void close(uint id, uint reason)
    {
        for (Shown& one : shown) {
            if (one.id == id && std::exchange(one.open, false))
                emit NotificationClosed(id, reason);
        }
    }

    QDBusConnection m_bus;
    uint m_last = 0;
};

} // namespace headgate::test

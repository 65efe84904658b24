// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QStringList>

#include <map>

class QDBusServiceWatcher;

namespace headgate {

/** What a notification server is handed. All of it is plain text. */
struct Notification
{
    QString title;
    QString body;
    QStringList actions; ///< keys and labels in turn; left out where the server takes none
    bool sound = false;
    bool stays = false; ///< until it is answered; else as long as the desktop likes
};

/**
 * The desktop's notifications, by org.freedesktop.Notifications 1.2. UI thread; every call is
 * asynchronous. Its absence is a state, no error; it may come and go at any time.
 */
class NotificationBus : public QObject
{
    Q_OBJECT

public:
    using Post = quint64; ///< never used twice; the server's own ids are
    enum class Service { Asked, Missing, Present };

    explicit NotificationBus(QDBusConnection bus, QObject* parent = nullptr);

    Service service() const { return m_service; }
    /** Whether it can take an answer, and a click. */
    bool takesActions() const { return m_capabilities.contains(QStringLiteral("actions")); }
    bool playsSound() const { return m_capabilities.contains(QStringLiteral("sound")); }

    /** Only while Present. */
    Post show(const Notification& notification);
    void withdraw(Post post);

signals:
    void serviceChanged();
    /** The server went, and with it all that it showed. */
    void lost();
    /** It was not shown: the server refused it. */
    void refused(quint64 post);
    /** By the person, by time, or by the desktop; also by withdraw(). */
    void closed(quint64 post);
    /** `token` lets a window come to the front; empty: the server gives none. */
    void acted(quint64 post, const QString& action, const QString& token);

private slots:
    void actionInvoked(uint id, const QString& action);
    void activationToken(uint id, const QString& token);
    void notificationClosed(uint id, uint reason);

private:
    struct Sent
    {
        uint id = 0; ///< the server's; 0: it has not answered yet
        bool over = false; ///< closed or withdrawn
    };

    void askCapabilities();
    void setService(Service service);
    void close(uint id);
    void shown(Post post, uint id);
    Post postOf(uint id) const;
    void forgetOld();
    QDBusMessage call(const QString& method) const;

    QDBusConnection m_bus;
    QDBusServiceWatcher* m_watcher;
    Service m_service = Service::Asked;
    QStringList m_capabilities;
    std::map<Post, Sent> m_sent;
    Post m_last = 0;
    uint m_tokenOf = 0; ///< the notification that m_token was given for
    QString m_token;
};

} // namespace headgate

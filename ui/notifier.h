// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/project/notices.h"
#include "ui/notificationbus.h"
#include "ui/screenlock.h"

#include <QTimer>

#include <functional>
#include <map>

namespace headgate {

class Preferences;

/**
 * Tells a person by the desktop's notifications what happens behind another window, and takes the
 * answers given there. UI thread; one in a process, however many windows there are (approvals.md
 * H31 to H34). A press is an answer only if the request still waits and says what the notification
 * said, on a live source and an unlocked screen; else it leads to the window.
 */
class Notifier : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        std::function<Attention()> attention;
        const Preferences* preferences = nullptr;
    };

    Notifier(Ports ports, const QDBusConnection& session, const QDBusConnection& system,
        QObject* parent = nullptr);

    void apply(const ChangeBatch& batch);
    /** Wishes, the time or what the person looks at may be others now. */
    void look();
    /** Nothing is told until then; an unknown time ends it. */
    void beQuietUntil(Timestamp until);
    Timestamp quietUntil() const { return m_quietUntil; }
    const NotificationBus& bus() const { return m_bus; }

signals:
    /** The person wants to see this: its request, or else its session, or else its source. */
    void openWanted(const headgate::NoticeTag& tag, const QString& activationToken);

private:
    struct Told
    {
        NoticeTag tag;
        std::optional<Checkpoint> request; ///< as the notification said it
        Timestamp at;
        bool over = false; ///< pressed, or not out any more
        bool aside = false; ///< says why a press had no effect; the book knows nothing of it
    };

    NoticeBook::Moment moment() const;
    void show(const NoticeTag& tag);
    void withdraw(const NoticeTag& tag);
    /** About one that was pressed to no effect; it can only be opened. */
    void sayWhy(const NoticeTag& tag, const QString& sentence);
    void post(Told told, const Notification& notification);
    void acted(quint64 post, const QString& action, const QString& token);
    void decide(const Told& told, Reply reply, bool locked);

    Ports m_ports;
    NoticeBook m_book;
    NotificationBus m_bus;
    ScreenLock m_lock;
    QTimer m_timer;
    Timestamp m_quietUntil;
    std::map<quint64, Told> m_told; ///< by NotificationBus::Post
};

} // namespace headgate

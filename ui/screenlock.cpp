// SPDX-License-Identifier: MIT
#include "ui/screenlock.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

#include <memory>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 1000; ///< ms

QDBusMessage lockedHint()
{
    // "auto" is the session of the caller, or of its user.
    QDBusMessage ask = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s,
        u"/org/freedesktop/login1/session/auto"_s, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    ask << u"org.freedesktop.login1.Session"_s << u"LockedHint"_s;
    ask.setAutoStartService(false);
    return ask;
}

QDBusMessage saverActive()
{
    QDBusMessage ask = QDBusMessage::createMethodCall(u"org.freedesktop.ScreenSaver"_s,
        u"/org/freedesktop/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"GetActive"_s);
    ask.setAutoStartService(false);
    return ask;
}

/** False for an error, too. */
bool saysTrue(const QDBusMessage& reply)
{
    QVariant value = reply.arguments().value(0);
    if (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return reply.type() == QDBusMessage::ReplyMessage && value.toBool();
}

} // namespace

ScreenLock::ScreenLock(QDBusConnection session, QDBusConnection system, QObject* parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_system(std::move(system))
{
}

void ScreenLock::ask(std::function<void(bool)> answered)
{
    struct Question
    {
        std::function<void(bool)> answered;
        int open = 2;
        bool locked = false;
    };
    const auto question = std::make_shared<Question>(Question{std::move(answered)});
    const auto put = [this, question](QDBusConnection bus, const QDBusMessage& message) {
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, patience), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [question, watcher] {
            watcher->deleteLater();
            question->locked = question->locked || saysTrue(watcher->reply());
            if (--question->open == 0)
                question->answered(question->locked);
        });
    };
    put(m_system, lockedHint());
    put(m_session, saverActive());
}

} // namespace headgate

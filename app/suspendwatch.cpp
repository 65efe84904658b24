// SPDX-License-Identifier: MIT
#include "app/suspendwatch.h"

#include <QDBusConnection>

#include <ctime>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** The two clocks are not read in one moment; no sleep that breaks a connection is as short. */
static constexpr std::chrono::milliseconds shortest = 1s;

SuspendWatch::SuspendWatch(QObject* parent, Slept slept, std::chrono::milliseconds every)
    : QObject(parent)
    , m_slept(std::move(slept))
    , m_known(m_slept())
{
    QDBusConnection::systemBus().connect(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
        u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, this,
        SLOT(prepareForSleep(bool)));
    connect(&m_timer, &QTimer::timeout, this, &SuspendWatch::look);
    m_timer.start(every);
}

std::chrono::milliseconds SuspendWatch::timeAsleep()
{
#ifdef CLOCK_BOOTTIME
    timespec awake{};
    timespec all{};
    if (clock_gettime(CLOCK_MONOTONIC, &awake) != 0 || clock_gettime(CLOCK_BOOTTIME, &all) != 0)
        return {};
    const auto of = [](const timespec& t) {
        return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
    };
    return std::chrono::duration_cast<std::chrono::milliseconds>(of(all) - of(awake));
#else
    return {};
#endif
}

void SuspendWatch::prepareForSleep(bool sleeping)
{
    if (sleeping)
        return;
    m_known = m_slept(); // told once
    emit resumed();
}

void SuspendWatch::look()
{
    const std::chrono::milliseconds slept = m_slept();
    if (slept - m_known < shortest)
        return;
    m_known = slept;
    emit resumed();
}

} // namespace headgate

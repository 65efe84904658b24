// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace headgate {

/**
 * Tells when the machine wakes up: every socket is suspect then. Listens to login1's
 * PrepareForSleep on the system bus; where nobody says it there, the kernel's count of the time
 * spent asleep does, looked at every few seconds. A clock that was set is no sleep. Main thread.
 */
class SuspendWatch : public QObject
{
    Q_OBJECT

public:
    using Slept = std::function<std::chrono::milliseconds()>;

    /** `slept`: how long the machine slept since it was started. */
    explicit SuspendWatch(QObject* parent = nullptr, Slept slept = timeAsleep,
        std::chrono::milliseconds every = std::chrono::seconds(5));

    /** CLOCK_BOOTTIME less CLOCK_MONOTONIC; 0 where the system has no such clocks. */
    static std::chrono::milliseconds timeAsleep();

signals:
    void resumed();

private slots:
    void prepareForSleep(bool sleeping);

private:
    void look();

    Slept m_slept;
    std::chrono::milliseconds m_known;
    QTimer m_timer;
};

} // namespace headgate

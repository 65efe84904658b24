// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace headgate {

/**
 * The one clock behind everything that turns. UI thread. It runs only while motion is allowed, the
 * window can be seen, and something that turns is in sight; otherwise nothing wakes up.
 */
class Motion : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds step{90}; ///< 11 pictures a second
    static constexpr double degrees = 15; ///< a turn takes a little more than two seconds

    explicit Motion(QObject* parent = nullptr);

    /** False: a person asked that nothing moves by itself. Rings then stand as they began. */
    void setAllowed(bool allowed);
    bool isAllowed() const { return m_allowed; }
    void setSeen(bool seen);
    /** Whether something that turns is in sight of `who`, which may die any time. */
    void want(QObject* who, bool wants);
    bool isRunning() const { return m_clock.isActive(); }
    /** How far everything has turned by now, in degrees below 360. */
    double angle() const { return m_angle; }

signals:
    void turned();

private:
    void update();

    QTimer m_clock;
    QSet<QObject*> m_wanting;
    double m_angle = 0;
    bool m_allowed = true;
    bool m_seen = false;
};

} // namespace headgate

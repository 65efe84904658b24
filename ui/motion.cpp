// SPDX-License-Identifier: MIT
#include "ui/motion.h"

#include <cmath>

namespace headgate {

Motion::Motion(QObject* parent)
    : QObject(parent)
{
    m_clock.setInterval(step);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_angle = std::fmod(m_angle + degrees, 360);
        emit turned();
    });
}

void Motion::setAllowed(bool allowed)
{
    if (m_allowed == allowed)
        return;
    m_allowed = allowed;
    m_angle = 0;
    emit turned();
    update();
}

void Motion::setSeen(bool seen)
{
    m_seen = seen;
    update();
}

void Motion::want(QObject* who, bool wants)
{
    if (wants == m_wanting.contains(who))
        return; // asked with each painting
    if (wants) {
        m_wanting.insert(who);
        connect(who, &QObject::destroyed, this, [this, who] { want(who, false); });
    } else {
        m_wanting.remove(who);
        disconnect(who, &QObject::destroyed, this, nullptr);
    }
    update();
}

void Motion::update()
{
    const bool runs = m_allowed && m_seen && !m_wanting.isEmpty();
    if (runs && !m_clock.isActive())
        m_clock.start();
    else if (!runs)
        m_clock.stop();
}

} // namespace headgate

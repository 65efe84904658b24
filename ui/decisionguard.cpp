// SPDX-License-Identifier: MIT
#include "ui/decisionguard.h"

#include "ui/keysdown.h"

namespace headgate {

namespace {

milliseconds systemSteady()
{
    return std::chrono::duration_cast<milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

DecisionGuard::DecisionGuard(const KeysDown* keys, Steady steady, QObject* parent)
    : QObject(parent)
    , m_keys(keys)
    , m_steady(steady ? std::move(steady) : Steady(systemSteady))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DecisionGuard::check);
    connect(keys, &KeysDown::changed, this, &DecisionGuard::check);
}

void DecisionGuard::arm()
{
    m_armed = m_steady();
    m_settled = false;
    m_timer.start(guardTime);
}

bool DecisionGuard::timeIsOver() const
{
    return m_steady() - m_armed >= guardTime;
}

bool DecisionGuard::isOpen() const
{
    return m_settled && !m_keys->any();
}

bool DecisionGuard::isOpenFor(int key) const
{
    return m_settled && !m_keys->anyBut(key);
}

void DecisionGuard::check()
{
    if (m_settled || m_keys->any())
        return;
    if (!timeIsOver()) {
        // A coarse timer may fire a little early.
        if (!m_timer.isActive())
            m_timer.start(guardTime - (m_steady() - m_armed));
        return;
    }
    m_settled = true;
    emit settled();
}

} // namespace headgate

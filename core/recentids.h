// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QSet>

#include <deque>

namespace headgate {

/** The ids seen last, at most `most` of them. For what is too small to be looked up on disk. */
class RecentIds
{
public:
    explicit RecentIds(size_t most)
        : m_most(most)
    {
    }

    /** False if it is among them already. */
    bool add(const EventId& id)
    {
        const qsizetype before = m_ids.size();
        m_ids.insert(id);
        if (m_ids.size() == before)
            return false;
        m_order.push_back(id);
        if (m_order.size() > m_most) {
            m_ids.remove(m_order.front());
            m_order.pop_front();
        }
        return true;
    }

private:
    size_t m_most;
    QSet<EventId> m_ids;
    std::deque<EventId> m_order;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <chrono>

namespace headgate {

class History;

/**
 * Lets the contents of one session go, in slices: messages, parts, and what events say that
 * describe no thing. Every event stays with its row, id, number, time and sum, and so does how far
 * each log and stream was read: the proof of sequence, what is known to be a copy, and the
 * decisions rest on nothing that goes. What describes messages is forgotten as if it had never been
 * told, so that a server that lists it again is believed. Engine thread.
 */
class ContentDrop
{
public:
    ContentDrop(History& history, const SessionKey& key);

    /** Some more, for about that time, in a transaction of its caller's. False: that was all. */
    bool step(std::chrono::microseconds most, Timestamp now);
    const SessionKey& key() const { return m_key; }
    qint64 done() const { return m_row; } ///< rows looked at
    qint64 all() const { return m_newest; }

private:
    bool dropThings(int most);
    void dropRows(qint64 to);

    History& m_history;
    const SessionKey m_key;
    const qint64 m_session;
    qint64 m_row = 0;
    const qint64 m_newest;
    bool m_begun = false;
    bool m_things = true; ///< there are still some
};

} // namespace headgate

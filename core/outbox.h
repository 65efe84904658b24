// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QHash>

#include <mutex>

namespace headgate {

/**
 * Changes on their way to a caller that may be slow. Merges what loses nothing: an update replaces
 * the one before, appended text concatenates, the raw event feed keeps its newest rows. So its size
 * depends on what is open, not on how long nobody looks. Any thread.
 */
class Outbox
{
public:
    /** What goes when more than `maxRows` of the raw event feed wait: the window wants the newest;
     * `tail` the oldest, and reads on in the history. */
    enum class Keep { Newest, Oldest };

    Outbox(size_t maxRows, Keep keep);

    /** True if the caller has to be woken: nothing was waiting for it. */
    bool post(ChangeBatch changes);
    ChangeBatch take();

    /** Keep::Oldest, once something was left out: events that were read instead. True as post(). */
    bool answer(EventsLogged read);
    /** All that was left out has been read: what is posted from now on is told again. */
    void resumeFeed();

private:
    using Slot = QPair<QString, QString>;
    struct Adder;

    void add(Change&& change);
    template <typename T>
    void replace(const QString& kind, const QString& id, T&& change);
    void dropTranscript(const SessionKey& key);
    void forgetTranscript(const SessionKey& key);
    void logEvents(EventsLogged&& logged);
    void cutFeed(EventsLogged& known);

    std::mutex m_mutex;
    ChangeBatch m_changes;
    QHash<Slot, qsizetype>
        m_index; ///< the newest change of a thing, while a later one may still replace it
    size_t m_maxRows;
    Keep m_keep;
    bool m_behind = false; ///< Keep::Oldest: nothing is added to the feed
    bool m_woken = false;
};

} // namespace headgate

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
    /** `maxRows` of the raw event feed are kept; 0 keeps all. */
    explicit Outbox(size_t maxRows);

    /** True if the caller has to be woken: nothing was waiting for it. */
    bool post(ChangeBatch changes);
    ChangeBatch take();

private:
    using Slot = QPair<QString, QString>;
    struct Adder;

    void add(Change&& change);
    template <typename T>
    void replace(const QString& kind, const QString& id, T&& change);
    void dropTranscript(const SessionKey& key);
    void forgetTranscript(const SessionKey& key);
    void logEvents(EventsLogged&& logged);

    std::mutex m_mutex;
    ChangeBatch m_changes;
    QHash<Slot, qsizetype>
        m_index; ///< the newest change of a thing, while a later one may still replace it
    size_t m_maxRows;
    bool m_woken = false;
};

} // namespace headgate

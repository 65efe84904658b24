// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/logrows.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace headgate {

/**
 * The events of a log that pass a filter, the newest first: looks through the index from its end to
 * its begin in slices that leave the thread free, then goes on with what is added. Keeps one number
 * for each that was found, at most `capacity`. Reader thread.
 */
class LogTimeline : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(ChangeBatch)>;
    static constexpr size_t capacity = 1'000'000;

    LogTimeline(Database& database, const ShowTimeline& wish, Tell tell);

    /** The history may have more. Looked at within some milliseconds, however often it is said. */
    void look();
    void read(const ReadTimeline& wish);
    /** Place of a row among those that were found. */
    std::optional<qint64> placeOf(qint64 row) const;

private:
    void begin();
    void work();
    void takeNewer();
    void takeOlder();
    void tellCount();

    const ShowTimeline m_wish;
    const Tell m_tell;
    LogRows m_rows;
    std::deque<qint64> m_found; ///< oldest first
    qint64 m_first = 0; ///< place of the oldest
    qint64 m_low = 0; ///< rows below are still to be looked at
    qint64 m_high = 0; ///< rows above are still to be looked at
    qint64 m_bottom = 0; ///< there are none below
    int m_turn = 0;
    bool m_cut = false;
    TimelineCounted m_told;
    QElapsedTimer m_sinceTold;
    QTimer m_slice;
    QTimer m_news;
};

} // namespace headgate

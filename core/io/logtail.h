// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/streamevent.h"

#include <QFile>
#include <QString>

#include <functional>
#include <limits>

namespace headgate {

/**
 * Reads the events of a log and goes on where it stopped. Needs no lock: a line counts once its
 * line feed is there. A log that was rotated is read to its end before the new one is. Any thread,
 * one at a time.
 */
class LogTail
{
public:
    explicit LogTail(QString path);

    /** What was read in one go. */
    struct Progress
    {
        qint64 events = 0;
        qint64 unreadable = 0; ///< lines that are no events
        bool more = false; ///< it stopped before the end, because it was asked to
        bool restarted = false; ///< the file was cut: what was read before is gone from it
    };
    struct Listener
    {
        std::function<void(const StreamEvent&)> event;
        std::function<void()> restarted = [] {}; ///< before the first event of the new content
        std::function<void()> between = [] {}; ///< now and then
    };

    /** To the end of the file as it is now, or until about `most` bytes are read. A log that is not
     * there has no events. Errors: LogError. */
    Expected<Progress> read(
        const Listener& listener, qint64 most = std::numeric_limits<qint64>::max());

private:
    Outcome readOn(const Listener& listener, qint64 most, Progress& progress);
    bool wasReplaced() const;

    QString m_path;
    QFile m_file;
    qint64 m_at = 0; ///< behind the last whole line
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/streamevent.h"
#include "core/io/logfiles.h"

#include <QFile>
#include <QString>

#include <deque>
#include <functional>
#include <limits>
#include <memory>

namespace headgate {

/**
 * Reads the events of a log and goes on where it stopped: first, if asked to, those of the files it
 * was rotated into, the oldest first. Needs no lock: a line counts once its line feed is there, or
 * once its file was rotated away. A log that was rotated is read to its end before the new one is.
 * Any thread, one at a time.
 */
class LogTail
{
public:
    enum class From { OldestFile, CurrentFile };

    explicit LogTail(QString path, From from = From::OldestFile);

    /** What was read in one go. */
    struct Progress
    {
        qint64 events = 0;
        qint64 unreadable = 0; ///< lines that are no events
        bool more = false; ///< it stopped before the end, because it was asked to
        bool restarted = false; ///< the file was cut: what was read before is told again
    };
    struct Listener
    {
        std::function<void(const StreamEvent&)> event;
        std::function<void()> restarted = [] {}; ///< before everything that is there is told again
        std::function<void()> between = [] {}; ///< now and then
    };

    /** To the end of the file as it is now, or until about `most` bytes are read. A log that is not
     * there has no events. Errors: LogError. */
    Expected<Progress> read(
        const Listener& listener, qint64 most = std::numeric_limits<qint64>::max());

private:
    /** A file, and how far it was read. */
    struct Reading
    {
        QFile file;
        qint64 at = 0; ///< behind the last whole line
    };

    Outcome readOn(Reading& reading, const Listener& listener, qint64 most, Progress& progress);
    Outcome readHistory(const Listener& listener, qint64 most, Progress& progress);
    void takeLine(const QByteArray& line, const Listener& listener, Progress& progress);
    Outcome open();
    void findHistory();
    bool wasReplaced() const;

    QString m_path;
    From m_from;
    Reading m_current;
    bool m_found = false; ///< m_history is what there was when the current one was opened
    std::deque<FoundLog> m_history; ///< files to be read before the current one
    std::unique_ptr<Reading> m_rotated; ///< the first of them
};

} // namespace headgate

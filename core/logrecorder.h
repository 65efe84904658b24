// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/recording.h"
#include "core/domain/streamevent.h"
#include "core/io/logwriter.h"
#include "core/store/historyreader.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace headgate {

/**
 * Writes what a source tells into an event log, in a thread of its own: another writer may hold the
 * log for a while. What was taken is written in order, each event once; while the log is held it
 * waits in memory. Made, used and ended on one thread.
 */
class LogRecorder
{
public:
    /** `tell`: called on the recorder's thread, whenever there is something new to say. */
    using Tell = std::function<void(Recording)>;

    LogRecorder(SourceId source, QString path, Tell tell);
    /** As end(). */
    ~LogRecorder();

    /** Events as a source told them, after they were committed. */
    void take(const std::vector<StoredEvent>& events);
    /** Writes what is left, if the log is free within a second. How it stands then. */
    Recording end();

private:
    struct Writing;

    void run();
    std::vector<StreamEvent> translate(Writing& writing, const std::vector<StoredEvent>& events);
    Outcome write(Writing& writing, std::vector<StreamEvent>& events, milliseconds patience);
    void say(const Issue& issue, bool over);

    const SourceId m_source;
    const QString m_path;
    const Tell m_tell;
    Recording m_now; ///< of the recorder's thread, until it has ended
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<StoredEvent> m_taken; ///< behind m_mutex
    bool m_ending = false; ///< behind m_mutex
    std::thread m_thread;
};

} // namespace headgate

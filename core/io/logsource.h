// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/linesplitter.h"
#include "core/io/eventsource.h"
#include "core/io/logfiles.h"
#include "core/io/mailbox.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <deque>
#include <list>
#include <thread>

namespace headgate {

/**
 * Follows a log file that other programs append to, and what it was rotated into: first all that
 * was not read yet, in slices that leave the thread free, then each line as it is written. Reads
 * whole lines only; needs no lock for that; only a decision writes, under the writers' lock. Engine
 * thread.
 *
 * Its place is kept by the file's identity, the byte, and what stood before it: a file that was
 * renamed goes on where it was, one with other content is read from its start, with a notice.
 */
class LogSource : public EventSource
{
    Q_OBJECT

public:
    LogSource(const SourceConfig& config, SourceHost& host);
    ~LogSource() override;

    void start() override;
    void pause() override;
    void retryNow() override { look(); }
    void systemResumed() override { look(); }
    void openSession(const SessionId& session) override;
    void loadOlder(const SessionId&) override { }
    bool hasOlder(const SessionId&) const override { return false; }
    void decide(const Decision& decision, const QString& directory,
        std::function<void(DecisionAnswer)> done) override;
    void listRequests(const QString&) override { look(); }
    void repair(const SessionId&, qint64) override { }
    void fetchMessage(const SessionId&, const MessageId&) override { }

private:
    void look();
    void plan();
    LogFile placeOf(const FoundLog& found);
    void lose(LogFile& file);
    bool openNext();
    void work();
    void atEnd();
    void tell(const CutLines& cut);
    void lookAhead(const FoundLog& newest, qint64 from);
    void noteBad(const CutLine& line);
    void tellBad();
    void caughtUp();
    void watch();
    void report(SyncState state, const Issue& issue = {});
    Timestamp now() const;

    SourceConfig m_config;
    SourceId m_id;
    QString m_path;
    SourceHost& m_host;
    Mailbox m_written; ///< from m_writers
    std::list<std::thread> m_writers; ///< decisions on their way
    SourceStatus m_status;
    Timestamp m_reported; ///< how far it is, last
    std::vector<LogFile> m_known; ///< in the order of the log, those that are gone too
    std::deque<FoundLog> m_queue; ///< to be read, the one that is open first
    OpenLog m_open;
    LogFile m_file; ///< the one that is open; as told
    LineSplitter m_splitter;
    logline::Scanner m_scanner;
    qint64 m_seenSize = 0; ///< of the newest file, when it was looked at last
    bool m_started = false;
    bool m_fromNow = false; ///< what stands there already is passed over

    QString m_badPath;
    qint64 m_badCount = 0; ///< since the last notice
    QStringList m_badNumbers; ///< the first of them

    QFileSystemWatcher m_watcher;
    QTimer m_slice;
    QTimer m_soon; ///< gathers what the watcher says
    QTimer m_poll;
};

} // namespace headgate

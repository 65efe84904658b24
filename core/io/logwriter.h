// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/dirlock.h"

namespace headgate {

/**
 * Appends lines to a log that other programs write too. Each line is one write at the end of the
 * file, under the log's lock; it never continues a line that somebody left unfinished. Nothing is
 * ever cut, rotated or repaired. Any thread, one at a time; writing blocks.
 */
class LogWriter
{
public:
    struct Options
    {
        bool sync = false; ///< whether a line counts as written only once it is on the disk
        DirLock::Rules lock;
    };

    explicit LogWriter(QString path);
    LogWriter(QString path, const Options& options);

    /** The log, held for as long as this lives: nobody else writes meanwhile. */
    class Hold
    {
    public:
        Hold(Hold&& other) noexcept;
        Hold& operator=(Hold&&) = delete;
        ~Hold();

        /** `line` ends in its only line feed. Written means: the operating system has it, or with
         * `sync` the disk. Errors: LogError, LockLost. */
        Outcome write(const QByteArray& line);
        /** Still ours; called now and then by who reads the log under the lock. Errors: LockLost.
         */
        Outcome keep() { return m_lock.keep(); }
        bool tookOverStaleLock() const { return m_lock.wasStale(); }

    private:
        friend class LogWriter;
        Hold(QString path, DirLock lock, int file, bool sync);

        QString m_path;
        DirLock m_lock;
        int m_file = -1;
        bool m_sync = false;
    };

    /** Makes the directory and the empty file where they are missing. Errors: LogError, LogLocked.
     */
    Outcome prepare() const;
    /** Takes the lock and opens the file. Errors: as prepare(). */
    Expected<Hold> hold() const;
    /** One line, under a lock of its own. Errors: LogError, LogLocked, LockLost. */
    Outcome append(const QByteArray& line) const;

    const QString& path() const { return m_path; }

private:
    QString m_path;
    Options m_options;
};

} // namespace headgate

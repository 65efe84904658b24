// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/logfile.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace headgate {

/**
 * Where the events of log files stand: one narrow row each, found by row, by message and by file.
 * Numbers of sources and sessions are History's. Engine thread; part of History.
 */
class LogIndex
{
public:
    explicit LogIndex(Database& database);

    /** In the order of the log. */
    std::vector<LogFile> files(qint64 source);
    /** Keeps what is known of a file; returns the number that rows name it by. */
    qint64 put(qint64 source, const LogFile& file);

    struct Row
    {
        qint64 row = 0;
        qint64 file = 0; ///< of put()
        qint64 at = 0;
        qint64 length = 0; ///< bytes
        qint64 session = 0;
        qint64 type = 0; ///< of type()
        qint64 time = 0; ///< ms
        QByteArray id;
        qint64 message = 0; ///< of message(); 0: none
    };
    void add(const Row& row);

    qint64 type(const QByteArray& name);
    /** `fresh`: it was not known before. */
    qint64 message(qint64 session, const QByteArray& name, bool* fresh);

    /** What a session's events add up to. */
    struct Tally
    {
        qint64 events = 0;
        Timestamp first;
        Timestamp last;
        bool busy = false;
    };
    void count(qint64 session, const Tally& more);
    /** Of each session of a source. */
    std::vector<std::pair<SessionId, Tally>> tallies(qint64 source);

    /** Forgets what may not be on disk. */
    void reset();

private:
    Database& m_database;
    Query m_files, m_put, m_add, m_addType, m_findType, m_addMessage, m_findMessage, m_count;
    QHash<QByteArray, qint64> m_types;
    QHash<QByteArray, qint64> m_messages; ///< recent ones, by session and name
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/timeline.h"
#include "core/io/logbodies.h"
#include "core/store/database.h"

#include <map>

namespace headgate {

/** Where events of one log stand, by the index of the history, and what they say, by the log's
 * files. Thread of `database`, which it must not outlive. */
class LogRows
{
public:
    LogRows(Database& database, SourceId source);

    /** Asks which files there are. False: what was read of one is gone from it since. */
    bool refresh();

    /** Rows in (after, upTo] that pass, in the order of the log. */
    std::vector<qint64> passing(const TimelineFilter& filter, qint64 after, qint64 upTo);
    /** The oldest row that the index may have, and the newest. */
    qint64 oldest();
    qint64 newest();

    std::vector<TimelineRow> read(const std::vector<qint64>& rows);
    std::optional<TimelineEvent> event(qint64 row);
    /** The first of this id; 0: there is none. */
    qint64 find(const EventId& id);
    /** As it stands in its file; empty: it is gone. */
    QByteArray line(qint64 row);

private:
    struct Place;
    std::vector<Place> places(const QString& condition, const std::vector<QVariant>& values);
    QString condition(const TimelineFilter& filter) const;
    std::vector<qint64> typesOf(const QStringList& patterns) const;

    Database& m_database;
    SourceId m_source;
    LogBodies m_bodies;
    std::map<qint64, LogFile> m_files; ///< by their number in the index
    QString m_fileList; ///< of those that are there, for SQL
};

} // namespace headgate

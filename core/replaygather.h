// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/event.h"
#include "core/domain/replay.h"
#include "core/store/database.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace headgate {

/** Where what a moment says is found. */
struct ReplayPlace
{
    enum class Kind : quint8 { Row, Line, Wire };
    Kind kind = Kind::Row;
    qint64 body = 0; ///< row whose payload is read: not kept, that of the last of its thing
    RequestId request; ///< not kept: of a request that was asked
};

/** What the row of an event of `key` says. */
Event replayEvent(const SessionKey& key, const QString& type, Timestamp at, const QByteArray& raw);

/**
 * Finds the moments of a session in the history, a stretch of its rows at a time, so that a thread
 * is free in between. What comes while it gathers is left out. Thread of `database`, of which it
 * holds nothing between calls.
 */
class ReplayGather
{
public:
    /** `all`: every event that is held, and not only what is a moment of its own. */
    ReplayGather(SessionKey key, bool all);

    /** Looks at so many more rows. True: all were looked at. */
    bool go(Database& database, qint64 rows);

    struct Found
    {
        std::vector<ReplayMoment> moments; ///< by (at, row)
        std::vector<ReplayPlace> places; ///< one for each
    };
    /** Once go() has said that it is all. */
    Found take();

private:
    struct Stretch
    {
        qint64 behind = 0; ///< rows after this one
        qint64 to = 0; ///< up to this one
    };
    enum class Stage : quint8 { Begin, Rows, Times, Done };

    void begin(Database& database);
    void loadRows(Database& database, const Stretch& rows);
    void loadLines(Database& database, const Stretch& rows);
    void placeTold(Database& database, size_t to);
    void add(ReplayMoment moment, ReplayPlace place, bool byList);
    QString shared(const QString& type);
    std::vector<size_t> inOrder();

    SessionKey m_key;
    bool m_all;
    Stage m_stage = Stage::Begin;
    qint64 m_session = 0;
    Stretch m_left; ///< rows that were not looked at
    size_t m_placed = 0;
    QHash<QString, QString> m_types; ///< thousands of rows share some dozens of words
    QHash<MessageId, Timestamp> m_newest; ///< parts of a message do not go before one another
    // Unsorted:
    std::vector<ReplayMoment> m_moments;
    std::vector<ReplayPlace> m_places;
    std::vector<bool> m_told; ///< by a list: its time is that of the answer
    QSet<qint64> m_rows;
};

} // namespace headgate

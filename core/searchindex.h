// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/searchtext.h"
#include "core/store/database.h"

#include <QHash>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

namespace headgate {

class LogBodies;

/**
 * Keeps the words of what the history holds, in slices: everything is given a row when it is
 * stored, and the index remembers up to which row it looked. So what was stored before there was an
 * index, what came while it was not kept up, and what came this moment are one and the same, and
 * what is told again and again costs what its last form costs. Thread of the database, which it
 * must not outlive.
 *
 * A text's number is the second it is of and a count, so that the index itself lists the newest
 * first and can be asked for a span of time. An index without texts cannot take words out again:
 * what is superseded or gone stays in it, dead, until there is more of that than of the rest; then
 * the index is made anew.
 */
class SearchIndex
{
public:
    explicit SearchIndex(Database& database);

    /** Some more of what is stored up to this row, for about that time. In a transaction of the
     * caller's, which has written all of it. False: that was all. */
    bool step(qint64 newest, std::chrono::microseconds most);

    /** Everything stored up to this row was looked at, as of the last step. */
    qint64 lookedUpTo() const { return std::min(m_events, m_logs); }
    /** Texts looked at since the program began. */
    qint64 looked() const { return m_looked; }

private:
    struct Place
    {
        qint64 session = 0;
        QString key;
        qint64 row = 0;
        qint64 order = 0; ///< when what it belongs to was made, ms; 0: not known
        Timestamp time; ///< of its event
    };
    struct Known
    {
        qint64 id = 0;
        int kind = 0;
        qint64 hash = 0;
    };
    struct Fresh
    {
        qint64 id = 0;
        QString text;
    };
    class Slice;

    bool takeEvents(Slice& slice);
    bool takeLogs(Slice& slice);
    void takeLine(const QString& source, const Place& place, const QByteArray& line);
    void put(const Place& place, const std::vector<searchtext::Piece>& pieces);
    void bury(qint64 id);
    void burySession(qint64 session);
    qint64 numberFor(Timestamp time);
    void write();
    bool merge();
    void beginAnew();

    Database& m_database;
    Query m_progress, m_setProgress, m_nextEvents, m_docs, m_addDoc, m_moveDoc, m_bury,
        m_burySession, m_last, m_addText, m_count, m_merge, m_changes;
    qint64 m_events = 0; ///< looked through up to this row
    qint64 m_logs = 0;
    qint64 m_dead = 0;
    qint64 m_bytes = 0; ///< of this slice
    qint64 m_looked = 0;
    int m_unmerged = 0; ///< pieces written since they were last put together
    bool m_merging = false; ///< they are being put together
    bool m_tidied = false; ///< what an earlier run left was put together
    bool m_checked = false; ///< whether it should be made anew
    std::vector<Fresh> m_fresh;
    QHash<qint64, qint64> m_full; ///< seconds whose numbers are used up, and where to go on
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/store/database.h"

namespace headgate {

/**
 * One row per decision, written before anything is sent (architecture rule 9), and one line in
 * decisions.jsonl when it is settled. Engine thread.
 */
class Journal
{
public:
    /** `profile` empty: no decisions.jsonl. */
    Journal(Database& database, const QString& profile);

    /** Inside a transaction: the answer is about to be sent. */
    void begin(const Decision& decision, const Checkpoint& checkpoint, Timestamp now);
    /** Inside a transaction: the newest decision on this request is now in the state of
     * `checkpoint`. */
    void settle(const Checkpoint& checkpoint, Timestamp now);
    /** Outside: appends what was settled to decisions.jsonl, under a lock shared with every other
     * writer of the profile. */
    void flush();

private:
    Database& m_database;
    QString m_file;
    QList<QByteArray> m_lines; ///< settled, not yet in the file; each a JSON object without `prev`
};

} // namespace headgate

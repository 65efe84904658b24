// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/prompt.h"
#include "core/store/database.h"

#include <QDeadlineTimer>
#include <QJsonObject>

#include <vector>

namespace headgate {

/** Where a session stands, for those who read the record later. */
struct SessionPlace
{
    QString title;
    QStringList parents; ///< ids, the topmost first
};

/**
 * One row per decision, written before anything is sent (architecture rule 9), and one line in
 * decisions.jsonl when it is settled. The row keeps that line until it is in the file, so that
 * neither a lock that is held nor the end of the program loses it. Engine thread.
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
    void settle(const Checkpoint& checkpoint, const SessionPlace& place, Timestamp now);
    /** Inside a transaction: a request that was shown here was settled by somebody else, or by
     * nobody. One line, for good; without effect if a decision of ours is recorded. */
    void witness(const Checkpoint& checkpoint, const SessionPlace& place, Timestamp now);
    /** Inside a transaction: something else that a person did, and the server took: one line, for
     * good. `act`: "stop", "rename", ...; `text`: what goes with it, such as the new title. */
    void note(const SessionKey& session, const QString& directory, const QString& act,
        Decision::Actor actor, Timestamp now, const QString& text = {});

    /** Inside a transaction: these words are about to be sent. `behind`: creation time of the
     * newest message known. */
    void begin(
        const Prompt& prompt, const QString& directory, Decision::Actor actor, Timestamp behind);
    /** Inside a transaction: they are in the session, or they are not. */
    void settle(const Prompt& prompt, Timestamp now);
    struct OpenPrompt
    {
        Prompt prompt;
        Timestamp behind;
    };
    /** Of whose words nobody knows whether they arrived: the program ended before it was told. */
    std::vector<OpenPrompt> openPrompts(const SourceId& source);
    /** Outside: appends what was settled, in earlier runs too, to decisions.jsonl, under a lock
     * shared with every other writer of the profile. Without effect while another one holds it; a
     * later call tries again. */
    void flush();

private:
    struct Line
    {
        qint64 id = 0;
        QJsonObject object; ///< without `prev`
    };

    void addSettled(const SessionKey& session, const RequestId& request, const QString& directory,
        const QJsonObject& line, CheckpointState state, Timestamp now);
    std::vector<Line> unlogged();
    bool write(const std::vector<Line>& lines);

    Database& m_database;
    QString m_file;
    bool m_pending; ///< there may be lines that are not in the file
    bool m_mayRepeat = true; ///< those of an earlier run may be in the file all the same
    QDeadlineTimer m_retry{0};
};

} // namespace headgate

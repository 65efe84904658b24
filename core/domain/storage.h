// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <vector>

namespace headgate {

/**
 * How long the contents of sessions are kept: texts, tool calls and what they printed. Ids,
 * numbers, times and sums of every event stay for ever, so does each decision, and so does all of a
 * session that runs or waits for a person; event logs keep their contents in their own files.
 */
struct Retention
{
    enum class Keep : quint8 {
        All,
        Days, ///< contents of sessions in which nothing happened for `days`
        Size, ///< at most `bytes` of contents; those that rested longest go first
    };

    Keep keep = Keep::All;
    int days = 90;
    qint64 bytes = 5'000'000'000;

    friend bool operator==(const Retention&, const Retention&) = default;
};

/** What a session takes. */
struct SessionStorage
{
    SessionKey key;
    QString title; ///< empty: not known
    qint64 events = 0;
    qint64 bytes = 0; ///< of contents
    Timestamp last; ///< time of its newest event
    bool dropped = false; ///< contents went by retention or by the person's wish

    friend bool operator==(const SessionStorage&, const SessionStorage&) = default;
};

struct FileStorage
{
    QString name; ///< in the profile
    qint64 bytes = 0;

    friend bool operator==(const FileStorage&, const FileStorage&) = default;
};

/** What the profile takes of the disk. */
struct StorageFound
{
    std::vector<FileStorage> files; ///< empty: all is in memory
    std::vector<SessionStorage> sessions; ///< the largest first
    qint64 free = 0; ///< bytes inside of history.db that hold nothing
    qint64 words = 0; ///< bytes of the index of words

    friend bool operator==(const StorageFound&, const StorageFound&) = default;
};

} // namespace headgate

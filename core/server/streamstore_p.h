// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/streamstore.h"

namespace headgate {

/** One stream in memory: what is on disk, and above it what the open turn has changed. */
struct StreamStore::Stream
{
    StreamFacts facts;
    std::optional<Timestamp> expiry;
    std::optional<StreamId> source;
    Position begin; ///< where its own data begins
    Timestamp created;
    Timestamp accessed;
    Timestamp writtenAt;
    int forks = 0;
    QHash<QByteArray, ProducerState> producers;
    QByteArray note;

    // of the open turn
    std::vector<StreamRow> pending;
    QSet<QByteArray> dirtyProducers;
    bool isNew = false;
    bool isDirty = false;
    bool isMarked = false;
    bool hasNewNote = false;

    std::deque<StreamRow> recent; ///< the newest committed rows, without a gap up to the tail
    qsizetype recentSize = 0;

    void mark(std::vector<StreamId>& changed)
    {
        if (!std::exchange(isMarked, true))
            changed.push_back(facts.id);
    }
};

struct StreamStore::Statements
{
    Query addStream, setStream, touchStream, dropStream, addDoomed, addBatch, setProducer,
        dropProducer, dropProducers;
    Query rows, oldest, dropBatch, doomed, doomedRows, dropDoomed;
    Query setNote, dropNote, oldestOf, dropBefore;
    Query isCopied, addCopied, setCursor, cursor, dropCopied, dropCopy, dropOldCopied;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace headgate {

/** Sequence numbers from the first to the last, both included. */
struct SequenceRange
{
    qint64 first = 0;
    qint64 last = 0;

    friend bool operator==(const SequenceRange&, const SequenceRange&) = default;
};

/** What the check of one thing came to. */
enum class Verdict : quint8 {
    Whole, ///< nothing is missing, nothing is there twice
    NotHeld, ///< nothing of it was ever followed
    BestEffort, ///< nothing speaks against it, and its source cannot prove it
    Gap, ///< something is missing, doubled or other than it should be
};

/** A session whose server numbers its events. */
struct SessionProof
{
    SessionId session;
    Verdict verdict = Verdict::Whole;
    qint64 cursor = -1; ///< the fence: what came later is another check's; -1: never followed
    qint64 events = 0;
    std::vector<SequenceRange> held; ///< one where nothing is missing
    std::vector<SequenceRange> missing;
    std::vector<qint64> doubled; ///< numbers that more than one event has
    std::vector<qint64> differs; ///< numbers that are another event's on the server
    bool compared = false; ///< with the server's own log

    friend bool operator==(const SessionProof&, const SessionProof&) = default;
};

/** A durable stream: its offsets are opaque, so that it can be said only whether we are at its end.
 */
struct StreamProof
{
    Verdict verdict = Verdict::BestEffort;
    QByteArray offset; ///< read up to here; empty: nothing was
    std::optional<QByteArray> tail; ///< where it ends by its server's word; nothing: not told

    friend bool operator==(const StreamProof&, const StreamProof&) = default;
};

/** A file of an event log. */
struct FileProof
{
    QString path;
    Verdict verdict = Verdict::Whole;
    qint64 bytes = 0; ///< read so far
    qint64 lines = 0; ///< in them, as they were read
    qint64 events = 0; ///< held of those lines
    qint64 unreadable = 0; ///< lines that are no events
    std::optional<qint64> linesInFile; ///< counted anew; nothing: it was not, or cannot be

    friend bool operator==(const FileProof&, const FileProof&) = default;
};

/** What is held of a source, and how far that is proven. */
struct Proof
{
    std::vector<SessionProof> sessions; ///< by id
    std::optional<StreamProof> stream;
    std::vector<FileProof> files; ///< in their order

    friend bool operator==(const Proof&, const Proof&) = default;
};

/** "whole", "not held", "best effort", "gap". */
QString verdictName(Verdict verdict);

} // namespace headgate

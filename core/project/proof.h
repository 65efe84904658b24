// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/logfile.h"
#include "core/domain/proof.h"
#include "core/domain/source.h"

#include <QHash>

#include <optional>
#include <vector>

/** Compares what is held with what its source says it has. Pure. */
namespace headgate::proof {

/** The numbered events of one session, as the history has them. */
struct Held
{
    SessionId session;
    qint64 cursor = -1; ///< read without a gap up to here; -1: never followed
    QHash<qint64, EventId> events; ///< by number
    std::vector<qint64> doubled; ///< numbers that more than one event has

    /** In order; one range where nothing is missing. */
    std::vector<SequenceRange> ranges() const;
};

/** A file of an event log, and how many of its lines are held. */
struct HeldFile
{
    LogFile file;
    qint64 events = 0;
};

/** All that a history holds of one source. */
struct Holding
{
    std::vector<Held> sessions; ///< of a server that numbers
    std::optional<StreamCursor> cursor; ///< of a durable stream
    std::vector<HeldFile> files; ///< of an event log
};

/** What a server's own log says of its sessions, by number. */
using Told = QHash<SessionId, QHash<qint64, EventId>>;

/** Behind which number each session has to be told by the server; of one that is not followed
 * nothing is wanted (`endOfLog`). */
QHash<SessionId, qint64> cursorsToAsk(const std::vector<Held>& held);

/** Beyond every number. */
inline constexpr qint64 endOfLog = 2'000'000'000;

/** From where it was followed up to the fence. `told` null: the server was not asked, or keeps no
 * log. */
SessionProof compare(const Held& held, const Told* told);
/** `tail` nothing: its server could not be asked. */
StreamProof compare(
    const std::optional<StreamCursor>& cursor, const std::optional<QByteArray>& tail);
/** `linesInFile`: as counted anew, below 0: it is not there any more; nothing: not counted. */
FileProof compare(const HeldFile& held, std::optional<qint64> linesInFile);

} // namespace headgate::proof

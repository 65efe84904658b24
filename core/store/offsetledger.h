// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/logfile.h"
#include "core/domain/source.h"

#include <QHash>

#include <optional>
#include <vector>

/** What a profile's history holds, told by sequence numbers, offsets and places: the proof that
 * nothing is missing. Reads only; any thread; may run beside a writer. Errors: DatabaseError. */
namespace headgate::offsetledger {

struct Range
{
    qint64 first = 0;
    qint64 last = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

/** The numbered events of one session. */
struct Held
{
    SessionId session;
    qint64 cursor = -1; ///< read without a gap up to here; -1: never followed
    QHash<qint64, EventId> events; ///< by number
    std::vector<qint64> doubled; ///< numbers that more than one event has

    /** In order; one range where nothing is missing. */
    std::vector<Range> ranges() const;
};

/** Of all sessions of an OpenCode server, or of one. */
Expected<std::vector<Held>> sessions(
    const QString& profile, const SourceId& source, const SessionId& only = {});

/** How far a durable stream was read; nothing: not at all. */
Expected<std::optional<StreamCursor>> cursor(const QString& profile, const SourceId& source);

/** A file of an event log, and how many of its lines are held. */
struct HeldFile
{
    LogFile file;
    qint64 events = 0;
};
Expected<std::vector<HeldFile>> files(const QString& profile, const SourceId& source);

} // namespace headgate::offsetledger

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QString>

namespace headgate {

/** A source that is written into an event log as it tells, and how that goes. */
struct Recording
{
    enum class State : quint8 {
        Off,
        On,
        Waiting, ///< another writer holds the log; nothing is lost meanwhile
        Failed, ///< the log cannot be written: recording ended
    };

    SourceId source;
    QString path; ///< of the log
    State state = State::Off;
    qint64 events = 0; ///< written since it was switched on
    Issue issue; ///< Waiting, Failed: why

    friend bool operator==(const Recording&, const Recording&) = default;
};

/** Writes what a source tells from now on into a log, in the names of OpenCode's plugin, or ends
 * that. Answered by RecordingChanged. */
struct RecordSource
{
    SourceId source;
    QString path; ///< of the log; made where it is missing
    bool on = true;
};

} // namespace headgate

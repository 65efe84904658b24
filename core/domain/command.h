// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/ids.h"
#include "core/domain/source.h"

#include <variant>

namespace headgate {

struct AddSource
{
    SourceConfig config;
};

struct RemoveSource
{
    SourceId source;
};

/** No request leaves for this source until ResumeSource (DG-14). */
struct PauseSource
{
    SourceId source;
};

struct ResumeSource
{
    SourceId source;
};

/** "Reconnect now": forget the waiting time. */
struct RetrySource
{
    SourceId source;
};

/** Every socket is suspect: the machine slept or its network changed. */
struct SystemResumed
{
};

struct OpenSession
{
    SessionKey key;
};

struct CloseSession
{
    SessionKey key;
};

struct LoadOlder
{
    SessionKey key;
};

struct Decide
{
    Decision decision;
};

/** The next events of the history after this row, answered by EventsLogged: for a caller with
 * EventFeed::All who was too slow to be told each as it came. */
struct ReadEvents
{
    SourceId source;
    qint64 after = 0;
};

using Command = std::variant<AddSource, RemoveSource, PauseSource, ResumeSource, RetrySource,
    SystemResumed, OpenSession, CloseSession, LoadOlder, Decide, ReadEvents>;

} // namespace headgate

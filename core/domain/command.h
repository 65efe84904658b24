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

/** Starts or stops the embedded server. What it holds stays on disk. */
struct Serve
{
    bool on = false;
    quint16 port = 4437; ///< 0: any free one
};

/** Mirrors a session into a durable stream of the embedded server, or stops doing so; the stream
 * stays. */
struct PublishSession
{
    SessionKey key;
    bool on = true;
};

using Command = std::variant<AddSource, RemoveSource, PauseSource, ResumeSource, RetrySource,
    SystemResumed, OpenSession, CloseSession, LoadOlder, Decide, Serve, PublishSession>;

} // namespace headgate

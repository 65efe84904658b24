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

using Command = std::variant<AddSource, RemoveSource, PauseSource, ResumeSource, RetrySource,
    SystemResumed, OpenSession, CloseSession, LoadOlder, Decide>;

} // namespace headgate

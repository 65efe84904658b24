// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/io/eventsource.h"

#include <memory>

namespace headgate {

/** The table of sources: how each is written on a command line, and what follows it. */
struct SourceKindRow
{
    SourceKind kind;
    const char* prefix; ///< "opencode:"
    std::unique_ptr<EventSource> (*make)(const SourceConfig&, SourceHost&);
};

std::unique_ptr<EventSource> makeSource(const SourceConfig& config, SourceHost& host);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/ownlog.h"
#include "core/domain/systemfacts.h"
#include "ui/sourcefinder.h"

#include <functional>
#include <vector>

namespace headgate {

class ColourScheme;
class DecisionRecord;
class FoundServers;
class Preferences;
class WindowState;

/** What the window needs from outside; all of it outlives the window. */
struct WindowPorts
{
    std::function<void(Command)> submit;
    std::function<Timestamp()> now;
    SourceFinder::Probe probe; ///< what answers at an address; empty: its path tells
    DecisionRecord* decisions = nullptr; ///< null: none is kept
    Preferences* preferences = nullptr;
    WindowState* state = nullptr;
    ColourScheme* scheme = nullptr;
    FoundServers* found = nullptr; ///< null: servers are not looked for
    SystemFacts system{}; ///< what is known of it without a window
    std::function<std::vector<LogLine>(qint64 after)> log{}; ///< empty: none is kept
};

} // namespace headgate

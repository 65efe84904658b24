// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "ui/decisionguard.h"

#include <functional>

namespace headgate {

class CheckpointListModel;
class KeysDown;
class SessionTreeModel;
class SourceList;

/** What the dialogs that decide stand on. All of it outlives them. */
struct DecisionPorts
{
    std::function<void(Command)> submit;
    std::function<Timestamp()> now;
    DecisionGuard::Steady steady; ///< a clock that never jumps; empty: the system's
    const KeysDown* keys = nullptr;
    CheckpointListModel* requests = nullptr;
    SessionTreeModel* sessions = nullptr;
    SourceList* sources = nullptr;
};

} // namespace headgate

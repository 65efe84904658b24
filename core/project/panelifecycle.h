// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <vector>

/** The life of an AgentPane session (AP-42). Pure; any thread. */
namespace headgate::pane {

enum class Life : quint8 { Idle, Initializing, Active, Paused, Closing, Closed, Error };

enum class Cause : quint8 {
    Initialize,
    Ready,
    Pause,
    Resume,
    Close,
    ForceClose,
    Fail,
    IdleTimeout,
    ConnectionTimeout,
    CleanupTimeout,
    Heartbeat,
    Join,
    Leave,
};

struct Transition
{
    Life from;
    Cause cause;
    Life to;
};

const std::vector<Transition>& transitions();
/** Nothing: a session in this state does not take it. */
std::optional<Life> next(Life from, Cause cause);
/** Upstream's word. Nothing: no state that is known. */
std::optional<Life> lifeNamed(QStringView name);
QString lifeName(Life life);
/** It can be read for ever, and nothing more happens in it. */
bool isReadOnly(Life life);

} // namespace headgate::pane

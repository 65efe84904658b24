// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <optional>

namespace headgate {

/** A piece of work that was given to an agent, and what became of it. */
struct Intent
{
    enum class Status : quint8 { Running, Paused, Completed, Failed, Aborted, HandedOff };

    QString id; ///< of the intent, or of the child session where there is no intent
    EventId event; ///< that told of it first
    QString streamId;
    QString agent;
    QString description;
    QString prompt;
    QString parent; ///< session that asked for it; empty: not said
    Status status = Status::Running;
    Timestamp started;
    std::optional<Timestamp> ended;
    std::optional<milliseconds> timeout; ///< told, enforced by nobody
    QString result; ///< of what is completed; of what was handed off: to whom
    QString error; ///< of what failed or was aborted
    QString pause; ///< why it is paused, and its summary

    bool active() const { return status == Status::Running || status == Status::Paused; }
    friend bool operator==(const Intent&, const Intent&) = default;
};

/** "running", "paused", "completed", "failed", "aborted", "handed-off". */
QString intentStatusName(Intent::Status status);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace headgate {

/** One call of a tool, however many events tell of it. */
struct LoggedCall
{
    enum class Status : quint8 { Pending, Running, Completed, Failed };

    QString id; ///< callID, else the part's id
    QString session;
    QString message;
    QString tool;
    QString title;
    Status status = Status::Pending;
    QString error;
    std::optional<Timestamp> started;
    std::optional<Timestamp> ended;
    EventId first;
    EventId last;
    int events = 0;

    friend bool operator==(const LoggedCall&, const LoggedCall&) = default;
};

/** From a step's start to its finish; several of a message follow each other. */
struct LoggedStep
{
    QString session;
    QString message;
    Timestamp started;
    std::optional<Timestamp> ended;
    QString reason; ///< why it ended
    double cost = 0;

    friend bool operator==(const LoggedStep&, const LoggedStep&) = default;
};

struct TouchedFile
{
    QString path;
    int times = 0;
    EventId last;
    Timestamp at; ///< of the last one

    friend bool operator==(const TouchedFile&, const TouchedFile&) = default;
};

/** How far an agent says it is. */
struct AgentProgress
{
    QString agent;
    QString session;
    QString phase;
    QString message;
    std::optional<int> percent;
    QString action; ///< what it needs a person for: "poll", "approve", ...; empty: nothing
    QString prompt; ///< of the action
    Timestamp at;

    friend bool operator==(const AgentProgress&, const AgentProgress&) = default;
};

/** "pending", "running", "completed", "error": upstream's words. */
QString loggedStatusName(LoggedCall::Status status);

} // namespace headgate

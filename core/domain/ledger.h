// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate {

struct Epic
{
    enum class Status : quint8 { Pending, Running, Completed, Failed, Archived };

    QString id;
    QString title;
    Status status = Status::Pending;
    QString result; ///< also the outcome of an archived one
    QString error;
    Timestamp created;
    Timestamp changed;

    friend bool operator==(const Epic&, const Epic&) = default;
};

struct LedgerTask
{
    enum class Status : quint8 { Pending, Running, Completed, Failed, Suspended };

    QString id;
    QString epic;
    QString title;
    QString agent;
    Status status = Status::Pending;
    QString result; ///< of a completed one; of a suspended one its reason
    QString summary; ///< of a suspended one
    QString error;
    Timestamp created;
    Timestamp changed;

    friend bool operator==(const LedgerTask&, const LedgerTask&) = default;
};

/** A rule the person gave, or something an agent took for granted. */
struct Governance
{
    QString text;
    QString source; ///< of an assumption
    QString rationale; ///< of an assumption
    Timestamp at;
    EventId event;

    friend bool operator==(const Governance&, const Governance&) = default;
};

struct Learning
{
    QString kind; ///< "pattern", "antiPattern", "decision", "preference": an open set
    QString text;
    Timestamp at; ///< first told
    EventId event;

    friend bool operator==(const Learning&, const Learning&) = default;
};

/** What one run leaves to the next. */
struct Handoff
{
    QString epic;
    QString reason; ///< "context_limit", "user_exit", "session_break": an open set
    QString command; ///< that goes on with it
    QStringList done;
    QStringList next;
    QStringList context;
    QStringList files;
    Timestamp created;
    std::optional<Timestamp> resumed;
    EventId event;

    friend bool operator==(const Handoff&, const Handoff&) = default;
};

/** What agents planned, did and learnt, in order of first sight. */
struct Ledger
{
    std::vector<Epic> epics;
    std::vector<LedgerTask> tasks;
    std::vector<Governance> directives;
    std::vector<Governance> assumptions;
    std::vector<Learning> learnings; ///< no two alike
    std::vector<Handoff> handoffs;

    friend bool operator==(const Ledger&, const Ledger&) = default;
};

/** "pending", "running", "completed", "failed", "archived". */
QString epicStatusName(Epic::Status status);
/** "pending", "running", "completed", "failed", "suspended". */
QString taskStatusName(LedgerTask::Status status);

} // namespace headgate

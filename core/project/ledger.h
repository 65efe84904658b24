// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ledger.h"
#include "core/domain/streamevent.h"

#include <QHash>
#include <QSet>

namespace headgate {

/** The ledger as the events of a log tell it, with its index. Pure; any thread. */
struct LedgerState
{
    Ledger ledger;
    QHash<QString, qsizetype> epics; ///< by id
    QHash<QString, qsizetype> tasks; ///< by id
    QSet<EventId> seen;
    QSet<QString> learnt; ///< kind and text
    friend bool operator==(const LedgerState&, const LedgerState&) = default;
};

/** Events in the order of the file: `ledger.*` and `learning.extracted`. */
void reduce(LedgerState& state, const StreamEvent& event);

struct EpicProgress
{
    int done = 0; ///< completed tasks
    int failed = 0;
    int total = 0;

    friend bool operator==(const EpicProgress&, const EpicProgress&) = default;
};

EpicProgress progressOf(const Ledger& ledger, const QString& epic);

} // namespace headgate

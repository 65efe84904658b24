// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/statechange.h"
#include "core/domain/change.h"

#include <QHash>
#include <QPair>
#include <QSet>

namespace headgate {

/**
 * The things a stream of state changes tells of, each as it was told last. Between snapshot-start
 * and snapshot-end the stream tells everything there is: what it leaves out is gone. Pure; any
 * thread.
 */
struct StateTable
{
    using Name = QPair<QString, QString>; ///< type and key

    SourceId source;
    QHash<Name, StateRow> rows;
    bool inSnapshot = false;
    QSet<Name> told; ///< since snapshot-start
};

/** `at`: when it arrived; used where the change itself does not say. */
void reduce(StateTable& table, const StateChange& change, Timestamp at, ChangeBatch& out);
void reduce(StateTable& table, StateControl control, ChangeBatch& out);
/** The stream began anew: nothing of the old one counts. */
void clear(StateTable& table, ChangeBatch& out);

} // namespace headgate

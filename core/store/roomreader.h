// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/panenews.h"
#include "core/store/database.h"

namespace headgate::roomreader {

/**
 * The newest `limit` events of a session's terminal, of those who were there and of its agents'
 * states, in their order. The thread is that of `database`.
 */
std::vector<PaneEvent> load(Database& database, const SessionKey& session, int limit);

/** Events of a source that upstream numbered, and that happened before; what they say of messages
 * and sessions stays. How many went. Inside a transaction. */
qint64 removeBefore(Database& database, const SourceId& source, Timestamp before);

/** Whether an event of this type is one of them. */
bool isOfRoom(const QString& type);

} // namespace headgate::roomreader

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/session.h"

namespace headgate::words {

/** A title that is never empty. */
QString sessionTitle(const Session& session);
/** One line of what it does now; `waiting` is its oldest open request, or null. */
QString activityLine(const Session& session, const Checkpoint* waiting, Timestamp now);
/** For the chip in the head: "running · 2 m 14 s", "done", "retry in 9 s". */
QString statusWords(const Session& session, Timestamp now);

/** "1.5K / 128K (1%)"; without a limit "1.5K of its context". */
QString contextUse(qint64 used, qint64 limit);
/** From 80 % on. */
bool isNearLimit(qint64 used, qint64 limit);

} // namespace headgate::words

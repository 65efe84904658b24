// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

namespace headgate::words {

/** "1,204" */
QString number(qint64 value);
/** "1,204 events" */
QString eventCount(qint64 events);
/** "18.4k", "1.2M": for a glance, not for a sum. */
QString roundNumber(qint64 value);
/** "512 B", "12.3 kB", "4.0 MB": powers of ten */
QString byteSize(qint64 bytes);
/** "$0.41" */
QString money(double dollars);

/** One unit, as short as a list allows: "now", "20 s", "3 m", "8 h", "2 d". */
QString age(milliseconds span);
/** Two units: "2 m 14 s". */
QString span(milliseconds span);
/** Two units in words: "3 min 12 s". */
QString longSpan(milliseconds span);
/** For the status bar, where tenths of a second tell a living stream from a dead one. */
QString fineAge(milliseconds span);

/** Local wall time, "09:12:40"; with the date when it is not the day of `now`. */
QString clockTime(Timestamp at, Timestamp now);
/** A home directory becomes "~". */
QString shortPath(const QString& path);

} // namespace headgate::words

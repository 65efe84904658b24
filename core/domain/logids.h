// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QString>

/**
 * The ids of a durable event log, in the scheme its other writers use, so that an order by id stays
 * true there. Time and randomness are arguments. Pure; any thread.
 */
namespace headgate::logids {

/** The id that was made last; of one writer. */
struct Last
{
    qint64 ms = 0;
    quint64 random = 0;
};

/**
 * Milliseconds in base 36, nine wide, then 16 hexadecimal digits. Greater than the last one, also
 * within a millisecond and when the clock was set back.
 */
EventId next(Last& last, Timestamp now, quint64 random);

QString correlation(quint64 random); ///< 16 hexadecimal digits, one for each run
QString checkpoint(Timestamp now, quint64 random); ///< cp_<ms>_<6 digits in base 36>
QString intent(Timestamp now, quint64 random); ///< intent_<ms>_<6 digits in base 36>

} // namespace headgate::logids

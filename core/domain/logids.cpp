// SPDX-License-Identifier: MIT
#include "core/domain/logids.h"

namespace headgate::logids {

using namespace Qt::StringLiterals;

namespace {

QString padded(quint64 number, int base, int width)
{
    return QString::number(number, base).rightJustified(width, u'0');
}

QString named(QLatin1StringView kind, Timestamp now, quint64 random)
{
    constexpr quint64 sixDigits = 36ULL * 36 * 36 * 36 * 36 * 36;
    return kind + QString::number(toMs(now)) + u'_' + padded(random % sixDigits, 36, 6);
}

} // namespace

EventId next(Last& last, Timestamp now, quint64 random)
{
    if (toMs(now) > last.ms) {
        last = {toMs(now), random};
    } else if (++last.random == 0) {
        ++last.ms; // the hexadecimal part went round
    }
    return EventId(padded(quint64(last.ms), 36, 9) + u'_' + padded(last.random, 16, 16));
}

QString correlation(quint64 random)
{
    return padded(random, 16, 16);
}

QString checkpoint(Timestamp now, quint64 random)
{
    return named("cp_"_L1, now, random);
}

QString intent(Timestamp now, quint64 random)
{
    return named("intent_"_L1, now, random);
}

} // namespace headgate::logids

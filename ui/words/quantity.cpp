// SPDX-License-Identifier: MIT
#include "ui/words/quantity.h"

#include "ui/words/say.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace headgate::words {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QLocale locale()
{
    // The C locale writes no thousands separators.
    const QLocale own;
    return own.language() == QLocale::C ? QLocale(QLocale::English) : own;
}

qint64 secondsOf(milliseconds span)
{
    return std::max<qint64>(0, std::chrono::floor<std::chrono::seconds>(span).count());
}

} // namespace

QString number(qint64 value)
{
    return locale().toString(value);
}

QString eventCount(qint64 events)
{
    return say("%1 event(s)", events).arg(number(events));
}

QString roundNumber(qint64 value)
{
    if (value < 1000)
        return number(value);
    if (value < 999'950)
        return say("%1k").arg(locale().toString(double(value) / 1000, 'f', value < 99'950 ? 1 : 0));
    return say("%1M").arg(locale().toString(double(value) / 1'000'000, 'f', 1));
}

QString byteSize(qint64 bytes)
{
    return locale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString money(double dollars)
{
    return "$"_L1 + locale().toString(dollars, 'f', dollars < 0.01 ? 4 : 2);
}

QString age(milliseconds span)
{
    const qint64 s = secondsOf(span);
    if (s < 5)
        return say("now");
    if (s < 60)
        return say("%1 s").arg(s);
    if (s < 3600)
        return say("%1 m").arg(s / 60);
    if (s < 48 * 3600)
        return say("%1 h").arg(s / 3600);
    return say("%1 d").arg(number(s / 86400));
}

QString span(milliseconds span)
{
    const qint64 s = secondsOf(span);
    if (s < 60)
        return say("%1 s").arg(s);
    if (s < 3600)
        return say("%1 m %2 s").arg(s / 60).arg(s % 60);
    if (s < 48 * 3600)
        return say("%1 h %2 m").arg(s / 3600).arg(s / 60 % 60);
    return say("%1 d %2 h").arg(number(s / 86400)).arg(s / 3600 % 24);
}

QString longSpan(milliseconds span)
{
    const qint64 s = secondsOf(span);
    if (s < 60)
        return say("%1 s").arg(s);
    if (s < 3600)
        return say("%1 min %2 s").arg(s / 60).arg(s % 60);
    if (s < 48 * 3600)
        return say("%1 h %2 min").arg(s / 3600).arg(s / 60 % 60);
    return say("%1 days %2 h").arg(number(s / 86400)).arg(s / 3600 % 24);
}

QString fineAge(milliseconds span)
{
    if (span < 10s)
        return say("%1 s").arg(
            locale().toString(double(std::max(0ms, span).count()) / 1000, 'f', 1));
    return age(span);
}

QString clockTime(Timestamp at, Timestamp now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(at));
    const bool today = local.date() == QDateTime::fromMSecsSinceEpoch(toMs(now)).date();
    return local.toString(today ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}

QString shortPath(const QString& path)
{
    // The server's home need not be ours, so it is known by its shape.
    static const QRegularExpression home(u"^(/home/[^/]+|/Users/[^/]+|/root)(?=/|$)"_s);
    return QString(path).replace(home, u"~"_s);
}

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#include "core/server/streamvalues.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace headgate {

namespace {

constexpr int offsetDigits = 16;
constexpr qint64 largestInteger = (qint64(1) << 53) - 1;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void putDigits(char* to, qint64 value)
{
    for (int i = offsetDigits - 1; i >= 0; --i, value /= 10)
        to[i] = char('0' + value % 10);
}

/** Two digits at `at` between the bounds, or -1. */
int field(QByteArrayView text, qsizetype at, int low, int high)
{
    if (at + 2 > text.size() || !isDigit(text[at]) || !isDigit(text[at + 1]))
        return -1;
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value >= low && value <= high ? value : -1;
}

QByteArrayView withoutParameters(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.first(end)).trimmed();
}

} // namespace

QByteArray offsetText(StreamOffset offset)
{
    QByteArray text(offsetDigits * 2 + 1, '_');
    putDigits(text.data(), qint64(offset.stream));
    putDigits(text.data() + offsetDigits + 1, offset.position.at);
    return text;
}

std::optional<StreamOffset> readOffset(QByteArrayView text)
{
    if (text.size() != offsetDigits * 2 + 1 || text[offsetDigits] != '_')
        return {};
    const QByteArrayView first = text.first(offsetDigits);
    const QByteArrayView second = text.sliced(offsetDigits + 1);
    if (!std::all_of(first.begin(), first.end(), isDigit)
        || !std::all_of(second.begin(), second.end(), isDigit))
        return {};
    return StreamOffset{StreamId(first.toLongLong()), Position{second.toLongLong()}};
}

std::optional<qint64> readDigits(QByteArrayView text)
{
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return {};
    qint64 value = 0;
    for (const char c : text) {
        value = value * 10 + (c - '0');
        if (value > largestInteger)
            return {};
    }
    return value;
}

std::optional<qint64> readCount(QByteArrayView text)
{
    if (text.size() > 1 && text.startsWith('0'))
        return {};
    return readDigits(text);
}

std::optional<Timestamp> readDate(QByteArrayView text)
{
    // Written out, for QDateTime takes more than RFC 3339 allows and knows no leap seconds.
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't')
        || text[13] != ':' || text[16] != ':')
        return {};
    const int century = field(text, 0, 0, 99);
    const int years = field(text, 2, 0, 99);
    const int month = field(text, 5, 1, 12);
    const int day = field(text, 8, 1, 31);
    const int hour = field(text, 11, 0, 23);
    const int minute = field(text, 14, 0, 59);
    const int second = field(text, 17, 0, 60);
    if (century < 0 || years < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
        return {};
    qsizetype at = 19;
    int ms = 0;
    if (text[at] == '.') {
        int scale = 100;
        const qsizetype begin = ++at;
        for (; at < text.size() && isDigit(text[at]); ++at, scale /= 10)
            ms += (text[at] - '0') * scale;
        if (at == begin)
            return {};
    }
    int minutesEast = 0;
    const QByteArrayView zone = text.sliced(at);
    if (zone != "Z" && zone != "z") {
        const int hours = field(zone, 1, 0, 23);
        const int minutes = field(zone, 4, 0, 59);
        if (zone.size() != 6 || zone[3] != ':' || hours < 0 || minutes < 0
            || (zone[0] != '+' && zone[0] != '-'))
            return {};
        minutesEast = (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
    const QDate date(century * 100 + years, month, day);
    if (!date.isValid())
        return {};
    const QDateTime time(date, QTime(hour, minute, std::min(second, 59), ms), Qt::UTC);
    return timestampFromMs(
        time.toMSecsSinceEpoch() + (second == 60 ? 1000 : 0) - qint64(minutesEast) * 60'000);
}

StreamOffset StreamFacts::offsetAt(Position position) const
{
    for (const Inherited& part : inherited) {
        if (position <= part.end)
            return {part.stream, position};
    }
    return {id, position};
}

bool StreamFacts::owns(StreamOffset offset) const
{
    if (offset.stream == StreamId{})
        return offset.position.at == 0;
    return offsetAt(offset.position) == offset;
}

QByteArray plainType(QByteArrayView contentType)
{
    return withoutParameters(contentType).toByteArray().toLower();
}

bool isSameType(QByteArrayView a, QByteArrayView b)
{
    return withoutParameters(a).compare(withoutParameters(b), Qt::CaseInsensitive) == 0;
}

} // namespace headgate

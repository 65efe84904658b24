// SPDX-License-Identifier: MIT
#include "core/http/httptarget.h"

#include <algorithm>

namespace headgate {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isSafeSegment(const QByteArray& segment)
{
    if (segment == "." || segment == ".." || !segment.isValidUtf8())
        return false;
    return std::none_of(segment.begin(), segment.end(),
        [](char c) { return quint8(c) < 0x20 || quint8(c) == 0x7f || c == '/' || c == '\\'; });
}

template <typename Each>
bool split(QByteArrayView text, char separator, Each each)
{
    while (true) {
        const qsizetype end = text.indexOf(separator);
        if (!each(end < 0 ? text : text.first(end)))
            return false;
        if (end < 0)
            return true;
        text = text.sliced(end + 1);
    }
}

bool readQuery(QByteArrayView text, HttpTarget& target)
{
    return split(text, '&', [&](QByteArrayView pair) {
        if (pair.isEmpty())
            return true;
        const qsizetype equals = pair.indexOf('=');
        auto name = percentDecoded(equals < 0 ? pair : pair.first(equals), true);
        auto value =
            percentDecoded(equals < 0 ? QByteArrayView("") : pair.sliced(equals + 1), true);
        if (!name || !value)
            return false;
        target.query.emplace_back(std::move(*name), std::move(*value));
        return true;
    });
}

} // namespace

int HttpTarget::count(QByteArrayView name) const
{
    return int(std::count_if(
        query.begin(), query.end(), [name](const auto& pair) { return pair.first == name; }));
}

QByteArrayView HttpTarget::value(QByteArrayView name) const
{
    for (const auto& [key, value] : query) {
        if (key == name)
            return value.isEmpty() ? QByteArrayView("") : QByteArrayView(value);
    }
    return {};
}

std::optional<QByteArray> percentDecoded(QByteArrayView text, bool plusIsSpace)
{
    if (!text.contains('%') && !(plusIsSpace && text.contains('+')))
        return text.toByteArray();
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '%') {
            decoded += plusIsSpace && c == '+' ? ' ' : c;
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return {};
        decoded += char(high * 16 + low);
        i += 2;
    }
    return decoded;
}

std::optional<HttpTarget> readTarget(QByteArrayView text)
{
    HttpTarget target;
    const bool printable = std::all_of(
        text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
    if (!printable)
        return {};
    if (text.first(std::min<qsizetype>(7, text.size())).compare("http://", Qt::CaseInsensitive)
        == 0) {
        text = text.sliced(7);
        const qsizetype slash = text.indexOf('/');
        if (slash <= 0)
            return {};
        target.authority = text.first(slash).toByteArray();
        text = text.sliced(slash);
    }
    if (!text.startsWith('/'))
        return {};
    const qsizetype mark = text.indexOf('?');
    const QByteArrayView path = (mark < 0 ? text : text.first(mark)).sliced(1);
    const bool safe = split(path, '/', [&target](QByteArrayView segment) {
        auto decoded = percentDecoded(segment, false);
        if (!decoded || !isSafeSegment(*decoded))
            return false;
        target.segments.push_back(std::move(*decoded));
        return true;
    });
    if (!safe || (mark >= 0 && !readQuery(text.sliced(mark + 1), target)))
        return {};
    return target;
}

} // namespace headgate

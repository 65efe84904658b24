// SPDX-License-Identifier: MIT
#include "core/terminal/screentext.h"

#include <algorithm>

namespace headgate::terminal {

using namespace Qt::StringLiterals;

namespace {

/** Lines that wrap further than this are searched in pieces. */
constexpr qsizetype mostRowsAtOnce = 64;

/** The text of rows that wrap into each other, and where each of its characters stands. */
struct Text
{
    QString text;
    std::vector<Place> places; ///< of each UTF-16 unit
};

Text textOf(const Screen& screen, qsizetype first, qsizetype last)
{
    Text all;
    for (qsizetype line = first; line <= last; ++line) {
        const Row& row = screen.line(line);
        for (size_t column = 0; column < row.cells.size(); ++column) {
            row.cells[column].appendTo(all.text);
            all.places.resize(size_t(all.text.size()), {line, int(column)});
        }
    }
    return all;
}

qsizetype firstOf(const Screen& screen, qsizetype line)
{
    const qsizetype least = std::max<qsizetype>(0, line - mostRowsAtOnce);
    while (line > least && screen.line(line - 1).wrapped)
        --line;
    return line;
}

qsizetype lastOf(const Screen& screen, qsizetype line)
{
    const qsizetype most = std::min(screen.lines() - 1, line + mostRowsAtOnce);
    while (line < most && screen.line(line).wrapped)
        ++line;
    return line;
}

bool endsWord(char32_t code)
{
    return code <= U' ' || QStringView(u"()[]{}<>'\"`|,;│").contains(QChar(char16_t(code)));
}

int cellsOf(const Screen& screen, Place place)
{
    const Row& row = screen.line(place.line);
    const bool wide =
        place.column < int(row.cells.size()) && row.cells[size_t(place.column)].isWide();
    return wide ? 2 : 1;
}

/** The wanted occurrence in one text, if it has any. */
std::optional<Span> findIn(const Screen& screen, const Text& text, const QString& words,
    Qt::CaseSensitivity sensitivity, std::optional<Place> limit, bool backwards)
{
    std::optional<Span> found;
    for (qsizetype at = text.text.indexOf(words, 0, sensitivity); at >= 0;
         at = text.text.indexOf(words, at + 1, sensitivity)) {
        const Place from = text.places[size_t(at)];
        const Place last = text.places[size_t(at + words.size() - 1)];
        const Span span{from, {last.line, last.column + cellsOf(screen, last)}};
        if (backwards && limit && from >= *limit)
            break;
        if (!backwards && limit && from <= *limit)
            continue;
        found = span;
        if (!backwards)
            break;
    }
    return found;
}

} // namespace

QString rowText(const Row& row, int from, int to)
{
    const int end = std::min(to, int(row.cells.size()));
    int used = end;
    while (used > from && row.cells[size_t(used) - 1].isErased())
        --used;
    QString text;
    for (int i = std::max(from, 0); i < used; ++i)
        row.cells[size_t(i)].appendTo(text);
    return text;
}

QString spanText(const Screen& screen, const Span& span)
{
    QString all;
    for (qsizetype line = span.from.line; line <= span.to.line && line < screen.lines(); ++line) {
        const Row& row = screen.line(line);
        const int from = line == span.from.line ? span.from.column : 0;
        const int to = line == span.to.line ? span.to.column : screen.size.columns;
        QString text = rowText(row, from, to);
        if (row.wrapped && line < span.to.line) {
            all += text;
            continue;
        }
        while (text.endsWith(u' '))
            text.chop(1);
        all += text;
        if (line < span.to.line)
            all += u'\n';
    }
    return all;
}

Span wordAt(const Screen& screen, Place place)
{
    if (place.line >= screen.lines())
        return {place, place};
    const Text text = textOf(screen, firstOf(screen, place.line), lastOf(screen, place.line));
    const auto it = std::find_if(text.places.begin(), text.places.end(),
        [place](Place one) { return one.line == place.line && one.column >= place.column; });
    if (it == text.places.end())
        return {place, place};
    const qsizetype at = it - text.places.begin();
    const bool gap = endsWord(text.text[at].unicode());
    qsizetype from = at;
    qsizetype last = at;
    while (!gap && from > 0 && !endsWord(text.text[from - 1].unicode()))
        --from;
    while (!gap && last + 1 < text.text.size() && !endsWord(text.text[last + 1].unicode()))
        ++last;
    const Place end = text.places[size_t(last)];
    return {text.places[size_t(from)], {end.line, end.column + cellsOf(screen, end)}};
}

Span lineAt(const Screen& screen, qsizetype line)
{
    return {{firstOf(screen, line), 0}, {lastOf(screen, line), screen.size.columns}};
}

std::optional<Span> find(const Screen& screen, const QString& words, Place from, bool backwards)
{
    if (words.isEmpty() || screen.lines() == 0)
        return {};
    const bool capital =
        std::any_of(words.begin(), words.end(), [](QChar c) { return c.isUpper(); });
    const auto sensitivity = capital ? Qt::CaseSensitive : Qt::CaseInsensitive;
    qsizetype first = firstOf(screen, std::clamp<qsizetype>(from.line, 0, screen.lines() - 1));
    std::optional<Place> limit = from;
    // Once round, and then the rest of the line it began with.
    qsizetype left = screen.lines() + 2 * mostRowsAtOnce;
    while (left > 0) {
        const qsizetype last = lastOf(screen, first);
        if (const auto found =
                findIn(screen, textOf(screen, first, last), words, sensitivity, limit, backwards))
            return found;
        limit.reset();
        left -= last - first + 1;
        if (backwards)
            first = firstOf(screen, first == 0 ? screen.lines() - 1 : first - 1);
        else
            first = last + 1 < screen.lines() ? last + 1 : 0;
    }
    return {};
}

} // namespace headgate::terminal

// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/screen.h"

#include <optional>

namespace headgate::terminal {

/** A place between two cells: the line counts history and screen. */
struct Place
{
    qsizetype line = 0;
    int column = 0;
    friend bool operator==(const Place&, const Place&) = default;
    friend auto operator<=>(const Place&, const Place&) = default;
};

/** From a place up to another, which is not before it. */
struct Span
{
    Place from;
    Place to;
    bool isEmpty() const { return from == to; }
    friend bool operator==(const Span&, const Span&) = default;
};

/** A row as text, from one column up to another, with nothing where it was erased at its end. */
QString rowText(const Row& row, int from, int to);
/** The text in a span. Rows that wrap are one line, spaces at the end of others are left out. */
QString spanText(const Screen& screen, const Span& span);
/** The word at a place: what stands between spaces and brackets, also across a wrap. */
Span wordAt(const Screen& screen, Place place);
/** All of the text that the row belongs to: from the row it begins in to the one it ends in. */
Span lineAt(const Screen& screen, qsizetype line);
/** The next occurrence whose begin lies behind `from`, or before it if `backwards`; goes round at
 * the end. Letters of both cases count as one unless the words sought have a capital. */
std::optional<Span> find(const Screen& screen, const QString& words, Place from, bool backwards);

} // namespace headgate::terminal

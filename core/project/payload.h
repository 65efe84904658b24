// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

#include <QString>

#include <vector>

namespace headgate {

/** What a person decides on, laid out for reading, with the way back to the exact text. */
struct Payload
{
    enum class Tone : quint8 { Plain, Added, Removed, Note };
    enum class Mark : quint8 { Hidden, Joiner };

    struct Line
    {
        Tone tone = Tone::Plain;
        int number = 0; ///< 0: no number

        friend bool operator==(const Line&, const Line&) = default;
    };
    struct Span
    {
        qsizetype at = 0; ///< in `text`
        qsizetype length = 0;
        Mark mark = Mark::Hidden;

        friend bool operator==(const Span&, const Span&) = default;
    };

    QString text; ///< lines separated by '\n', nothing hidden
    std::vector<Line> lines;
    std::vector<Span> spans;
    std::vector<qsizetype> source; ///< for each position in `text`, and its end, the original's
    QString original;

    /** The original text behind what is shown from `from` to `to`. */
    QString exact(qsizetype from, qsizetype to) const;
};

/** A command one operation a line, a diff with its own line numbers, anything else as it is. */
Payload layOut(const Checkpoint& checkpoint);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <vector>

namespace headgate {

/** A character that cannot be seen, or that changes how others are seen, written out. */
struct HiddenCharacter
{
    qsizetype at = 0; ///< in VisibleText::text
    qsizetype length = 0; ///< of the chip there, "U+202E" or "64 spaces"
    qsizetype source = 0; ///< in the original
    char32_t code = 0; ///< 0: a long run of blanks

    friend bool operator==(const HiddenCharacter&, const HiddenCharacter&) = default;
};

/** Text in which nothing is hidden, and the way back to the exact original. */
struct VisibleText
{
    QString text;
    std::vector<HiddenCharacter> hidden;
    std::vector<qsizetype> source; ///< for each position in `text`, and its end, the original's

    /** What stood where `from` to `to` is shown. */
    QString exact(QStringView original, qsizetype from, qsizetype to) const;
};

/**
 * Control, format, bidirectional and zero-width characters, unusual spaces, fillers, unassigned
 * code points and lone surrogates become "U+XXXX"; line feeds and tabs stay (approvals.md H2).
 */
VisibleText makeVisible(QStringView original);

bool isHiddenCharacter(char32_t code);
/** "right-to-left override", or the kind of character where it has no well-known name. */
QString hiddenCharacterName(char32_t code);

} // namespace headgate

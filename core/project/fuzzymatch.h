// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <vector>

namespace headgate {

/** The text as it is compared: without case, Latin letters without accents. As long as it was, so
 * that a place in one is a place in the other. */
QString foldForFinding(QStringView text);

/**
 * How well a folded word fits a folded text; 0: not at all. Larger is better, and of these each
 * beats the next: the whole text, its beginning, the beginning of a word in it, the beginnings of
 * several words ("nw" in "Next who waits"), a piece inside a word, letters in this order with
 * others between. `places`: where its letters stand, if it fits.
 */
int fuzzyFit(QStringView word, QStringView text, QList<int>* places = nullptr);

/** What a person typed: words, each of which has to fit. A value; any thread. */
class FuzzyPattern
{
public:
    /** Shorter words are not looked for in ids and paths, which hold every short run of letters. */
    static constexpr qsizetype shortestPiece = 6;

    /** What is looked through, all of it folded. */
    struct Text
    {
        QStringView title;
        QStringView detail; ///< counts less than the title, and not for scattered letters
        QStringView id; ///< found by a piece of it, or whole
        QStringView path; ///< found by a piece of it
    };

    FuzzyPattern() = default;
    explicit FuzzyPattern(QStringView typed);

    bool isEmpty() const { return m_words.empty(); }
    /** 0: does not fit. The mean over the words of the best that any text gives. */
    int score(const Text& text) const;
    /** Where in one folded text its words stand, ascending; as in a title, or as in a detail. */
    QList<int> places(QStringView text, bool detail = false) const;
    /** True: what does not fit `before` does not fit this either. */
    bool narrows(const FuzzyPattern& before) const;

private:
    std::vector<QString> m_words;
};

} // namespace headgate

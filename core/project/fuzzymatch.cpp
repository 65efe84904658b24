// SPDX-License-Identifier: MIT
#include "core/project/fuzzymatch.h"

#include <algorithm>

namespace headgate {

namespace {

constexpr int whole = 1000;
constexpr int beginning = 900;
constexpr int wordStart = 800;
constexpr int wordStarts = 600;
constexpr int inside = 500;
constexpr int scattered = 400;
constexpr int fewest = 100; ///< of letters far apart
constexpr int piece = 450; ///< in an id or a path
constexpr int wholeId = 2000;

QChar folded(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x80)
        return code >= u'A' && code <= u'Z' ? QChar(code + 32) : c;
    // Only Latin: taken apart, a Hangul syllable would lose all but its first sound.
    const bool latin = code < 0x250 || (code >= 0x1E00 && code < 0x1F00);
    if (latin && c.decompositionTag() == QChar::Canonical)
        return c.decomposition().at(0).toCaseFolded();
    return c.toCaseFolded();
}

bool isWordStart(QStringView text, qsizetype at)
{
    return text[at].isLetterOrNumber() && (at == 0 || !text[at - 1].isLetterOrNumber());
}

qsizetype nextWordStart(QStringView text, qsizetype from, QChar letter)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text[i] == letter && isWordStart(text, i))
            return i;
    }
    return -1;
}

void put(QList<int>* places, qsizetype from, qsizetype count)
{
    if (!places)
        return;
    for (qsizetype i = 0; i < count; ++i)
        places->append(int(from + i));
}

/** Runs of letters, each from the start of a word on. The first try that gets through counts. */
bool fitsWordStarts(QStringView word, QStringView text, QList<int>* places)
{
    for (qsizetype start = nextWordStart(text, 0, word[0]); start >= 0;
         start = nextWordStart(text, start + 1, word[0])) {
        QList<int> found{int(start)};
        qsizetype at = start;
        for (qsizetype i = 1; i < word.size() && at >= 0; ++i) {
            const bool goesOn = at + 1 < text.size() && text[at + 1] == word[i];
            at = goesOn ? at + 1 : nextWordStart(text, at + 1, word[i]);
            found.append(int(at));
        }
        if (at < 0)
            continue;
        if (places)
            *places = found;
        return true;
    }
    return false;
}

/** One past the last letter of the earliest occurrence, letters between allowed; -1: none. */
qsizetype endOfScattered(QStringView word, QStringView text)
{
    qsizetype at = 0;
    for (const QChar letter : word) {
        at = text.indexOf(letter, at);
        if (at < 0)
            return -1;
        ++at;
    }
    return at;
}

/** Backwards from its end: as close together as they stand there. */
int fitScattered(QStringView word, QStringView text, qsizetype end, QList<int>* places)
{
    QList<int> found(word.size());
    qsizetype at = end;
    for (qsizetype i = word.size(); i-- > 0;) {
        do {
            --at;
        } while (text[at] != word[i]);
        found[i] = int(at);
    }
    const int between = int(end - at - word.size());
    if (places)
        *places = found;
    return std::max(fewest, scattered - 4 * between);
}

} // namespace

QString foldForFinding(QStringView text)
{
    QString result(text.size(), Qt::Uninitialized);
    std::ranges::transform(text, result.begin(), folded);
    return result;
}

int fuzzyFit(QStringView word, QStringView text, QList<int>* places)
{
    if (word.isEmpty() || word.size() > text.size())
        return 0;
    const qsizetype first = text.indexOf(word);
    if (first == 0) {
        put(places, 0, word.size());
        return word.size() == text.size() ? whole : beginning;
    }
    for (qsizetype at = first; at >= 0; at = text.indexOf(word, at + 1)) {
        if (!isWordStart(text, at))
            continue;
        put(places, at, word.size());
        return wordStart;
    }
    const qsizetype end = endOfScattered(word, text);
    if (end < 0)
        return 0;
    if (fitsWordStarts(word, text, places))
        return wordStarts;
    if (first > 0) {
        put(places, first, word.size());
        return inside;
    }
    return fitScattered(word, text, end, places);
}

FuzzyPattern::FuzzyPattern(QStringView typed)
{
    const QString all = foldForFinding(typed);
    for (const QString& word : all.simplified().split(u' ', Qt::SkipEmptyParts))
        m_words.push_back(word);
}

int FuzzyPattern::score(const Text& text) const
{
    int sum = 0;
    for (const QString& word : m_words) {
        int best = fuzzyFit(word, text.title);
        if (best < inside) { // a detail cannot give more
            const int beside = fuzzyFit(word, text.detail);
            if (beside >= inside) // in a path any few letters stand in some order
                best = std::max(best, beside / 2);
        }
        if (word.size() >= shortestPiece) {
            if (word == text.id)
                best = wholeId;
            else if (best < piece && (text.id.contains(word) || text.path.contains(word)))
                best = piece;
        }
        if (best == 0)
            return 0;
        sum += best;
    }
    return m_words.empty() ? 0 : sum / int(m_words.size());
}

QList<int> FuzzyPattern::places(QStringView text, bool detail) const
{
    QList<int> all;
    for (const QString& word : m_words) {
        QList<int> some;
        if (fuzzyFit(word, text, &some) >= (detail ? inside : fewest))
            all += some;
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool FuzzyPattern::narrows(const FuzzyPattern& before) const
{
    const auto& old = before.m_words;
    if (old.empty() || m_words.size() < old.size())
        return false;
    for (size_t i = 0; i < old.size(); ++i) {
        // From this length on ids and paths count, which did not before.
        const bool more = old[i].size() < shortestPiece && m_words[i].size() >= shortestPiece;
        if (more || !m_words[i].startsWith(old[i]))
            return false;
    }
    return true;
}

} // namespace headgate

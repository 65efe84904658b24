// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QObject>
#include <QString>

#include <vector>

namespace headgate {

/** Words that stand out wherever a transcript has them. Each has a tone of its own: a colour of the
 * ground and a form of the line below it. */
struct Highlight
{
    QString words; ///< case does not count
    int tone = 0; ///< 0 to Highlights::tones - 1

    friend bool operator==(const Highlight&, const Highlight&) = default;
};

/** The words a person wants to stand out, in the order in which they were chosen. UI thread. */
class Highlights : public QObject
{
    Q_OBJECT

public:
    static constexpr int tones = 4;
    static constexpr size_t most = 8; ///< the oldest give way
    static constexpr qsizetype mostLetters = 200; ///< UTF-16 of one

    using QObject::QObject;

    void load(const QJsonArray& kept);
    QJsonArray toJson() const;

    /** Without effect where there are no words, or where they stand out already. */
    void add(const QString& words);
    void remove(const QString& words);
    bool has(const QString& words) const;
    const std::vector<Highlight>& all() const { return m_all; }

signals:
    void changed();

private:
    std::vector<Highlight> m_all;
};

/** A stretch of a text, UTF-16. */
struct HighlightedRange
{
    int from = 0;
    int to = 0;
    int tone = 0;

    friend bool operator==(const HighlightedRange&, const HighlightedRange&) = default;
};

/** Where a text has them, at most 100 places; where two overlap, the one chosen first stands. Pure.
 */
std::vector<HighlightedRange> highlightedIn(
    const QString& text, const std::vector<Highlight>& highlights);

} // namespace headgate

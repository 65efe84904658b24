// SPDX-License-Identifier: MIT
#include "ui/models/highlights.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isSame(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/** The tone that fewest have. */
int freshTone(const std::vector<Highlight>& all)
{
    std::array<int, Highlights::tones> used{};
    for (const Highlight& one : all)
        ++used[size_t(one.tone)];
    return int(std::ranges::min_element(used) - used.begin());
}

} // namespace

void Highlights::load(const QJsonArray& kept)
{
    m_all.clear();
    for (const QJsonValue& value : kept) {
        const QString words = value["words"_L1].toString().left(mostLetters);
        const int tone = value["tone"_L1].toInt();
        if (!words.trimmed().isEmpty() && !has(words) && m_all.size() < most)
            m_all.push_back({words, tone >= 0 && tone < tones ? tone : freshTone(m_all)});
    }
    emit changed();
}

QJsonArray Highlights::toJson() const
{
    QJsonArray all;
    for (const Highlight& one : m_all)
        all.append(QJsonObject{{u"words"_s, one.words}, {u"tone"_s, one.tone}});
    return all;
}

void Highlights::add(const QString& words)
{
    const QString kept = words.left(mostLetters);
    if (kept.trimmed().isEmpty() || has(kept))
        return;
    if (m_all.size() >= most)
        m_all.erase(m_all.begin());
    m_all.push_back({kept, freshTone(m_all)});
    emit changed();
}

void Highlights::remove(const QString& words)
{
    const auto gone =
        std::erase_if(m_all, [&](const Highlight& one) { return isSame(one.words, words); });
    if (gone > 0)
        emit changed();
}

bool Highlights::has(const QString& words) const
{
    return std::ranges::any_of(
        m_all, [&](const Highlight& one) { return isSame(one.words, words); });
}

std::vector<HighlightedRange> highlightedIn(
    const QString& text, const std::vector<Highlight>& highlights)
{
    constexpr size_t mostPlaces = 100;
    std::vector<HighlightedRange> ranges;
    for (const Highlight& one : highlights) {
        const auto length = int(one.words.size());
        if (length == 0)
            continue;
        for (qsizetype at = text.indexOf(one.words, 0, Qt::CaseInsensitive);
             at >= 0 && ranges.size() < mostPlaces;
             at = text.indexOf(one.words, at + length, Qt::CaseInsensitive)) {
            const HighlightedRange range{int(at), int(at) + length, one.tone};
            const bool taken = std::ranges::any_of(ranges, [&](const HighlightedRange& other) {
                return range.from < other.to && other.from < range.to;
            });
            if (!taken)
                ranges.push_back(range);
        }
    }
    std::ranges::sort(ranges, {}, &HighlightedRange::from);
    return ranges;
}

} // namespace headgate

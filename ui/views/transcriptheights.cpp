// SPDX-License-Identifier: MIT
#include "ui/views/transcriptheights.h"

#include <bit>

namespace headgate {

int TranscriptHeights::before(int i) const
{
    int sum = 0;
    for (; i > 0; i &= i - 1)
        sum += m_tree[static_cast<size_t>(i - 1)];
    return sum;
}

int TranscriptHeights::find(int y) const
{
    if (m_heights.empty())
        return -1;
    int at = 0;
    auto step = static_cast<int>(std::bit_floor(m_heights.size()));
    for (; step > 0; step /= 2) {
        const int next = at + step;
        if (next <= count() && m_tree[static_cast<size_t>(next - 1)] <= y) {
            at = next;
            y -= m_tree[static_cast<size_t>(next - 1)];
        }
    }
    return at < count() ? at : count() - 1;
}

void TranscriptHeights::set(int i, int height)
{
    const int delta = height - at(i);
    if (delta == 0)
        return;
    m_heights[static_cast<size_t>(i)] = height;
    for (int k = i + 1; k <= count(); k += k & -k)
        m_tree[static_cast<size_t>(k - 1)] += delta;
}

void TranscriptHeights::replace(int first, int removed, const std::vector<int>& heights)
{
    const auto at = m_heights.erase(m_heights.begin() + first, m_heights.begin() + first + removed);
    m_heights.insert(at, heights.begin(), heights.end());
    rebuild(first);
}

/** Nodes that end before `from` sum up unchanged heights and stay. */
void TranscriptHeights::rebuild(int from)
{
    m_tree.resize(m_heights.size());
    for (int k = from + 1; k <= count(); ++k) {
        int sum = at(k - 1);
        const int reach = k - (k & -k);
        for (int child = k - 1; child > reach; child &= child - 1)
            sum += m_tree[static_cast<size_t>(child - 1)];
        m_tree[static_cast<size_t>(k - 1)] = sum;
    }
}

} // namespace headgate

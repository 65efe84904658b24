// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace headgate {

/** The heights of all blocks in px, with their sums in a Fenwick tree. */
class TranscriptHeights
{
public:
    int count() const { return static_cast<int>(m_heights.size()); }
    int at(int i) const { return m_heights[static_cast<size_t>(i)]; }
    int total() const { return before(count()); }
    /** The sum of all heights before block `i`. O(log n). */
    int before(int i) const;
    /** The block that covers `y`, clamped to those there are; -1 if there are none. */
    int find(int y) const;
    void set(int i, int height);
    /** Cheap at the end; linear elsewhere. */
    void replace(int first, int removed, const std::vector<int>& heights);

private:
    void rebuild(int from);

    std::vector<int> m_heights;
    std::vector<int> m_tree; ///< m_tree[i - 1] is the sum of the (i & -i) heights that end at i
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/views/transcriptflow.h"

#include "ui/views/transcriptselection.h"

#include <algorithm>

namespace headgate {

TranscriptFlow::TranscriptFlow(const TranscriptDocument& document, BlockLayouter& layouter)
    : m_document(document)
    , m_layouter(layouter)
{
}

void TranscriptFlow::setViewport(int columnWidth, int height)
{
    m_height = height;
    if (columnWidth == m_layouter.width())
        return;
    const Reading before = reading();
    m_layouter.setWidth(columnWidth);
    forgetLayouts();
    goOnReading(before);
}

TranscriptFlow::Reading TranscriptFlow::reading() const
{
    if (m_offset <= 0 || m_anchor >= m_document.blockCount())
        return {};
    const auto it = m_laid.find(m_document.block(m_anchor).id);
    if (it == m_laid.end())
        return {};
    for (const LaidBlock::Line& line : it->second.laid->lines) {
        if (line.box.bottom() >= m_offset)
            return {line.from, m_offset - line.box.top()};
    }
    return {};
}

/** A narrower column breaks a long text elsewhere: the same words stay at the top. */
void TranscriptFlow::goOnReading(const Reading& reading)
{
    if (reading.from < 0 || m_anchor >= m_document.blockCount())
        return;
    for (const LaidBlock::Line& line : laid(m_anchor).lines) {
        if (line.to > reading.from) {
            m_offset = line.box.top() + reading.above;
            return;
        }
    }
}

void TranscriptFlow::forgetLayouts()
{
    m_laid.clear();
    estimateAll();
}

void TranscriptFlow::estimateAll()
{
    std::vector<int> heights;
    heights.reserve(static_cast<size_t>(m_document.blockCount()));
    for (int i = 0; i < m_document.blockCount(); ++i) {
        const BlockRef& ref = m_document.block(i);
        heights.push_back(m_layouter.estimate(ref.item->content, ref.local));
    }
    m_heights.replace(0, m_heights.count(), heights);
}

void TranscriptFlow::blocksReplaced(int first, int removed, int inserted)
{
    std::vector<int> heights;
    heights.reserve(static_cast<size_t>(inserted));
    for (int i = first; i < first + inserted; ++i) {
        const BlockRef& ref = m_document.block(i);
        heights.push_back(m_layouter.estimate(ref.item->content, ref.local));
    }
    m_heights.replace(first, removed, heights);
    const int moved = shiftedIndex(m_anchor, first, removed, inserted);
    if (m_anchor >= first && m_anchor < first + removed && m_anchor - first >= inserted)
        m_offset = 0; // the block at the top is gone
    m_anchor = std::max(0, moved);
    if (m_document.blockCount() == 0)
        m_offset = -topPad;
}

/** A quarter at once: a text that streams is laid out anew, under a new id, with each frame. */
void TranscriptFlow::evict()
{
    std::vector<quint64> uses;
    uses.reserve(m_laid.size());
    for (const auto& [id, cached] : m_laid)
        uses.push_back(cached.used);
    const auto keep = uses.begin() + static_cast<std::ptrdiff_t>(uses.size() / 4);
    std::nth_element(uses.begin(), keep, uses.end());
    std::erase_if(m_laid, [oldest = *keep](const auto& one) { return one.second.used < oldest; });
}

const LaidBlock& TranscriptFlow::laid(int i)
{
    const BlockRef& ref = m_document.block(i);
    auto it = m_laid.find(ref.id);
    if (it == m_laid.end()) {
        if (m_laid.size() >= layouts)
            evict();
        it = m_laid.emplace(ref.id, Cached{m_layouter.lay(ref.item->content, ref.local), 0}).first;
    }
    it->second.used = ++m_use;
    m_heights.set(i, it->second.laid->height);
    return *it->second.laid;
}

/** Walks from the anchor to the block at the top, laying out every block on the way: whatever was
 * guessed wrong there cannot show. */
void TranscriptFlow::normalise()
{
    const int count = m_document.blockCount();
    if (count == 0)
        return;
    m_anchor = std::clamp(m_anchor, 0, count - 1);
    while (m_offset < 0 && m_anchor > 0)
        m_offset += lay(--m_anchor);
    while (m_anchor + 1 < count && m_offset >= lay(m_anchor))
        m_offset -= lay(m_anchor++);
    if (m_anchor == 0)
        m_offset = std::max(m_offset, -topPad);
}

std::vector<TranscriptFlow::Seen> TranscriptFlow::visible()
{
    const int count = m_document.blockCount();
    normalise();
    std::vector<Seen> seen;
    for (int pass = 0; pass < 2; ++pass) {
        seen.clear();
        int y = -m_offset;
        int i = m_anchor;
        for (; i < count && y < m_height; ++i) {
            const int height = lay(i);
            seen.push_back({i, y, height});
            y += height;
        }
        const bool gapBelow = i >= count && y + bottomPad < m_height;
        const bool atTop = m_anchor == 0 && m_offset <= -topPad;
        if (!gapBelow || atTop)
            break;
        toEnd();
    }
    return seen;
}

void TranscriptFlow::scrollBy(int dy)
{
    m_offset += dy;
    normalise();
}

void TranscriptFlow::jumpTo(int y)
{
    if (m_document.blockCount() == 0)
        return;
    y -= topPad;
    m_anchor = std::max(0, m_heights.find(std::max(0, y)));
    m_offset = y - m_heights.before(m_anchor);
    normalise();
}

void TranscriptFlow::toEnd()
{
    int y = m_height - bottomPad;
    int i = m_document.blockCount();
    while (y > 0 && i > 0)
        y -= lay(--i);
    m_anchor = i;
    m_offset = -y;
    if (i == 0)
        m_offset = std::max(m_offset, -topPad);
}

void TranscriptFlow::pin(int i, int y)
{
    m_anchor = i;
    m_offset = -y;
}

void TranscriptFlow::ensureVisible(int i)
{
    const std::vector<Seen> seen = visible();
    const auto it =
        std::find_if(seen.begin(), seen.end(), [i](const Seen& s) { return s.index == i; });
    const int margin = 48; // clear of the pill
    if (it == seen.end()) {
        const bool above = i < m_anchor;
        pin(i, above ? margin : std::max(margin, m_height - lay(i) - 2 * margin));
    } else if (it->y < 0) {
        scrollBy(it->y - margin);
    } else if (it->y + it->height > m_height) {
        scrollBy(std::min(it->y - margin, it->y + it->height - m_height + margin));
    }
    normalise();
}

int TranscriptFlow::position() const
{
    return topPad + (m_document.blockCount() > 0 ? m_heights.before(m_anchor) : 0) + m_offset;
}

bool TranscriptFlow::isAtEnd()
{
    const std::vector<Seen> seen = visible();
    if (seen.empty())
        return true;
    const Seen& last = seen.back();
    return last.index == m_document.blockCount() - 1
        && last.y + last.height + bottomPad <= m_height + 1;
}

} // namespace headgate

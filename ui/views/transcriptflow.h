// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/transcriptdocument.h"
#include "ui/views/blocklayout.h"
#include "ui/views/transcriptheights.h"

#include <unordered_map>
#include <vector>

namespace headgate {

/**
 * Which blocks stand where. UI thread. The truth of the scroll position is a block and the pixels
 * above it that are out of sight, so that corrected heights elsewhere never move what is seen.
 * Keeps the last 256 layouts.
 */
class TranscriptFlow
{
public:
    struct Seen
    {
        int index = 0;
        int y = 0; ///< in the viewport
        int height = 0;
    };
    static constexpr int topPad = 4;
    static constexpr int bottomPad = 24;
    static constexpr size_t layouts = 256;

    TranscriptFlow(const TranscriptDocument& document, BlockLayouter& layouter);

    void setViewport(int columnWidth, int height);
    void blocksReplaced(int first, int removed, int inserted);
    /** Colours or fonts changed. */
    void forgetLayouts();
    const LaidBlock& laid(int i);

    /** The blocks in sight, laid out. Puts the position right if it is beyond an end. */
    std::vector<Seen> visible();
    void scrollBy(int dy);
    void jumpTo(int y); ///< y as in position()
    void toEnd();
    /** Pins block `i` at `y` of the viewport. */
    void pin(int i, int y);
    void ensureVisible(int i);
    int anchor() const { return m_anchor; }
    int offset() const { return m_offset; }
    int position() const; ///< px above the viewport, partly guessed
    int total() const { return m_heights.total() + topPad + bottomPad; }
    int viewportHeight() const { return m_height; }
    bool isAtEnd();
    size_t layoutCount() const { return m_laid.size(); }

private:
    struct Cached
    {
        std::unique_ptr<LaidBlock> laid;
        quint64 used = 0;
    };

    /** A line, by its text, and where it stands. */
    struct Reading
    {
        int from = -1; ///< UTF-16; -1: none
        int above = 0; ///< px of it out of sight
    };
    Reading reading() const;
    void goOnReading(const Reading& reading);
    int lay(int i) { return laid(i).height; }
    void normalise();
    void estimateAll();
    void evict();

    const TranscriptDocument& m_document;
    BlockLayouter& m_layouter;
    TranscriptHeights m_heights;
    std::unordered_map<quint64, Cached> m_laid;
    quint64 m_use = 0;
    int m_anchor = 0;
    int m_offset = -topPad;
    int m_height = 0;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptblock.h"

namespace headgate {

/** What a parse cost, for tests that must not look at a clock. */
struct MarkdownCounts
{
    qsizetype cells = 0;
    qsizetype bytes = 0; ///< text and link targets handed out by the parser
    bool plain = false; ///< a budget was spent: the text is shown as it was written
};

/** Limits of one parse. A text that wants more is shown plainly instead. */
inline constexpr qsizetype markdownMaxInput = 4 * 1024 * 1024;
inline constexpr qsizetype markdownMaxCells = 20'000;
inline constexpr qsizetype markdownMaxColumns = 24;
inline constexpr qsizetype markdownFreeBytes = 64 * 1024; ///< on top of four times the input

/**
 * Turns Markdown into blocks. Pure; any thread. Hostile text costs time linear in its length:
 * links without brackets are found here and not by the parser, whose search is quadratic.
 */
BlockText parseMarkdown(QStringView source, MarkdownCounts* counts = nullptr);

/** The same text without any markup: paragraphs at blank lines. */
BlockText plainBlocks(QStringView source);

/**
 * Finds the place from where a text that still grows must be parsed again: the newest line after a
 * blank one that is outside a fence and cannot belong to a list. State is kept between calls.
 */
class MarkdownCut
{
public:
    void reset(qsizetype at = 0);
    /** Looks at what was added. Returns the cut, never smaller than before. */
    qsizetype advance(QStringView source);
    qsizetype cut() const { return m_cut; }

private:
    void line(QStringView text, qsizetype at);

    qsizetype m_cut = 0;
    qsizetype m_scanned = 0;
    qsizetype m_fenceLength = 0;
    char16_t m_fence = 0; ///< the fence's character; 0: outside
    bool m_blank = false;
};

} // namespace headgate

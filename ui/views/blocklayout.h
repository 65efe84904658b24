// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptblock.h"

#include <QFont>
#include <QHash>
#include <QRect>
#include <QSize>
#include <QTextCharFormat>
#include <QTextLayout>

#include <array>
#include <memory>
#include <vector>

namespace headgate {

/** A block laid out for one width. Positions are px from the top left of the block in the column.
 */
struct LaidBlock
{
    struct Line
    {
        QRect box; ///< full line height, as wide as its words
        int from = 0; ///< UTF-16
        int to = 0;
    };
    /** A row of a diff and the lines it covers. */
    struct Row
    {
        QRect box;
        int number = 0;
        int baseline = 0;
        char16_t sign = u' ';
    };

    QTextLayout layout;
    std::vector<Line> lines;
    std::vector<Row> rows;
    QRect frame; ///< bubble, code box, chip or table row
    int height = 0; ///< with the gap above
    int baseline = 0; ///< of the first line
};

/** The measures of the transcript in px. */
struct BlockMetrics
{
    static constexpr int column = 720;
    static constexpr int line = 22;
    static constexpr int codeLine = 19;
    static constexpr int indent = 24;
    static constexpr int quote = 16;
    static constexpr int codePad = 12;
    static constexpr int codePadTop = 10;
    static constexpr int cardPad = 12;
    static constexpr int cardHead = 38;
    static constexpr int bubblePad = 14;
    static constexpr int bubblePadTop = 8;
    static constexpr int cellPad = 8;
    static constexpr int gutter = 44;
    static constexpr int pictureWidth = 480;
    static constexpr int pictureHeight = 320;
    static constexpr int sideMargin = 24; ///< least room beside the column
};

/** Lays out blocks and guesses their heights. UI thread; holds fonts and formats, no blocks. */
class BlockLayouter
{
public:
    BlockLayouter();
    /** Reads fonts and colours of the theme again. */
    void refresh();
    void setWidth(int width) { m_width = width; }
    int width() const { return m_width; }

    std::unique_ptr<LaidBlock> lay(const BlockText& text, size_t i) const;
    /** Height without layout; close, not exact. */
    int estimate(const BlockText& text, size_t i) const;
    /** The UTF-16 position nearest to a point. */
    /** How large a picture is shown, px. */
    QSize pictureSize(const Block& block) const;
    static int hit(const LaidBlock& laid, QPoint at);
    static QRectF rangeIn(const LaidBlock& laid, const LaidBlock::Line& line, int from, int to);

    const QFont& bodyFont() const { return m_body; }
    const QFont& codeFont() const { return m_code; }
    const QFont& smallFont() const { return m_small; }
    const QFont& lineFont() const { return m_line; } ///< heads of cards and thoughts
    const QFont& verbFont() const { return m_verb; }
    const QFont& labelFont() const { return m_label; }

private:
    struct Area
    {
        int left = 0;
        int width = 0;
        int top = 0; ///< above the first line, with the gap
        int bottom = 0;
        int line = 22;
        const QFont* font = nullptr;
    };

    Area areaOf(const Block& block) const;
    const QFont& headingFont(int level) const;
    QTextCharFormat formatOf(quint8 style, const Block& block) const;
    QTextCharFormat makeFormat(quint8 style, const Block& block) const;
    void setText(LaidBlock& laid, const BlockText& text, size_t i, const Area& area) const;
    void breakLines(LaidBlock& laid, const Area& area) const;
    void breakCells(
        LaidBlock& laid, const BlockText& text, const Block& block, const Area& area) const;
    std::vector<int> columnWidths(const TableShape& shape, int width) const;
    void numberRows(
        LaidBlock& laid, const BlockText& text, const Block& block, const Area& area) const;
    void frameOf(LaidBlock& laid, const Block& block, const Area& area) const;

    QFont m_body;
    QFont m_code;
    QFont m_inlineCode;
    // Fonts are kept: asking for one by name walks through fontconfig, 13 % of a frame.
    QFont m_small;
    QFont m_line;
    QFont m_verb;
    QFont m_label;
    std::array<QFont, 4> m_headings;
    mutable QHash<int, QTextCharFormat> m_formats; ///< by style and kind
    double m_advance = 7; ///< of an average character of the body font
    double m_codeAdvance = 7;
    int m_width = BlockMetrics::column;
};

} // namespace headgate

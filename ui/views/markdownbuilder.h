// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/markdown.h"

#include <md4c.h>

#include <array>

namespace headgate {

/** Receives what the parser finds and writes blocks. A spent budget stops the parse: md4c heeds
 * negative answers only (0.4.8).
 */
class MarkdownBuilder
{
public:
    explicit MarkdownBuilder(qsizetype input)
        : m_limit(4 * input + markdownFreeBytes)
    {
    }

    int enterBlock(MD_BLOCKTYPE type, void* detail);
    int leaveBlock(MD_BLOCKTYPE type);
    int enterSpan(MD_SPANTYPE type, void* detail);
    int leaveSpan(MD_SPANTYPE type);
    int onText(MD_TEXTTYPE type, QByteArrayView text);

    BlockText out;
    MarkdownCounts counts;

private:
    struct List
    {
        bool ordered = false;
        bool tight = true;
        quint32 next = 1;
        bool begun = false;
    };

    void begin(BlockKind kind);
    void finish();
    void write(QByteArrayView text);
    void writeRun(QByteArrayView text);
    void finishCode();
    void finishCell();
    void linkify(const Block& block);
    void enterItem(const MD_BLOCK_LI_DETAIL& detail);
    void enterTable(const MD_BLOCK_TABLE_DETAIL& detail);
    void enterCell(const MD_BLOCK_TD_DETAIL& detail);
    int stop()
    {
        counts.plain = true;
        return -1;
    }
    int spend(qsizetype bytes)
    {
        counts.bytes += bytes;
        return counts.bytes > m_limit ? stop() : 0;
    }

    std::vector<List> m_lists;
    std::array<int, 5> m_depth{}; // how often each style is open
    std::vector<quint32> m_links;
    QByteArray m_code;
    qsizetype m_limit;
    quint32 m_cellStart = 0;
    size_t m_column = 0;
    int m_quote = 0;
    int m_codeIndent = 0;
    BlockMarker m_marker = BlockMarker::None;
    quint32 m_number = 0;
    quint8 m_itemGap = 0; // above the next block, if it begins a list item
    bool m_itemPending = false;
    bool m_open = false;
    bool m_inCode = false;
    bool m_header = false;
    bool m_firstRow = false;
};

} // namespace headgate

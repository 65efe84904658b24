// SPDX-License-Identifier: MIT
// The part of MarkdownBuilder that knows lists, tables and code.
#include "ui/views/markdownbuilder.h"

#include <algorithm>

namespace headgate {

void MarkdownBuilder::enterItem(const MD_BLOCK_LI_DETAIL& detail)
{
    List& list = m_lists.back();
    m_number = list.next++;
    if (detail.is_task != 0)
        m_marker = detail.task_mark == ' ' ? BlockMarker::Open : BlockMarker::Done;
    else
        m_marker = list.ordered ? BlockMarker::Number : BlockMarker::Bullet;
    m_itemGap = list.tight ? 4 : 8;
    if (!list.begun && m_lists.size() == 1)
        m_itemGap = 12;
    list.begun = true;
    m_itemPending = true;
}

void MarkdownBuilder::enterTable(const MD_BLOCK_TABLE_DETAIL& detail)
{
    TableShape shape;
    shape.units.resize(detail.col_count, 1);
    shape.align.resize(detail.col_count, TableShape::Align::Left);
    out.tables.push_back(std::move(shape));
    m_firstRow = true;
}

void MarkdownBuilder::enterCell(const MD_BLOCK_TD_DETAIL& detail)
{
    TableShape& shape = out.tables.back();
    if (m_column > 0)
        writeRun(QByteArrayView(&cellSeparator, 1));
    if (m_column < shape.align.size()) {
        if (detail.align == MD_ALIGN_RIGHT)
            shape.align[m_column] = TableShape::Align::Right;
        else if (detail.align == MD_ALIGN_CENTER)
            shape.align[m_column] = TableShape::Align::Centre;
    }
    m_cellStart = out.blocks.back().units;
}

void MarkdownBuilder::finishCell()
{
    TableShape& shape = out.tables.back();
    if (m_column < shape.units.size()) {
        int& longest = shape.units[m_column];
        longest = std::max(
            longest, std::min<int>(80, static_cast<int>(out.blocks.back().units - m_cellStart)));
    }
    ++m_column;
}

int MarkdownBuilder::enterBlock(MD_BLOCKTYPE type, void* detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        finish();
        ++m_quote;
        break;
    case MD_BLOCK_UL:
        finish();
        m_lists.push_back({.tight = static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0});
        break;
    case MD_BLOCK_OL: {
        finish();
        const auto* d = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        m_lists.push_back({.ordered = true, .tight = d->is_tight != 0, .next = d->start});
        break;
    }
    case MD_BLOCK_LI:
        finish();
        enterItem(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
        break;
    case MD_BLOCK_HR:
        begin(BlockKind::Rule);
        finish();
        break;
    case MD_BLOCK_H: {
        begin(BlockKind::Heading);
        Block& b = out.blocks.back();
        b.level = static_cast<quint8>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        b.gap = b.level <= 2 ? 20 : 16;
        break;
    }
    case MD_BLOCK_CODE:
        finish();
        m_inCode = true;
        m_code.clear();
        break;
    case MD_BLOCK_P:
        begin(BlockKind::Paragraph);
        break;
    case MD_BLOCK_TABLE:
        finish();
        if (static_cast<MD_BLOCK_TABLE_DETAIL*>(detail)->col_count > markdownMaxColumns)
            return stop();
        enterTable(*static_cast<MD_BLOCK_TABLE_DETAIL*>(detail));
        break;
    case MD_BLOCK_THEAD:
        m_header = true;
        break;
    case MD_BLOCK_TR: {
        begin(BlockKind::TableRow);
        Block& b = out.blocks.back();
        b.aux = static_cast<quint32>(out.tables.size() - 1);
        b.gap = m_firstRow ? 12 : 0;
        b.flags = static_cast<quint16>(
            (m_header ? HeaderRow : 0) | (m_firstRow ? FirstOfGroup : Continues));
        m_firstRow = false;
        m_column = 0;
        break;
    }
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        if (++counts.cells > markdownMaxCells)
            return stop();
        enterCell(*static_cast<MD_BLOCK_TD_DETAIL*>(detail));
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TBODY:
        break;
    }
    return spend(8);
}

void MarkdownBuilder::finishCode()
{
    begin(BlockKind::Code);
    const Block shape = out.blocks.back();
    out.blocks.pop_back();
    m_open = false;
    const size_t first = out.size();
    out.addLines(BlockKind::Code, m_code, 0);
    for (size_t i = first; i < out.size(); ++i) {
        out.blocks[i].indent = shape.indent;
        out.blocks[i].quote = shape.quote;
    }
    out.blocks[first].gap = shape.gap;
    m_inCode = false;
}

int MarkdownBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        finish();
        --m_quote;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        finish();
        m_lists.pop_back();
        break;
    case MD_BLOCK_LI:
        if (m_itemPending) // an item without words
            begin(BlockKind::Paragraph);
        finish();
        break;
    case MD_BLOCK_CODE:
        finishCode();
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        finishCell();
        break;
    case MD_BLOCK_TABLE:
        finish();
        out.blocks.back().flags |= LastOfGroup;
        break;
    case MD_BLOCK_THEAD:
        m_header = false;
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_TR:
        finish();
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TBODY:
        break;
    }
    return 0;
}

} // namespace headgate

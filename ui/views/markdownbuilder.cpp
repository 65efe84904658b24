// SPDX-License-Identifier: MIT
#include "ui/views/markdownbuilder.h"

#include <QRegularExpression>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 8; // deeper lists and quotes are drawn at this depth
constexpr qsizetype maxLink = 2048;

struct Entity
{
    const char* name;
    const char* text;
};

constexpr std::array entities{
    Entity{"&amp;", "&"},
    Entity{"&lt;", "<"},
    Entity{"&gt;", ">"},
    Entity{"&quot;", "\""},
    Entity{"&apos;", "'"},
    Entity{"&nbsp;", "\xC2\xA0"},
    Entity{"&hellip;", "\xE2\x80\xA6"},
    Entity{"&ndash;", "\xE2\x80\x93"},
    Entity{"&mdash;", "\xE2\x80\x94"},
    Entity{"&rarr;", "\xE2\x86\x92"},
    Entity{"&larr;", "\xE2\x86\x90"},
    Entity{"&times;", "\xC3\x97"},
    Entity{"&copy;", "\xC2\xA9"},
};

QByteArray entityText(QByteArrayView entity)
{
    for (const Entity& e : entities) {
        if (entity == QByteArrayView(e.name))
            return e.text;
    }
    if (!entity.startsWith("&#") || entity.size() < 4 || entity.size() > 11)
        return entity.toByteArray();
    const bool hex = entity[2] == 'x' || entity[2] == 'X';
    const QByteArray digits = entity.sliced(hex ? 3 : 2).chopped(1).toByteArray();
    bool ok = false;
    const uint code = digits.toUInt(&ok, hex ? 16 : 10);
    if (!ok || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return "\xEF\xBF\xBD";
    const char32_t point = code;
    return visibleText(QString::fromUcs4(&point, 1)).replace(u'\n', u' ').toUtf8();
}

int styleIndex(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_STRONG:
        return 0;
    case MD_SPAN_EM:
    case MD_SPAN_U:
        return 1;
    case MD_SPAN_CODE:
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
        return 2;
    case MD_SPAN_DEL:
        return 3;
    case MD_SPAN_A:
    case MD_SPAN_IMG:
    case MD_SPAN_WIKILINK:
        break;
    }
    return 4;
}

} // namespace

void MarkdownBuilder::begin(BlockKind kind)
{
    finish();
    Block& b = out.add(kind, QByteArrayView());
    b.indent = static_cast<quint8>(std::min<size_t>(m_lists.size(), maxDepth));
    b.quote = static_cast<quint8>(std::min(m_quote, maxDepth));
    if (!m_lists.empty())
        b.gap = m_itemPending ? m_itemGap : 8;
    if (kind == BlockKind::Paragraph && m_itemPending) {
        b.marker = m_marker;
        b.aux = m_number;
        m_marker = BlockMarker::None;
    }
    m_itemPending = false;
    m_open = true;
}

void MarkdownBuilder::finish()
{
    if (!m_open)
        return;
    m_open = false;
    Block& b = out.blocks.back();
    b.units = utf16Length(out.bytesOf(out.size() - 1));
    if (b.kind != BlockKind::Code)
        linkify(b);
}

/** Links without brackets, in one pass over the block. */
void MarkdownBuilder::linkify(const Block& block)
{
    if (!out.bytesOf(out.size() - 1).contains("://"))
        return;
    const QString text = out.textOf(out.size() - 1);
    static const QRegularExpression url(uR"(\bhttps?://[^\s<>"'`\x{2028}]+)"_s);
    std::vector<BlockSpan> found;
    quint32 k = 0; // spans and matches are both in order: one walk over both
    for (auto it = url.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        QString address = match.captured();
        while (!address.isEmpty() && u".,;:!?)]}*_"_s.contains(address.back()))
            address.chop(1);
        const auto at = static_cast<quint32>(match.capturedStart());
        const auto length = static_cast<quint32>(address.size());
        const auto span = [&] { return out.spans[block.span + k]; };
        while (k < block.spanCount && span().at + span().length <= at)
            ++k;
        const bool taken = k < block.spanCount && span().at < at + length;
        if (taken || address.size() <= 8 || address.size() > maxLink)
            continue;
        out.links.append(address);
        const auto link = static_cast<quint32>(out.links.size());
        found.push_back({.at = at, .length = length, .link = link, .style = StyleLink});
    }
    out.blocks.back().spanCount += static_cast<quint32>(found.size());
    out.spans.insert(out.spans.end(), found.begin(), found.end());
}

void MarkdownBuilder::writeRun(QByteArrayView text)
{
    if (text.isEmpty())
        return;
    Block& b = out.blocks.back();
    const quint32 units = utf16Length(text);
    quint8 style = 0;
    for (size_t i = 0; i < m_depth.size(); ++i)
        style = static_cast<quint8>(style | (m_depth[i] > 0 ? 1U << i : 0U));
    const quint32 link = m_links.empty() ? 0 : m_links.back();
    if (style != 0) {
        BlockSpan* last = b.spanCount > 0 ? &out.spans.back() : nullptr;
        if (last && last->at + last->length == b.units && last->style == style
            && last->link == link) {
            last->length += units;
        } else {
            out.spans.push_back({.at = b.units, .length = units, .link = link, .style = style});
            ++b.spanCount;
        }
    }
    out.text.append(text);
    b.bytes += static_cast<quint32>(text.size());
    b.units += units;
}

/** Writes into the open block; running text goes on in another block every 4 KB. */
void MarkdownBuilder::write(QByteArrayView text)
{
    const auto splits = [](BlockKind kind) {
        return kind == BlockKind::Paragraph || kind == BlockKind::Heading;
    };
    while (splits(out.blocks.back().kind) && out.blocks.back().bytes + text.size() > blockBytes) {
        const qsizetype room = std::max<qsizetype>(0, blockBytes - out.blocks.back().bytes);
        qsizetype cut = text.indexOf(' ', std::min(room, text.size()));
        if (cut >= 0 && cut - room < blockBytes) {
            ++cut;
        } else if (room + blockBytes < text.size()) {
            cut = room + blockBytes;
            while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
                --cut;
        } else {
            break;
        }
        writeRun(text.first(cut));
        text = text.sliced(cut);
        const Block before = out.blocks.back();
        begin(BlockKind::Paragraph);
        Block& b = out.blocks.back();
        b.indent = before.indent;
        b.quote = before.quote;
        b.gap = 0;
        b.flags = Continues | MidLine;
        if (text.isEmpty())
            return;
    }
    writeRun(text);
}

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

int MarkdownBuilder::enterSpan(MD_SPANTYPE type, void* detail)
{
    const int index = styleIndex(type);
    ++m_depth[static_cast<size_t>(index)];
    if (index != 4)
        return spend(1);
    const MD_ATTRIBUTE& target = type == MD_SPAN_IMG ? static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src
                                                     : static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
    const MD_ATTRIBUTE& title = type == MD_SPAN_IMG
        ? static_cast<MD_SPAN_IMG_DETAIL*>(detail)->title
        : static_cast<MD_SPAN_A_DETAIL*>(detail)->title;
    if (spend(static_cast<qsizetype>(target.size) + static_cast<qsizetype>(title.size)) != 0)
        return stop();
    if (target.size > 0 && target.size <= maxLink) {
        out.links.append(QString::fromUtf8(target.text, target.size));
        m_links.push_back(static_cast<quint32>(out.links.size()));
    } else {
        m_links.push_back(0);
    }
    return 0;
}

int MarkdownBuilder::leaveSpan(MD_SPANTYPE type)
{
    const int index = styleIndex(type);
    --m_depth[static_cast<size_t>(index)];
    if (index == 4 && !m_links.empty())
        m_links.pop_back();
    return 0;
}

int MarkdownBuilder::onText(MD_TEXTTYPE type, QByteArrayView text)
{
    if (spend(text.size()) != 0)
        return -1;
    if (m_inCode) {
        m_code.append(type == MD_TEXT_NULLCHAR ? QByteArrayView("\xEF\xBF\xBD") : text);
        return 0;
    }
    if (!m_open) // the words of a tight list item come without a paragraph
        begin(BlockKind::Paragraph);
    const bool cell = out.blocks.back().kind == BlockKind::TableRow;
    if (cell && out.blocks.back().bytes + text.size() > 4 * blockBytes)
        return stop();
    switch (type) {
    case MD_TEXT_NULLCHAR:
        write("\xEF\xBF\xBD");
        break;
    case MD_TEXT_SOFTBR:
        write(" ");
        break;
    case MD_TEXT_BR:
        write(cell ? " " : "\n");
        break;
    case MD_TEXT_ENTITY:
        write(entityText(text));
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        write(text);
        break;
    }
    return 0;
}

} // namespace headgate

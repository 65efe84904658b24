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

/** Writes into the open block; running text goes on in another block every 2 KB. */
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

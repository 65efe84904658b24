// SPDX-License-Identifier: MIT
#include "ui/views/transcriptblock.h"

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/** The end of a piece of at most `lines` lines and about blockBytes; sets `midLine` if it is not a
 * line end. */
qsizetype pieceEnd(QByteArrayView text, qsizetype from, int lines, bool* midLine)
{
    *midLine = false;
    qsizetype at = from;
    for (int line = 0; line < lines; ++line) {
        const qsizetype newline = text.indexOf('\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        if (end - from > blockBytes) {
            if (line > 0)
                return at;
            qsizetype cut = from + blockBytes;
            const qsizetype blank = text.first(cut).lastIndexOf(' ');
            if (blank > from + blockBytes / 2)
                cut = blank + 1;
            while (cut > from + 1 && cut < text.size() && isContinuation(text[cut]))
                --cut;
            *midLine = cut < text.size() && text[cut - 1] != '\n';
            return cut;
        }
        at = end;
        if (newline < 0)
            break;
    }
    return at;
}

QString markerText(const Block& block)
{
    switch (block.marker) {
    case BlockMarker::Bullet:
        return u"- "_s;
    case BlockMarker::Number:
        return QString::number(block.aux) + u". "_s;
    case BlockMarker::Open:
        return u"[ ] "_s;
    case BlockMarker::Done:
        return u"[x] "_s;
    case BlockMarker::None:
        break;
    }
    return {};
}

} // namespace

quint32 utf16Length(QByteArrayView utf8)
{
    quint32 units = 0;
    for (const char c : utf8) {
        if (!isContinuation(c))
            units += static_cast<unsigned char>(c) >= 0xF0U ? 2U : 1U;
    }
    return units;
}

QString visibleText(QStringView text)
{
    QString out = text.toString();
    for (QChar& c : out) {
        const char16_t u = c.unicode();
        if ((u >= 0x20 && u < 0x7F) || u == u'\n' || u == u'\t')
            continue;
        if (u == QChar::LineSeparator || u == QChar::ParagraphSeparator)
            c = u' ';
        else if ((u < 0x20 && u != u'\r') || u == 0x7F || (u >= 0x202A && u <= 0x202E)
            || (u >= 0x2066 && u <= 0x2069))
            c = QChar::ReplacementCharacter;
    }
    return out;
}

QByteArrayView BlockText::bytesOf(size_t i) const
{
    const Block& b = blocks[i];
    return QByteArrayView(text).sliced(b.at, b.bytes);
}

QString BlockText::textOf(size_t i) const
{
    QString out = QString::fromUtf8(bytesOf(i));
    for (QChar& c : out) {
        if (c == u'\n' || c == QLatin1Char(cellSeparator))
            c = QChar::LineSeparator;
    }
    return out;
}

QString BlockText::copyTextOf(size_t i, qsizetype from, qsizetype to) const
{
    const Block& b = blocks[i];
    if (to == 0)
        return {};
    QString out = QString::fromUtf8(bytesOf(i));
    from = std::clamp<qsizetype>(from, 0, out.size());
    to = to < 0 ? out.size() : std::clamp<qsizetype>(to, from, out.size());
    out = out.sliced(from, to - from);
    out.replace(QLatin1Char(cellSeparator), u'\t');
    if (from > 0)
        return out;
    return QString(2 * std::max(0, b.indent - 1), u' ') + markerText(b) + out;
}

Block& BlockText::add(BlockKind kind, QByteArrayView utf8)
{
    Block b;
    b.kind = kind;
    b.at = static_cast<quint32>(text.size());
    b.bytes = static_cast<quint32>(utf8.size());
    b.units = utf16Length(utf8);
    b.span = static_cast<quint32>(spans.size());
    text.append(utf8);
    blocks.push_back(b);
    return blocks.back();
}

void BlockText::addSpan(quint32 at, quint32 length, quint8 style)
{
    spans.push_back({.at = at, .length = length, .link = 0, .style = style});
    ++blocks.back().spanCount;
}

void BlockText::addLines(BlockKind kind, QByteArrayView utf8, quint16 flags, int lines)
{
    if (utf8.endsWith('\n'))
        utf8.chop(1);
    const size_t first = blocks.size();
    qsizetype at = 0;
    bool midLine = false;
    do {
        const bool wasMidLine = midLine;
        const qsizetype end = pieceEnd(utf8, at, lines, &midLine);
        QByteArrayView piece = utf8.sliced(at, end - at);
        // The line end between two pieces is implied by their being two blocks.
        if (end < utf8.size() && piece.endsWith('\n'))
            piece.chop(1);
        Block& b = add(kind, piece);
        b.flags = flags;
        if (blocks.size() - 1 > first) {
            b.flags = static_cast<quint16>(b.flags | Continues | (wasMidLine ? MidLine : 0));
            b.gap = 0;
        }
        at = end;
    } while (at < utf8.size());
    blocks[first].flags |= FirstOfGroup;
    blocks.back().flags |= LastOfGroup;
}

void BlockText::squeeze()
{
    text.squeeze();
    blocks.shrink_to_fit();
    spans.shrink_to_fit();
    tables.shrink_to_fit();
    diffs.shrink_to_fit();
    links.squeeze();
}

BlockText BlockText::takeFrom(size_t first)
{
    BlockText tail;
    if (first == 0) {
        std::swap(tail, *this);
        return tail;
    }
    if (first >= blocks.size())
        return tail;
    const quint32 textBase = blocks[first].at;
    const quint32 spanBase = blocks[first].span;
    quint32 tableBase = static_cast<quint32>(tables.size());
    quint32 diffBase = static_cast<quint32>(diffs.size());
    quint32 linkBase = static_cast<quint32>(links.size());
    tail.blocks.assign(blocks.begin() + static_cast<std::ptrdiff_t>(first), blocks.end());
    tail.spans.assign(spans.begin() + spanBase, spans.end());
    for (const Block& b : tail.blocks) {
        if (b.kind == BlockKind::TableRow)
            tableBase = std::min(tableBase, b.aux);
        else if (b.kind == BlockKind::CardDiff)
            diffBase = std::min(diffBase, b.aux);
    }
    for (const BlockSpan& s : tail.spans) {
        if (s.link > 0)
            linkBase = std::min(linkBase, s.link - 1);
    }
    for (Block& b : tail.blocks) {
        b.at -= textBase;
        b.span -= spanBase;
        if (b.kind == BlockKind::TableRow)
            b.aux -= tableBase;
        else if (b.kind == BlockKind::CardDiff)
            b.aux -= diffBase;
    }
    for (BlockSpan& s : tail.spans)
        s.link -= s.link > 0 ? linkBase : 0;
    tail.text = text.sliced(textBase);
    tail.tables.assign(tables.begin() + tableBase, tables.end());
    tail.diffs.assign(diffs.begin() + diffBase, diffs.end());
    tail.links = links.mid(linkBase);
    blocks.resize(first);
    spans.resize(spanBase);
    tables.resize(tableBase);
    diffs.resize(diffBase);
    links.resize(linkBase);
    text.truncate(textBase);
    return tail;
}

void BlockText::append(const BlockText& tail)
{
    const auto textBase = static_cast<quint32>(text.size());
    const auto spanBase = static_cast<quint32>(spans.size());
    const auto tableBase = static_cast<quint32>(tables.size());
    const auto diffBase = static_cast<quint32>(diffs.size());
    const auto linkBase = static_cast<quint32>(links.size());
    for (Block b : tail.blocks) {
        b.at += textBase;
        b.span += spanBase;
        if (b.kind == BlockKind::TableRow)
            b.aux += tableBase;
        else if (b.kind == BlockKind::CardDiff)
            b.aux += diffBase;
        blocks.push_back(b);
    }
    for (BlockSpan s : tail.spans) {
        s.link += s.link > 0 ? linkBase : 0;
        spans.push_back(s);
    }
    text.append(tail.text);
    tables.insert(tables.end(), tail.tables.begin(), tail.tables.end());
    diffs.insert(diffs.end(), tail.diffs.begin(), tail.diffs.end());
    links += tail.links;
}

bool BlockText::same(const BlockText& a, size_t i, const BlockText& b, size_t j)
{
    const Block& x = a.blocks[i];
    const Block& y = b.blocks[j];
    if (x.bytes != y.bytes || x.spanCount != y.spanCount || x.flags != y.flags || x.gap != y.gap
        || x.level != y.level || x.indent != y.indent || x.quote != y.quote || x.kind != y.kind
        || x.marker != y.marker || a.bytesOf(i) != b.bytesOf(j))
        return false;
    if (x.kind == BlockKind::TableRow) {
        if (a.tables[x.aux] != b.tables[y.aux])
            return false;
    } else if (x.kind == BlockKind::CardDiff) {
        if (a.diffs[x.aux] != b.diffs[y.aux])
            return false;
    } else if (x.aux != y.aux) {
        return false;
    }
    for (quint32 k = 0; k < x.spanCount; ++k) {
        const BlockSpan& s = a.spans[x.span + k];
        const BlockSpan& t = b.spans[y.span + k];
        if (s.at != t.at || s.length != t.length || s.style != t.style
            || (s.link == 0) != (t.link == 0)
            || (s.link > 0 && a.links[s.link - 1] != b.links[t.link - 1]))
            return false;
    }
    return true;
}

} // namespace headgate

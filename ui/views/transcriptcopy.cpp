// SPDX-License-Identifier: MIT
#include "ui/views/transcriptcopy.h"

#include "core/domain/messagenames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What of one item lies in the stretch. */
struct Piece
{
    const TranscriptItem* item = nullptr;
    TextPlace from;
    TextPlace to;
};

bool saysOfTheView(const TranscriptItem& item)
{
    return item.type == TranscriptItem::Type::Older || item.type == TranscriptItem::Type::Thinking;
}

std::vector<Piece> piecesOf(const TranscriptDocument& document, TextPlace from, TextPlace to)
{
    std::vector<Piece> pieces;
    const int end = std::min(to.block, document.blockCount() - 1);
    for (int i = std::max(0, from.block); i <= end;) {
        const TranscriptItem& item = *document.block(i).item;
        const int last = std::min(end, item.firstBlock + int(item.content.size()) - 1);
        const bool whole = last < to.block;
        const int units = int(document.shape(last).units);
        if (!saysOfTheView(item))
            pieces.push_back({&item, i == from.block ? from : TextPlace{i, 0},
                {last, whole ? units : std::min(units, to.offset)}});
        i = last + 1;
    }
    return pieces;
}

/** The blocks of a piece, cut where it begins and ends. */
BlockText blocksOf(const Piece& piece)
{
    const BlockText& all = piece.item->content;
    BlockText out;
    out.tables = all.tables;
    out.diffs = all.diffs;
    out.links = all.links;
    for (int i = piece.from.block; i <= piece.to.block; ++i) {
        const size_t local = size_t(i - piece.item->firstBlock);
        const Block& shape = all.blocks[local];
        const QString text = QString::fromUtf8(all.bytesOf(local));
        const qsizetype from =
            i == piece.from.block ? std::clamp<qsizetype>(piece.from.offset, 0, text.size()) : 0;
        const qsizetype to = i == piece.to.block
            ? std::clamp<qsizetype>(piece.to.offset, from, text.size())
            : text.size();
        Block& b = out.add(shape.kind, QStringView(text).sliced(from, to - from));
        b.aux = shape.aux;
        b.flags = shape.flags;
        b.gap = shape.gap;
        b.level = shape.level;
        b.indent = from > 0 ? 0 : shape.indent;
        b.quote = shape.quote;
        b.marker = from > 0 ? BlockMarker::None : shape.marker;
        for (quint32 k = 0; k < shape.spanCount; ++k) {
            BlockSpan span = all.spans[shape.span + k];
            const qsizetype begin = std::max<qsizetype>(span.at, from);
            const qsizetype end = std::min<qsizetype>(qsizetype(span.at) + span.length, to);
            if (begin >= end)
                continue;
            out.addSpan(quint32(begin - from), quint32(end - begin), span.style);
            out.spans.back().link = span.link;
        }
    }
    return out;
}

QString asMarkdown(const std::vector<Piece>& pieces)
{
    const auto spoken = [](const Piece& p) { return p.item->role != Role::Unknown; };
    const auto first = std::find_if(pieces.begin(), pieces.end(), spoken);
    const bool several = std::any_of(pieces.begin(), pieces.end(),
        [&](const Piece& p) { return spoken(p) && p.item->role != first->item->role; });
    QString out;
    Role role = Role::Unknown;
    for (const Piece& piece : pieces) {
        if (several && spoken(piece) && piece.item->role != role) {
            role = piece.item->role;
            out += (out.isEmpty() ? QString() : u"\n\n"_s)
                + (role == Role::User ? u"## User"_s : u"## Assistant"_s);
        }
        const BlockText blocks = blocksOf(piece);
        const QString text = markdownOf(blocks, 0, blocks.size() - 1);
        if (!text.isEmpty())
            out += (out.isEmpty() ? QString() : u"\n\n"_s) + text;
    }
    return out;
}

QJsonObject toolJson(const ToolCall& tool)
{
    QJsonObject made{{u"name"_s, tool.tool}, {u"status"_s, toolStatusName(tool.status)},
        {u"input"_s, tool.input}};
    const auto put = [&made](const QString& name, const QString& text) {
        if (!text.isEmpty())
            made.insert(name, text);
    };
    put(u"title"_s, tool.title);
    put(u"output"_s, tool.output);
    put(u"error"_s, tool.error);
    put(u"diff"_s, tool.diff);
    put(u"session"_s, tool.child.value());
    if (tool.started)
        made.insert(u"started"_s, toMs(*tool.started));
    if (tool.ended)
        made.insert(u"ended"_s, toMs(*tool.ended));
    return made;
}

QString asJson(const TranscriptDocument& document, const std::vector<Piece>& pieces)
{
    QJsonArray all;
    for (const Piece& piece : pieces) {
        const TranscriptItem& item = *piece.item;
        QJsonObject made;
        if (!item.message.isEmpty())
            made.insert(u"message"_s, item.message.value());
        if (item.type == TranscriptItem::Type::Part)
            made.insert(u"part"_s, item.partId.value());
        if (item.role != Role::Unknown)
            made.insert(u"role"_s, roleName(item.role));
        const bool tool = item.kind == PartKind::Tool && item.part;
        if (tool && piece.from.block == item.firstBlock)
            made.insert(u"tool"_s, toolJson(item.part->tool));
        else
            made.insert(u"text"_s, copiedText(document, piece.from, piece.to));
        all.append(made);
    }
    const QJsonObject whole{{u"session"_s, document.key().session.value()}, {u"items"_s, all}};
    return QString::fromUtf8(QJsonDocument(whole).toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace

QString copied(const TranscriptDocument& document, TextPlace from, TextPlace to, CopyForm form)
{
    switch (form) {
    case CopyForm::Plain:
        return copiedText(document, from, to);
    case CopyForm::Markdown:
        return asMarkdown(piecesOf(document, from, to));
    case CopyForm::Json:
        return asJson(document, piecesOf(document, from, to));
    }
    return {};
}

std::optional<std::pair<TextPlace, TextPlace>> messageAround(
    const TranscriptDocument& document, int i)
{
    if (i < 0 || i >= document.blockCount() || document.block(i).item->message.isEmpty())
        return {};
    const MessageId& message = document.block(i).item->message;
    const auto isOf = [&](int at) { return document.item(at).message == message; };
    int first = document.block(i).item->index;
    int last = first;
    while (first > 0 && isOf(first - 1))
        --first;
    while (last + 1 < document.itemCount() && isOf(last + 1))
        ++last;
    const TranscriptItem& end = document.item(last);
    const int block = end.firstBlock + int(end.content.size()) - 1;
    if (block < document.item(first).firstBlock)
        return {};
    return std::pair(TextPlace{document.item(first).firstBlock, 0},
        TextPlace{block, int(document.shape(block).units)});
}

} // namespace headgate

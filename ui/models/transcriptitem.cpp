// SPDX-License-Identifier: MIT
#include "ui/models/transcriptitem.h"

#include "core/project/panelines.h"
#include "ui/models/attachedimage.h"
#include "ui/views/transcriptwords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 partGap = 12;
constexpr quint8 turnGap = 20;
constexpr size_t mostAttachments = 32; // of one tool call; the rest is counted

void setFirstGap(BlockText& out, quint8 gap)
{
    if (!out.blocks.empty())
        out.blocks.front().gap = gap;
}

/** Markdown with a line of words at each place where deltas were missed. */
BlockText textWithGaps(QStringView text, const std::vector<qsizetype>& gaps)
{
    BlockText out;
    qsizetype at = 0;
    for (const qsizetype gap : gaps) {
        const qsizetype end = std::clamp<qsizetype>(gap, at, text.size());
        out.append(parseMarkdown(text.sliced(at, end - at)));
        out.add(BlockKind::QuietLine, TranscriptWords::missedText());
        at = end;
    }
    out.append(parseMarkdown(text.sliced(at)));
    return out;
}

BlockText bubble(const QString& said)
{
    BlockText out;
    const QString text = visibleText(said).remove(u'\r');
    if (text.trimmed().isEmpty())
        return out;
    out.addLines(BlockKind::Bubble, text.toUtf8(), 0, 60);
    setFirstGap(out, turnGap);
    return out;
}

BlockText buildText(TranscriptItem& item)
{
    const Part& part = *item.part;
    if (part.synthetic) {
        CardFacts facts;
        facts.verb = TranscriptWords::addedByServer();
        facts.monoSubject = false;
        facts.subject = visibleText(QStringView(part.text).left(200)).simplified();
        facts.open = item.open;
        item.foldable = true;
        item.card = std::make_unique<CardFacts>(facts);
        return genericCard(facts, part.text, {item.open, item.all});
    }
    if (item.role == Role::User)
        return bubble(part.text);
    BlockText out;
    if (!part.verbatim)
        out = textWithGaps(part.text, part.gaps);
    else if (const QString lines = visibleText(withoutEscapes(part.text));
             !lines.trimmed().isEmpty())
        out.addLines(BlockKind::Code, lines.toUtf8(), 0);
    setFirstGap(out, partGap);
    return out;
}

BlockText buildReasoning(TranscriptItem& item)
{
    const Part& part = *item.part;
    BlockText out;
    const bool empty = part.text.trimmed().isEmpty();
    if (empty && part.final)
        return out;
    item.foldable = !empty;
    const QString words = TranscriptWords::thought(part);
    out.add(BlockKind::ThoughtHead, words);
    if (item.open && !empty) {
        BlockText body = textWithGaps(part.text, part.gaps);
        setFirstGap(body, 8);
        for (Block& b : body.blocks)
            b.flags |= Muted;
        out.append(body);
    }
    return out;
}

BlockText buildUnknown(TranscriptItem& item)
{
    const Part& part = *item.part;
    CardFacts facts;
    facts.verb = part.type.isEmpty() ? u"?"_s : visibleText(QStringView(part.type).left(80));
    facts.subject = visibleText(QStringView(part.text).left(200)).simplified();
    facts.open = item.open;
    item.foldable = true;
    item.card = std::make_unique<CardFacts>(facts);
    return genericCard(facts, part.text, {item.open, item.all});
}

BlockText chip(const TranscriptItem& item, const QString& words)
{
    BlockText out;
    if (words.isEmpty())
        return out;
    Block& b = out.add(BlockKind::Chip, visibleText(QStringView(words).left(200)).simplified());
    b.gap = 8;
    if (item.role == Role::User)
        b.flags |= RightSide;
    return out;
}

/** Its name, and below it the picture where it is one. */
BlockText attached(const TranscriptItem& item, const Part& part, quint8 number)
{
    BlockText out = chip(item, TranscriptWords::attachment(part));
    const auto size = attachedImageSize(part.mime, part.url);
    if (!size)
        return out;
    Block& b = out.add(BlockKind::Picture, TranscriptWords::picture(size->width(), size->height()));
    b.gap = 8;
    b.level = number;
    b.aux = packedSize(size->width(), size->height());
    if (item.role == Role::User)
        b.flags |= RightSide;
    return out;
}

/** A tool's attachment as if it had been sent by itself. */
Part asPart(const Part& tool, size_t number)
{
    const Attachment& file = tool.tool.attachments[number];
    Part part;
    part.id = PartId(tool.id.value() + u'/' + QString::number(number));
    part.message = tool.message;
    part.session = tool.session;
    part.kind = PartKind::File;
    part.fileName = file.fileName;
    part.mime = file.mime;
    part.url = file.url;
    return part;
}

BlockText buildTool(TranscriptItem& item)
{
    CardFacts facts = cardFacts(item.part->tool);
    facts.open = item.open;
    if (!item.waits.request.isEmpty())
        facts.wait = item.part->tool.child.isEmpty() ? CardWait::Here : CardWait::Below;
    item.foldable = true;
    BlockText out = toolCard(item.part->tool, facts, {item.open, item.all});
    const size_t files = std::min(item.part->tool.attachments.size(), mostAttachments);
    for (size_t i = 0; i < files; ++i)
        out.append(attached(item, asPart(*item.part, i), static_cast<quint8>(i)));
    if (const size_t more = item.part->tool.attachments.size() - files; more > 0)
        out.append(chip(item, TranscriptWords::moreAttachments(static_cast<int>(more))));
    item.card = std::make_unique<CardFacts>(std::move(facts));
    return out;
}

BlockText line(BlockKind kind, const QString& words)
{
    BlockText out;
    if (!words.isEmpty())
        out.add(kind, visibleText(words).simplified());
    return out;
}

BlockText buildPrompt(const TranscriptItem& item)
{
    BlockText out = bubble(item.prompt->text);
    out.append(line(BlockKind::QuietLine, TranscriptWords::promptState(*item.prompt)));
    if (out.size() > 0) {
        out.blocks.back().gap = 4;
        out.blocks.back().flags |= RightSide;
    }
    return out;
}

/** What a turn changed, as one card that unfolds to its diffs. */
BlockText buildChanges(TranscriptItem& item)
{
    CardFacts facts;
    facts.verb = TranscriptWords::changed(item.diffs);
    facts.monoSubject = true;
    QStringList names;
    for (const FileDiff& file : item.diffs)
        names << visibleText(QStringView(file.file).left(200)).simplified();
    facts.subject = names.join(u", "_s).left(400);
    facts.open = item.open;
    item.foldable = true;
    item.card = std::make_unique<CardFacts>(facts);
    return changesCard(facts, item.diffs, item.open);
}

BlockText buildPart(TranscriptItem& item)
{
    const Part& part = *item.part;
    switch (part.kind) {
    case PartKind::Text:
        return buildText(item);
    case PartKind::Reasoning:
        return buildReasoning(item);
    case PartKind::Tool:
        return buildTool(item);
    case PartKind::File:
        return attached(item, part, 0);
    case PartKind::Agent:
        return chip(item, part.text);
    case PartKind::Retry:
        return line(BlockKind::QuietLine, TranscriptWords::retried().arg(part.text.left(300)));
    case PartKind::Compaction:
        return line(BlockKind::Divider, TranscriptWords::compacted({}));
    case PartKind::Subtask:
    case PartKind::Unknown:
        return buildUnknown(item);
    case PartKind::Patch:
    case PartKind::StepStart:
    case PartKind::StepFinish:
    case PartKind::Snapshot:
        break;
    }
    return {};
}

BlockText buildMark(const Mark& mark)
{
    switch (mark.kind) {
    case Mark::Kind::Repaired:
        return line(BlockKind::Divider, TranscriptWords::repaired(mark));
    case Mark::Kind::Compacted:
        return line(BlockKind::Divider, TranscriptWords::compacted(mark));
    case Mark::Kind::Stopped:
        return line(BlockKind::Divider, TranscriptWords::stopped(mark));
    case Mark::Kind::Error:
        return line(BlockKind::ErrorLine, mark.detail);
    case Mark::Kind::Decision: {
        BlockText out;
        const QString verdict = TranscriptWords::decisionVerdict(mark);
        out.add(
            BlockKind::Decision, QString(verdict + u"  " + TranscriptWords::decisionDetail(mark)));
        out.addSpan(0, static_cast<quint32>(verdict.size()), StyleBold);
        if (mark.detail == "reject"_L1)
            out.blocks.back().flags |= Failing;
        return out;
    }
    }
    return {};
}

} // namespace

BlockText buildItem(TranscriptItem& item)
{
    item.card.reset();
    item.foldable = false;
    item.committed = 0;
    item.committedAt = 0;
    switch (item.type) {
    case TranscriptItem::Type::Part:
        return item.part ? buildPart(item) : BlockText();
    case TranscriptItem::Type::Mark:
        return buildMark(*item.mark);
    case TranscriptItem::Type::Prompt:
        return buildPrompt(item);
    case TranscriptItem::Type::Reverted:
        return line(BlockKind::Divider, TranscriptWords::reverted());
    case TranscriptItem::Type::Changes:
        return buildChanges(item);
    case TranscriptItem::Type::End: {
        BlockText out =
            line(item.failing ? BlockKind::ErrorLine : BlockKind::QuietLine, item.words);
        if (item.role == Role::User && out.size() > 0) {
            out.blocks.back().flags |= RightSide;
            out.blocks.back().gap = 4;
        }
        return out;
    }
    case TranscriptItem::Type::Older:
        return line(BlockKind::QuietLine, item.words);
    case TranscriptItem::Type::Thinking: {
        BlockText out = line(BlockKind::QuietLine, item.words);
        out.blocks.back().flags |= AfterShape;
        return out;
    }
    }
    return {};
}

Part attachedPart(const TranscriptItem& item, const Block& picture)
{
    const bool ofTool = item.part->kind == PartKind::Tool;
    return ofTool && picture.level < item.part->tool.attachments.size()
        ? asPart(*item.part, picture.level)
        : *item.part;
}

bool growsAtTheEnd(const TranscriptItem& item)
{
    return item.type == TranscriptItem::Type::Part && item.part && !item.part->final
        && item.kind == PartKind::Text && item.role != Role::User && !item.part->synthetic;
}

void restartTail(TranscriptItem& item)
{
    item.card.reset();
    item.foldable = false;
    item.committed = 0;
    item.committedAt = 0;
    item.cut.reset();
}

GrownText growTail(TranscriptItem& item)
{
    GrownText grown;
    const QStringView text = item.part->text;
    const auto& gaps = item.part->gaps;
    if (item.committedAt == 0 && !gaps.empty()) {
        const qsizetype last = std::clamp<qsizetype>(gaps.back(), 0, text.size());
        grown.blocks = textWithGaps(text.first(last), gaps);
        item.committedAt = last;
        item.cut.reset(last);
    }
    const qsizetype cut = item.cut.advance(text);
    // What lies between two cuts is complete: it is parsed once and then left alone.
    if (cut > item.committedAt) {
        grown.blocks.append(parseMarkdown(text.sliced(item.committedAt, cut - item.committedAt)));
        item.committedAt = cut;
    }
    grown.done = grown.blocks.size();
    grown.blocks.append(parseMarkdown(text.sliced(cut)));
    if (item.committed == 0)
        setFirstGap(grown.blocks, partGap);
    return grown;
}

} // namespace headgate

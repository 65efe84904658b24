// SPDX-License-Identifier: MIT
#include "ui/views/markdown.h"

#include "ui/views/markdownbuilder.h"

namespace headgate {

namespace {

MarkdownBuilder* self(void* userdata)
{
    return static_cast<MarkdownBuilder*>(userdata);
}

} // namespace

BlockText plainBlocks(QStringView source)
{
    BlockText out;
    const QByteArray utf8 = visibleText(source).remove(u'\r').toUtf8();
    qsizetype at = 0;
    while (at < utf8.size()) {
        qsizetype end = utf8.indexOf("\n\n", at);
        end = end < 0 ? utf8.size() : end;
        const QByteArrayView paragraph = QByteArrayView(utf8).sliced(at, end - at);
        if (!paragraph.trimmed().isEmpty())
            out.addLines(BlockKind::Paragraph, paragraph, 0, 60);
        at = end + 2;
    }
    return out;
}

BlockText parseMarkdown(QStringView source, MarkdownCounts* counts)
{
    MarkdownCounts ignored;
    MarkdownCounts& c = counts ? *counts : ignored;
    c = {};
    const QByteArray utf8 = visibleText(source).toUtf8();
    if (utf8.size() <= markdownMaxInput) {
        MarkdownBuilder builder(utf8.size());
        MD_PARSER parser{};
        parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML;
        parser.enter_block = [](MD_BLOCKTYPE t, void* d, void* u) {
            return self(u)->enterBlock(t, d);
        };
        parser.leave_block = [](MD_BLOCKTYPE t, void*, void* u) { return self(u)->leaveBlock(t); };
        parser.enter_span = [](MD_SPANTYPE t, void* d, void* u) {
            return self(u)->enterSpan(t, d);
        };
        parser.leave_span = [](MD_SPANTYPE t, void*, void* u) { return self(u)->leaveSpan(t); };
        parser.text = [](MD_TEXTTYPE t, const MD_CHAR* s, MD_SIZE n, void* u) {
            return self(u)->onText(t, QByteArrayView(s, static_cast<qsizetype>(n)));
        };
        const int stopped =
            md_parse(utf8.constData(), static_cast<MD_SIZE>(utf8.size()), &parser, &builder);
        c = builder.counts;
        if (stopped == 0 && !c.plain)
            return std::move(builder.out);
    }
    c.plain = true;
    return plainBlocks(source);
}

} // namespace headgate

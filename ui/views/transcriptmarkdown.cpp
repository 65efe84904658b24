// SPDX-License-Identifier: MIT
// The part of transcriptcopy that writes Markdown: the way back from the blocks of a text, whose
// source is not kept once it is shown.
#include "ui/views/transcriptcopy.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isWordAt(QStringView text, qsizetype at)
{
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

/** Signs that would mean something else; what needs no escape stays readable. */
QString escaped(QStringView text, qsizetype from, qsizetype to)
{
    QString out;
    for (qsizetype i = from; i < to; ++i) {
        const char16_t c = text[i].unicode();
        bool escape = c == u'\\' || c == u'`' || c == u'*' || c == u'[' || c == u']' || c == u'<'
            || c == u'&';
        if (c == u'_')
            escape = !(isWordAt(text, i - 1) && isWordAt(text, i + 1));
        else if (c == u'~' || c == u'$')
            escape = true;
        if (escape)
            out += u'\\';
        out += text[i];
    }
    return out;
}

/** What begins a line must not begin a heading, a list or a quote. */
QString lineBegin(QString line)
{
    static const QRegularExpression list(uR"(^(\d+)([.)])(\s|$))"_s);
    static const QRegularExpression sign(uR"(^(#{1,6}|[-+=>|])(.|$))"_s);
    if (const auto match = list.match(line); match.hasMatch())
        line.insert(match.capturedEnd(1), u'\\');
    else if (sign.match(line).hasMatch())
        line.prepend(u'\\');
    return line;
}

/** As many as no run of the text has. */
QString fenceFor(const QString& text, int least)
{
    int longest = 0;
    int run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return QString(std::max(least, longest + 1), u'`');
}

QString codeSpan(const QString& text)
{
    const QString fence = text.contains(u'`') ? fenceFor(text, 1) : u"`"_s;
    const bool pad = text.startsWith(u'`') || text.endsWith(u'`');
    return fence + (pad ? u" "_s : QString()) + text + (pad ? u" "_s : QString()) + fence;
}

/** A run of letters without what slants or strikes them. */
QString bare(QStringView text, quint8 style, const QString& address)
{
    if (text == address && !(style & StyleCode))
        return address; // found by itself
    const QString out =
        (style & StyleCode) ? codeSpan(text.toString()) : escaped(text, 0, text.size());
    return address.isEmpty() ? out : u'[' + out + u"](<"_s + address + u">)"_s;
}

/** Writes signs where a style begins and ends; those that go on stay open. */
class StyleWriter
{
public:
    void write(const QString& text, quint8 style)
    {
        while (!m_open.empty() && !(style & m_open.back()->style))
            close();
        // One that ends below others ends them too: they begin again.
        const auto ended = std::find_if(m_open.begin(), m_open.end(),
            [style](const Sign* sign) { return !(style & sign->style); });
        for (auto count = m_open.end() - ended; count > 0; --count)
            close();
        // Signs stand close to the letters, or they are no signs.
        qsizetype lead = 0;
        while (lead < text.size() && text[lead].isSpace())
            ++lead;
        m_out += QStringView(text).first(lead);
        if (lead == text.size())
            return;
        for (const Sign& sign : signs) {
            const bool isOpen = std::find(m_open.begin(), m_open.end(), &sign) != m_open.end();
            if ((style & sign.style) && !isOpen) {
                m_out += QLatin1StringView(sign.text);
                m_open.push_back(&sign);
            }
        }
        m_out += QStringView(text).sliced(lead);
    }

    QString take()
    {
        while (!m_open.empty())
            close();
        return std::move(m_out);
    }

private:
    struct Sign
    {
        quint8 style;
        const char* text;
    };
    static constexpr std::array signs{
        Sign{StyleBold, "**"}, Sign{StyleItalic, "*"}, Sign{StyleStrike, "~~"}};

    void close()
    {
        qsizetype end = m_out.size();
        while (end > 0 && m_out[end - 1].isSpace())
            --end;
        m_out.insert(end, QLatin1StringView(m_open.back()->text));
        m_open.pop_back();
    }

    QString m_out;
    std::vector<const Sign*> m_open;
};

/** A block's text with its styles. */
QString inlineText(const BlockText& content, size_t i)
{
    const Block& b = content.blocks[i];
    const QString text = QString::fromUtf8(content.bytesOf(i));
    StyleWriter out;
    qsizetype at = 0;
    for (quint32 k = 0; k < b.spanCount; ++k) {
        const BlockSpan& span = content.spans[b.span + k];
        const qsizetype from = std::clamp<qsizetype>(span.at, at, text.size());
        const qsizetype to =
            std::clamp<qsizetype>(qsizetype(span.at) + span.length, from, text.size());
        if (from > at)
            out.write(escaped(text, at, from), 0);
        const QString address = span.link == 0 ? QString() : content.links[span.link - 1];
        if (to > from)
            out.write(
                bare(QStringView(text).sliced(from, to - from), span.style, address), span.style);
        at = to;
    }
    if (at < text.size())
        out.write(escaped(text, at, text.size()), 0);
    return out.take();
}

QString tableRow(const BlockText& content, size_t i)
{
    QString cells = inlineText(content, i);
    cells.replace(u'|', u"\\|"_s).replace(u'\n', u' ');
    QString row = u"| "_s + cells.replace(QLatin1Char(cellSeparator), u" | "_s) + u" |"_s;
    const Block& b = content.blocks[i];
    if (!b.has(HeaderRow))
        return row;
    row += u"\n|"_s;
    for (const TableShape::Align align : content.tables[b.aux].align)
        row += align == TableShape::Align::Centre ? u" :-: |"_s
            : align == TableShape::Align::Right   ? u" --: |"_s
                                                  : u" --- |"_s;
    return row;
}

QString markerOf(const Block& b)
{
    switch (b.marker) {
    case BlockMarker::Bullet:
        return u"- "_s;
    case BlockMarker::Number:
        return QString::number(b.aux) + u". "_s;
    case BlockMarker::Open:
        return u"- [ ] "_s;
    case BlockMarker::Done:
        return u"- [x] "_s;
    case BlockMarker::None:
        break;
    }
    return {};
}

/** Puts quotes and the indent of lists before each line. */
QString placed(const QString& text, const Block& b, int indent)
{
    const QString quote = u"> "_s.repeated(b.quote);
    const QString rest = quote + QString(indent, u' ');
    const QString first = markerOf(b);
    const QString lead = first.isEmpty()
        ? rest
        : quote + QString(std::max<qsizetype>(0, indent - first.size()), u' ') + first;
    return lead + QString(text).replace(u'\n', u'\n' + rest);
}

bool goesOn(const Block& b)
{
    return b.has(Continues) && !b.has(FirstOfGroup);
}

} // namespace

QString markdownOf(const BlockText& content, size_t first, size_t last)
{
    QString out;
    std::vector<int> indents{0}; // of the text of each depth of lists
    for (size_t i = first; i <= last && i < content.size(); ++i) {
        const Block& b = content.blocks[i];
        if (b.kind == BlockKind::CardAction)
            continue;
        const auto depth = size_t(b.indent);
        while (indents.size() <= depth)
            indents.push_back(indents.back() + 2);
        if (b.marker != BlockMarker::None && depth > 0) {
            indents.resize(depth + 1);
            indents[depth] = indents[depth - 1] + int(markerOf(b).size());
        }
        QString text;
        switch (b.kind) {
        case BlockKind::Heading:
            text = QString(std::clamp<int>(b.level, 1, 6), u'#') + u' ' + inlineText(content, i);
            break;
        case BlockKind::Rule:
            text = u"---"_s;
            break;
        case BlockKind::TableRow:
            text = tableRow(content, i);
            break;
        case BlockKind::Code:
        case BlockKind::CardText:
        case BlockKind::CardDiff: {
            const size_t begin = i;
            for (;; ++i) {
                if (i > begin)
                    text += content.blocks[i].has(MidLine) ? QString() : u"\n"_s;
                text += QString::fromUtf8(content.bytesOf(i));
                const bool more = i < last && i + 1 < content.size()
                    && content.blocks[i + 1].kind == b.kind && goesOn(content.blocks[i + 1]);
                if (!more)
                    break;
            }
            const QString fence = fenceFor(text, 3);
            const QString kind = b.kind == BlockKind::CardDiff ? u"diff"_s : QString();
            text = fence + kind + u'\n' + text + u'\n' + fence;
            break;
        }
        case BlockKind::Bubble:
            text = QString::fromUtf8(content.bytesOf(i)); // a person's words are Markdown already
            break;
        case BlockKind::CardHead:
            text = u"**"_s + inlineText(content, i) + u"**"_s;
            break;
        case BlockKind::ThoughtHead:
        case BlockKind::Divider:
        case BlockKind::QuietLine:
        case BlockKind::Chip:
        case BlockKind::Picture:
            text = u'*' + inlineText(content, i) + u'*';
            break;
        default: {
            QStringList lines = inlineText(content, i).split(u'\n');
            std::ranges::transform(lines, lines.begin(), lineBegin);
            text = lines.join(u"\\\n"_s);
            break;
        }
        }
        const bool close = goesOn(b) && b.kind != BlockKind::Code && b.kind != BlockKind::CardText
            && b.kind != BlockKind::CardDiff;
        const bool listed = b.marker != BlockMarker::None && b.gap <= 4;
        if (!out.isEmpty())
            out += QString(b.has(MidLine) && close ? 0 : close || listed ? 1 : 2, u'\n');
        out += placed(text, b, indents[depth]);
    }
    return out;
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "core/project/payload.h"

#include "core/project/shelltext.h"
#include "core/project/visibletext.h"

#include <QRegularExpression>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Appends original[begin, end) with its hidden characters written out. */
void append(Payload& out, qsizetype begin, qsizetype end)
{
    const VisibleText part = makeVisible(QStringView(out.original).mid(begin, end - begin));
    for (const HiddenCharacter& hidden : part.hidden)
        out.spans.push_back({out.text.size() + hidden.at, hidden.length, Payload::Mark::Hidden});
    for (size_t i = 0; i + 1 < part.source.size(); ++i)
        out.source.push_back(begin + part.source[i]);
    out.text += part.text;
}

void newLine(Payload& out, qsizetype at)
{
    out.source.push_back(at);
    out.text += u'\n';
}

void layOutCommand(Payload& out)
{
    int number = 0;
    for (const ShellOperation& op : splitOperations(out.original)) {
        if (number > 0)
            newLine(out, op.begin);
        append(out, op.begin, op.end);
        const qsizetype joiner = op.joiner.size();
        if (joiner > 0)
            out.spans.push_back({out.text.size() - joiner, joiner, Payload::Mark::Joiner});
        out.lines.push_back({Payload::Tone::Plain, ++number});
    }
}

/** Keeps the numbers of the old and the new file while a unified diff goes by. */
class DiffNumbers
{
public:
    Payload::Line next(QStringView line)
    {
        static const QRegularExpression hunk(u"^@@ -(\\d+)(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@"_s);
        const auto match = hunk.match(line.toString());
        if (match.hasMatch()) {
            m_old = match.captured(1).toInt();
            m_new = match.captured(2).toInt();
            m_placed = true;
            return {Payload::Tone::Note, 0};
        }
        // Where it stands is not said.
        if (line.startsWith(u"@@ @@")) {
            m_placed = false;
            m_old = m_new = 0;
            return {Payload::Tone::Note, 0};
        }
        const QChar sign = line.isEmpty() ? u' ' : line.front();
        if (m_old < 0 || sign == u'\\')
            return {Payload::Tone::Note, 0};
        if (sign == u'+')
            return {Payload::Tone::Added, m_placed ? m_new++ : 0};
        if (sign == u'-')
            return {Payload::Tone::Removed, m_placed ? m_old++ : 0};
        ++m_old;
        return {Payload::Tone::Plain, m_new++};
    }

private:
    int m_old = -1; ///< before the first hunk there is only the header
    int m_new = -1;
    bool m_placed = true; ///< the hunk says where it stands
};

void layOutText(Payload& out, bool diff)
{
    DiffNumbers numbers;
    int number = 0;
    qsizetype end = out.original.size();
    while (end > 0 && out.original[end - 1] == u'\n')
        --end; // line feeds at the very end make no lines of their own
    for (qsizetype at = 0; at <= end;) {
        qsizetype feed = out.original.indexOf(u'\n', at);
        if (feed < 0 || feed > end)
            feed = end;
        if (number > 0)
            newLine(out, at - 1);
        ++number;
        append(out, at, feed);
        out.lines.push_back(diff ? numbers.next(QStringView(out.original).mid(at, feed - at))
                                 : Payload::Line{Payload::Tone::Plain, number});
        at = feed + 1;
    }
}

} // namespace

Payload layOut(const Checkpoint& checkpoint)
{
    Payload out;
    out.original = checkpoint.text;
    if (checkpoint.permission == "bash"_L1 && !checkpoint.isDiff)
        layOutCommand(out);
    else
        layOutText(out, checkpoint.isDiff);
    out.source.push_back(out.original.size());
    return out;
}

QString Payload::exact(qsizetype from, qsizetype to) const
{
    const VisibleText whole{text, {}, source};
    return whole.exact(original, from, to);
}

} // namespace headgate

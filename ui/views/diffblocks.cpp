// SPDX-License-Identifier: MIT
#include "ui/views/diffblocks.h"

#include <QRegularExpression>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsPerBlock = 40;
constexpr qsizetype maxRowUnits = 2000; // a longer row, such as a minified file, is cut

/** Walks over a unified diff; by the counts in the hunk headers a removed line that looks like a
 * file header stays a removed line. */
class DiffReader
{
public:
    enum class Row { None, File, Hunk, Context, Added, Removed };

    Row read(QStringView line)
    {
        if (line.startsWith(u"@@"))
            return hunk(line);
        const bool inside = m_before > 0 || m_after > 0 || !m_hunks;
        if (!inside || isHeader(line))
            return line.startsWith(u"+++ ") ? file(line) : Row::None;
        return row(line);
    }

    QString name;
    int before = 1; ///< number of the next row on either side
    int after = 1;

private:
    bool isHeader(QStringView line) const
    {
        return !m_hunks
            && (line.startsWith(u"--- ") || line.startsWith(u"+++ ") || line.startsWith(u"Index: ")
                || line.startsWith(u"diff ") || line.startsWith(u"==="));
    }
    Row file(QStringView line)
    {
        name = line.sliced(4).split(u'\t').first().toString();
        return Row::File;
    }
    Row hunk(QStringView line)
    {
        static const QRegularExpression header(uR"(^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@)"_s);
        const auto match = header.match(line.toString());
        if (!match.hasMatch())
            return Row::None;
        const auto count = [&match](int i) {
            return match.hasCaptured(i) ? match.captured(i).toInt() : 1;
        };
        before = match.captured(1).toInt();
        m_before = count(2);
        after = match.captured(3).toInt();
        m_after = count(4);
        m_hunks = true;
        return Row::Hunk;
    }
    Row row(QStringView line)
    {
        const QChar sign = line.isEmpty() ? u' ' : line.front();
        if (sign == u'\\')
            return Row::None;
        if (sign == u'+') {
            --m_after;
            return Row::Added;
        }
        --m_before;
        if (sign == u'-')
            return Row::Removed;
        --m_after;
        return Row::Context;
    }

    int m_before = 0;
    int m_after = 0;
    bool m_hunks = false;
};

/** Gathers rows into blocks. */
class DiffWriter
{
public:
    explicit DiffWriter(BlockText& out)
        : m_out(out)
    {
    }

    void add(QStringView line, int before, int after)
    {
        if (m_rows == rowsPerBlock || m_text.size() > blockBytes)
            flush();
        if (m_rows == 0)
            m_start = {before, after};
        else
            m_text += '\n';
        m_text += visibleText(line.left(maxRowUnits)).remove(u'\r').toUtf8();
        ++m_rows;
    }
    void flush()
    {
        if (m_rows == 0)
            return;
        m_out.diffs.push_back(m_start);
        Block& b = m_out.add(BlockKind::CardDiff, QByteArrayView(m_text));
        b.aux = static_cast<quint32>(m_out.diffs.size() - 1);
        b.gap = 0;
        b.flags =
            static_cast<quint16>((m_first ? FirstOfGroup : Continues) | (m_break ? HunkBreak : 0));
        m_first = false;
        m_break = false;
        m_rows = 0;
        m_text.clear();
    }
    void hunk()
    {
        flush();
        m_break = !m_first;
    }
    void file(const QString& name)
    {
        flush();
        if (m_first)
            return;
        m_out.blocks.back().flags |= LastOfGroup;
        m_out.add(BlockKind::CardLabel, name).gap = 0;
        m_first = true;
    }
    void finish()
    {
        flush();
        if (!m_first)
            m_out.blocks.back().flags |= LastOfGroup;
    }

private:
    BlockText& m_out;
    QByteArray m_text;
    DiffStart m_start;
    int m_rows = 0;
    bool m_first = true;
    bool m_break = false;
};

template <typename Visitor>
DiffCounts walk(QStringView diff, int maxRows, Visitor&& visit)
{
    DiffReader reader;
    DiffCounts counts;
    qsizetype at = 0;
    while (at < diff.size()) {
        qsizetype end = diff.indexOf(u'\n', at);
        end = end < 0 ? diff.size() : end;
        const QStringView line = diff.sliced(at, end - at);
        const DiffReader::Row row = reader.read(line);
        if (row == DiffReader::Row::Added)
            ++counts.added;
        else if (row == DiffReader::Row::Removed)
            ++counts.removed;
        const bool code = row >= DiffReader::Row::Context;
        if (code)
            ++counts.rows;
        if (row != DiffReader::Row::None && counts.rows <= maxRows)
            visit(reader, row, line);
        if (code) {
            reader.before += row == DiffReader::Row::Added ? 0 : 1;
            reader.after += row == DiffReader::Row::Removed ? 0 : 1;
        }
        at = end + 1;
    }
    return counts;
}

} // namespace

DiffCounts countDiff(QStringView diff)
{
    return walk(diff, 0, [](const DiffReader&, DiffReader::Row, QStringView) {});
}

DiffCounts appendDiff(BlockText& out, QStringView diff, int maxRows)
{
    DiffWriter writer(out);
    const auto visit = [&writer](const DiffReader& reader, DiffReader::Row row, QStringView line) {
        if (row == DiffReader::Row::File)
            writer.file(reader.name);
        else if (row == DiffReader::Row::Hunk)
            writer.hunk();
        else
            writer.add(line, reader.before, reader.after);
    };
    const DiffCounts counts = walk(diff, maxRows, visit);
    writer.finish();
    return counts;
}

} // namespace headgate

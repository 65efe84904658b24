// SPDX-License-Identifier: MIT
#include "core/decode/linesplitter.h"

#include <utility>

namespace headgate {

LineSplitter::LineSplitter(qint64 at, qint64 lines, qsizetype longest)
    : m_at(at)
    , m_lines(lines)
    , m_longest(longest)
{
}

/** One line from `begin` on, `ending` bytes of line end behind it. */
void LineSplitter::end(CutLines& cut, qsizetype begin, qsizetype length, qsizetype ending)
{
    CutLine line{begin, length, m_at, ++m_lines, false};
    m_at += m_dropped + length + ending;
    if (m_dropped > 0 || length > m_longest) {
        line.tooLong = true;
        line.length = 0;
        m_dropped = 0;
    } else if (length > 0 && cut.bytes[begin + length - 1] == '\r') {
        --line.length;
    }
    cut.lines.push_back(line);
}

CutLines LineSplitter::take(const QByteArray& bytes)
{
    CutLines cut;
    const qsizetype searched = m_rest.size();
    cut.bytes = std::exchange(m_rest, {});
    if (cut.bytes.isEmpty())
        cut.bytes = bytes;
    else
        cut.bytes.append(bytes);
    qsizetype begin = 0;
    for (qsizetype at = cut.bytes.indexOf('\n', searched); at >= 0;
         at = cut.bytes.indexOf('\n', begin)) {
        end(cut, begin, at - begin, 1);
        begin = at + 1;
    }
    m_rest = cut.bytes.mid(begin);
    if (m_dropped > 0 || m_rest.size() > m_longest) {
        m_dropped += m_rest.size();
        m_rest.clear();
    }
    return cut;
}

CutLines LineSplitter::finish()
{
    CutLines cut;
    cut.bytes = std::exchange(m_rest, {});
    if (!cut.bytes.isEmpty() || m_dropped > 0)
        end(cut, 0, cut.bytes.size(), 0);
    return cut;
}

} // namespace headgate

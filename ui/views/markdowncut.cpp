// SPDX-License-Identifier: MIT
#include "ui/views/markdown.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

void MarkdownCut::reset(qsizetype at)
{
    *this = {};
    m_cut = at;
    m_scanned = at;
}

void MarkdownCut::line(QStringView text, qsizetype at)
{
    const QStringView trimmed = text.trimmed();
    if (m_fence != 0) {
        const bool closes = trimmed.size() >= m_fenceLength && !trimmed.isEmpty()
            && std::all_of(
                trimmed.begin(), trimmed.end(), [this](QChar c) { return c == m_fence; });
        if (closes)
            m_fence = 0;
        m_blank = false;
        return;
    }
    if (trimmed.isEmpty()) {
        m_blank = true;
        return;
    }
    const QChar first = text.front();
    // A list, an indented line or a number may belong to what came before the blank line.
    if (m_blank && !first.isSpace() && !first.isDigit() && !u"-*+"_s.contains(first))
        m_cut = at;
    m_blank = false;
    if (trimmed.startsWith(u"```") || trimmed.startsWith(u"~~~")) {
        m_fence = trimmed.front().unicode();
        m_fenceLength = 0;
        while (m_fenceLength < trimmed.size() && trimmed[m_fenceLength] == m_fence)
            ++m_fenceLength;
    }
}

qsizetype MarkdownCut::advance(QStringView source)
{
    for (qsizetype end = source.indexOf(u'\n', m_scanned); end >= 0;
         end = source.indexOf(u'\n', m_scanned)) {
        line(source.sliced(m_scanned, end - m_scanned), m_scanned);
        m_scanned = end + 1;
    }
    return m_cut;
}

} // namespace headgate

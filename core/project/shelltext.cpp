// SPDX-License-Identifier: MIT
#include "core/project/shelltext.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

/** Walks over a command and knows whether a character stands in quotes or brackets. */
class Walker
{
public:
    explicit Walker(QStringView text)
        : m_text(text)
    {
    }

    /** Position behind what begins at `at`: an escape, a quoted string, a comment, one character.
     */
    qsizetype skip(qsizetype at)
    {
        const QChar c = m_text[at];
        if (c == u'\\')
            return std::min(at + 2, m_text.size());
        if (c == u'\'')
            return closing(at, u'\'');
        if (c == u'"')
            return closingDouble(at);
        if (c == u'`')
            return closing(at, u'`');
        if (c == u'#' && (at == 0 || isBlank(m_text[at - 1]) || m_text[at - 1] == u'\n')) {
            const qsizetype line = m_text.indexOf(u'\n', at);
            return line < 0 ? m_text.size() : line;
        }
        if (c == u'(')
            ++m_depth;
        else if (c == u')' && m_depth > 0)
            --m_depth;
        return at + 1;
    }

    bool outside() const { return m_depth == 0; }

private:
    qsizetype closing(qsizetype at, QChar quote) const
    {
        const qsizetype end = m_text.indexOf(quote, at + 1);
        return end < 0 ? m_text.size() : end + 1;
    }

    qsizetype closingDouble(qsizetype at) const
    {
        for (qsizetype i = at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == u'\\')
                ++i;
            else if (m_text[i] == u'"')
                return i + 1;
        }
        return m_text.size();
    }

    QStringView m_text;
    int m_depth = 0;
};

qsizetype joinerAt(QStringView text, qsizetype at)
{
    const QStringView two = text.mid(at, 2);
    if (two == u"&&" || two == u"||" || two == u"|&")
        return 2;
    const QChar c = text[at];
    if (c == u';' || c == u'|')
        return 1;
    // `2>&1` and `&>file` are redirections.
    const bool redirects = (at > 0 && (text[at - 1] == u'>' || text[at - 1] == u'<'))
        || (at + 1 < text.size() && text[at + 1] == u'>');
    return c == u'&' && !redirects ? 1 : 0;
}

/** "EOF" of `<<EOF`, `<<-'EOF'`; empty if no here-document begins here. */
QString hereWord(QStringView text, qsizetype at)
{
    if (text.mid(at, 2) != u"<<" || text.mid(at, 3) == u"<<<")
        return {};
    qsizetype i = at + 2;
    if (i < text.size() && text[i] == u'-')
        ++i;
    while (i < text.size() && isBlank(text[i]))
        ++i;
    QString word;
    for (; i < text.size() && !text[i].isSpace() && !u";|&<>"_s.contains(text[i]); ++i) {
        if (text[i] != u'\'' && text[i] != u'"' && text[i] != u'\\')
            word += text[i];
    }
    return word;
}

/** Behind the line that ends the here-document whose body begins at `at`. */
qsizetype hereEnd(QStringView text, qsizetype at, const QString& word)
{
    while (at < text.size()) {
        qsizetype line = text.indexOf(u'\n', at);
        if (line < 0)
            line = text.size();
        if (text.mid(at, line - at).trimmed() == word)
            return line;
        at = line + 1;
    }
    return text.size();
}

class Splitter
{
public:
    explicit Splitter(QStringView text)
        : m_text(text)
        , m_walker(text)
    {
    }

    std::vector<ShellOperation> run()
    {
        QString here;
        for (qsizetype at = 0; at < m_text.size();) {
            if (const QString word = hereWord(m_text, at); !word.isEmpty() && here.isEmpty())
                here = word;
            const bool outside = m_walker.outside();
            if (m_text[at] == u'\n' && (outside || !here.isEmpty())) {
                cut(at, at + 1, {});
                at = here.isEmpty() ? at + 1 : takeHere(at + 1, here);
                here.clear();
            } else if (const qsizetype size = joinerAt(m_text, at); outside && size > 0) {
                cut(at + size, at + size, m_text.mid(at, size).toString());
                at += size;
            } else {
                at = m_walker.skip(at);
            }
        }
        cut(m_text.size(), m_text.size(), {});
        return std::move(m_found);
    }

private:
    void cut(qsizetype end, qsizetype next, QString joiner)
    {
        qsizetype begin = m_begin;
        while (begin < end && isBlank(m_text[begin]))
            ++begin;
        // A joiner before a line end does not make an empty line.
        const bool empty = begin >= end;
        const bool afterJoiner = !m_found.empty() && !m_found.back().joiner.isEmpty();
        if (!empty || (joiner.isEmpty() && next > end && !afterJoiner))
            m_found.push_back({begin, end, std::move(joiner)});
        m_begin = next;
    }

    qsizetype takeHere(qsizetype at, const QString& word)
    {
        const qsizetype end = hereEnd(m_text, at, word);
        while (at < end) {
            qsizetype line = m_text.indexOf(u'\n', at);
            if (line < 0 || line > end)
                line = end;
            m_found.push_back({at, line, {}});
            at = line + 1;
        }
        m_begin = std::min(end + 1, m_text.size());
        return m_begin;
    }

    QStringView m_text;
    Walker m_walker;
    std::vector<ShellOperation> m_found;
    qsizetype m_begin = 0;
};

} // namespace

std::vector<ShellOperation> splitOperations(QStringView command)
{
    return Splitter(command).run();
}

QStringList shellWords(QStringView operation)
{
    QStringList words;
    QString word;
    bool open = false;
    const auto close = [&] {
        if (open)
            words += word;
        word.clear();
        open = false;
    };
    for (qsizetype i = 0; i < operation.size(); ++i) {
        const QChar c = operation[i];
        if (c.isSpace()) {
            close();
        } else if (c == u'\'' || c == u'"') {
            open = true;
            for (++i; i < operation.size() && operation[i] != c; ++i) {
                if (c == u'"' && operation[i] == u'\\' && i + 1 < operation.size())
                    ++i;
                word += operation[i];
            }
        } else if (c == u'\\' && i + 1 < operation.size()) {
            open = true;
            word += operation[++i];
        } else if (c == u'>' || c == u'<') {
            close();
            word = c;
            open = true;
            while (
                i + 1 < operation.size() && (operation[i + 1] == u'>' || operation[i + 1] == u'|'))
                word += operation[++i];
            close();
        } else {
            open = true;
            word += c;
        }
    }
    close();
    return words;
}

QStringList innerCommands(QStringView command)
{
    QStringList found;
    for (qsizetype i = 0; i < command.size(); ++i) {
        if (command[i] == u'\\') {
            ++i;
        } else if (command[i] == u'\'') {
            const qsizetype end = command.indexOf(u'\'', i + 1);
            i = end < 0 ? command.size() : end;
        } else if (command[i] == u'`') {
            const qsizetype end = command.indexOf(u'`', i + 1);
            if (end < 0)
                break;
            found += command.mid(i + 1, end - i - 1).toString();
            i = end;
        } else if (command[i] == u'(') {
            int depth = 1;
            qsizetype end = i + 1;
            for (; end < command.size() && depth > 0; ++end)
                depth += command[end] == u'(' ? 1 : command[end] == u')' ? -1 : 0;
            found += command.mid(i + 1, end - i - 2).toString();
            i = end - 1;
        }
    }
    return found;
}

} // namespace headgate

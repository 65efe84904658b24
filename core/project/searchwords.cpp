// SPDX-License-Identifier: MIT
#include "core/project/searchwords.h"

#include <algorithm>

namespace headgate::searchwords {

using namespace Qt::StringLiterals;

namespace {

/** One code point of a text. */
struct Letter
{
    char32_t code = 0;
    qsizetype length = 1; ///< UTF-16
};

Letter letterAt(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(c, text[at + 1]), 2};
    return {c.unicode(), 1};
}

bool standsApart(char32_t code)
{
    if (code < 0x2e80) // nothing before it does, and nearly all text is before it
        return false;
    switch (QChar::script(code)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return QChar::isLetterOrNumber(code);
    default:
        return false;
    }
}

/** Without case and accents, one unit for each of the text: places stay what they are. */
QString folded(QStringView text)
{
    QString out(text.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar c = text[i];
        if (c.unicode() >= 0x80 && !c.isSurrogate()) {
            const QString parts = c.decomposition();
            if (!parts.isEmpty() && c.decompositionTag() == QChar::Canonical
                && !parts[0].isSurrogate())
                c = parts[0];
        }
        out[i] = c.toCaseFolded();
    }
    return out;
}

/** Words as the index's tokenizer sees them. */
std::vector<TextSpan> tokens(QStringView text)
{
    std::vector<TextSpan> found;
    qsizetype begin = -1;
    const auto end = [&](qsizetype at) {
        if (begin >= 0)
            found.push_back({begin, at - begin});
        begin = -1;
    };
    for (qsizetype i = 0; i < text.size();) {
        const Letter letter = letterAt(text, i);
        if (standsApart(letter.code)) {
            end(i);
            found.push_back({i, letter.length});
        } else if (QChar::isLetterOrNumber(letter.code)) {
            begin = begin < 0 ? i : begin;
        } else if (!QChar::isMark(letter.code)) {
            end(i);
        }
        i += letter.length;
    }
    end(text.size());
    return found;
}

bool hasToken(QStringView text)
{
    for (qsizetype i = 0; i < text.size();) {
        const Letter letter = letterAt(text, i);
        if (QChar::isLetterOrNumber(letter.code))
            return true;
        i += letter.length;
    }
    return false;
}

/** A term, ready to be compared. */
struct Wanted
{
    QString text;
    std::vector<TextSpan> words;
    bool begins = false;

    QStringView word(size_t i) const
    {
        return QStringView(text).sliced(words[i].start, words[i].length);
    }
};

/** Whether a word is what is wanted, or begins with it; marks of their own are no letters. */
bool isWord(QStringView word, QStringView wanted, bool begins)
{
    const auto skipMarks = [](QStringView text, qsizetype& at) {
        while (at < text.size() && text[at].isMark())
            ++at;
    };
    qsizetype i = 0;
    qsizetype k = 0;
    for (skipMarks(wanted, k), skipMarks(word, i); k < wanted.size() && i < word.size();
         skipMarks(wanted, k), skipMarks(word, i)) {
        if (word[i++] != wanted[k++])
            return false;
    }
    return k == wanted.size() && (begins || i == word.size());
}

bool stands(const Wanted& wanted, QStringView text, const std::vector<TextSpan>& words, size_t at)
{
    if (at + wanted.words.size() > words.size())
        return false;
    for (size_t i = 0; i < wanted.words.size(); ++i) {
        const QStringView word = text.sliced(words[at + i].start, words[at + i].length);
        const bool last = i + 1 == wanted.words.size();
        if (!isWord(word, wanted.word(i), last && wanted.begins))
            return false;
    }
    return true;
}

std::vector<Wanted> wantedOf(const std::vector<Term>& terms)
{
    std::vector<Wanted> wanted;
    for (const Term& term : terms) {
        if (term.without)
            continue;
        Wanted one{folded(term.text), {}, term.begins};
        one.words = tokens(one.text);
        if (!one.words.empty())
            wanted.push_back(std::move(one));
    }
    return wanted;
}

void add(std::vector<Term>& terms, QStringView text, bool without, bool quoted)
{
    // A string of SQL ends at a zero, whatever is behind it.
    QString clean = text.toString().remove(QChar(u'\0')).simplified();
    if (!hasToken(clean))
        return;
    const bool alone = tokens(clean).size() == 1 && clean.size() == 1;
    const bool begins = !quoted && (!alone || standsApart(letterAt(clean, 0).code));
    terms.push_back({std::move(clean), without, begins});
}

} // namespace

std::vector<Term> parse(const QString& typed)
{
    std::vector<Term> terms;
    const QStringView text(typed);
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        const bool without = text[i] == u'-' && i + 1 < text.size() && !text[i + 1].isSpace();
        if (without)
            ++i;
        if (text[i] == u'"') {
            // One that is not closed yet goes to the end: it is being typed.
            const qsizetype close = text.indexOf(u'"', i + 1);
            const qsizetype to = close < 0 ? text.size() : close;
            add(terms, text.sliced(i + 1, to - i - 1), without, close >= 0);
            i = close < 0 ? to : close + 1;
            continue;
        }
        qsizetype to = i;
        while (to < text.size() && !text[to].isSpace() && text[to] != u'"')
            ++to;
        add(terms, text.sliced(i, to - i), without, false);
        i = to;
    }
    return terms;
}

QString matchExpression(const std::vector<Term>& terms)
{
    QString wanted;
    QString without;
    for (const Term& term : terms) {
        QString quoted = apart(term.text);
        quoted.replace(u'"', u"\"\""_s);
        const QString one = u'"' + quoted + (term.begins ? u"\" *"_s : u"\""_s);
        QString& to = term.without ? without : wanted;
        if (!to.isEmpty())
            to += term.without ? u" OR "_s : u" AND "_s;
        to += one;
    }
    if (wanted.isEmpty() || without.isEmpty())
        return wanted;
    return u"(%1) NOT (%2)"_s.arg(wanted, without);
}

QString apart(const QString& text)
{
    const auto dense = [](QChar c) { return c.unicode() >= 0x2e80; };
    if (std::none_of(text.cbegin(), text.cend(), dense))
        return text;
    QString out;
    out.reserve(text.size() * 2);
    for (qsizetype i = 0; i < text.size();) {
        const Letter letter = letterAt(text, i);
        const QStringView unit = QStringView(text).sliced(i, letter.length);
        if (standsApart(letter.code))
            out.append(u' ').append(unit).append(u' ');
        else
            out.append(unit);
        i += letter.length;
    }
    return out;
}

std::vector<TextSpan> marks(QStringView text, const std::vector<Term>& terms, size_t most)
{
    const std::vector<Wanted> wanted = wantedOf(terms);
    const QString plain = folded(text);
    const std::vector<TextSpan> words = tokens(text);
    std::vector<TextSpan> found;
    for (size_t i = 0; i < words.size() && found.size() < most;) {
        size_t taken = 0;
        for (const Wanted& one : wanted) {
            if (one.words.size() > taken && stands(one, plain, words, i))
                taken = one.words.size();
        }
        if (taken > 0) {
            const TextSpan& last = words[i + taken - 1];
            found.push_back({words[i].start, last.start + last.length - words[i].start});
        }
        i += std::max<size_t>(taken, 1);
    }
    return found;
}

Snippet snippet(const QString& text, const std::vector<Term>& terms, qsizetype width)
{
    constexpr size_t mostMarks = 64;
    const std::vector<TextSpan> all = marks(text, terms, mostMarks);
    Snippet made;
    qsizetype from = 0;
    if (!all.empty()) {
        made.word = text.sliced(all[0].start, all[0].length);
        from = std::max<qsizetype>(0, all[0].start - width / 4);
        // It begins with a whole word, if there is one near.
        for (qsizetype i = from; from > 0 && i < all[0].start; ++i) {
            if (text[i].isSpace()) {
                from = i + 1;
                break;
            }
        }
    }
    if (from < text.size() && text[from].isLowSurrogate())
        ++from;
    if (from > 0)
        made.text += u'…';
    size_t next = 0;
    qsizetype start = -1;
    qsizetype i = from;
    for (; i < text.size() && made.text.size() < width; ++i) {
        if (next < all.size() && i == all[next].start)
            start = made.text.size();
        const bool blank = text[i].isSpace() || text[i].category() == QChar::Other_Control;
        if (!blank)
            made.text += text[i];
        else if (!made.text.isEmpty() && !made.text.endsWith(u' '))
            made.text += u' ';
        if (next < all.size() && i + 1 == all[next].start + all[next].length) {
            if (start >= 0)
                made.marks.push_back({start, made.text.size() - start});
            start = -1;
            ++next;
        }
    }
    if (start >= 0)
        made.marks.push_back({start, made.text.size() - start});
    if (i < text.size()) {
        if (made.text.endsWith(u' '))
            made.text.chop(1);
        else if (text[i - 1].isHighSurrogate())
            made.text.chop(1);
        made.text += u'…';
    }
    return made;
}

} // namespace headgate::searchwords

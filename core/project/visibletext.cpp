// SPDX-License-Identifier: MIT
#include "core/project/visibletext.h"

#include <QChar>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** From here on blanks are more likely to hide something than to indent it. */
constexpr qsizetype longBlank = 40;

bool isFiller(char32_t c)
{
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800
        || c == 0x3164 || c == 0xFFA0 || (c >= 0x180B && c <= 0x180F);
}

bool isVariationSelector(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

struct Reader
{
    QStringView text;
    qsizetype at = 0;

    char32_t next()
    {
        const QChar high = text[at++];
        if (high.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
            return QChar::surrogateToUcs4(high, text[at++]);
        return high.unicode();
    }
};

void put(VisibleText& out, const QString& shown, qsizetype source)
{
    out.source.insert(out.source.end(), size_t(shown.size()), source);
    out.text += shown;
}

void putChip(VisibleText& out, const QString& chip, qsizetype source, char32_t code)
{
    out.hidden.push_back({out.text.size(), chip.size(), source, code});
    put(out, chip, source);
}

} // namespace

bool isHiddenCharacter(char32_t c)
{
    if (c == U'\n' || c == U'\t' || c == U' ')
        return false;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isFiller(c) || isVariationSelector(c);
    }
}

QString hiddenCharacterName(char32_t c)
{
    struct Named
    {
        char32_t code;
        const char16_t* name;
    };
    static constexpr Named names[] = {{0x0000, u"null"}, {0x0008, u"backspace"},
        {0x000D, u"carriage return"}, {0x001B, u"escape"}, {0x007F, u"delete"},
        {0x00A0, u"no-break space"}, {0x00AD, u"soft hyphen"}, {0x061C, u"Arabic letter mark"},
        {0x200B, u"zero width space"}, {0x200C, u"zero width non-joiner"},
        {0x200D, u"zero width joiner"}, {0x200E, u"left-to-right mark"},
        {0x200F, u"right-to-left mark"}, {0x2028, u"line separator"},
        {0x2029, u"paragraph separator"}, {0x202A, u"left-to-right embedding"},
        {0x202B, u"right-to-left embedding"}, {0x202C, u"pop directional formatting"},
        {0x202D, u"left-to-right override"}, {0x202E, u"right-to-left override"},
        {0x2060, u"word joiner"}, {0x2066, u"left-to-right isolate"},
        {0x2067, u"right-to-left isolate"}, {0x2068, u"first strong isolate"},
        {0x2069, u"pop directional isolate"}, {0xFEFF, u"byte order mark"}};
    const auto* it = std::ranges::find(names, c, &Named::code);
    if (it != std::end(names))
        return QString::fromUtf16(it->name);
    if (c >= 0xE0000 && c <= 0xE007F)
        return u"invisible tag"_s;
    if (isVariationSelector(c))
        return u"variation selector"_s;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
        return u"control character"_s;
    case QChar::Separator_Space:
        return u"unusual space"_s;
    case QChar::Other_Surrogate:
        return u"broken character"_s;
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return u"unassigned character"_s;
    default:
        return u"invisible character"_s;
    }
}

VisibleText makeVisible(QStringView original)
{
    VisibleText out;
    out.text.reserve(original.size());
    out.source.reserve(size_t(original.size()) + 1);
    Reader reader{original};
    char32_t before = 0;
    while (reader.at < original.size()) {
        const qsizetype at = reader.at;
        if (original[at] == u' ') {
            qsizetype end = at;
            while (end < original.size() && original[end] == u' ')
                ++end;
            if (end - at >= longBlank) {
                putChip(out, u"%1 spaces"_s.arg(end - at), at, 0);
                reader.at = end;
                before = U' ';
                continue;
            }
        }
        const char32_t c = reader.next();
        // The emoji form of a symbol is what everybody's keyboard writes.
        const bool emoji = c == 0xFE0F && before > 0x2000 && !isHiddenCharacter(before);
        if (isHiddenCharacter(c) && !emoji) {
            putChip(out, u"U+%1"_s.arg(QString::number(c, 16).toUpper(), 4, u'0'), at, c);
        } else {
            for (qsizetype i = at; i < reader.at; ++i)
                put(out, QString(original[i]), i);
        }
        before = c;
    }
    out.source.push_back(original.size());
    return out;
}

QString VisibleText::exact(QStringView original, qsizetype from, qsizetype to) const
{
    const auto last = qsizetype(source.size()) - 1;
    const qsizetype begin = source[size_t(std::clamp<qsizetype>(from, 0, last))];
    to = std::clamp<qsizetype>(to, 0, last);
    qsizetype end = source[size_t(to)];
    // A selection that ends inside a chip takes the whole character.
    if (to > 0 && to < last && source[size_t(to - 1)] == end) {
        while (to < last && source[size_t(to)] == end)
            ++to;
        end = source[size_t(to)];
    }
    return original.mid(begin, end - begin).toString();
}

} // namespace headgate

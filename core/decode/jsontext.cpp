// SPDX-License-Identifier: MIT
#include "core/decode/jsontext.h"

#include <array>
#include <bit>
#include <bitset>
#include <cstring>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

enum Kind : quint8 { Plain = 0, Space = 1, Digit = 2, Special = 4 };

constexpr std::array<quint8, 256> kinds = [] {
    std::array<quint8, 256> table{};
    for (const unsigned char c : {' ', '\t', '\r', '\n'})
        table[c] = Space;
    for (unsigned c = '0'; c <= '9'; ++c)
        table[c] = Digit;
    // What ends the fast run through a string.
    for (unsigned c = 0; c < 0x20; ++c)
        table[c] |= Special;
    for (unsigned c = 0x80; c < 0x100; ++c)
        table[c] |= Special;
    table['"'] = Special;
    table['\\'] = Special;
    return table;
}();

constexpr quint64 everyByte = 0x0101010101010101ULL;
constexpr quint64 highBits = 0x8080808080808080ULL;

/** High bits of the bytes that are zero, at least up to and including the first one. */
constexpr quint64 zeroBytes(quint64 word)
{
    return (word - everyByte) & ~word & highBits;
}

/** The same for bytes that a string cannot run over: control, quote, backslash, beyond ASCII. */
constexpr quint64 specialBytes(quint64 word)
{
    const quint64 control = (word - everyByte * 0x20) & ~word & highBits;
    return control | zeroBytes(word ^ (everyByte * '"')) | zeroBytes(word ^ (everyByte * '\\'))
        | (word & highBits);
}

/** One pass over one text, without recursion. */
class Scanner
{
public:
    Scanner(QByteArrayView text, JsonItems* items, std::vector<JsonMember>* members = nullptr)
        : m_begin(text.data())
        , m_at(text.data())
        , m_end(text.data() + text.size())
        , m_items(items)
        , m_members(members)
    {
    }

    Outcome run()
    {
        if (scan())
            return std::monostate();
        return Issue{Issue::Code::BadFrame, {},
            {u"not JSON at byte %1: %2"_s.arg(m_at - m_begin).arg(QLatin1StringView(m_reason))}};
    }

private:
    bool fail(const char* reason)
    {
        m_reason = reason;
        return false;
    }
    bool is(Kind kind) const { return m_at < m_end && (kinds[quint8(*m_at)] & kind); }
    bool take(char c)
    {
        if (m_at >= m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    void skipSpace()
    {
        while (is(Space))
            ++m_at;
    }

    bool scan();
    bool open(char bracket);
    bool afterValue(bool& more);
    bool key();
    bool scalar();
    bool string();
    bool escape();
    bool multibyte();
    bool number();
    bool digits();
    bool word(QByteArrayView wanted);
    void beginItem();
    void endItem();

    const char* const m_begin;
    const char* m_at;
    const char* const m_end;
    JsonItems* const m_items;
    std::vector<JsonMember>* const m_members;
    const char* m_reason = "";
    const char* m_itemBegin = nullptr;
    int m_depth = 0;
    std::bitset<maxJsonDepth + 1> m_isObject;
};

void Scanner::beginItem()
{
    if (m_items && m_depth == int(m_items->isArray))
        m_itemBegin = m_at;
    else if (m_members && m_depth == 1)
        m_itemBegin = m_at;
}

void Scanner::endItem()
{
    if (m_items && m_depth == int(m_items->isArray))
        m_items->items.emplace_back(m_itemBegin, m_at - m_itemBegin);
    else if (m_members && m_depth == 1)
        m_members->back().value = {m_itemBegin, m_at - m_itemBegin};
}

bool Scanner::scan()
{
    skipSpace();
    if (m_items)
        m_items->isArray = m_at < m_end && *m_at == '[';
    if (m_members && (m_at >= m_end || *m_at != '{'))
        return fail("this is no object");
    for (bool more = true; more;) {
        beginItem();
        if (m_at >= m_end)
            return fail("it ends too early");
        if (*m_at == '{' || *m_at == '[') {
            if (!open(*m_at))
                return false;
            // What was opened may have been closed at once.
            if (m_at[-1] != '}' && m_at[-1] != ']')
                continue;
        } else if (!scalar()) {
            return false;
        }
        if (!afterValue(more))
            return false;
    }
    return m_at == m_end || fail("something follows the value");
}

/** Past the bracket, and past the first key of an object; past an empty one altogether. */
bool Scanner::open(char bracket)
{
    if (m_depth == maxJsonDepth)
        return fail("it is nested too deeply");
    ++m_at;
    skipSpace();
    if (take(bracket == '{' ? '}' : ']'))
        return true;
    ++m_depth;
    m_isObject.set(size_t(m_depth), bracket == '{');
    return bracket != '{' || key();
}

/** Closes what ends here; stands before the next value if there is `more`. */
bool Scanner::afterValue(bool& more)
{
    while (true) {
        endItem();
        skipSpace();
        if (m_depth == 0) {
            more = false;
            return true;
        }
        const bool object = m_isObject[size_t(m_depth)];
        if (take(',')) {
            skipSpace();
            return !object || key();
        }
        if (!take(object ? '}' : ']'))
            return fail(object ? "a comma or } is missing" : "a comma or ] is missing");
        --m_depth;
    }
}

bool Scanner::key()
{
    if (m_at >= m_end || *m_at != '"')
        return fail("a key is missing");
    const char* const begin = m_at + 1;
    if (!string())
        return false;
    if (m_members && m_depth == 1)
        m_members->push_back({{begin, m_at - 1 - begin}, {}});
    skipSpace();
    if (!take(':'))
        return fail("a colon is missing");
    skipSpace();
    return true;
}

bool Scanner::scalar()
{
    switch (*m_at) {
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool Scanner::word(QByteArrayView wanted)
{
    if (m_end - m_at < wanted.size()
        || std::memcmp(m_at, wanted.data(), size_t(wanted.size())) != 0)
        return fail("this is no value");
    m_at += wanted.size();
    return true;
}

bool Scanner::digits()
{
    if (!is(Digit))
        return fail("a digit is missing");
    while (is(Digit))
        ++m_at;
    return true;
}

bool Scanner::number()
{
    const bool negative = take('-');
    if (!negative && !is(Digit))
        return fail("this is no value");
    if (take('0')) {
        if (is(Digit))
            return fail("a number begins with 0");
    } else if (!digits()) {
        return false;
    }
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        return digits();
    }
    return true;
}

bool Scanner::string()
{
    ++m_at;
    while (true) {
        while (m_end - m_at >= 8) {
            quint64 bytes;
            std::memcpy(&bytes, m_at, sizeof bytes);
            const quint64 special = specialBytes(bytes);
            if (special == 0) {
                m_at += 8;
                continue;
            }
            // Borrows make marks above the first one unreliable, never the first one itself.
            if constexpr (std::endian::native == std::endian::little)
                m_at += std::countr_zero(special) / 8;
            break;
        }
        while (m_at < m_end && !(kinds[quint8(*m_at)] & Special))
            ++m_at;
        if (m_at >= m_end)
            return fail("a string does not end");
        const auto byte = quint8(*m_at);
        if (byte == '"') {
            ++m_at;
            return true;
        }
        if (byte < 0x20)
            return fail("a control character stands in a string");
        if (byte == '\\' ? !escape() : !multibyte())
            return false;
    }
}

bool Scanner::escape()
{
    ++m_at;
    if (m_at >= m_end)
        return fail("a string does not end");
    if (*m_at != 'u') {
        if (!std::strchr("\"\\/bfnrt", *m_at) || *m_at == '\0')
            return fail("this escape does not exist");
        ++m_at;
        return true;
    }
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (m_at >= m_end
            || !(is(Digit) || (*m_at >= 'a' && *m_at <= 'f') || (*m_at >= 'A' && *m_at <= 'F')))
            return fail("four hexadecimal digits are missing");
    }
    return true;
}

/** One character beyond ASCII: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool Scanner::multibyte()
{
    const auto first = quint8(*m_at);
    const int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || m_end - m_at < length)
        return fail("it is not UTF-8");
    const auto second = quint8(m_at[1]);
    const quint8 low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const quint8 high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high)
        return fail("it is not UTF-8");
    for (int i = 2; i < length; ++i) {
        if ((quint8(m_at[i]) & 0xc0) != 0x80)
            return fail("it is not UTF-8");
    }
    m_at += length;
    return true;
}

} // namespace

Expected<JsonItems> splitArray(QByteArrayView text)
{
    JsonItems items;
    if (const Outcome done = Scanner(text, &items).run(); !done)
        return done.error();
    return items;
}

Outcome splitObject(QByteArrayView text, std::vector<JsonMember>& into)
{
    into.clear();
    return Scanner(text, nullptr, &into).run();
}

Outcome checkJson(QByteArrayView text)
{
    return Scanner(text, nullptr).run();
}

} // namespace headgate

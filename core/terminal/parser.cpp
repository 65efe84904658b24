// SPDX-License-Identifier: MIT
#include "core/terminal/parser.h"

#include <algorithm>

namespace headgate::terminal {

namespace {

constexpr uchar escapeByte = 0x1B;
constexpr uchar deleteByte = 0x7F;
constexpr char32_t replacement = 0xFFFD;

bool isPrintableAscii(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

} // namespace

void Parser::feed(QByteArrayView bytes, Sink& sink)
{
    const char* at = bytes.begin();
    while (at != bytes.end()) {
        if (m_state == State::Ground && m_missing == 0 && isPrintableAscii(*at)) {
            const char* end = std::find_if_not(at, bytes.end(), isPrintableAscii);
            sink.printAscii({at, end});
            at = end;
            continue;
        }
        const auto byte = uchar(*at++);
        if (anywhere(byte, sink))
            continue;
        switch (m_state) {
        case State::Ground:
            ground(byte, sink);
            break;
        case State::Escape:
        case State::EscapeIntermediate:
            escape(byte, sink);
            break;
        case State::CsiEntry:
        case State::CsiNumber:
            csi(byte, sink);
            break;
        case State::CsiIntermediate:
        case State::CsiIgnore:
            csiIntermediate(byte, sink);
            break;
        case State::OscString:
        case State::String:
            string(byte);
            break;
        }
    }
}

/** What counts in every state: ESC begins anew, CAN and SUB break off, controls inside of a
 * sequence are carried out at once. */
bool Parser::anywhere(uchar byte, Sink& sink)
{
    if (byte >= 0x20)
        return false;
    if (byte == escapeByte || byte == 0x18 || byte == 0x1A) {
        endMultibyte(sink);
        m_state = byte == escapeByte ? State::Escape : State::Ground;
        m_intermediate = 0;
        return true;
    }
    if (m_state == State::OscString || m_state == State::String)
        return false;
    endMultibyte(sink);
    sink.control(char(byte));
    return true;
}

void Parser::ground(uchar byte, Sink& sink)
{
    if (m_missing > 0) {
        multibyte(byte, sink);
        return;
    }
    if (byte >= 0x80)
        beginMultibyte(byte, sink);
    else if (byte != deleteByte)
        sink.printAscii({reinterpret_cast<const char*>(&byte), 1});
}

void Parser::multibyte(uchar byte, Sink& sink)
{
    if (byte < m_least || byte > m_most) {
        endMultibyte(sink);
        ground(byte, sink);
        return;
    }
    m_code = m_code << 6 | (byte & 0x3F);
    m_least = 0x80;
    m_most = 0xBF;
    if (--m_missing == 0 && m_code >= 0xA0)
        sink.print(m_code);
}

/** The second byte's bounds keep out what is written too long, surrogates and what lies behind
 * U+10FFFF. */
void Parser::beginMultibyte(uchar byte, Sink& sink)
{
    if (byte < 0xC2 || byte > 0xF4) {
        sink.print(replacement);
        return;
    }
    m_missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    m_code = byte & (0x3FU >> m_missing);
    m_least = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    m_most = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
}

void Parser::endMultibyte(Sink& sink)
{
    if (m_missing > 0)
        sink.print(replacement);
    m_missing = 0;
    m_least = 0x80;
    m_most = 0xBF;
}

void Parser::escape(uchar byte, Sink& sink)
{
    if (byte >= deleteByte)
        return;
    if (byte < 0x30) {
        m_intermediate = char(byte);
        m_state = State::EscapeIntermediate;
        return;
    }
    if (m_state == State::Escape) {
        switch (byte) {
        case '[':
            m_csi = {};
            m_state = State::CsiEntry;
            return;
        case ']':
            m_skipped = 0;
            m_state = State::OscString;
            return;
        case 'P':
        case 'X':
        case '^':
        case '_':
        case 'k': // a title, as screen and tmux have it
            m_skipped = 0;
            m_state = State::String;
            return;
        default:
            break;
        }
    }
    m_state = State::Ground;
    sink.escape(m_intermediate, char(byte));
}

void Parser::csi(uchar byte, Sink& sink)
{
    if (byte >= deleteByte)
        return;
    if (byte >= '0' && byte <= ';') {
        number(byte);
        m_state = State::CsiNumber;
    } else if (byte >= '<' && byte <= '?') {
        if (m_state == State::CsiEntry)
            m_csi.prefix = char(byte);
        m_state = m_state == State::CsiEntry ? State::CsiNumber : State::CsiIgnore;
    } else {
        csiIntermediate(byte, sink);
    }
}

void Parser::csiIntermediate(uchar byte, Sink& sink)
{
    if (byte >= deleteByte)
        return;
    if (byte >= 0x40) {
        dispatch(byte, sink);
    } else if (m_state == State::CsiIgnore) {
        return;
    } else if (byte < 0x30) {
        m_csi.intermediate = char(byte);
        m_state = State::CsiIntermediate;
    } else {
        m_state = State::CsiIgnore;
    }
}

void Parser::number(uchar byte)
{
    if (m_csi.count == 0) {
        m_csi.count = 1;
        m_csi.numbers[0] = -1;
    }
    if (m_csi.count > Csi::mostNumbers)
        return;
    if (byte == ';' || byte == ':') {
        if (++m_csi.count <= Csi::mostNumbers) {
            m_csi.numbers[size_t(m_csi.count - 1)] = -1;
            m_csi.attached[size_t(m_csi.count - 1)] = byte == ':';
        }
        return;
    }
    int& value = m_csi.numbers[size_t(m_csi.count - 1)];
    value = std::min(std::max(value, 0) * 10 + (byte - '0'), Csi::largest);
}

void Parser::dispatch(uchar byte, Sink& sink)
{
    const bool ignored = m_state == State::CsiIgnore;
    m_state = State::Ground;
    if (ignored)
        return;
    m_csi.count = std::min(m_csi.count, Csi::mostNumbers);
    m_csi.final = char(byte);
    sink.csi(m_csi);
}

void Parser::string(uchar byte)
{
    if ((byte == 0x07 && m_state == State::OscString) || ++m_skipped >= longestString)
        m_state = State::Ground;
}

} // namespace headgate::terminal

// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <array>

namespace headgate::terminal {

/** A control sequence: CSI, its prefix, numbers, intermediates and final byte. */
struct Csi
{
    static constexpr int mostNumbers = 32; ///< more are ignored
    static constexpr int largest = 65'535; ///< of a number; greater ones become it

    char prefix = 0; ///< one of < = > ?; 0: none
    char intermediate = 0; ///< the last of them; 0: none
    char final = 0;
    int count = 0; ///< of numbers, empty ones counted
    std::array<int, mostNumbers> numbers{}; ///< -1: left empty
    std::array<bool, mostNumbers> attached{}; ///< by a colon to the number before

    /** The number at a place, or another if it is not there, empty or 0. */
    int at(int place, int otherwise) const
    {
        return place < count && numbers[size_t(place)] > 0 ? numbers[size_t(place)] : otherwise;
    }
};

/** What a stream of bytes says, piece by piece. */
class Sink
{
public:
    virtual ~Sink() = default;
    /** Printable ASCII, at least one character. */
    virtual void printAscii(QByteArrayView text) = 0;
    /** A character outside ASCII and C1; what is not UTF-8 comes as U+FFFD. */
    virtual void print(char32_t code) = 0;
    virtual void control(char code) = 0; ///< C0
    virtual void escape(char intermediate, char final) = 0;
    virtual void csi(const Csi& sequence) = 0;
};

/**
 * The state machine of DEC's terminals as Paul Williams drew it, reading UTF-8. Bytes in, calls
 * out; input may be cut anywhere. OSC, DCS, SOS, PM and APC strings are skipped and never kept, so
 * that titles, clipboards, links, images and queries in them reach nobody. 8-bit controls are not
 * recognised, as they cannot be told from text.
 */
class Parser
{
public:
    /** A string that has not ended after so many bytes ends by itself, else it would hide all that
     * follows. */
    static constexpr qsizetype longestString = 1024 * 1024;

    void feed(QByteArrayView bytes, Sink& sink);

private:
    enum class State : quint8 {
        Ground,
        Escape,
        EscapeIntermediate,
        CsiEntry,
        CsiNumber,
        CsiIntermediate,
        CsiIgnore,
        OscString,
        String
    };

    bool anywhere(uchar byte, Sink& sink);
    void ground(uchar byte, Sink& sink);
    void multibyte(uchar byte, Sink& sink);
    void beginMultibyte(uchar byte, Sink& sink);
    void endMultibyte(Sink& sink);
    void escape(uchar byte, Sink& sink);
    void csi(uchar byte, Sink& sink);
    void csiIntermediate(uchar byte, Sink& sink);
    void number(uchar byte);
    void dispatch(uchar byte, Sink& sink);
    void string(uchar byte);

    State m_state = State::Ground;
    char m_intermediate = 0;
    Csi m_csi;
    qsizetype m_skipped = 0; ///< bytes of the string
    char32_t m_code = 0; ///< of the character that is being read
    int m_missing = 0; ///< bytes of it
    uchar m_least = 0x80; ///< its next byte lies between these two
    uchar m_most = 0xBF;
};

} // namespace headgate::terminal

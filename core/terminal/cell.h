// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <memory>
#include <vector>

namespace headgate::terminal {

/** A colour as a program asked for it: its ground's own, one of 256, or red, green and blue. */
class Colour
{
public:
    constexpr Colour() = default;
    static constexpr Colour indexed(int index) { return Colour(quint32(index & 0xFF) + 1); }
    static constexpr Colour rgb(int red, int green, int blue)
    {
        return Colour(0x1000000U | quint32(red & 0xFF) << 16 | quint32(green & 0xFF) << 8
            | quint32(blue & 0xFF));
    }
    /** From bits(); 25 of them. */
    static constexpr Colour fromBits(quint32 bits) { return Colour(bits); }

    constexpr bool isDefault() const { return m_bits == 0; }
    constexpr bool isRgb() const { return (m_bits & 0x1000000U) != 0; }
    constexpr int index() const { return int(m_bits) - 1; } ///< of an indexed one
    constexpr quint32 value() const { return m_bits & 0xFFFFFFU; } ///< 0xRRGGBB of the others
    constexpr quint32 bits() const { return m_bits; }
    friend constexpr bool operator==(Colour, Colour) = default;

private:
    explicit constexpr Colour(quint32 bits)
        : m_bits(bits)
    {
    }

    quint32 m_bits = 0;
};

enum class Underline : quint8 { None, Single, Double, Curly, Dotted, Dashed };

/** Colours and attributes of a cell, in one word: runs are found by one comparison. */
class Style
{
public:
    enum Flag : quint64 {
        Bold = 1,
        Faint = 2,
        Italic = 4,
        Blink = 8,
        Reverse = 16,
        Conceal = 32,
        Strike = 64,
        Overline = 128,
    };

    constexpr bool has(Flag flag) const { return (m_bits & flag) != 0; }
    constexpr void set(Flag flag, bool on)
    {
        m_bits = on ? m_bits | flag : m_bits & ~quint64(flag);
    }
    constexpr Underline underline() const { return Underline(m_bits >> 8 & 7); }
    constexpr void setUnderline(Underline underline)
    {
        m_bits = (m_bits & ~(quint64(7) << 8)) | quint64(underline) << 8;
    }
    constexpr Colour foreground() const { return colourAt(foregroundShift); }
    constexpr Colour background() const { return colourAt(backgroundShift); }
    constexpr void setForeground(Colour colour) { setColour(foregroundShift, colour); }
    constexpr void setBackground(Colour colour) { setColour(backgroundShift, colour); }
    /** What an erased cell keeps: the ground that was set. */
    constexpr Style ground() const
    {
        Style plain;
        plain.setBackground(background());
        return plain;
    }
    friend constexpr bool operator==(Style, Style) = default;

private:
    static constexpr int foregroundShift = 11;
    static constexpr int backgroundShift = 36;

    constexpr Colour colourAt(int shift) const
    {
        return Colour::fromBits(quint32(m_bits >> shift & 0x1FFFFFF));
    }
    constexpr void setColour(int shift, Colour colour)
    {
        m_bits = (m_bits & ~(quint64(0x1FFFFFF) << shift)) | quint64(colour.bits()) << shift;
    }

    quint64 m_bits = 0;
};

/**
 * One place of the grid: a character with at most two marks on it, or the right half of a wide one,
 * or nothing. Sixteen bytes, so that a screen is copied in one go.
 */
class Cell
{
public:
    constexpr Cell() = default;
    constexpr Cell(char32_t character, Style look, bool wide = false)
        : style(look)
        , m_text(quint64(character) | (wide ? wideBit : 0))
    {
    }
    static constexpr Cell rightHalf(Style look) { return {tailCode, look}; }
    static constexpr Cell erased(Style look) { return {0, look}; }

    Style style;

    constexpr char32_t code() const { return char32_t(m_text & codeMask); } ///< 0: erased
    constexpr bool isErased() const { return m_text == 0; }
    constexpr bool isWide() const { return (m_text & wideBit) != 0; }
    constexpr bool isRightHalf() const { return code() == tailCode; }
    constexpr bool hasMarks() const { return (m_text & ~wideBit) >> 21 != 0; }

    /** A third mark is dropped. */
    constexpr void addMark(char32_t mark)
    {
        for (const int shift : {21, 42}) {
            if ((m_text >> shift & codeMask) == 0) {
                m_text |= quint64(mark) << shift;
                return;
            }
        }
    }

    /** Nothing for a right half, a space for an erased cell. */
    void appendTo(QString& text) const
    {
        if (isRightHalf())
            return;
        if (isErased()) {
            text += u' ';
            return;
        }
        for (const int shift : {0, 21, 42}) {
            if (const auto one = char32_t(m_text >> shift & codeMask))
                text += QChar::fromUcs4(one);
        }
    }

    friend constexpr bool operator==(const Cell&, const Cell&) = default;

private:
    static constexpr quint64 codeMask = 0x1FFFFF;
    static constexpr quint64 wideBit = quint64(1) << 63;
    static constexpr char32_t tailCode = 0x110000; ///< no character has it

    quint64 m_text = 0;
};

/** A row of cells; those behind the last one are erased. */
struct Row
{
    std::vector<Cell> cells;
    bool wrapped = false; ///< its text goes on in the next row
    friend bool operator==(const Row&, const Row&) = default;
};

using RowPtr = std::shared_ptr<const Row>;

} // namespace headgate::terminal

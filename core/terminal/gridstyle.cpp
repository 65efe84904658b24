// SPDX-License-Identifier: MIT
// SGR: colours and attributes, with colons or semicolons between the numbers of a colour.
#include "core/terminal/grid.h"

#include <algorithm>
#include <optional>

namespace headgate::terminal {

namespace {

/** The colour behind a 38, 48 or 58 at `at`, which is moved to the last number that belongs to it;
 * nothing if it is none. */
std::optional<Colour> colourBehind(const Csi& csi, int& at)
{
    const auto number = [&csi](int place) { return std::clamp(csi.at(place, 0), 0, 255); };
    int end = at + 1; // behind the numbers that colons attach
    while (end < csi.count && csi.attached[size_t(end)])
        ++end;
    const bool colons = end > at + 1;
    const int kind = csi.at(at + 1, 0);
    const int first = at + 2;
    const int available = (colons ? end : csi.count) - first;
    at = colons ? end - 1 : at + 1;
    if (kind == 5 && available >= 1) {
        at = std::max(at, first);
        return Colour::indexed(number(first));
    }
    if (kind == 2 && available >= 3) {
        // 38:2:<space>:r:g:b names a colour space first.
        const int red = colons && available >= 4 ? first + 1 : first;
        at = std::max(at, red + 2);
        return Colour::rgb(number(red), number(red + 1), number(red + 2));
    }
    return {};
}

void setAttribute(Style& style, int number)
{
    switch (number) {
    case 1:
        style.set(Style::Bold, true);
        break;
    case 2:
        style.set(Style::Faint, true);
        break;
    case 3:
    case 23:
        style.set(Style::Italic, number == 3);
        break;
    case 4:
    case 24:
        style.setUnderline(number == 4 ? Underline::Single : Underline::None);
        break;
    case 21:
        style.setUnderline(Underline::Double);
        break;
    case 5:
    case 6:
    case 25:
        style.set(Style::Blink, number != 25);
        break;
    case 7:
    case 27:
        style.set(Style::Reverse, number == 7);
        break;
    case 8:
    case 28:
        style.set(Style::Conceal, number == 8);
        break;
    case 9:
    case 29:
        style.set(Style::Strike, number == 9);
        break;
    case 22:
        style.set(Style::Bold, false);
        style.set(Style::Faint, false);
        break;
    case 53:
    case 55:
        style.set(Style::Overline, number == 53);
        break;
    default:
        break;
    }
}

/** The sixteen that have numbers of their own, and the ground's. */
void setNamedColour(Style& style, int number)
{
    if (number == 39)
        style.setForeground({});
    else if (number == 49)
        style.setBackground({});
    else if (number >= 30 && number <= 37)
        style.setForeground(Colour::indexed(number - 30));
    else if (number >= 40 && number <= 47)
        style.setBackground(Colour::indexed(number - 40));
    else if (number >= 90 && number <= 97)
        style.setForeground(Colour::indexed(number - 90 + 8));
    else if (number >= 100 && number <= 107)
        style.setBackground(Colour::indexed(number - 100 + 8));
}

} // namespace

void Grid::setStyle(const Csi& csi)
{
    Style& style = m_cursor.style;
    if (csi.count == 0)
        style = {};
    for (int i = 0; i < csi.count; ++i) {
        const int number = csi.at(i, 0);
        if (number == 38 || number == 48 || number == 58) {
            const auto colour = colourBehind(csi, i);
            if (colour && number == 38)
                style.setForeground(*colour);
            else if (colour && number == 48)
                style.setBackground(*colour);
            continue;
        }
        if (number == 0) {
            style = {};
        } else if (number == 4 && i + 1 < csi.count && csi.attached[size_t(i) + 1]) {
            style.setUnderline(Underline(std::min(csi.at(i + 1, 0), 5)));
        } else {
            setAttribute(style, number);
            setNamedColour(style, number);
        }
        while (i + 1 < csi.count && csi.attached[size_t(i) + 1])
            ++i;
    }
}

} // namespace headgate::terminal

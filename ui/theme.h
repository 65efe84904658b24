// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace headgate::theme {

/** Every colour of the program, by role. The only place where a colour is written is theme.cpp. */
struct Tokens
{
    QColor bg; ///< transcript
    QColor panel; ///< side, inspector, bars
    QColor surface; ///< cards, inputs, selection
    QColor line; ///< 1 px borders
    QColor text;
    QColor muted;
    QColor faint;
    QColor accent; ///< live, selection, links, the one main action of a view
    QColor accentSoft;
    QColor onAccent; ///< text on a filled accent
    QColor amber; ///< waiting for a person, and nothing else
    QColor amberSoft;
    QColor red; ///< failed, destructive, removed lines
    QColor redSoft;
    QColor green; ///< done, proven, added lines
    QColor greenSoft;
    QColor violet; ///< other people
    QColor code; ///< ground of code, commands, payloads
    QColor hover; ///< ground under the pointer
    QColor pressed;
    bool dark = false;
    bool contrast = false; ///< no ground is told from another by its shade alone
};

enum class Scheme { Light, Dark, ContrastLight, ContrastDark };

Tokens tokensOf(Scheme scheme);

/** The tokens in force. UI thread. */
const Tokens& tokens();
void setScheme(Scheme scheme);
QPalette palette(const Tokens& tokens);

/** One of the 256 colours a program in a terminal can name, on the ground of the scheme in force.
 */
QColor terminalColour(int index);

/** Of words that the person wants to stand out, by tone (see ui/models/highlights.h): the ground
 * below them, which is clear in high contrast, and the line below that. */
QColor highlightGround(int tone);
QColor highlightLine(int tone);

/** Sizes in px of 100 % (ui/typography.h); fractional sizes are exact at 96 dpi. */
inline constexpr double interfaceSize = 13;
inline constexpr double transcriptSize = 14;
inline constexpr double smallSize = 11.5;
inline constexpr double codeSize = 12;
inline constexpr double titleSize = 15;

/** The person's choice of families; empty, or not installed: ours. See Typography, which tells what
 * is on the screen. */
void setFamilies(const QString& interface, const QString& code);
/** Inter if installed, else the system's; unless the person chose another. */
QFont uiFont(double px = interfaceSize, QFont::Weight weight = QFont::Normal);
/** JetBrains Mono if installed, else the system's fixed font, or the person's. Ligatures are off:
 * `->` stays two characters. */
QFont monoFont(double px = codeSize, QFont::Weight weight = QFont::Normal);

} // namespace headgate::theme

namespace headgate {

/** One of the colours of the theme, by name. It outlives a change of theme. */
using TokenColour = QColor theme::Tokens::*;

} // namespace headgate

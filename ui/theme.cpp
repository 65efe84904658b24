// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <QFontDatabase>
#include <QHash>

namespace headgate::theme {

using namespace Qt::StringLiterals;

namespace {

constexpr Tokens light()
{
    return {
        .bg = QColor(0xFB, 0xFB, 0xFA),
        .panel = QColor(0xF4, 0xF4, 0xF1),
        .surface = QColor(0xFF, 0xFF, 0xFF),
        .line = QColor(0xE5, 0xE4, 0xDF),
        .text = QColor(0x1D, 0x1D, 0x1B),
        .muted = QColor(0x5C, 0x5C, 0x57),
        .faint = QColor(0x6E, 0x6D, 0x66),
        .accent = QColor(0x0B, 0x74, 0x80),
        .accentSoft = QColor(0xE1, 0xF1, 0xF2),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .amber = QColor(0x9A, 0x63, 0x00),
        .amberSoft = QColor(0xFC, 0xF1, 0xD9),
        .red = QColor(0xB9, 0x3A, 0x36),
        .redSoft = QColor(0xFB, 0xE8, 0xE6),
        .green = QColor(0x28, 0x73, 0x4C),
        .greenSoft = QColor(0xE3, 0xF3, 0xE9),
        .violet = QColor(0x5E, 0x50, 0xC4),
        .code = QColor(0xF6, 0xF6, 0xF3),
        .hover = QColor(0xEC, 0xEB, 0xE6),
        .pressed = QColor(0xE3, 0xE2, 0xDC),
        .dark = false,
        .contrast = false,
    };
}

constexpr Tokens dark()
{
    return {
        .bg = QColor(0x13, 0x14, 0x16),
        .panel = QColor(0x19, 0x1A, 0x1D),
        .surface = QColor(0x1F, 0x21, 0x25),
        .line = QColor(0x2D, 0x2F, 0x34),
        .text = QColor(0xEC, 0xEC, 0xE8),
        .muted = QColor(0xA8, 0xA9, 0xA7),
        .faint = QColor(0x8F, 0x91, 0x94),
        .accent = QColor(0x4C, 0xBD, 0xC9),
        .accentSoft = QColor(0x10, 0x34, 0x3A),
        .onAccent = QColor(0x0B, 0x1B, 0x1E),
        .amber = QColor(0xE3, 0xB4, 0x57),
        .amberSoft = QColor(0x38, 0x2C, 0x12),
        .red = QColor(0xF0, 0x83, 0x7B),
        .redSoft = QColor(0x3B, 0x1E, 0x1D),
        .green = QColor(0x63, 0xC4, 0x8F),
        .greenSoft = QColor(0x15, 0x32, 0x1F),
        .violet = QColor(0xA7, 0x9C, 0xF5),
        .code = QColor(0x17, 0x18, 0x1B),
        .hover = QColor(0x24, 0x26, 0x2A),
        .pressed = QColor(0x2B, 0x2D, 0x32),
        .dark = true,
        .contrast = false,
    };
}

/** For those who need it: every text keeps 7:1 on every ground, and no border is faint. */
constexpr Tokens contrastLight()
{
    return {
        .bg = QColor(0xFF, 0xFF, 0xFF),
        .panel = QColor(0xFF, 0xFF, 0xFF),
        .surface = QColor(0xFF, 0xFF, 0xFF),
        .line = QColor(0x59, 0x59, 0x59),
        .text = QColor(0x00, 0x00, 0x00),
        .muted = QColor(0x1F, 0x1F, 0x1F),
        .faint = QColor(0x3A, 0x3A, 0x3A),
        .accent = QColor(0x00, 0x47, 0x4F),
        .accentSoft = QColor(0xD2, 0xEE, 0xF0),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .amber = QColor(0x5C, 0x3B, 0x00),
        .amberSoft = QColor(0xFF, 0xEF, 0xC9),
        .red = QColor(0x8C, 0x0F, 0x0C),
        .redSoft = QColor(0xFF, 0xE3, 0xE0),
        .green = QColor(0x07, 0x47, 0x2A),
        .greenSoft = QColor(0xDB, 0xF4, 0xE5),
        .violet = QColor(0x3A, 0x2D, 0x8F),
        .code = QColor(0xF4, 0xF4, 0xF4),
        .hover = QColor(0xE4, 0xE4, 0xE4),
        .pressed = QColor(0xD2, 0xD2, 0xD2),
        .dark = false,
        .contrast = true,
    };
}

constexpr Tokens contrastDark()
{
    return {
        .bg = QColor(0x00, 0x00, 0x00),
        .panel = QColor(0x00, 0x00, 0x00),
        .surface = QColor(0x0C, 0x0C, 0x0C),
        .line = QColor(0xA0, 0xA0, 0xA0),
        .text = QColor(0xFF, 0xFF, 0xFF),
        .muted = QColor(0xEC, 0xEC, 0xEC),
        .faint = QColor(0xD2, 0xD2, 0xD2),
        .accent = QColor(0x7F, 0xE8, 0xF2),
        .accentSoft = QColor(0x06, 0x3A, 0x40),
        .onAccent = QColor(0x00, 0x00, 0x00),
        .amber = QColor(0xFF, 0xD4, 0x7A),
        .amberSoft = QColor(0x3A, 0x2A, 0x00),
        .red = QColor(0xFF, 0xB5, 0xAD),
        .redSoft = QColor(0x4A, 0x16, 0x13),
        .green = QColor(0x90, 0xED, 0xB9),
        .greenSoft = QColor(0x0A, 0x3A, 0x20),
        .violet = QColor(0xD0, 0xC8, 0xFF),
        .code = QColor(0x10, 0x10, 0x10),
        .hover = QColor(0x26, 0x26, 0x26),
        .pressed = QColor(0x36, 0x36, 0x36),
        .dark = true,
        .contrast = true,
    };
}

Tokens& current()
{
    static Tokens t = light();
    return t;
}

/** Looked up once: fontconfig answers anew each time, which took a fifth of a busy window's time.
 */
QFont family(const QString& preferred, QFontDatabase::SystemFont fallback)
{
    static QHash<QString, QFont> known;
    const auto it = known.constFind(preferred);
    if (it != known.cend())
        return *it;
    return *known.insert(preferred,
        QFontDatabase::hasFamily(preferred) ? QFont(preferred)
                                            : QFontDatabase::systemFont(fallback));
}

QString& chosenInterface()
{
    static QString family;
    return family;
}

QString& chosenCode()
{
    static QString family;
    return family;
}

QFont fontOf(
    const QString& preferred, QFontDatabase::SystemFont fallback, double px, QFont::Weight weight)
{
    QFont font = family(preferred, fallback);
    // pixelSize is an int; point sizes are exact for 11.5 px at Qt's logical 96 dpi.
    font.setPointSizeF(px * 72.0 / 96.0);
    font.setWeight(weight);
    // Full hinting changes advances (150.0 instead of 146.45 px for one sentence); None, Vertical
    // and Default agree.
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

} // namespace

Tokens tokensOf(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light:
        return light();
    case Scheme::Dark:
        return dark();
    case Scheme::ContrastLight:
        return contrastLight();
    case Scheme::ContrastDark:
        break;
    }
    return contrastDark();
}

const Tokens& tokens()
{
    return current();
}

void setScheme(Scheme scheme)
{
    current() = tokensOf(scheme);
}

QPalette palette(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.code);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.faint);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.red);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.violet);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.faint);
    p.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.faint);
    return p;
}

void setFamilies(const QString& interface, const QString& code)
{
    const auto installed = [](const QString& family) {
        return QFontDatabase::hasFamily(family) ? family : QString();
    };
    chosenInterface() = installed(interface);
    chosenCode() = installed(code);
}

QFont uiFont(double px, QFont::Weight weight)
{
    return fontOf(chosenInterface().isEmpty() ? u"Inter"_s : chosenInterface(),
        QFontDatabase::GeneralFont, px, weight);
}

QFont monoFont(double px, QFont::Weight weight)
{
    QFont font = fontOf(chosenCode().isEmpty() ? u"JetBrains Mono"_s : chosenCode(),
        QFontDatabase::FixedFont, px, weight);
    font.setStyleHint(QFont::Monospace);
    // JetBrains Mono and Inter join `->` and `!=`; only PreferNoShaping stops it (kerning and
    // letter spacing do not).
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

QColor highlightLine(int tone)
{
    const Tokens& t = tokens();
    switch (tone % 4) {
    case 0:
        return t.violet;
    case 1:
        return t.green;
    case 2:
        return t.red;
    default:
        return t.accent;
    }
}

QColor highlightGround(int tone)
{
    if (tokens().contrast)
        return Qt::transparent;
    QColor ground = highlightLine(tone);
    ground.setAlpha(40);
    return ground;
}

QColor terminalColour(int index)
{
    static constexpr QRgb onLight[] = {0x1D1D1B, 0xB93A36, 0x28734C, 0x8A5A00, 0x2457B8, 0x8A3FA8,
        0x0B7480, 0xC9C8C2, 0x6E6D66, 0xC9302B, 0x1E7D46, 0x9A6300, 0x2F6BE0, 0xA24BC4, 0x0A8494,
        0xFFFFFF};
    static constexpr QRgb onDark[] = {0x3A3C42, 0xF0837B, 0x63C48F, 0xE3B457, 0x7FA8F5, 0xC79CF0,
        0x4CBDC9, 0xD2D2CE, 0x8F9194, 0xFF9E97, 0x85DBAB, 0xF2CC80, 0xA3C1FA, 0xDDBDFA, 0x7AD5DF,
        0xFFFFFF};
    if (index < 16)
        return QColor(tokens().dark ? onDark[index & 15] : onLight[index & 15]);
    if (index >= 232) {
        const int grey = 8 + 10 * (index - 232);
        return {grey, grey, grey};
    }
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    const int cube = index - 16;
    return {level(cube / 36), level(cube / 6 % 6), level(cube % 6)};
}

} // namespace headgate::theme

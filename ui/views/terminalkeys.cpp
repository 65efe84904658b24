// SPDX-License-Identifier: MIT
#include "ui/views/terminalkeys.h"

#include <QKeyEvent>

#include <algorithm>
#include <iterator>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPaste = 1024 * 1024;

struct Key
{
    int key;
    char letter; ///< of CSI 1;m letter; 0: the number counts
    int number; ///< of CSI number;m ~
};

// Keys with a letter are SS3 where they have no modifier and the program asked for it.
constexpr Key keys[] = {
    {Qt::Key_Up, 'A', 0},
    {Qt::Key_Down, 'B', 0},
    {Qt::Key_Right, 'C', 0},
    {Qt::Key_Left, 'D', 0},
    {Qt::Key_Home, 'H', 0},
    {Qt::Key_End, 'F', 0},
    {Qt::Key_Insert, 0, 2},
    {Qt::Key_Delete, 0, 3},
    {Qt::Key_PageUp, 0, 5},
    {Qt::Key_PageDown, 0, 6},
    {Qt::Key_F1, 'P', 0},
    {Qt::Key_F2, 'Q', 0},
    {Qt::Key_F3, 'R', 0},
    {Qt::Key_F4, 'S', 0},
    {Qt::Key_F5, 0, 15},
    {Qt::Key_F6, 0, 17},
    {Qt::Key_F7, 0, 18},
    {Qt::Key_F8, 0, 19},
    {Qt::Key_F9, 0, 20},
    {Qt::Key_F10, 0, 21},
    {Qt::Key_F11, 0, 23},
    {Qt::Key_F12, 0, 24},
};

QString sequence(const Key& key, int modifier, bool application)
{
    const bool function = key.key >= Qt::Key_F1;
    if (key.letter != 0 && modifier == 1)
        return (function || application ? u"\x1bO"_s : u"\x1b["_s) + QLatin1Char(key.letter);
    const QString with = modifier == 1 ? QString() : u";%1"_s.arg(modifier);
    if (key.letter != 0)
        return u"\x1b[1"_s + with + QLatin1Char(key.letter);
    return u"\x1b[%1"_s.arg(key.number) + with + u'~';
}

/** A character with Ctrl; nothing where there is none. */
QString control(int key)
{
    if (key >= Qt::Key_A && key <= Qt::Key_Z)
        return QChar(key - Qt::Key_A + 1);
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_At:
    case Qt::Key_2:
        return QChar(u'\0');
    case Qt::Key_BracketLeft:
    case Qt::Key_3:
        return QChar(0x1B);
    case Qt::Key_Backslash:
    case Qt::Key_4:
        return QChar(0x1C);
    case Qt::Key_BracketRight:
    case Qt::Key_5:
        return QChar(0x1D);
    case Qt::Key_AsciiCircum:
    case Qt::Key_6:
        return QChar(0x1E);
    case Qt::Key_Underscore:
    case Qt::Key_Slash:
    case Qt::Key_7:
        return QChar(0x1F);
    default:
        return {};
    }
}

/** Keys that stand for one control character. */
QString single(const QKeyEvent& event, const terminal::Modes& modes)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return modes.newLine ? u"\r\n"_s : u"\r"_s;
    case Qt::Key_Backspace:
        return event.modifiers() & Qt::ControlModifier ? u"\b"_s : u"\x7f"_s;
    case Qt::Key_Tab:
        return u"\t"_s;
    case Qt::Key_Backtab:
        return u"\x1b[Z"_s;
    case Qt::Key_Escape:
        return u"\x1b"_s;
    default:
        return {};
    }
}

} // namespace

QString terminalKeyText(const QKeyEvent& event, const terminal::Modes& modes)
{
    const Qt::KeyboardModifiers held = event.modifiers();
    const bool alt = held & Qt::AltModifier;
    const auto meta = [alt](const QString& text) {
        return alt && !text.isEmpty() ? u'\x1b' + text : text;
    };
    const auto* key = std::find_if(std::begin(keys), std::end(keys),
        [&event](const Key& one) { return one.key == event.key(); });
    if (key != std::end(keys)) {
        const int modifier = 1 + (held & Qt::ShiftModifier ? 1 : 0) + (alt ? 2 : 0)
            + (held & Qt::ControlModifier ? 4 : 0);
        return sequence(*key, modifier, modes.applicationCursor);
    }
    if (const QString text = single(event, modes); !text.isEmpty())
        return meta(text);
    if (held & Qt::ControlModifier && !(held & Qt::AltModifier && !event.text().isEmpty()))
        return meta(control(event.key()));
    const QString text = event.text();
    const bool printable = !text.isEmpty() && text.at(0) >= u' ' && text.at(0) != QChar(0x7F);
    return printable ? meta(text) : QString();
}

QString terminalPasteText(const QString& text, const terminal::Modes& modes)
{
    QString clean;
    for (const QChar c : text.left(longestPaste)) {
        if (c == u'\n') {
            // Of "\r\n" the Return is there already.
            if (!clean.endsWith(u'\r'))
                clean += u'\r';
        } else if (c == u'\r' || c == u'\t' || c.category() != QChar::Other_Control) {
            clean += c;
        }
    }
    return modes.bracketedPaste ? u"\x1b[200~"_s + clean + u"\x1b[201~"_s : clean;
}

} // namespace headgate

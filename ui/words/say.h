// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace headgate::words {

/**
 * The sentence in the person's language; `n` chooses the plural form, which stands as "(s)" in the
 * source text. For code that has no QObject to call tr() on.
 */
QString say(const char* text, qint64 n = -1);

/** Marks a text that is handed to say() elsewhere, so that packaging/translations.sh finds it. */
constexpr const char* toSay(const char* text)
{
    return text;
}

} // namespace headgate::words

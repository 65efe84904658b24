// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace headgate::words {

/** What was typed or is somebody's title, as it may stand within a sentence. */
inline QString shownAs(const QString& typed)
{
    constexpr int most = 40;
    return typed.size() > most ? typed.first(most).trimmed() + u'…' : typed.trimmed();
}

} // namespace headgate::words

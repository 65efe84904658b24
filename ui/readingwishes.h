// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace headgate {

/** How a transcript begins, before anybody folds or unfolds something in it. */
struct ReadingWishes
{
    enum class Calls : quint8 { ShortChanges, AllOpen, AllFolded };

    bool thoughtsOpen = false;
    Calls calls = Calls::ShortChanges; ///< open is what changed a few lines

    bool operator==(const ReadingWishes&) const = default;
};

} // namespace headgate

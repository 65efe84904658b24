// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

namespace headgate {

/** Work that takes long, as far as it is. */
struct Progress
{
    enum class Kind : quint8 {
        Index, ///< the words of what is stored are made findable; in rows
        Drop, ///< contents of a session go; in rows
        Retain, ///< contents that are older or more than was wished go; in rows
        Shrink, ///< the file is made smaller; in pages. Ended early it is smaller by what was done
    };

    QString id; ///< of this work; stays the same while it goes on
    Kind kind = Kind::Index;
    SessionKey session{}; ///< Drop
    qint64 done = 0;
    qint64 all = -1; ///< -1: nobody knows
    bool cancellable = false; ///< CancelWork ends it
    bool finished = false; ///< nothing more follows under this id; `done` is what was done

    friend bool operator==(const Progress&, const Progress&) = default;
};

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/replay.h"

#include <functional>

namespace headgate {

/** What is shown in place of a part that was not kept; nothing: it is shown as it is. */
using UnkeptWords = std::function<QString(const Part&)>;

/**
 * What a view of a session is told so that it shows `now`, after it was shown `before` (null: it
 * shows something else). Forwards these are the changes between the two, backwards all of it anew.
 * Pure.
 */
ChangeBatch replayChanges(
    const ReplayScene* before, const ReplayScene& now, const UnkeptWords& words);

/** An answer was under way at that moment, as far as its messages tell. */
bool isUnderWay(const ReplayScene& scene);

} // namespace headgate

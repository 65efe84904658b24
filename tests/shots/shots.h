// SPDX-License-Identifier: MIT
#pragma once

#include "tests/shots/scene.h"

namespace headgate {

/** One thing to take a picture of. */
struct Shot
{
    const char* name; ///< of its file
    /** Brings it up; null: it could not be. */
    std::function<QWidget*(Scene&)> open;
    std::function<void(Scene&)> close{}; ///< empty: nothing is left to be closed
    bool sized = true; ///< it is as large as the window; a dialog has a size of its own
};

/** All of them, in an order in which each is possible. */
std::vector<Shot> shots();

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"
#include "ui/words/sourcewords.h"

namespace headgate {

/** The colour that words of this tone stand in; `quiet` where the tone says nothing. */
TokenColour toneColour(words::Tone tone, TokenColour quiet);

} // namespace headgate

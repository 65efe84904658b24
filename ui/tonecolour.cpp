// SPDX-License-Identifier: MIT
#include "ui/tonecolour.h"

namespace headgate {

TokenColour toneColour(words::Tone tone, TokenColour quiet)
{
    switch (tone) {
    case words::Tone::Good:
        return &theme::Tokens::green;
    case words::Tone::Waiting:
        return &theme::Tokens::amber;
    case words::Tone::Bad:
        return &theme::Tokens::red;
    case words::Tone::Quiet:
        break;
    }
    return quiet;
}

} // namespace headgate

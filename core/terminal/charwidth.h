// SPDX-License-Identifier: MIT
#pragma once

namespace headgate::terminal {

/** Cells a character takes: 2 for wide ones, 0 for controls and for what is drawn onto the
 * character before it. */
int charWidth(char32_t code);

} // namespace headgate::terminal

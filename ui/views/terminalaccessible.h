// SPDX-License-Identifier: MIT
#pragma once

namespace headgate {

/** Lets assistive programs read what a TerminalView shows. Safe to call again. */
void installTerminalAccessibility();

} // namespace headgate

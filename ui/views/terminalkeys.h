// SPDX-License-Identifier: MIT
#pragma once

#include "core/terminal/screen.h"

#include <QString>

class QKeyEvent;

namespace headgate {

/** What a key sends to the program of a terminal, as xterm does; empty: nothing. */
QString terminalKeyText(const QKeyEvent& event, const terminal::Modes& modes);

/** What is pasted: line ends as Return, and without control characters, which could press keys or
 * end the brackets. */
QString terminalPasteText(const QString& text, const terminal::Modes& modes);

} // namespace headgate

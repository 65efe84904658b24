// SPDX-License-Identifier: MIT
#pragma once

namespace headgate {

/** Lets assistive programs read what a TranscriptView shows. Safe to call again. */
void installTranscriptAccessibility();

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptpainter.h"

#include <vector>

namespace headgate {

/** Shadows of cards reach this far below them, in px. */
inline constexpr int blockOverhang = 4;

/** A block as it stands in a picture of the viewport. Two that are equal look the same. */
struct ShownBlock
{
    quint64 id = 0; ///< another text is another id
    quint32 revision = 0; ///< of the item: heads of cards change without their text
    int y = 0; ///< in the viewport
    int height = 0;
    BlockLook look;
};

/** What of a picture can be kept: all of it moves down by `dy`, then rows [from, to) are right. */
struct KeptRows
{
    int dy = 0;
    int from = 0;
    int to = 0;
};

/**
 * Compares what the last picture shows with what the next one must show, both from top to bottom.
 * Pure. Blocks that streamed text only pushed up need not be painted again.
 */
KeptRows keptRows(
    const std::vector<ShownBlock>& before, const std::vector<ShownBlock>& now, int viewportHeight);

} // namespace headgate

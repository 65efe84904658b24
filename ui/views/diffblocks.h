// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptblock.h"

namespace headgate {

struct DiffCounts
{
    int added = 0;
    int removed = 0;
    int rows = 0;

    friend bool operator==(const DiffCounts&, const DiffCounts&) = default;
};

/** Counts the rows of a unified diff without making blocks. Linear. */
DiffCounts countDiff(QStringView diff);

/**
 * Appends a unified diff as CardDiff blocks of at most 40 rows. Every row keeps its sign as first
 * character; a new file gets a label. At most `maxRows` rows.
 */
DiffCounts appendDiff(BlockText& out, QStringView diff, int maxRows);

} // namespace headgate

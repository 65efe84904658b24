// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/fact.h"

#include <QHash>

#include <vector>

namespace headgate {

/**
 * The text of every part that still streams. Deltas carry no offset (opencode.md 2): after a cut
 * the next one is at an unknown distance, so its place is marked as a gap until the final part
 * replaces all. Pure; any thread.
 */
struct LiveTexts
{
    struct Live
    {
        SessionId session;
        MessageId message;
        QString text;
        std::vector<qsizetype> gaps; ///< UTF-16 positions in `text`
        bool cut = false; ///< the stream broke since the last delta

        friend bool operator==(const Live&, const Live&) = default;
    };

    QHash<PartId, Live> parts;
};

/** What a delta did to its part. */
enum class DeltaEffect {
    Ignored, ///< empty
    Appended, ///< continuous
    AppendedAfterGap,
};

DeltaEffect applyDelta(LiveTexts& state, const PartDelta& delta);

/** A part was told as a whole: begins a live text if it still streams, else ends one. Fills in the
 * text known so far. */
void applyPart(LiveTexts& state, Part& part);

/** Every part that streams now has an unknown continuation. */
void cut(LiveTexts& state);

} // namespace headgate

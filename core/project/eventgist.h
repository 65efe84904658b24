// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/timeline.h"

#include <QByteArrayView>

/** What rows of a timeline say, and which there are. Pure; any thread. */
namespace headgate {

/** Of any version's events (systems.md 1.4); of types nobody knows the begin of their payload. */
EventGist gistOf(const StreamEvent& event);

/** Whether what is wanted can be told without the event itself: by type, stream and time. */
bool needsText(const TimelineFilter& filter);

/** `line`: the event as it stands in its file. The types, the stream and the time are not looked
 * at, for whoever has an index of them. */
bool passesText(const TimelineFilter& filter, QByteArrayView line);

} // namespace headgate

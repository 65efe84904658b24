// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/recording.h"
#include "core/domain/timeline.h"

#include <optional>

namespace headgate::words {

/** What happened, in a few words: "bash is done", "Asks: Which way?". A type nobody knows is named
 * as it is. */
QString eventTitle(const QString& type, const EventGist& gist);
/** What else there is to say about it; may be empty. */
QString eventDetail(const QString& type, const EventGist& gist);

/** How a row stands out. */
enum class EventTone : quint8 { Plain, Quiet, Good, Bad, Asks };
EventTone eventTone(const QString& type, const EventGist& gist);

/** "since 14:02:11 until …", "Any time". */
QString timeRange(std::optional<Timestamp> since, std::optional<Timestamp> until, Timestamp now);
/** As a person writes it: "2026-11-22 14:02:11", without seconds, "14:02", or only a day; local
 * time. Nothing: it is none of these. */
std::optional<Timestamp> readTime(const QString& text, Timestamp now);

/** "aabbccdd", enough of a run's id to tell it from others. */
QString shortRun(const QString& run);

/** How a recording goes, as a sentence. */
QString recordingSentence(const Recording& recording, const QString& source);

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptselection.h"

#include <optional>

namespace headgate {

/** How what is copied is written. */
enum class CopyForm : quint8 { Plain, Markdown, Json };

/**
 * A stretch of a transcript for another program. What is folded is copied as it is shown: folded;
 * a tool call in JSON is told whole if its head is in the stretch. Pure, on what is loaded.
 */
QString copied(const TranscriptDocument& document, TextPlace from, TextPlace to, CopyForm form);

/** Where the message of block `i` begins and ends; empty: it is no part of one. */
std::optional<std::pair<TextPlace, TextPlace>> messageAround(
    const TranscriptDocument& document, int i);

/** One part's blocks as Markdown that is read as the same blocks. Pure. */
QString markdownOf(const BlockText& content, size_t first, size_t last);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/streamanswers.h"
#include "core/server/streamrow.h"

namespace headgate {

/** Rows as the body of a catch-up answer: one array, bytes, or a line for each JSON value. */
QByteArray bodyText(const std::vector<StreamRow>& rows, bool isJson, Dialect dialect);

/** What control events say beside the place. */
struct ControlFacts
{
    bool upToDate = false;
    bool closed = false;
};

/** `event: data` with its `id:`, as durable-streams.md 1.8 has it to the byte. */
QByteArray dataEvent(
    const std::vector<StreamRow>& rows, const StreamFacts& stream, QByteArrayView nextOffset);
QByteArray controlEvent(QByteArrayView nextOffset, QByteArrayView cursor, ControlFacts facts);

/** The founding guide's events: unnamed, one JSON value each, its offset as `id:`. For what is no
 * JSON: one for each whole line; `next` is behind the last one that was used. */
QByteArray simpleEvents(
    const std::vector<StreamRow>& rows, const StreamFacts& stream, Position& next);

} // namespace headgate

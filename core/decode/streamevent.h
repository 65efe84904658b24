// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/streamevent.h"

#include <QByteArray>

/** Lines of a durable event log (JSONL): the envelope of every version. Pure; any thread. */
namespace headgate::streamevent {

/**
 * One line, with or without its line feed. Needed are an id, a type and a stream; everything else
 * may be missing. Of the first version (camelCase) `sessionId`, `agent`, `parentEventId` and
 * `metadata.correlationId` fill their places where there is no `stream_id`; a line of it without a
 * session belongs to its run. Errors: BadFrame (no JSON object; args: what is wrong, where),
 * BadEvent (args: the key that is missing).
 */
Expected<StreamEvent> decode(const QByteArray& line);

/** The same of a parsed line. */
Expected<StreamEvent> fromJson(const QJsonObject& object);

/** The envelope as the newest version writes it; what is not said is left out. */
QJsonObject toJson(const StreamEvent& event);

/** One compact line that ends in a line feed and has no other. */
QByteArray encode(const StreamEvent& event);

} // namespace headgate::streamevent

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/words/sourcewords.h"

namespace headgate::words {

/** "Run a command", "Edit a file", "Answer a question". */
QString requestTitle(const Checkpoint& checkpoint);
/** For the session's line: "wants to run git push", "asks: which tone of voice?". */
QString requestWish(const Checkpoint& checkpoint);
/** The most telling line of the payload, for a card. */
QString requestLine(const Checkpoint& checkpoint);
/** That line is a path: what tells most stands at its end. */
bool isPathLine(const Checkpoint& checkpoint);
/** "asked 3 min 12 s ago"; "asked at least 3 min 12 s ago" when only our first sight is known. */
QString askedAgo(const Checkpoint& checkpoint, Timestamp now);
/** How long it has waited, as far as anyone can say. */
milliseconds waitingFor(const Checkpoint& checkpoint, Timestamp now);
/** What became of it. Empty while it is simply pending. */
Toned outcome(const Checkpoint& checkpoint, Timestamp now);
/** "Live, confirmed waiting 4 s ago" or how old the news is. */
Toned freshness(const Checkpoint& checkpoint, const SourceStatus* source, Timestamp now);
/** What a checkpoint of a log can be answered with: "fast: Fast path, safe: Safe path". */
QString choices(const Checkpoint& checkpoint);
/** "expires in 3 min 12 s", "expired 3 min 12 s ago, yet still waits"; empty: it never does. */
QString expiry(const Checkpoint& checkpoint, Timestamp now);
/** Patterns as one line, hidden characters written out. */
QString visibleList(const QStringList& patterns);
/** "allowed once", "allowed always", "rejected", "answered". */
QString replyWords(Reply reply);
/** The same of this request, with the words that a question was answered with. */
QString answerWords(const Checkpoint& checkpoint);

} // namespace headgate::words

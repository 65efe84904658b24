// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/proof.h"
#include "ui/words/sourcewords.h"

namespace headgate::words {

/** "0–411, 415" */
QString ranges(const std::vector<SequenceRange>& ranges);

/** "412 events of numbers 0–411, the same as in the server’s own log" */
QString proofWords(const SessionProof& proof);
/** "read to its end, 0_81; ..." `asked`: its server was, or could not be. */
QString proofWords(const StreamProof& proof, bool asked);
/** "2 events in 812 B, 1 of them no events" */
QString proofWords(const FileProof& proof);

Tone proofTone(Verdict verdict);

/** What the check of a whole source came to, in one sentence: "12 sessions whole, 2 never
 * followed". */
Toned proofSummary(const Proof& proof);

} // namespace headgate::words

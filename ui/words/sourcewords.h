// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

namespace headgate::words {

enum class Tone { Quiet, Good, Waiting, Bad };

struct Toned
{
    QString text;
    Tone tone = Tone::Quiet;

    friend bool operator==(const Toned&, const Toned&) = default;
};

/** The name a person knows a source by. */
QString sourceName(const SourceStatus& source);
/** For the side: "live", "reconnecting in 4 s", "password needed", "offline: connection refused".
 */
Toned sourceState(const SourceStatus& source, Timestamp now);
/** "no gap, no duplicate since 09:12:40"; empty before anything was received. */
Toned proof(const SourceStatus& source, Timestamp now);
/** The same at a glance: "no gap", "2 gaps". */
Toned shortProof(const SourceStatus& source);
/** "Live", "Offline: connection refused. Reconnecting in 4 s" */
Toned sourceSentence(const SourceStatus& source, Timestamp now);

} // namespace headgate::words

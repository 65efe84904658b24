// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/serving.h"

namespace headgate::words {

/** "24 messages", or "12.3 kB" where it is no JSON */
QString streamDetail(const ServedStream& stream);
/** "3 readers"; empty: none */
QString streamReaders(const ServedStream& stream);
/** All of a row in one sentence, for who hears it. */
QString streamSentence(const ServedStream& stream);
/** What the server does, below its switch. */
QString servingSentence(const Serving& serving);

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "core/domain/expected.h"

namespace headgate {

/**
 * What a person wrote in answer to `questions`: one word per label for a single question, else one
 * word per question, where several labels are parted by ';'. A label is told by its text in any
 * case, or by its number from 1; anything else is an answer in own words. Pure. Errors:
 * WrongAnswer.
 */
Expected<Answers> answersFromWords(
    const std::vector<Question>& questions, const QStringList& words);

/** A watchdog's word that an agent needs looking after (systems.md 1.4): it has no options, and
 * nobody waits for an answer. */
bool isIntervention(const Checkpoint& checkpoint);

/** Whether this decision is one that the request takes: of its kind, and for a question one answer
 * for each, within what it offers. Pure. Errors: WrongAnswer. */
Outcome fits(const Decision& decision, const Checkpoint& checkpoint);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/audit.h"
#include "ui/words/sourcewords.h"

namespace headgate::words {

/** "Allowed once", "Rejected", "Stopped the session", "Another client allowed it once": what came
 * of it, in the tone it deserves. */
Toned decisionTitle(const audit::Entry& entry);
/** What was asked for, on one line: "bash  git push"; empty for an act on a session. */
QString decisionSubject(const audit::Entry& entry);
/** "by you in the window, 12 s after asking"; empty where nobody here answered. */
QString decisionActor(const audit::Entry& entry);
/** "42 decisions, each follows the one before", or what is wrong with the record. */
Toned recordVerdict(const audit::Report& report);

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/riskhints.h"

namespace headgate::words {

/** "rewrites a remote branch" */
QString riskWords(RiskRule rule);
/** What the rule saw: "rule git-force-push", "line 2, right-to-left override". */
QString riskDetail(const RiskHint& hint);

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

#include <QString>

#include <vector>

namespace headgate {

enum class RiskRule : quint8 {
    Deletes,
    RunsAsRoot,
    PipesToShell,
    ForcePushes,
    WritesOutside,
    TouchesSecrets,
    HiddenCharacters,
    UsesNetwork,
};

/** Why a request deserves a second look. A hint, never a decision; none does not mean safe. */
struct RiskHint
{
    RiskRule rule = RiskRule::Deletes;
    int line = 0; ///< 1-based in the text as shown, one operation a line; 0: no line
    QString subject; ///< the word, path or code point that the rule saw

    friend bool operator==(const RiskHint&, const RiskHint&) = default;
};

/** A stable name that a person can look up: "git-force-push". */
QString riskRuleName(RiskRule rule);
/** True for those that can hurt at once; the others are worth knowing. */
bool isSevere(RiskRule rule);

/** At most one hint of each rule, severe ones first (approvals.md H5). Deterministic. */
std::vector<RiskHint> riskHints(const Checkpoint& checkpoint);

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/words/riskwords.h"

#include "ui/words/say.h"

namespace headgate::words {

QString riskWords(RiskRule rule)
{
    switch (rule) {
    case RiskRule::Deletes:
        return say("deletes");
    case RiskRule::RunsAsRoot:
        return say("runs as administrator");
    case RiskRule::PipesToShell:
        return say("runs what it downloads");
    case RiskRule::ForcePushes:
        return say("rewrites a remote branch");
    case RiskRule::WritesOutside:
        return say("leaves the project folder");
    case RiskRule::TouchesSecrets:
        return say("touches secrets");
    case RiskRule::HiddenCharacters:
        return say("hidden character");
    case RiskRule::UsesNetwork:
        return say("uses the network");
    }
    return {};
}

QString riskDetail(const RiskHint& hint)
{
    if (hint.rule == RiskRule::HiddenCharacters)
        return say("line %1, %2").arg(QString::number(hint.line), hint.subject);
    const QString rule = say("rule %1").arg(riskRuleName(hint.rule));
    if (hint.rule == RiskRule::WritesOutside || hint.rule == RiskRule::TouchesSecrets)
        return say("%1, %2").arg(rule, hint.subject);
    return rule;
}

} // namespace headgate::words

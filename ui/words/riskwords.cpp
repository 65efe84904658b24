// SPDX-License-Identifier: MIT
#include "ui/words/riskwords.h"

#include "ui/words/say.h"

#include <algorithm>
#include <iterator>

namespace headgate::words {

namespace {

/** How core names what is hidden. Others are named as it does. */
constexpr const char* hiddenNames[]{toSay("carriage return"), toSay("escape"), toSay("delete"),
    toSay("no-break space"), toSay("soft hyphen"), toSay("Arabic letter mark"),
    toSay("zero width space"), toSay("zero width non-joiner"), toSay("zero width joiner"),
    toSay("left-to-right mark"), toSay("right-to-left mark"), toSay("line separator"),
    toSay("paragraph separator"), toSay("left-to-right embedding"),
    toSay("right-to-left embedding"), toSay("pop directional formatting"),
    toSay("left-to-right override"), toSay("right-to-left override"), toSay("word joiner"),
    toSay("left-to-right isolate"), toSay("right-to-left isolate"), toSay("first strong isolate"),
    toSay("pop directional isolate"), toSay("byte order mark"), toSay("invisible tag"),
    toSay("variation selector"), toSay("control character"), toSay("unusual space"),
    toSay("broken character"), toSay("unassigned character"), toSay("invisible character"),
    toSay("long run of spaces")};

QString hiddenName(const QString& name)
{
    const auto* known = std::ranges::find_if(
        hiddenNames, [&name](const char* one) { return name == QLatin1StringView(one); });
    return known == std::end(hiddenNames) ? name : say(*known);
}

} // namespace

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
        return say("line %1, %2").arg(QString::number(hint.line), hiddenName(hint.subject));
    const QString rule = say("rule %1").arg(riskRuleName(hint.rule));
    if (hint.rule == RiskRule::WritesOutside || hint.rule == RiskRule::TouchesSecrets)
        return say("%1, %2").arg(rule, hint.subject);
    return rule;
}

} // namespace headgate::words

// SPDX-License-Identifier: MIT
#include "ui/models/requestfilter.h"

#include "core/project/riskhints.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/riskwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

RequestFilter::RequestFilter(const QString& text)
    : m_words(text.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts))
{
}

bool RequestFilter::accepts(const Checkpoint& c, const QString& who) const
{
    if (m_words.isEmpty())
        return true;
    QStringList said{c.key.source.value(), c.directory, who, checkpointKindName(c.kind),
        c.permission, words::requestTitle(c), words::requestLine(c), c.text, c.reason,
        c.patterns.join(u' ')};
    for (const RiskHint& hint : riskHints(c))
        said << words::riskWords(hint.rule) << riskRuleName(hint.rule);
    const QString all = said.join(u'\n');
    return std::ranges::all_of(
        m_words, [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace headgate

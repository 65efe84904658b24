// SPDX-License-Identifier: MIT
#include "ui/models/rulesmodel.h"

#include "core/project/visibletext.h"
#include "ui/models/sourcelist.h"
#include "ui/words/issuetext.h"
#include "ui/words/sourcewords.h"

namespace headgate {

using namespace Qt::StringLiterals;

QString RulesModel::titleOf(const SavedRule& rule)
{
    return tr("%1  %2").arg(makeVisible(rule.action).text, makeVisible(rule.pattern).text);
}

RulesModel::RulesModel(const SourceList* sources, const Findings* findings, QObject* parent)
    : RowListModel(parent)
    , m_sources(sources)
    , m_findings(findings)
{
}

void RulesModel::refresh()
{
    std::vector<LedgerRow> rows;
    m_rules.clear();
    for (const SourceStatus& source : m_sources->all()) {
        if (source.kind == SourceKind::OpenCode && !isUnusable(source.id))
            addSource(source, rows);
    }
    put(std::move(rows));
}

void RulesModel::addSource(const SourceStatus& source, std::vector<LedgerRow>& rows)
{
    const QString id = source.id.value();
    const auto add = [&rows](LedgerRow::Kind kind, const QString& key, const QString& title,
                         const QString& detail = {}) {
        LedgerRow row;
        row.kind = kind;
        row.id = key;
        row.title = title;
        row.detail = detail;
        rows.push_back(std::move(row));
    };
    add(LedgerRow::Kind::Section, id, words::sourceName(source));
    const Findings::Rules found = m_findings->rules(source.id);
    for (const SavedRule& rule : found.rules) {
        const QString key = id + u'/' + rule.id;
        m_rules.insert(key, {source.id, rule});
        add(LedgerRow::Kind::Rule, key, titleOf(rule),
            rule.project.isEmpty() ? QString()
                                   : tr("in the project %1").arg(makeVisible(rule.project).text));
    }
    const QString note = id + "/note"_L1;
    if (!found.told)
        add(LedgerRow::Kind::Rest, note,
            source.state == SyncState::Live ? tr("Being read…")
                                            : tr("Can be read once the server answers."));
    else if (found.issue.code == Issue::Code::NotOffered)
        add(LedgerRow::Kind::Rest, note,
            tr("This server cannot say what was allowed always. It lasts until the server "
               "restarts."));
    else if (found.issue.code != Issue::Code::None)
        add(LedgerRow::Kind::Rest, note, words::issueText(found.issue));
    else if (found.rules.empty())
        add(LedgerRow::Kind::Rest, note,
            tr("Nothing is saved. What was allowed always and does not stand here lasts until the "
               "server restarts."));
}

std::optional<std::pair<SourceId, SavedRule>> RulesModel::ruleAt(int row) const
{
    if (row < 0 || size_t(row) >= rows().size())
        return {};
    const auto it = m_rules.constFind(rows()[size_t(row)].id);
    if (it == m_rules.cend())
        return {};
    return *it;
}

} // namespace headgate

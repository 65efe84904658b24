// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/findings.h"
#include "ui/models/rowlistmodel.h"

#include <optional>
#include <utility>

namespace headgate {

class SourceList;

/** The approvals that servers keep, under the server's name; for one that cannot tell, that
 * (approvals.md H37). UI thread. */
class RulesModel : public RowListModel
{
    Q_OBJECT

public:
    RulesModel(const SourceList* sources, const Findings* findings, QObject* parent = nullptr);

    /** "bash  git push *", with nothing hidden in it. */
    static QString titleOf(const SavedRule& rule);
    void refresh();
    /** What stands in a row; nothing: it is not a saved approval. */
    std::optional<std::pair<SourceId, SavedRule>> ruleAt(int row) const;

private:
    void addSource(const SourceStatus& source, std::vector<LedgerRow>& rows);

    const SourceList* m_sources;
    const Findings* m_findings;
    QHash<QString, std::pair<SourceId, SavedRule>> m_rules; ///< by row id
};

} // namespace headgate

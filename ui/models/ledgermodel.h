// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/rowlistmodel.h"

#include <QHash>

namespace headgate {

/**
 * What the agents of one source planned, do and learnt: epics with their tasks, active work,
 * handoffs, rules, assumptions and learnings, each under its heading. UI thread.
 */
class LedgerModel : public RowListModel
{
    Q_OBJECT

public:
    explicit LedgerModel(QObject* parent = nullptr);

    void setSource(const SourceId& source);
    void apply(const Change& change);

    int active() const { return m_active; } ///< agents at work

private:
    void show(const LedgerChanged& told);

    QHash<SourceId, LedgerChanged> m_told;
    int m_active = 0;
};

/** The rows of a ledger, in the order they are read. Pure. */
std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const std::vector<Intent>& intents);

} // namespace headgate

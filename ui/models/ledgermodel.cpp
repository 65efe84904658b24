// SPDX-License-Identifier: MIT
#include "ui/models/ledgermodel.h"

#include <algorithm>

namespace headgate {

LedgerModel::LedgerModel(QObject* parent)
    : RowListModel(parent)
{
}

void LedgerModel::setSource(const SourceId& source)
{
    if (source == m_source)
        return;
    m_source = source;
    show({});
    const auto told = m_told.constFind(source);
    if (told != m_told.cend())
        show(*told);
}

void LedgerModel::apply(const Change& change)
{
    if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        m_told.remove(removed->source);
        if (removed->source == m_source)
            show({});
        return;
    }
    const auto* told = std::get_if<LedgerChanged>(&change);
    if (!told)
        return;
    m_told.insert(told->source, *told);
    if (told->source == m_source)
        show(*told);
}

void LedgerModel::show(const LedgerChanged& told)
{
    m_active = int(std::ranges::count_if(told.intents, &Intent::active));
    put(ledgerRows(told.ledger, told.intents));
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/models/sourcelist.h"

#include "ui/words/quantity.h"
#include "ui/words/sourcewords.h"

#include <algorithm>

namespace headgate {

SourceList::SourceList(QObject* parent)
    : QAbstractListModel(parent)
{
}

void SourceList::apply(const Change& change)
{
    if (const auto* changed = std::get_if<SourceChanged>(&change)) {
        const auto it = std::ranges::find(m_sources, changed->status.id, &SourceStatus::id);
        const int row = int(it - m_sources.begin());
        if (it == m_sources.end()) {
            beginInsertRows({}, row, row);
            m_sources.push_back(changed->status);
            endInsertRows();
        } else if (*it != changed->status) {
            *it = changed->status;
            emit dataChanged(index(row), index(row));
        }
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        const auto it = std::ranges::find(m_sources, removed->source, &SourceStatus::id);
        if (it == m_sources.end())
            return;
        const int row = int(it - m_sources.begin());
        beginRemoveRows({}, row, row);
        m_sources.erase(it);
        endRemoveRows();
    }
}

void SourceList::tick(Timestamp now)
{
    m_now = now;
    if (!m_sources.empty())
        emit dataChanged(
            index(0), index(int(m_sources.size()) - 1), {StateRole, ProofRole, LastByteRole});
}

const SourceStatus* SourceList::find(const SourceId& id) const
{
    const auto it = std::ranges::find(m_sources, id, &SourceStatus::id);
    return it == m_sources.end() ? nullptr : &*it;
}

int SourceList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_sources.size());
}

QVariant SourceList::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceStatus& source = m_sources[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return words::sourceName(source);
    case IdRole:
        return source.id.value();
    case StateRole:
        return words::sourceState(source, m_now).text;
    case ProofRole:
        return words::proof(source, m_now).text;
    case LastByteRole:
        return isKnown(source.lastByte) ? words::fineAge(m_now - source.lastByte) : QString();
    default:
        return {};
    }
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/models/sourcelist.h"

#include "ui/words/quantity.h"
#include "ui/words/sourcewords.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

bool isUnusable(const SourceId& id)
{
    return id.value().startsWith("unusable:"_L1);
}

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
            const qsizetype rank = rankOf(changed->status.id);
            const auto place = std::ranges::find_if(
                m_sources, [&](const SourceStatus& one) { return rankOf(one.id) > rank; });
            const int at = int(place - m_sources.begin());
            beginInsertRows({}, at, at);
            m_sources.insert(place, changed->status);
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

qsizetype SourceList::rankOf(const SourceId& id) const
{
    return std::ranges::find(m_order, id) - m_order.begin();
}

void SourceList::setOrder(std::vector<SourceId> order)
{
    m_order = std::move(order);
    std::vector<SourceStatus> sorted = m_sources;
    std::ranges::stable_sort(
        sorted, {}, [this](const SourceStatus& one) { return rankOf(one.id); });
    for (size_t to = 0; to < sorted.size(); ++to) {
        const auto it = std::ranges::find(m_sources, sorted[to].id, &SourceStatus::id);
        const int from = int(it - m_sources.begin());
        if (from == int(to))
            continue;
        beginMoveRows({}, from, from, {}, int(to));
        std::rotate(m_sources.begin() + int(to), it, it + 1);
        endMoveRows();
    }
}

int SourceList::connected() const
{
    return int(std::ranges::count_if(m_sources, [](const SourceStatus& one) {
        return one.state == SyncState::Live || one.state == SyncState::CatchUp;
    }));
}

int SourceList::usable() const
{
    return int(std::ranges::count_if(
        m_sources, [](const SourceStatus& one) { return !isUnusable(one.id); }));
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

QString SourceList::nameOf(const SourceId& id) const
{
    const SourceStatus* source = find(id);
    return source ? words::sourceName(*source) : id.value();
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

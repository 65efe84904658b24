// SPDX-License-Identifier: MIT
#include "ui/models/storagemodel.h"

#include "core/domain/source.h"
#include "ui/words/quantity.h"

namespace headgate {

StorageModel::StorageModel(std::function<QString(const SourceId&)> sourceName, QObject* parent)
    : QAbstractTableModel(parent)
    , m_sourceName(std::move(sourceName))
{
}

void StorageModel::put(std::vector<SessionStorage> sessions)
{
    m_all = std::move(sessions);
    choose();
}

void StorageModel::setFilter(const QString& words)
{
    if (m_filter == words.trimmed())
        return;
    m_filter = words.trimmed();
    choose();
}

QString StorageModel::titleOf(const SessionStorage& session) const
{
    return session.title.isEmpty() ? session.key.session.value() : session.title;
}

void StorageModel::choose()
{
    beginResetModel();
    m_rows.clear();
    m_matching = 0;
    for (const SessionStorage& one : m_all) {
        const bool fits = m_filter.isEmpty() || titleOf(one).contains(m_filter, Qt::CaseInsensitive)
            || m_sourceName(one.key.source).contains(m_filter, Qt::CaseInsensitive)
            || one.key.session.value().contains(m_filter, Qt::CaseInsensitive);
        if (!fits)
            continue;
        ++m_matching;
        if (m_rows.size() < mostRows)
            m_rows.push_back(one);
    }
    endResetModel();
}

int StorageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StorageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QVariant StorageModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SessionStorage& one = m_rows[size_t(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() >= Events)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Session:
        return titleOf(one);
    case Source:
        return m_sourceName(one.key.source);
    case Events:
        return words::number(one.events);
    case Size:
        if (isLog(one.key.source))
            return tr("in its log");
        return one.dropped && one.bytes == 0 ? tr("dropped") : words::byteSize(one.bytes);
    default:
        return {};
    }
}

QVariant StorageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int((section >= Events ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Session:
        return tr("Session");
    case Source:
        return tr("Server");
    case Events:
        return tr("Events");
    case Size:
        return tr("Contents");
    default:
        return {};
    }
}

} // namespace headgate

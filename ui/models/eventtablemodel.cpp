// SPDX-License-Identifier: MIT
#include "ui/models/eventtablemodel.h"

#include "ui/words/quantity.h"

#include <QDateTime>

#include <algorithm>
#include <span>

namespace headgate {

using namespace Qt::StringLiterals;

EventTableModel::EventTableModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void EventTableModel::apply(const Change& change)
{
    if (const auto* logged = std::get_if<EventsLogged>(&change)) {
        m_skipped += logged->skipped;
        append(logged->rows);
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        beginResetModel();
        std::erase_if(m_ring, [removed](const auto& row) { return row.source == removed->source; });
        refilter();
        endResetModel();
    }
}

void EventTableModel::append(const std::vector<EventRow>& rows)
{
    // More than the ring holds: only the newest were ever going to stay.
    const size_t skip = rows.size() > size_t(capacity) ? rows.size() - size_t(capacity) : 0;
    std::vector<EventRow> fresh;
    for (const EventRow& row : std::span(rows).subspan(skip)) {
        if (row.type != "server.heartbeat"_L1)
            fresh.push_back(row);
    }
    const size_t total = m_ring.size() + fresh.size();
    if (total > size_t(capacity))
        dropOldest(total - size_t(capacity));

    std::vector<qint64> shown;
    qint64 serial = m_first + qint64(m_ring.size());
    for (EventRow& row : fresh) {
        if (passes(row))
            shown.push_back(serial);
        ++serial;
        m_ring.push_back(std::move(row));
    }
    if (shown.empty())
        return;
    const int at = int(m_shown.size());
    beginInsertRows({}, at, at + int(shown.size()) - 1);
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
    endInsertRows();
}

void EventTableModel::dropOldest(size_t count)
{
    const qint64 first = m_first + qint64(count);
    const auto gone = std::ranges::lower_bound(m_shown, first) - m_shown.begin();
    if (gone > 0)
        beginRemoveRows({}, 0, int(gone) - 1);
    m_shown.erase(m_shown.begin(), m_shown.begin() + gone);
    m_ring.erase(m_ring.begin(), m_ring.begin() + std::ptrdiff_t(count));
    m_first = first;
    if (gone > 0)
        endRemoveRows();
}

void EventTableModel::setFilter(const QString& text)
{
    beginResetModel();
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    refilter();
    endResetModel();
}

void EventTableModel::setSession(const SessionKey& key)
{
    if (key == m_session)
        return;
    beginResetModel();
    m_session = key;
    refilter();
    endResetModel();
}

void EventTableModel::refilter()
{
    m_shown.clear();
    for (size_t i = 0; i < m_ring.size(); ++i) {
        if (passes(m_ring[i]))
            m_shown.push_back(m_first + qint64(i));
    }
}

bool EventTableModel::passes(const EventRow& row) const
{
    if (!m_session.isEmpty() && m_session != SessionKey{row.source, row.session})
        return false;
    return std::ranges::all_of(m_words, [&row](const QString& word) {
        return row.type.contains(word, Qt::CaseInsensitive)
            || row.id.value().contains(word, Qt::CaseInsensitive)
            || row.session.value().contains(word, Qt::CaseInsensitive)
            || QString::fromUtf8(row.data).contains(word, Qt::CaseInsensitive);
    });
}

const EventRow& EventTableModel::at(int row) const
{
    return m_ring[size_t(m_shown[size_t(row)] - m_first)];
}

std::vector<const EventRow*> EventTableModel::newest(int count) const
{
    std::vector<const EventRow*> rows;
    for (auto it = m_ring.rbegin(); it != m_ring.rend() && int(rows.size()) < count; ++it)
        rows.push_back(&*it);
    return rows;
}

int EventTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int EventTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventRow& row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Time)
            return QDateTime::fromMSecsSinceEpoch(toMs(row.time)).toString(u"HH:mm:ss.zzz"_s);
        if (index.column() == Type)
            return row.type;
        return row.seq ? words::number(*row.seq) : QString();
    case Qt::TextAlignmentRole:
        return int(index.column() == Seq ? Qt::AlignRight | Qt::AlignVCenter
                                         : Qt::AlignLeft | Qt::AlignVCenter);
    case JsonRole:
        return row.data;
    case SessionIdRole:
        return row.session.value();
    case SourceIdRole:
        return row.source.value();
    case OriginRole:
        return originName(row.origin);
    default:
        return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int(
            section == Seq ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Type:
        return tr("Type");
    case Seq:
        return tr("Seq");
    default:
        return {};
    }
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#include "ui/models/rowlistmodel.h"

#include <QHash>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** For a screen reader: how it stands, in a word. */
QString shapeWords(LedgerRow::Shape shape)
{
    switch (shape) {
    case LedgerRow::Shape::None:
        return {};
    case LedgerRow::Shape::Open:
        return RowListModel::tr("to do");
    case LedgerRow::Shape::Running:
        return RowListModel::tr("running");
    case LedgerRow::Shape::Paused:
        return RowListModel::tr("paused");
    case LedgerRow::Shape::Done:
        return RowListModel::tr("done");
    case LedgerRow::Shape::Failed:
        return RowListModel::tr("failed");
    }
    return {};
}

QString heard(const LedgerRow& row)
{
    QStringList words;
    for (const QString& one : {shapeWords(row.shape), row.title, row.side, row.detail}) {
        if (!one.isEmpty())
            words += one;
    }
    return words.join(u", "_s);
}

/** The rows that stay: for each of the new ones its place among the old ones, -1 where it is new.
 * They keep their order; what moved counts as new. */
std::vector<qsizetype> placesOf(
    const std::vector<LedgerRow>& rows, const std::vector<LedgerRow>& old)
{
    QHash<QString, QList<qsizetype>> known; // two rows may have the same id
    for (size_t i = 0; i < old.size(); ++i)
        known[old[i].id].append(qsizetype(i));
    std::vector<qsizetype> places;
    qsizetype last = -1;
    for (const LedgerRow& row : rows) {
        const QList<qsizetype> all = known.value(row.id);
        const auto at = std::ranges::upper_bound(all, last);
        places.push_back(at == all.end() ? -1 : *at);
        last = std::max(last, places.back());
    }
    return places;
}

} // namespace

void RowListModel::put(std::vector<LedgerRow> rows)
{
    if (rows.size() > capacity)
        rows.resize(capacity);
    const std::vector<qsizetype> places = placesOf(rows, m_rows);
    // Runs that go, the last one first: places before them stay what they are.
    qsizetype end = qsizetype(m_rows.size());
    for (auto kept = places.rbegin(); kept != places.rend(); ++kept) {
        if (*kept < 0)
            continue;
        removeRun(*kept + 1, end);
        end = *kept;
    }
    removeRun(0, end);
    // Runs that come.
    for (size_t first = 0; first < rows.size(); ++first) {
        if (places[first] >= 0)
            continue;
        size_t next = first;
        while (next < rows.size() && places[next] < 0)
            ++next;
        beginInsertRows({}, int(first), int(next) - 1);
        m_rows.insert(m_rows.begin() + qsizetype(first), rows.begin() + qsizetype(first),
            rows.begin() + qsizetype(next));
        endInsertRows();
        first = next - 1;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(int(i)), index(int(i)));
    }
}

void RowListModel::removeRun(qsizetype first, qsizetype end)
{
    if (first == end)
        return;
    beginRemoveRows({}, int(first), int(end) - 1);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + end);
    endRemoveRows();
}

int RowListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RowListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LedgerRow& row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case KindRole:
        return int(row.kind);
    case ShapeRole:
        return int(row.shape);
    case DetailRole:
        return row.detail;
    case SideRole:
        return row.side;
    case ShareRole:
        return row.share;
    case CommandRole:
        return row.command;
    case SessionRole:
        return row.session.value();
    case EventRole:
        return row.event.value();
    case MessageRole:
        return row.message.value();
    case Qt::AccessibleTextRole:
        return heard(row);
    default:
        return {};
    }
}

Qt::ItemFlags RowListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const auto kind = m_rows[size_t(index.row())].kind;
    const bool heading = kind == LedgerRow::Kind::Section || kind == LedgerRow::Kind::Rest;
    return heading ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace headgate

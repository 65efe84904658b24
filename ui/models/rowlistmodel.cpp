// SPDX-License-Identifier: MIT
#include "ui/models/rowlistmodel.h"

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

} // namespace

void RowListModel::put(std::vector<LedgerRow> rows)
{
    if (rows.size() > capacity)
        rows.resize(capacity);
    const auto same = [](const LedgerRow& a, const LedgerRow& b) { return a.id == b.id; };
    // Rows come and go in one place at a time as a rule: what stands before and after it stays.
    size_t head = 0;
    while (head < rows.size() && head < m_rows.size() && same(rows[head], m_rows[head]))
        ++head;
    size_t tail = 0;
    while (tail < rows.size() - head && tail < m_rows.size() - head
        && same(rows[rows.size() - 1 - tail], m_rows[m_rows.size() - 1 - tail]))
        ++tail;
    const size_t oldEnd = m_rows.size() - tail;
    const size_t newEnd = rows.size() - tail;
    if (oldEnd > head) {
        beginRemoveRows({}, int(head), int(oldEnd) - 1);
        m_rows.erase(m_rows.begin() + qsizetype(head), m_rows.begin() + qsizetype(oldEnd));
        endRemoveRows();
    }
    if (newEnd > head) {
        beginInsertRows({}, int(head), int(newEnd) - 1);
        m_rows.insert(m_rows.begin() + qsizetype(head), rows.begin() + qsizetype(head),
            rows.begin() + qsizetype(newEnd));
        endInsertRows();
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(int(i)), index(int(i)));
    }
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

// SPDX-License-Identifier: MIT
#include "ui/models/streamlistmodel.h"

#include "ui/words/servingwords.h"

#include <algorithm>

namespace headgate {

StreamListModel::StreamListModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void StreamListModel::apply(const Change& change)
{
    const auto* changed = std::get_if<ServingChanged>(&change);
    if (!changed)
        return;
    std::vector<ServedStream> streams = changed->serving.streams;
    Serving head = changed->serving;
    head.streams = std::move(m_serving.streams);
    m_serving.streams.clear();
    std::swap(m_serving, head);
    put(std::move(streams));
    emit servingChanged();
}

/** Both lists are sorted by name: rows come and go singly, so that a selection stays. */
void StreamListModel::put(std::vector<ServedStream> streams)
{
    std::vector<ServedStream>& rows = m_serving.streams;
    size_t row = 0;
    for (ServedStream& stream : streams) {
        while (row < rows.size() && rows[row].name < stream.name) {
            beginRemoveRows({}, int(row), int(row));
            rows.erase(rows.begin() + std::ptrdiff_t(row));
            endRemoveRows();
        }
        if (row == rows.size() || rows[row].name != stream.name) {
            beginInsertRows({}, int(row), int(row));
            rows.insert(rows.begin() + std::ptrdiff_t(row), std::move(stream));
            endInsertRows();
        } else if (rows[row] != stream) {
            rows[row] = std::move(stream);
            emit dataChanged(index(int(row)), index(int(row)));
        }
        ++row;
    }
    if (row < rows.size()) {
        beginRemoveRows({}, int(row), int(rows.size()) - 1);
        rows.resize(row);
        endRemoveRows();
    }
}

bool StreamListModel::isPublished(const SessionKey& session) const
{
    return std::ranges::any_of(
        m_serving.streams, [&](const ServedStream& s) { return s.session == session; });
}

int StreamListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_serving.streams.size());
}

QVariant StreamListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ServedStream& stream = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return stream.name;
    case Qt::ToolTipRole:
    case UrlRole:
        return stream.url.toString();
    case DetailRole:
        return words::streamDetail(stream);
    case ReadersRole:
        return words::streamReaders(stream);
    case TailRole:
        return stream.tail;
    case ClosedRole:
        return stream.closed;
    case Qt::AccessibleTextRole:
        return words::streamSentence(stream);
    default:
        return {};
    }
}

} // namespace headgate

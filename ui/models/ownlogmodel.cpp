// SPDX-License-Identifier: MIT
#include "ui/models/ownlogmodel.h"

#include <QDateTime>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

OwnLogModel::OwnLogModel(Read read, size_t most, QObject* parent)
    : QAbstractListModel(parent)
    , m_read(std::move(read))
    , m_most(most)
{
    readOn();
}

bool OwnLogModel::isShown(const LogLine& line) const
{
    return line.level >= m_level
        && (m_filter.isEmpty() || line.text.contains(m_filter, Qt::CaseInsensitive)
            || line.category.contains(m_filter, Qt::CaseInsensitive));
}

bool OwnLogModel::readOn()
{
    const std::vector<LogLine> fresh = m_read(m_last);
    if (fresh.empty())
        return false;
    m_last = fresh.back().number;
    std::vector<LogLine> shown;
    for (const LogLine& line : fresh) {
        m_all.push_back(line);
        if (isShown(line))
            shown.push_back(line);
    }
    while (m_all.size() > m_most)
        m_all.pop_front();
    if (!shown.empty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(shown.size()) - 1);
        m_rows.insert(m_rows.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    const qint64 oldest = m_all.front().number;
    const auto kept =
        std::ranges::find_if(m_rows, [&](const LogLine& line) { return line.number >= oldest; });
    if (const int gone = int(kept - m_rows.begin()); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), kept);
        endRemoveRows();
    }
    return true;
}

void OwnLogModel::choose()
{
    beginResetModel();
    m_rows.clear();
    std::ranges::copy_if(
        m_all, std::back_inserter(m_rows), [this](const LogLine& line) { return isShown(line); });
    endResetModel();
}

void OwnLogModel::setLevel(LogLevel level)
{
    if (m_level == level)
        return;
    m_level = level;
    choose();
}

void OwnLogModel::setFilter(const QString& words)
{
    if (m_filter == words.trimmed())
        return;
    m_filter = words.trimmed();
    choose();
}

QString OwnLogModel::lineText(int row) const
{
    return logLineText(m_rows[size_t(row)]);
}

QString OwnLogModel::text() const
{
    QString out;
    for (const LogLine& line : m_rows)
        out += logLineText(line) + u'\n';
    return out;
}

int OwnLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OwnLogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine& line = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return logLineText(line);
    case Qt::ToolTipRole:
    case WordsRole:
        return line.text;
    case LevelRole:
        return int(line.level);
    case CategoryRole:
        return line.category;
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(toMs(line.at)).toString(u"HH:mm:ss.zzz"_s);
    default:
        return {};
    }
}

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/storage.h"

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace headgate {

/** What sessions take, the largest first: the first of those that have the words. UI thread. */
class StorageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Session, Source, Events, Size, Columns };
    static constexpr size_t mostRows = 200;

    explicit StorageModel(std::function<QString(const SourceId&)> sourceName, QObject* parent);

    void put(std::vector<SessionStorage> sessions);
    void setFilter(const QString& words);
    const SessionStorage& at(int row) const { return m_rows[size_t(row)]; }
    /** Those that have the words, shown or not. */
    size_t matching() const { return m_matching; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();
    QString titleOf(const SessionStorage& session) const;

    std::function<QString(const SourceId&)> m_sourceName;
    std::vector<SessionStorage> m_all;
    std::vector<SessionStorage> m_rows;
    size_t m_matching = 0;
    QString m_filter;
};

} // namespace headgate

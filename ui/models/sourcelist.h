// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>

#include <vector>

namespace headgate {

/** The sources in the order they were added, with all that is known of each. UI thread. */
class SourceList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        StateRole, ///< words for the side
        ProofRole, ///< the proof sentence
        LastByteRole, ///< "0.4 s"; empty: nothing yet
    };

    explicit SourceList(QObject* parent = nullptr);

    void apply(const Change& change);
    void tick(Timestamp now);

    const SourceStatus* find(const SourceId& id) const;
    const std::vector<SourceStatus>& all() const { return m_sources; }

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    std::vector<SourceStatus> m_sources;
    Timestamp m_now;
};

} // namespace headgate

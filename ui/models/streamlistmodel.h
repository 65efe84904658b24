// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>

namespace headgate {

/** The streams of the embedded server, by name, and the state of the server itself. UI thread. */
class StreamListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        UrlRole = Qt::UserRole + 1,
        DetailRole, ///< "24 messages"
        ReadersRole, ///< "3 readers"; empty: none
        TailRole, ///< offset
        ClosedRole,
    };

    explicit StreamListModel(QObject* parent = nullptr);

    void apply(const Change& change);

    const Serving& serving() const { return m_serving; }
    const ServedStream& at(int row) const { return m_serving.streams[size_t(row)]; }
    /** Whether its events are mirrored now. */
    bool isPublished(const SessionKey& session) const;

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

signals:
    /** Anything but a row: state, address, issue. */
    void servingChanged();

private:
    void put(std::vector<ServedStream> streams);

    Serving m_serving;
};

} // namespace headgate

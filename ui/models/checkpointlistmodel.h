// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>
#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace headgate {

/**
 * Every request that is open: who waits longest stands first. One whose answer is on its way stays
 * until the stream has spoken; one that is being looked up stands last and waits for nobody. UI
 * thread. Knows the resolved ones of this run too, for find().
 */
class CheckpointListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LineRole = Qt::UserRole + 1, ///< the most telling line of the payload
        AgeRole,
        StateRole, ///< CheckpointState as int
        KindRole, ///< CheckpointKind as int
        OutcomeRole, ///< words, empty while it simply waits
    };

    explicit CheckpointListModel(QObject* parent = nullptr);

    void apply(const Change& change);
    void tick(Timestamp now);

    /** Requests that block an agent: what the badge counts. */
    int waiting() const;
    /** 1-based place among those that wait; 0 if it does not. */
    int position(const CheckpointKey& key) const;
    int waitingInSession(const SessionKey& key) const;
    const Checkpoint& at(int row) const { return m_open[size_t(row)]; }
    const Checkpoint* find(const CheckpointKey& key) const;
    const Checkpoint* find(const SessionKey& session, const RequestId& request) const;
    /** The one that waits longest, or the one after `key`; empty when none waits. */
    std::optional<CheckpointKey> next(const std::optional<CheckpointKey>& key) const;
    /** The other way round. */
    std::optional<CheckpointKey> previous(const std::optional<CheckpointKey>& key) const;
    /** How many that wait ask for the same, this one included. */
    int alike(const Checkpoint& checkpoint) const;

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

signals:
    /** About any request, open or not: what a dialog that shows it follows. */
    void checkpointChanged(const headgate::CheckpointKey& key);

private:
    void put(const Checkpoint& checkpoint);
    void removeWhere(const std::function<bool(const CheckpointKey&)>& gone);
    int rowOf(const CheckpointKey& key) const;

    std::vector<Checkpoint> m_open;
    QHash<CheckpointKey, Checkpoint> m_known;
    Timestamp m_now;
};

} // namespace headgate

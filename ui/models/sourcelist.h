// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>

#include <vector>

namespace headgate {

/** An entry of the list of sources that says nothing that can be followed (DG-67). */
bool isUnusable(const SourceId& id);

/** The sources in the person's order, then in that they were added, with all that is known of each.
 * UI thread. */
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
    /** Those that are not named stand behind, as they came. */
    void setOrder(std::vector<SourceId> order);

    const SourceStatus* find(const SourceId& id) const;
    /** The name a person knows it by; its id, where it is not known. */
    QString nameOf(const SourceId& id) const;
    const std::vector<SourceStatus>& all() const { return m_sources; }
    /** How many are live or catching up. */
    int connected() const;
    /** How many can be followed at all. */
    int usable() const;

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    qsizetype rankOf(const SourceId& id) const;

    std::vector<SourceStatus> m_sources;
    std::vector<SourceId> m_order;
    Timestamp m_now;
};

} // namespace headgate

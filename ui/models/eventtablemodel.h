// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace headgate {

/**
 * The newest raw events, oldest first, at most `capacity`; what came before is in the history. UI
 * thread. A heartbeat is no event.
 */
class EventTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int capacity = 2000;
    enum Column { Time, Type, Seq, ColumnCount };
    enum Role { JsonRole = Qt::UserRole + 1, SessionIdRole, SourceIdRole, OriginRole };

    explicit EventTableModel(QObject* parent = nullptr);

    void apply(const Change& change);
    /** Every word must occur in type, id, session or JSON, in any case. */
    void setFilter(const QString& text);
    /** Only this session; empty: all. */
    void setSession(const SessionKey& key);

    int kept() const { return int(m_ring.size()); }
    qint64 skipped() const { return m_skipped; }
    const EventRow& at(int row) const;
    /** Whatever the filter is; the newest first. Good until the next change. */
    std::vector<const EventRow*> newest(int count) const;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    bool passes(const EventRow& row) const;
    void append(const std::vector<EventRow>& rows);
    void dropOldest(size_t count);
    void refilter();

    std::deque<EventRow> m_ring;
    qint64 m_first = 0; ///< serial number of m_ring.front()
    std::deque<qint64> m_shown; ///< serial numbers that pass the filter, ascending
    QStringList m_words;
    SessionKey m_session;
    qint64 m_skipped = 0;
};

} // namespace headgate

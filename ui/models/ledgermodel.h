// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractListModel>
#include <QHash>

#include <vector>

namespace headgate {

/** A row of the ledger, as it is read. */
struct LedgerRow
{
    enum class Kind : quint8 { Section, Intent, Epic, Task, Handoff, Rule, Assumption, Learning };
    enum class Shape : quint8 { None, Open, Running, Paused, Done, Failed };

    Kind kind = Kind::Section;
    Shape shape = Shape::None;
    QString id; ///< keeps a row the same row while its words change
    QString title;
    QString detail{}; ///< further lines; may be empty
    QString side{}; ///< at the right: "3 of 5", the agent, "running"
    double share = -1; ///< of an epic's tasks, those that are over; below 0: it has none
    QString command{}; ///< that goes on with a handoff
    SessionId session{}; ///< where it happens; empty: not said

    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/**
 * What the agents of one source planned, do and learnt: epics with their tasks, active work,
 * handoffs, rules, assumptions and learnings, each under its heading. UI thread. A row that only
 * changed is not made anew.
 */
class LedgerModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< LedgerRow::Kind as int
        ShapeRole, ///< LedgerRow::Shape as int
        DetailRole,
        SideRole,
        ShareRole,
        CommandRole,
        SessionRole, ///< as text
    };
    static constexpr size_t capacity = 2000; ///< rows; more is not laid out

    explicit LedgerModel(QObject* parent = nullptr);

    /** Whose ledger is shown. */
    void setSource(const SourceId& source);
    const SourceId& source() const { return m_source; }
    void apply(const Change& change);

    int active() const { return m_active; } ///< agents at work

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex& index) const final;

private:
    void put(std::vector<LedgerRow> rows);

    SourceId m_source;
    QHash<SourceId, LedgerChanged> m_told;
    std::vector<LedgerRow> m_rows;
    int m_active = 0;
};

/** The rows of a ledger, in the order they are read. Pure. */
std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const std::vector<Intent>& intents);

} // namespace headgate

// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QAbstractListModel>

#include <vector>

namespace headgate {

/** A row of a list that is read, under its heading. */
struct LedgerRow
{
    enum class Kind : quint8 {
        Section,
        Intent,
        Epic,
        Task,
        Handoff,
        Rule,
        Assumption,
        Learning,
        Report,
        Call,
        Tool,
        Step,
        File,
        Rest, ///< how many are not listed
    };
    enum class Shape : quint8 { None, Open, Running, Paused, Done, Failed };

    Kind kind = Kind::Section;
    Shape shape = Shape::None;
    QString id; ///< keeps a row the same row while its words change
    QString title;
    QString detail{}; ///< further lines; may be empty
    QString side{}; ///< at the right: "3 of 5", the agent, "running"
    double share = -1; ///< how much of it is done; below 0: that is not known
    QString command{}; ///< that goes on with a handoff
    SessionId session{}; ///< where it happens; empty: not said
    EventId event{}; ///< that told of it; empty: not said
    MessageId message{}; ///< of the session in the middle, below which it can be read; empty: none

    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/** Rows of words under headings. UI thread. A row that only changed is not made anew. */
class RowListModel : public QAbstractListModel
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
        EventRole, ///< as text
        MessageRole, ///< as text
    };
    static constexpr size_t capacity = 2000; ///< rows; more is not laid out

    using QAbstractListModel::QAbstractListModel;

    /** Whose rows are shown. */
    const SourceId& source() const { return m_source; }

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex& index) const final;

protected:
    void put(std::vector<LedgerRow> rows);
    const std::vector<LedgerRow>& rows() const { return m_rows; }

    SourceId m_source;

private:
    void removeRun(qsizetype first, qsizetype end);

    std::vector<LedgerRow> m_rows;
};

} // namespace headgate
